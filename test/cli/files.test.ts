import assert from 'node:assert/strict';
import { cli, GOOD, NOTE } from './memory.ts';

describe('what an export writes over', () => {
  const table = ['--to', 'table', '--out'];

  it('is never what it reads, however that is spelt, and whether forced or not', async () => {
    const files = { 'note.md': NOTE, 'a.tcp': GOOD };
    for (const more of [[], ['--force']]) {
      const eaten = await cli(['export', 'note.md', ...table, './note.md', ...more], files);
      assert.deepEqual(
        [eaten.code, eaten.err, eaten.written],
        [2, 'handshake: ./note.md is what is read here, and would be lost: name another file\n', {}],
      );
      assert.deepEqual(
        (await cli(['export', 'a.tcp', '--to', 'markdown', '--out', 'a.tcp', ...more], files)).written,
        {},
      );
    }
  });

  it('is a note that gets its own pictures, under either of its names', async () => {
    const { written } = await cli(['export', 'note.md', '--to', 'markdown', '--out', './note.md'], { 'note.md': NOTE });
    assert.match(written['./note.md']!, /```mermaid/);
    const again = await cli(['export', 'note.md', '--to', 'markdown', '--out', 'note.md'], {
      'note.md': written['./note.md']!,
    });
    assert.deepEqual([again.code, again.written], [0, {}]);
  });

  it('is what an export wrote and nobody changed, and nothing else unless forced', async () => {
    for (const form of ['mermaid', 'markdown', 'table']) {
      const call = ['export', 'a.tcp', '--to', form, '--out', 'b.txt'];
      const { written } = await cli(call, { 'a.tcp': GOOD });
      const same = await cli(call, { 'a.tcp': GOOD, ...written });
      assert.deepEqual([same.code, same.written], [0, {}]);
      const other = await cli(call, { 'a.tcp': GOOD.replaceAll('x', 'z'), ...written });
      assert.deepEqual([other.code, Object.keys(other.written)], [0, ['b.txt']]);
      const changed = await cli(call, { 'a.tcp': GOOD.replaceAll('x', 'z'), 'b.txt': `${written['b.txt']!}mine\n` });
      assert.deepEqual(
        [changed.code, changed.err, changed.written],
        [2, 'handshake: b.txt was not written by an export, or was changed since: --force writes over it\n', {}],
      );
      const forced = await cli([...call, '--force'], { 'a.tcp': GOOD, 'b.txt': 'mine' });
      assert.deepEqual(forced.written, written);
    }
  });

  it('is no note of another name unless forced, and no ladder that differs', async () => {
    const note = ['export', 'note.md', '--to', 'markdown', '--out', 'b.md'];
    assert.equal((await cli(note, { 'note.md': NOTE, 'b.md': '# Mine\n' })).code, 2);
    assert.equal((await cli([...note, '--force'], { 'note.md': NOTE, 'b.md': '# Mine\n' })).code, 0);
    const ladder = ['export', 'a.tcp', '--to', 'ladder', '--out', 'b.txt'];
    const { written } = await cli(ladder, { 'a.tcp': GOOD });
    assert.equal((await cli(ladder, { 'a.tcp': GOOD, ...written })).code, 0);
    assert.equal((await cli(ladder, { 'a.tcp': `title Another\n${GOOD}`, ...written })).code, 2);
  });
});
