import assert from 'node:assert/strict';
import { LineParser, parse, parseLine } from '../../src/core/notation/index.ts';
import { Names } from '../../src/core/text/names.ts';
import { complaints, mended, read } from './read.ts';

describe('the parser', () => {
  it('gives segments in one object, which the next line fills in again', () => {
    const parser = new LineParser(new Names());
    const line = 'C -> S SYN,ACK seq=x+1 ack=y len=5 win=9 mss=1 sackok ts=1/2 sack=1-2 tfo=ab data="x" "label" # c';
    const first = parser.parse(line, 0, line.length);
    const second = parser.parse('@1 A <- B', 0, 9);
    assert.equal(first, second);
    assert(second.kind === 'segment');
    for (const field of ['seq', 'ack', 'len', 'win', 'mss', 'sackok', 'ts', 'sack', 'tfo', 'data'] as const) {
      assert.equal(second[field].present, false, field);
      assert.equal(second[field].from, -1, field);
    }
    assert.deepEqual([second.label, second.comment, second.flagsWritten, second.flags], [null, null, false, 16]);
    assert.deepEqual(second.flagTokens, []);
    assert.deepEqual(second.sack.blocks, []);
  });

  it('reads the text of the longest segment, each byte as an escape, and no line beyond that but a comment', () => {
    const longest = `C -> S PSH,ACK data="${'\\n'.repeat(65_495)}"`;
    const segment = read(longest);
    assert(segment.kind === 'segment' && segment.problems.length === 0);
    const words = 'C -> S '.padEnd(150_000, 'SYN ');
    assert.notEqual(read(words).kind, 'bad');
    for (const line of [`${words}S`, `  ${'x'.repeat(150_000)}`, `C -> S SYN "${'text '.repeat(30_000)}"`]) {
      const statement = read(line);
      assert.equal(statement.kind, 'bad');
      assert.deepEqual(
        statement.problems.map(({ code, message, from, to }) => [code, message.args, from, to]),
        [['syntax', { most: 150_000 }, line.length - line.trimStart().length, line.length]],
      );
    }
    for (const line of [`# ${'word '.repeat(30_000)}`, `  // ${'word '.repeat(30_000)}`, ' '.repeat(150_001)]) {
      assert.equal(read(line).kind, 'blank');
      assert.deepEqual(complaints(line), []);
    }
  });

  it('a value that goes on behind a stroke is one mistake, whatever blank stands before it', () => {
    for (const blank of [' ', '\t', '\u3000'])
      assert.deepEqual(complaints(`C -> S:${blank}len=100/c`), complaints('C -> S:\tlen=100/c'));
  });

  it('no name ends with a point, not even where an arrow touches it', () => {
    for (const line of ['S.x-- C SYN', 'S. x-- C SYN']) assert.equal(read(line).kind, 'bad', line);
    assert.equal(read('S.1x-- C SYN').kind, 'segment');
  });

  it('tells the columns of everything', () => {
    const segment = read('C:80 -> S SYN,ACK seq=xy+1 sack=1-2 "l" # c');
    assert(segment.kind === 'segment');
    const { left, arrow, keyword, flagsSpan, flagTokens, seq, sack, label, comment } = segment;
    assert.deepEqual([left.from, left.nameTo, left.to], [0, 1, 4]);
    assert.deepEqual([arrow.from, arrow.to], [5, 7]);
    assert.equal(keyword, arrow);
    assert.deepEqual([flagsSpan.from, flagsSpan.to], [10, 17]);
    assert.deepEqual(flagTokens, [
      { from: 10, to: 13, bit: 2 },
      { from: 14, to: 17, bit: 16 },
    ]);
    assert.deepEqual([seq.from, seq.to, seq.value.from, seq.value.to], [18, 26, 22, 26]);
    assert.deepEqual([seq.value.symbolFrom, seq.value.symbolTo], [22, 24]);
    assert.deepEqual([sack.from, sack.to, sack.blocks[0]?.from, sack.blocks[0]?.to], [27, 35, 32, 35]);
    assert.deepEqual([label?.from, label?.to], [36, 39]);
    assert.deepEqual(comment, { from: 40, to: 43 });
  });

  const spans: readonly (readonly [line: string, flags: readonly [number, number]])[] = [
    ['C -> S', [6, 6]],
    ['C -> S seq=1', [6, 6]],
    ['C -> S : seq=1', [8, 8]],
    ['C->>S: seq=1', [6, 6]],
    ['C -> S [S.] seq=1', [7, 11]],
    ['C -> S SYN=1, ACK=1, seq=1', [7, 19]],
    ['C -> S SYN seq=1 ACK', [7, 10]],
    ['C -> S seq=1 SYN ACK', [13, 20]],
    ['C -> S [X] seq=1', [7, 10]],
  ];
  for (const [line, [from, to]] of spans) {
    it(`tells where the flags of ${line} stand`, () => {
      const segment = read(line);
      assert(segment.kind === 'segment');
      assert.deepEqual([segment.flagsSpan.from, segment.flagsSpan.to], [from, to]);
    });
  }

  it('takes a slip of a flag for the flag', () => {
    for (const [line, flags] of [
      ['C -> S SNY', 2],
      ['C -> S SYNACK', 18],
      ['C -> S S.', 18],
      ['C -> S SYN,ASK', 18],
      ['C -> S [X]', 16],
      ['C -> S words', 16],
    ] as const) {
      const segment = read(line);
      assert(segment.kind === 'segment');
      assert.equal(segment.flags, flags, line);
    }
  });

  it('keeps the place of a field that it cannot read', () => {
    const segment = read('C -> S seq=? ack=1');
    assert(segment.kind === 'segment');
    assert.deepEqual([segment.seq.present, segment.seq.from, segment.seq.to], [false, 7, 12]);
    assert.equal(segment.ack.present, true);
  });

  it('does not take keywords for names', () => {
    const names = new Names();
    for (const line of ['diagram x', 'note over C: state', 'client C as foo', 'hello world', 'loop forever']) {
      parseLine(line, names);
    }
    assert.deepEqual(
      Array.from({ length: names.size }, (_, id) => names.text(id)),
      ['C'],
    );
  });

  it('mends what it can', () => {
    for (const [line, good] of [
      ['C -> S SNY', 'C -> S SYN'],
      ['C > S SYN', 'C -> S SYN'],
      ['C -> S first segment', 'C -> S "first segment"'],
      ['C -> S "a', 'C -> S "a"'],
      ['C -> S data=GET', 'C -> S data="GET"'],
      ['C -> S sack=1-2,3-4', 'C -> S sack=1-2/3-4'],
      ['clinet C', 'client C'],
      ['client C label', 'client C as label'],
      ['note C: x', 'note over C: x'],
      ['note left C: x', 'note left of C: x'],
      ['note over C x', 'note over C : x'],
      ['state C ESTABLISHT', 'state C ESTABLISHED'],
      ['state A LISTEN B CLOSED', 'state A LISTEN , B CLOSED'],
      ['state A LISTEN snd.nx=1', 'state A LISTEN snd.nxt=1'],
    ] as const) {
      assert.equal(mended(line), good);
      assert.deepEqual(complaints(good), [], good);
    }
  });

  it('does not report more of a line than anyone can read', () => {
    assert(read(`C -> S ${'? '.repeat(1000)}`).problems.length <= 12);
  });
});

describe('the tree', () => {
  it('gives statements that may be kept', () => {
    const tree = parse('C -> S SYN\nS -> C ACK\r\nclient C');
    const [first, second, third] = [tree.statement(0), tree.statement(1), tree.statement(2)];
    assert(first.kind === 'segment' && second.kind === 'segment');
    assert.notEqual(first, second);
    assert.deepEqual([first.flags, second.flags, third.kind], [2, 16, 'participant']);
    assert.equal(tree.statement(99).kind, 'blank');
    assert.deepEqual(tree.tokens(99), []);
  });
});
