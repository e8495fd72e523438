import assert from 'node:assert/strict';
import { fences } from '../../src/core/text/fences.ts';
import { cli, GOOD, NOTE } from './memory.ts';

describe('handshake export', () => {
  it('writes every form', async () => {
    const begins = { mermaid: 'sequenceDiagram\n', markdown: '```mermaid\n', table: '| Phase ', ladder: '    C  ' };
    for (const [form, begin] of Object.entries(begins)) {
      const { code, out } = await cli(['export', 'a.tcp', '--to', form], { 'a.tcp': GOOD });
      assert.equal(code, 0);
      assert.ok(out.startsWith(begin), out);
    }
  });

  it('writes all diagrams of a file, tables under their titles', async () => {
    const two = `diagram One\n${GOOD}diagram Two\n${GOOD}`;
    const { out } = await cli(['export', 'a.tcp', '--to', 'table'], { 'a.tcp': two });
    assert.match(out, /^\*\*One\*\*\n\n\| Phase [\s\S]*\n\n\*\*Two\*\*\n\n\| Phase /);
    assert.equal(
      (await cli(['export', 'a.tcp', '--to', 'mermaid'], { 'a.tcp': two })).out.split('sequenceDiagram').length,
      3,
    );
  });

  it('gives a Markdown file back with the picture behind each fence, and changes nothing the second time', async () => {
    const { code, out } = await cli(['export', 'note.md', '--to', 'markdown'], { 'note.md': NOTE });
    assert.equal(code, 0);
    assert.deepEqual(
      fences(out).map(({ info }) => info),
      ['tcp', 'mermaid'],
    );
    assert.ok(out.startsWith(NOTE.slice(0, NOTE.indexOf('End.'))) && out.endsWith('\n\nEnd.\n'));
    const again = await cli(['export', 'note.md', '--to', 'markdown'], { 'note.md': out });
    assert.equal(again.out, out);
  });

  it('gives a Markdown file without diagrams back as it is', async () => {
    const text = '\ufeff# Nothing\r\n```js\r\n```\r\n';
    assert.equal((await cli(['export', 'a.md', '--to', 'markdown'], { 'a.md': text })).out, text);
  });

  it('writes only the diagrams of a Markdown file in any other form', async () => {
    const { out } = await cli(['export', 'note.md', '--to', 'mermaid'], { 'note.md': NOTE });
    assert.ok(out.startsWith('sequenceDiagram\n'));
  });

  it('writes a file', async () => {
    const { code, out, written } = await cli(['export', 'a.tcp', '--to', 'ladder', '--out', 'b.txt'], {
      'a.tcp': GOOD,
    });
    assert.deepEqual([code, out, Object.keys(written)], [0, '', ['b.txt']]);
    const failed = await cli(['export', 'a.tcp', '--to', 'ladder', '--out', 'read-only.txt'], { 'a.tcp': GOOD });
    assert.deepEqual([failed.code, failed.err], [2, 'handshake: cannot write read-only.txt: it may not be written\n']);
  });

  it('says that there is no diagram, or no file', async () => {
    const none = await cli(['export', 'a.tcp', '--to', 'table'], { 'a.tcp': '# nothing\n' });
    assert.deepEqual([none.code, none.out, none.err], [2, '', 'handshake: there is no diagram in a.tcp\n']);
    assert.equal((await cli(['export', 'b.tcp', '--to', 'table'])).code, 2);
  });

  it('takes more columns, another width, and another language', async () => {
    const table = await cli(['export', 'a.tcp', '--to', 'table', '--meaning', '--analogy', '--language', 'zh-CN'], {
      'a.tcp': GOOD,
    });
    assert.match(table.out, /^\| 阶段 .* Meaning .* On the phone /);
    const ladder = await cli(['export', 'a.tcp', '--to', 'ladder', '--width', '50'], { 'a.tcp': GOOD });
    assert.ok(Math.max(...ladder.out.split('\n').map(({ length }) => length)) <= 50);
  });

  it('sends no control character to a terminal, and every one to a file', async () => {
    const text = '# a\u001b[2J\r\n';
    assert.equal((await cli(['export', 'a.md', '--to', 'markdown'], { 'a.md': text }, true)).out, '# a␛[2J\r\n');
    assert.equal((await cli(['export', 'a.md', '--to', 'markdown'], { 'a.md': text })).out, text);
  });
});
