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

  it('writes numbers in the form that is asked for, in every form of export', async () => {
    const text =
      'client C\nserver S\n@1.5 C -> S SYN seq=1000 win=512\nC <- S SYN,ACK seq=y ack=1001\nC -> S ACK seq=1001 ack=y+1\n';
    const written = async (form: string, numbers: string, source = text): Promise<string> =>
      (await cli(['export', 'a.tcp', '--to', form, '--numbers', numbers], { 'a.tcp': source })).out;
    assert.match(
      await written('mermaid', 'absolute'),
      /C->>S: SYN seq=1000 win=512\n.*seq=y ack=1001\n.*seq=1001 ack=y\+1\n/,
    );
    assert.match(await written('mermaid', 'relative'), /C->>S: SYN seq=0 win=512\n.*seq=0 ack=1\n.*ACK seq=1 ack=1\n/);
    assert.match(await written('mermaid', 'flags'), /C->>S: SYN\n.*SYN, ACK\n.*: ACK\n/);
    assert.match(await written('mermaid', 'all'), /C->>S: @1\.5 SYN seq=1000 len=0 win=512\n/);
    assert.match(await written('svg', 'relative'), />ACK seq=1 ack=1</);
    assert.match(await written('ladder', 'relative'), /<SEQ=1><ACK=1>/);
    assert.doesNotMatch(await written('ladder', 'flags'), /SEQ|WND/);
    assert.match(await written('table', 'relative'), /\| 1 +\| 1 +\|/);
    assert.doesNotMatch(await written('table', 'flags'), /1001/);
    // What is asked for counts more than what the author wrote, and that counts more than the usual.
    const asks = `${text}option numbers flags\n`;
    assert.match(await written('mermaid', 'relative', asks), /seq=0/);
    assert.doesNotMatch((await cli(['export', 'a.tcp', '--to', 'mermaid'], { 'a.tcp': asks })).out, /seq=/);
    assert.equal((await cli(['export', 'a.tcp', '--to', 'mermaid', '--numbers', 'none'], { 'a.tcp': text })).code, 2);
  });

  it('relative numbers count from the initial ones; where those are unknown, the numbers stay as they are', async () => {
    const text =
      'C -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S PSH,ACK seq=x+1 ack=y+1 len=n\nC -> S PSH,ACK seq=x+n+1 ack=y+1 len=5\nstate A ESTABLISHED\nA -> B ACK seq=300 ack=100\n';
    const { out } = await cli(['export', 'a.tcp', '--to', 'mermaid', '--numbers', 'relative'], { 'a.tcp': text });
    assert.match(out, /seq=1 ack=1 len=n\n.*seq=(1\+n|n\+1) ack=1 len=5\n/);
    assert.match(out, /A->>B: ACK seq=300 ack=100/);
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
