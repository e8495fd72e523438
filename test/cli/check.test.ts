import assert from 'node:assert/strict';
import { BAD, cli, GOOD, NOTE } from './memory.ts';

interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly related: readonly { readonly line: number }[];
}

describe('handshake check', () => {
  it('has nothing to say about a right diagram', async () => {
    const { code, out, err } = await cli(['check', 'a.tcp'], { 'a.tcp': GOOD });
    assert.deepEqual({ code, out, err }, { code: 0, out: 'no problems in 1 diagram\n', err: '' });
  });

  it('says where there was nothing to check, which is no failure', async () => {
    const note = '# Note\n\n<details>\n```tcp\nC -> S SYN\n```\n</details>\n';
    const files = {
      'note.md': note,
      'empty.tcp': '',
      'a.tcp': GOOD,
      'some.md': '```{.tcp}\nC -> S SYN\n```\n~~~TCP\n',
    };
    for (const format of ['text', 'json', 'github']) {
      const { code, err } = await cli(['check', 'note.md', 'empty.tcp', '--format', format], files);
      assert.deepEqual(
        [code, err],
        [
          0,
          'handshake: there is no tcp fence with a diagram in note.md\nhandshake: there is no diagram in empty.tcp\n',
        ],
      );
    }
    assert.equal((await cli(['check', 'note.md'], files)).out, 'no problems in 0 diagrams\n');
    assert.match((await cli(['check', 'a.tcp', 'some.md'], files)).out, / in 2 diagrams\n$/);
    assert.match((await cli(['trace', 'note.md'], files)).err, /no tcp fence/);
    const { out } = await cli(['check', 'a.tcp', 'note.md', '--format', 'json'], files);
    const read = JSON.parse(out) as { files: { diagrams: number }[] };
    assert.deepEqual(
      read.files.map(({ diagrams }) => diagrams),
      [1, 0],
    );
  });

  it('prints a line for each problem, and a count', async () => {
    const { code, out } = await cli(['check', 'a.tcp', 'b.tcp'], { 'a.tcp': BAD, 'b.tcp': GOOD });
    assert.equal(code, 1);
    const [line, count, ...rest] = out.split('\n');
    assert.match(line!, /^a\.tcp:4:\d+: error [a-z-]+: ack should be x\+1, not x/);
    assert.deepEqual([count, ...rest], ['1 error in 2 diagrams', '']);
  });

  it('finds them at their places in a Markdown file', async () => {
    const { out } = await cli(['check', 'a.tcp', 'note.md'], { 'a.tcp': BAD, 'note.md': NOTE });
    const [alone, inNote] = out.split('\n').map((line) => /:(\d+):(\d+):/.exec(line)?.slice(1).map(Number));
    assert.deepEqual(inNote, [alone![0]! + 5, alone![1]! + 3]);
  });

  it('prints JSON with all numbers from 1', async () => {
    const { code, out } = await cli(['check', '--format', 'json', 'note.md', 'b.tcp'], {
      'note.md': NOTE,
      'b.tcp': GOOD,
    });
    assert.equal(code, 1);
    const { files } = JSON.parse(out) as { files: { file: string; diagnostics: Diagnostic[] }[] };
    assert.deepEqual(
      files.map(({ file, diagnostics }) => [file, diagnostics.length]),
      [
        ['note.md', 1],
        ['b.tcp', 0],
      ],
    );
    const [diagnostic] = files[0]!.diagnostics;
    const at = NOTE.split('\n')[8]!.indexOf('ack=x');
    const { line, endLine, column, endColumn, severity, code: name, message, related } = diagnostic!;
    assert.deepEqual([line, endLine, severity], [9, 9, 'error']);
    assert.ok(
      column >= at + 1 && column <= at + 5 && endColumn === at + 6,
      `${String(column)} to ${String(endColumn)}`,
    );
    assert.match(name, /^[a-z-]+$/);
    assert.match(message, /^ack should be x\+1, not x/);
    assert.deepEqual(Object.keys(related[0]!), ['line', 'column', 'message']);
    assert.equal(related[0]?.line, 8);
  });

  it('speaks to GitHub', async () => {
    const { code, out } = await cli(['check', '--format=github', 'a,b:c%.tcp'], { 'a,b:c%.tcp': BAD });
    assert.equal(code, 1);
    assert.match(
      out,
      /^::error file=a%2Cb%3Ac%25\.tcp,line=4,col=\d+,endLine=4,endColumn=\d+,title=[a-z-]+::ack should be .*\n$/,
    );
  });

  it('shows hints where they are asked for, and always in JSON', async () => {
    const files = { 'a.tcp': 'C -> S SYN seq=x\n' };
    assert.equal((await cli(['check', 'a.tcp'], files)).out, 'no problems in 1 diagram\n');
    const { code, out } = await cli(['check', '--hints', 'a.tcp'], files);
    assert.match(out, /: hint [a-z-]+: .*\n[1-9]\d* hints? in 1 diagram\n$/s);
    assert.equal(code, 0);
    assert.match((await cli(['check', '--format', 'json', 'a.tcp'], files)).out, /"severity": "hint"/);
  });

  it('fails for too many warnings', async () => {
    const warned = GOOD.replace('C -> S SYN', 'option rule ack-mismatch warning\nC -> S SYN').replace(
      'ack=x+1',
      'ack=x',
    );
    const files = { 'a.tcp': warned };
    const { code, out } = await cli(['check', 'a.tcp'], files);
    assert.match(out, /: warning ack-mismatch: /);
    assert.equal(code, 0);
    const strict = await cli(['check', '--max-warnings', '0', 'a.tcp'], files);
    assert.deepEqual([strict.code, strict.err], [1, 'handshake: 1 warnings, more than 0\n']);
    assert.equal((await cli(['check', '--max-warnings', '1', 'a.tcp'], files)).code, 0);
  });

  it('says in one line each which files cannot be read, and checks the others', async () => {
    const { code, out, err } = await cli(['check', 'none.tcp', 'a.tcp', 'other.tcp'], { 'a.tcp': BAD });
    assert.equal(code, 2);
    assert.equal(
      err,
      'handshake: cannot read none.tcp: there is no such file\n' +
        'handshake: cannot read other.tcp: there is no such file\n',
    );
    assert.match(out, /^a\.tcp:4:/);
  });

  it('sends no control character of a file to the terminal', async () => {
    const { out } = await cli(['check', 'a\u001b[2J.tcp'], {
      'a\u001b[2J.tcp': 'client C\nC -> \u001b[31m\u202eS SYN\nX\u0007 -> C\n',
    });
    assert.doesNotMatch(out.replaceAll('\n', ''), /[\p{Cc}\u202e]/u);
    assert.ok(out.includes('a␛[2J.tcp:'));
  });

  it('takes an empty file, a byte order mark, and line breaks of Windows', async () => {
    const files = { 'a.tcp': '', 'b.tcp': `\ufeff${BAD}`, 'c.tcp': BAD.replaceAll('\n', '\r\n'), 'd.md': '' };
    const { out } = await cli(['check', ...Object.keys(files)], files);
    const [first, second, count] = out.split('\n');
    assert.equal(first?.slice(1), second?.slice(1));
    assert.match(first!, /^b\.tcp:4:/);
    assert.equal(count, '2 errors in 2 diagrams');
  });
});

describe('a bad call', () => {
  for (const argv of [
    [],
    ['check'],
    ['paint', 'a.tcp'],
    ['check', '--format', 'xml', 'a.tcp'],
    ['check', '--max-warnings', 'many', 'a.tcp'],
    ['check', '--nonsense', 'a.tcp'],
    ['check', '--watch', '--fix', 'a.tcp'],
    ['check', '--changed-since', '--output=x', 'a.tcp'],
    ['export', 'a.tcp'],
    ['export', 'a.tcp', '--to', 'postscript'],
    ['check', '--language', 'tlh', 'a.tcp'],
  ]) {
    it(`is explained: handshake ${argv.join(' ')}`, async () => {
      const { code, out, err } = await cli(argv, { 'a.tcp': GOOD });
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.notEqual(err, '');
    });
  }

  it('is not one for help', async () => {
    const help = await cli(['--help']);
    assert.deepEqual([help.code, help.err], [0, '']);
    for (const command of ['check', 'trace', 'export', 'format'])
      assert.ok(help.out.includes(`  ${command} `), command);
    assert.deepEqual(await cli(['--version']), { code: 0, out: '1.2.3\n', err: '', written: {} });
  });
});
