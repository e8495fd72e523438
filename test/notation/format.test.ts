import assert from 'node:assert/strict';
import { formatLines, formatText, FORMAT_DEFAULTS } from '../../src/core/notation/index.ts';
import { Lines } from '../../src/core/text/lines.ts';

/** Texts, and how they should be written. */
const CASES: Readonly<Record<string, readonly [before: readonly string[], after: readonly string[]]>> = {
  'columns in a run of segments': [
    ['C->S SYN seq=x', 'Client <-- S   SYN,ACK seq=y ack=x+1', 'C -> S ACK seq=x+1 ack=y+1 len=5 win=9 "a"'],
    [
      'C      ->  S SYN     seq=x',
      'Client <-- S SYN,ACK seq=y   ack=x+1',
      'C      ->  S ACK     seq=x+1 ack=y+1 len=5 win=9 "a"',
    ],
  ],
  'a number that names the flag as well keeps it': [
    ['C->S SYN,ACK=x+1', 'C->S [none] ACK=5', 'C->S SYN=1, seq=y, ack=x+1'],
    ['C -> S SYN,ACK       ack=x+1', 'C -> S ACK           ack=5', 'C -> S SYN=1   seq=y ack=x+1'],
  ],
  'a field that only some lines have leaves a gap': [
    ['C -> S SYN seq=1 win=5', 'C <- S ACK seq=1 ack=2 win=5', 'C -> S len=3 win=7'],
    ['C -> S SYN seq=1             win=5', 'C <- S ACK seq=1 ack=2       win=5', 'C -> S                 len=3 win=7'],
  ],
  'wide characters take two columns': [
    ['客户端 -> S SYN', 'C -> 服务器 ACK'],
    ['客户端 -> S      SYN', 'C      -> 服务器 ACK'],
  ],
  'empty lines end a run, other statements do not': [
    ['C -> S', 'note over C: x', 'Client -> S', '', 'C->S'],
    ['C      -> S', 'note over C: x', 'Client -> S', '', 'C -> S'],
  ],
  'fields in an order of their own are not in columns': [
    ['C -> S win=5 seq=1 ack=2', 'C -> S seq=1 ack=2 win=5'],
    ['C -> S             win=5 seq=1 ack=2', 'C -> S seq=1 ack=2 win=5'],
  ],
  'flags and names in one spelling': [
    ['C → S syn+Ack SEQ=X', 'C -> S [S.] seq = 1', 'C->>S：ＳＹＮ＝１，ＡＣＫ＝１，ｓｅｑ＝ｙ'],
    ['C ->  S  SYN,ACK     seq=X', 'C ->  S  SYN,ACK     seq=1', 'C ->> S: SYN=1,ACK=1 seq=y'],
  ],
  'flags that stand apart come together': [
    ['C -> S SYN=1, seq=y, ACK=1, ack=x+1'],
    ['C -> S SYN=1,ACK=1 seq=y ack=x+1'],
  ],
  'no flags at all': [['C -> S [none] seq=1'], ['C -> S [none] seq=1']],
  'arrows keep their style': [
    ['C-->>S', 'C…->S', 'C--)S', 'C->>+S: ACK', 'C →… S', 'C X-S'],
    ['C -->>  S', 'C ...-> S', 'C --)   S', 'C ->>+  S: ACK', 'C ->... S', 'C x-    S'],
  ],
  'the text of an expression stays': [
    ['C -> S seq = 1_000 + 2n ack=0xFF', 'C -> S seq=（x＋1）'],
    ['C -> S seq=1_000 + 2n ack=0xFF', 'C -> S seq=(x+1)'],
  ],
  'typographic quotes become plain': [
    ["“a b” -> S “it's”", 'diagram “T”', 'client “C” as “x y”'],
    ['"a b" -> S "it\'s"', 'diagram "T"', 'client "C" as "x y"'],
  ],
  'keywords in lower case, one blank': [
    [
      'DIAGRAM   T  U',
      'Client  C   AS  x  y',
      'Note  Over A , B :  t',
      'NOTE LEFT  OF A:t',
      'Let n=5',
      'OPTION  rule   x',
      'Expect  seq-gap',
      '@1   CLOSE  C:80',
      'create   participant P',
      '……  一会儿',
    ],
    [
      'diagram T  U',
      'client C as x  y',
      'note over A,B: t',
      'note left of A: t',
      'let n = 5',
      'option rule x',
      'expect seq-gap',
      '@1 close C:80',
      'create participant P',
      '... 一会儿',
    ],
  ],
  'states as in the RFC': [
    ['state c established , s:80  Syn_Rcvd   SND.NXT = x+1'],
    ['state c ESTABLISHED, s:80 SYN-RECEIVED snd.nxt=x+1'],
  ],
  'a title that begins with an arrow keeps the colon that makes it one': [
    ['title: -> S', 'title:x- S', 'title: 100 packets'],
    ['title: -> S', 'title: x- S', 'title 100 packets'],
  ],
  'a title that begins with a colon keeps it': [
    ['title :: x', 'title:: x', 'title: x'],
    ['title :: x', 'title : x', 'title x'],
  ],
  'comments below each other': [
    ['client C # one', 'server Server  // two', 'C -> S ACK   #three', '', 'C -> S # four'],
    ['client C       # one', 'server Server  // two', 'C -> S ACK     #three', '', 'C -> S  # four'],
  ],
  'comments alone stay where they belong': [
    ['   # one', 'C -> S  # two', '', '# three'],
    ['# one', 'C -> S  # two', '', '# three'],
  ],
  'Mermaid’s blocks are indented': [
    [
      'sequenceDiagram',
      '    loop x',
      'C->>S: ACK',
      'alt y',
      'C->>S: ACK',
      'else z',
      'note over C: x',
      'end',
      'end',
      'C->>S: ACK',
    ],
    [
      'sequenceDiagram',
      'loop x',
      '  C ->> S: ACK',
      '  alt y',
      '    C ->> S: ACK',
      '  else z',
      '    note over C: x',
      '  end',
      'end',
      'C ->> S: ACK',
    ],
  ],
  'lines with problems stay as they are': [
    ['C->S  SYN', 'C  ->  S  SNY', 'Client->S'],
    ['C      -> S SYN', 'C  ->  S  SNY', 'Client -> S'],
  ],
  'blanks at the end go': [
    ['C -> S  ', '\t', 'diagram T\u3000'],
    ['C -> S', '', 'diagram T'],
  ],
  'a very wide cell does not push the others': [
    [`C -> S seq=${'x+'.repeat(20)}1 ack=1`, 'C -> S seq=1 ack=2'],
    [`C -> S seq=${'x+'.repeat(20)}1 ack=1`, 'C -> S seq=1 ack=2'],
  ],
};

describe('the formatter', () => {
  for (const [name, [before, after]] of Object.entries(CASES)) {
    it(name, () => {
      for (const lineBreak of ['\n', '\r\n']) {
        const formatted = formatText(before.join(lineBreak));
        assert.deepEqual(formatted.split(lineBreak), after);
        assert.equal(formatText(formatted), formatted);
      }
    });
  }

  it('edits only the lines that it is asked for, in the columns of their run', () => {
    const lines = new Lines('Client->S\nC->S\nC->S\nC -> Server SYN');
    assert.deepEqual(formatLines(lines, 1, 2), [{ line: 1, from: 1, to: 3, text: '      -> ' }]);
  });

  it('knows in a range how deep the lines stand', () => {
    const lines = new Lines('loop x\nC -> S\nend');
    assert.deepEqual(formatLines(lines, 1, 2), [{ line: 1, from: 0, to: 0, text: '  ' }]);
    assert.deepEqual(formatLines(lines, 1, 2, { indent: '\t' }), [{ line: 1, from: 0, to: 0, text: '\t' }]);
  });

  it('makes the smallest edits', () => {
    assert.deepEqual(formatLines(new Lines('C -> S SYN  seq=1')), [{ line: 0, from: 11, to: 12, text: '' }]);
    assert.deepEqual(formatLines(new Lines('C -> S SYN seq=1')), []);
  });

  it('takes ranges that are not in the text', () => {
    const lines = new Lines('C->S');
    assert.deepEqual(formatLines(lines, -3, 0), []);
    assert.deepEqual(formatLines(lines, 1, 9), []);
    assert.equal(formatLines(lines, -1, 9).length, 1);
  });

  it('keeps a byte order mark', () => {
    assert.equal(formatText('\ufeffC->S'), '\ufeffC -> S');
  });

  it('indents by two blanks where nothing else is asked for', () => {
    assert.deepEqual(FORMAT_DEFAULTS, { indent: '  ' });
  });
});
