import assert from 'node:assert/strict';
import { BAD, cli, GOOD, NOTE } from './memory.ts';

describe('handshake check --fix', () => {
  it('writes the right number, and has nothing left to report', async () => {
    const { code, out, written } = await cli(['check', '--fix', 'a.tcp'], { 'a.tcp': BAD });
    assert.deepEqual([code, out, written], [0, 'no problems in 1 diagram\n', { 'a.tcp': GOOD }]);
  });

  it('mends a fence where it stands, and leaves the note around it alone', async () => {
    const { code, written } = await cli(['check', '--fix', 'note.md'], { 'note.md': NOTE });
    assert.equal(code, 0);
    assert.equal(written['note.md'], NOTE.replace('ack=x\n', 'ack=x+1\n'));
  });

  it('keeps a byte order mark, quote marks and the line breaks of the file', async () => {
    const quoted = `\ufeff> \`\`\`tcp\n${BAD.replace(/^(?=.)/gm, '> ')}> \`\`\`\nEnd`.replaceAll('\n', '\r\n');
    const { written } = await cli(['check', '--fix', 'q.md'], { 'q.md': quoted });
    assert.equal(written['q.md'], quoted.replace('ack=x\r', 'ack=x+1\r'));
  });

  it('writes nothing where nothing is wrong, or nothing can be mended', async () => {
    const prose = 'client C\nserver S\nC -> S SYN seq=x\nwhat is this\n';
    const { code, written } = await cli(['check', '--fix', 'a.tcp', 'b.tcp'], { 'a.tcp': GOOD, 'b.tcp': prose });
    assert.deepEqual([code, written], [1, {}]);
  });

  it('leaves the standard input alone, and says so', async () => {
    const { code, err } = await cli(['check', '--fix', '-'], { '-': BAD });
    assert.deepEqual([code, err], [2, 'handshake: --fix changes files: the standard input is none\n']);
  });

  it('the fixes are in the JSON as well, as edits of the file', async () => {
    const { out } = await cli(['check', '--format', 'json', 'note.md'], { 'note.md': NOTE });
    const { files } = JSON.parse(out) as {
      files: { diagnostics: { fixes: { title: string; edits: object[] }[] }[] }[];
    };
    const [fix] = files[0]!.diagnostics[0]!.fixes;
    const column = NOTE.split('\n')[8]!.indexOf('ack=x') + 1;
    assert.match(fix!.title, /x\+1/);
    assert.deepEqual(fix!.edits, [{ line: 9, column: column + 4, endLine: 9, endColumn: column + 5, text: 'x+1' }]);
  });
});
