import assert from 'node:assert/strict';
import { action, afterAction, applyEdit, fenced, fixture, selection, URI } from './harness.ts';

const errors = (text: string): unknown[] =>
  fixture(text)
    .service.diagnostics(URI)
    .filter(({ severity }) => severity === 1);
const titles = (source: string): string[] => {
  const fixed = fixture(source);
  return fixed.service.codeActions(URI, selection(fixed), ['refactor']).map(({ title }) => title);
};

describe('refactorings', () => {
  it('mark a segment as lost, delayed, and received again', () => {
    assert.equal(afterAction('C $0-> S SYN seq=x\n', 'Mark as lost'), 'C -x S SYN seq=x\n');
    assert.equal(afterAction('C $0<- S SYN seq=x\n', 'Mark as lost'), 'C x- S SYN seq=x\n');
    assert.equal(afterAction('C$0->S SYN seq=x\n', 'Mark as delayed'), 'C ->... S SYN seq=x\n');
    assert.equal(afterAction('C $0...<- S SYN seq=x\n', 'Mark as received'), 'C <- S SYN seq=x\n');
  });

  it('do so for all selected lines', () => {
    const source = '$0A -> B seq=1 ack=1 len=1\nA -> B seq=2 ack=1 len=1\n$1A -> B seq=3 ack=1 len=1\n';
    assert.equal(
      afterAction(source, 'Mark as lost'),
      'A -x B seq=1 ack=1 len=1\nA -x B seq=2 ack=1 len=1\nA -> B seq=3 ack=1 len=1\n',
    );
  });

  it('swap the direction', () => {
    assert.equal(afterAction('C:1000 $0-> S:80 SYN seq=x\n', 'Swap the direction'), 'C:1000 <- S:80 SYN seq=x\n');
    assert.equal(afterAction('C $0x- S SYN seq=x\n', 'Swap the direction'), 'C -x S SYN seq=x\n');
  });

  it('write out what was left out, in a line and in the diagram', () => {
    const source = 'client C\nserver S\nC -> S SYN seq=x\n$0C <- S SYN,ACK seq=y # why\nC -> S ACK\n';
    assert.equal(
      afterAction(source, 'Write out the implied numbers'),
      'client C\nserver S\nC -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x+1 # why\nC -> S ACK\n',
    );
    assert.equal(
      afterAction(source, 'Write out all implied numbers of the diagram'),
      'client C\nserver S\nC -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x+1 # why\nC -> S ACK seq=x+1 ack=y+1\n',
    );
  });

  it('leave out what is implied, but no number that binds a symbol', () => {
    const source = 'client C\nserver S\n$0C -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\n';
    assert.ok(!titles(source).includes('Leave out the numbers that are implied'));
    const second = source.replace('$0', '').replace('C <-', '$0C <-');
    assert.match(afterAction(second, 'Leave out the numbers that are implied'), /\nC <- S SYN,ACK seq=y\n/);
    const third = source.replace('$0', '').replace('C -> S ACK', '$0C -> S ACK');
    assert.match(afterAction(third, 'Leave out the numbers that are implied'), /\nC -> S ACK\n/);
  });

  it('turn symbols into numbers and back', () => {
    const symbols =
      'client C\nserver S\n$0C -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\nC -> S PSH,ACK seq=x+1 ack=y+1 len=n\nC <- S ACK seq=y+1 ack=x+n+1\n';
    const numbers = afterAction(symbols, 'Replace the symbols of the diagram with numbers');
    assert.match(numbers, /SYN seq=1000\nC <- S SYN,ACK seq=2000 ack=1001\n/);
    assert.match(numbers, /len=100\nC <- S ACK seq=2001 ack=1101\n$/);
    assert.deepEqual(errors(numbers), []);
    const back = afterAction(
      numbers.replace('C -> S SYN', '$0C -> S SYN'),
      'Replace the sequence numbers of the diagram with symbols',
    );
    assert.match(back, /SYN seq=x\nC <- S SYN,ACK seq=y ack=x\+1\n/);
    assert.match(back, /ack=x\+101\n$/);
    assert.deepEqual(errors(back), []);
  });

  it('convert a Mermaid sequence diagram of TCP messages', () => {
    const note =
      '# Note\n\n> ```mermaid\n> sequenceDiagram\n>     autonumber\n>     participant C as Client\n>     C->>S: $0SYN seq=x\n>     S-->>C: SYN,ACK seq=y ack=x+1\n>     Note over C,S: done\n> ```\n';
    const fixed = fixture(note, { kind: 'markdown' });
    assert.equal(
      applyEdit(fixed.text, action(fixed, 'Convert to segments').edit),
      '# Note\n\n> ```tcp\n> participant C as "Client"\n> participant S\n>\n> C -> S SYN seq=x\n> S -> C SYN,ACK seq=y ack=x+1\n> note over C,S: done\n>\n> # left out: 1 line of drawing\n> ```\n',
    );
    const other = fixture('```mermaid\nsequenceDiagram\nAlice->>Bob: $0Hello\n```\n', { kind: 'markdown' });
    assert.deepEqual(other.service.codeActions(URI, selection(other)), []);
  });

  it('work in a fence', () => {
    const fixed = fenced('C $0-> S SYN seq=x');
    assert.equal(applyEdit(fixed.text, action(fixed, 'Mark as lost').edit), fixed.text.replace('->', '-x'));
  });

  it('are resolved for the text that they were offered for, and for no other', () => {
    const fixed = fixture('C $0-> S SYN seq=x\n');
    const offered = fixed.service.codeActions(URI, selection(fixed)).find(({ title }) => title === 'Mark as lost');
    assert.ok(offered && offered.edit === undefined);
    fixed.service.change(URI, 2, [{ text: 'D -> S SYN seq=x\n' }]);
    assert.equal(fixed.service.resolveAction(offered).edit, undefined);
  });

  it('come with their edits for an editor that cannot ask later', () => {
    const fixed = fixture('C $0-> S SYN seq=x\n', { client: { lazyEdits: false } });
    const offered = fixed.service.codeActions(URI, selection(fixed)).find(({ title }) => title === 'Mark as lost');
    assert.ok(offered?.edit);
  });
});

describe('refactorings that write what comes next', () => {
  const OPEN = 'client C\nserver S\nC -> S SYN seq=x';

  it('insert the reply that is owed', () => {
    assert.equal(afterAction(`${OPEN}$0\n`, 'Insert the reply of S'), `${OPEN}\nS -> C SYN,ACK seq=y ack=x+1\n`);
    assert.ok(!titles(`${OPEN}$0\nC <- S SYN,ACK seq=y ack=x+1\n`).includes('Insert the reply of S'));
  });

  it('insert the rest of the handshake, as the author writes', () => {
    const after = afterAction(`${OPEN}$0\n`, 'Insert the rest of the handshake');
    assert.equal(after, `${OPEN}\nS -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\n`);
    const ladder = afterAction(`${OPEN}\nC <- S SYN,ACK seq=y ack=x+1$0\n`, 'Insert the rest of the handshake');
    assert.match(ladder, /\nC -> S ACK seq=x\+1 ack=y\+1\n$/);
  });

  it('insert the whole close, and what is left of one', () => {
    const open = `${OPEN}\nC <- S SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1`;
    const after = afterAction(`${open}$0\n`, 'Insert the rest of the close');
    assert.equal(
      after.slice(open.length),
      '\nC -> S FIN,ACK seq=x+1 ack=y+1\nC <- S ACK seq=y+1 ack=x+2\nC <- S FIN,ACK seq=y+1 ack=x+2\nC -> S ACK seq=x+2 ack=y+2\n',
    );
    assert.deepEqual(fixture(after).service.diagnostics(URI), []);
    const half = afterAction(`${open}\nC <- S FIN,ACK seq=y+1 ack=x+1$0\n`, 'Insert the rest of the close');
    assert.deepEqual(fixture(half).service.diagnostics(URI), []);
  });

  it('are not offered where segments follow', () => {
    assert.ok(!titles(`${OPEN}$0\nC <- S SYN,ACK seq=y ack=x+1\n`).includes('Insert the rest of the handshake'));
  });

  it('write inside the quote of a fence', () => {
    const fixed = fenced(`${OPEN}$0`);
    const after = applyEdit(fixed.text, action(fixed, 'Insert the rest of the handshake').edit);
    assert.match(after, /\n> S -> C SYN,ACK seq=y ack=x\+1\n> C -> S ACK seq=x\+1 ack=y\+1\n> ```\n/);
  });
});
