import assert from 'node:assert/strict';
import { cli, GOOD, NOTE } from './memory.ts';

const UNTIDY = 'client   C\nserver S\nC->S syn   seq=x\nlonger<-S SYN,ACK seq=y ack=x+1 # comment\n';

describe('handshake format', () => {
  it('changes files in place, names them, and changes nothing the second time', async () => {
    const { code, out, written } = await cli(['format', 'a.tcp'], { 'a.tcp': UNTIDY });
    assert.deepEqual([code, out, Object.keys(written)], [0, 'a.tcp\n', ['a.tcp']]);
    assert.match(written['a.tcp']!, /^client C\n/);
    const again = await cli(['format', 'a.tcp'], written);
    assert.deepEqual([again.code, again.out, again.written], [0, '', {}]);
  });

  it('only says which files it would change', async () => {
    const { written } = await cli(['format', 'a.tcp'], { 'a.tcp': GOOD });
    const tidy = written['a.tcp'] ?? GOOD;
    const { code, out, ...rest } = await cli(['format', '--check', 'a.tcp', 'b.tcp'], {
      'a.tcp': UNTIDY,
      'b.tcp': tidy,
    });
    assert.deepEqual([code, out, rest.written], [1, 'a.tcp\n', {}]);
    assert.equal((await cli(['format', '--check', 'b.tcp'], { 'b.tcp': tidy })).code, 0);
  });

  it('puts the fences of a Markdown file in order and leaves the rest alone', async () => {
    const note = NOTE.replace('C -> S SYN', 'C   ->   S syn').replaceAll('\n', '\r\n');
    const { written } = await cli(['format', 'note.md'], { 'note.md': `\ufeff${note}` });
    const [before, after] = [note.split('\r\n'), written['note.md']!.slice(1).split('\r\n')];
    assert.ok(written['note.md']!.startsWith('\ufeff#'));
    assert.equal(after.length, before.length);
    assert.match(after[7]!, /^ {3}C -> S +SYN +seq=x$/);
    for (const line of [0, 1, 2, 3, 4, 10, 11, 12]) assert.equal(after[line], before[line]);
  });

  it('sends the standard input to the standard output', async () => {
    const { out, written } = await cli(['format', '-'], { '-': UNTIDY });
    assert.deepEqual([out.slice(0, 9), written], ['client C\n', {}]);
  });

  it('says which files cannot be written', async () => {
    const { code, err } = await cli(['format', 'read-only.tcp'], { 'read-only.tcp': UNTIDY });
    assert.deepEqual([code, err], [2, 'handshake: cannot write read-only.tcp: it may not be written\n']);
  });
});
