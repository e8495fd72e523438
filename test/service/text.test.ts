import assert from 'node:assert/strict';
import { TOKEN_TYPES } from '../../src/service/index.ts';
import { applyEdits, fenced, fixture, URI, type Fixture } from './harness.ts';

const UGLY = `
  diagram Talk
  client   C
  server S
  C->S syn  seq=x
    C  <-  S  SYN+ACK seq=y,ack=x+1   # why
  C -> S ACK !!
`;
const OPTIONS = { insertSpaces: true, tabSize: 2 };

describe('formatting', () => {
  it('puts a document in order, and leaves alone what cannot be read', () => {
    const fixed = fixture(UGLY);
    const after = applyEdits(fixed.text, fixed.service.formatting(URI, undefined, OPTIONS));
    assert.match(after, /\nclient C\n/);
    assert.match(after, /\nC -> S SYN {5}seq=x\nC <- S SYN,ACK seq=y ack=x\+1 {2}# why\nC -> S ACK !!\n/);
    assert.deepEqual(fixture(after).service.formatting(URI, undefined, OPTIONS), []);
  });

  it('puts fences in order at their columns, and nothing outside of them', () => {
    const fixed = fenced(UGLY);
    const after = applyEdits(fixed.text, fixed.service.formatting(URI, undefined, OPTIONS));
    assert.match(after, /^# Note\n\n> ```tcp\n> diagram Talk\n> client C\n/);
    assert.match(after, /\n> C <- S SYN,ACK seq=y ack=x\+1 {2}# why\n/);
  });

  it('of a range leaves the other lines alone', () => {
    const { service } = fixture(UGLY);
    const edits = service.formatting(
      URI,
      { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } },
      OPTIONS,
    );
    assert.deepEqual(
      edits.map(({ range }) => range.start.line),
      [1],
    );
  });

  it('while typing puts the line in order that was just finished', () => {
    const { service } = fixture(UGLY);
    const edits = service.formattingOnType(URI, { line: 2, character: 0 }, OPTIONS);
    assert.deepEqual(
      edits.map(({ range }) => range.start.line),
      [1],
    );
    assert.deepEqual(service.formattingOnType(URI, { line: 0, character: 0 }, OPTIONS), []);
  });
});

describe('semantic tokens', () => {
  const tokens = ({ service, text }: Fixture, line?: number): string[] => {
    const range = line === undefined ? undefined : { start: { line, character: 0 }, end: { line, character: 99 } };
    const { data } = service.semanticTokens(URI, range);
    const lines = text.split('\n');
    const found: string[] = [];
    let [at, character] = [0, 0];
    for (let i = 0; i < data.length; i += 5) {
      const [lineBy = 0, by = 0, length = 0, type = 0] = data.slice(i, i + 4);
      character = lineBy === 0 ? character + by : by;
      at += lineBy;
      found.push(`${(lines[at] ?? '').slice(character, character + length)}:${TOKEN_TYPES[type] ?? '?'}`);
    }
    return found;
  };

  it('tell what each word is', () => {
    assert.deepEqual(tokens(fixture('客户端 -> S:80 SYN,ACK seq=x+1 "hi" # end\nstate S SYN-SENT\nexpect seq-gap\n')), [
      '客户端:variable',
      '->:operator',
      'S:variable',
      '80:number',
      'SYN:enumMember',
      'ACK:enumMember',
      'seq:property',
      '=:operator',
      'x:parameter',
      '+:operator',
      '1:number',
      '"hi":string',
      '# end:comment',
      'state:keyword',
      'S:variable',
      'SYN-SENT:type',
      'expect:keyword',
      'seq-gap:macro',
    ]);
  });

  it('stand at their columns in a fence, and are those of the lines that are asked for', () => {
    assert.deepEqual(tokens(fenced('A -> B SYN\nclose A'), 4), ['close:keyword', 'A:variable']);
  });
});
