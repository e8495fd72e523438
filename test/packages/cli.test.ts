import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'plist';
import { installed, ROOT } from './installed.ts';

const NOTE = `# A note

\`\`\`tcp
C -> S SYN     seq=x
C <- S SYN,ACK seq=y   ack=x
C -> S ACK     seq=x+1 ack=y+1
\`\`\`
`;

describe('handshake-tcp, installed from its tarball', () => {
  const it0 = installed('packages/cli');

  it('checks a note, and ends with 1 where something is wrong', async () => {
    const one = it0();
    await one.write('note.md', NOTE);
    const { code, stdout } = await one.node(one.program('handshake'), 'check', 'note.md');
    assert.equal(code, 1);
    assert.match(stdout, /^note\.md:5:24: error ack-mismatch: ack should be x\+1, not x/);
  });

  it('speaks Chinese', async () => {
    const one = it0();
    await one.write('note.md', NOTE);
    const { stdout } = await one.node(one.program('handshake'), 'check', '--language', 'zh-cn', 'note.md');
    assert.match(stdout, /ack 应为 x\+1/);
  });

  it('draws a picture', async () => {
    const one = it0();
    await one.write('ok.tcp', 'C -> S SYN seq=x\n');
    const { code, stdout } = await one.node(one.program('handshake'), 'export', '--to', 'svg', 'ok.tcp');
    assert.equal(code, 0);
    assert.match(stdout, /^<svg /);
  });

  it('has the names that npx looks for', () => {
    assert.equal(it0().manifest.bin?.['handshake-tcp'], it0().manifest.bin?.['handshake']);
  });

  it('brings the grammar as JSON, and as the property list that TextMate and Sublime Text read', async () => {
    const read = (file: string) =>
      readFile(path.join(it0().folder, 'node_modules', it0().manifest.name, 'dist', file), 'utf8');
    const grammar = JSON.parse(await readFile(path.join(ROOT, 'syntaxes/tcp.tmLanguage.json'), 'utf8')) as object;
    assert.deepEqual(JSON.parse(await read('tcp.tmLanguage.json')), grammar);
    assert.deepEqual(parse(await read('tcp.tmLanguage')), { fileTypes: ['tcp'], ...grammar });
  });

  it('answers as a language server', async () => {
    const answer = await firstAnswer([it0().program('handshake-language-server'), '--stdio'], (request) => {
      const text = JSON.stringify(request);
      return `Content-Length: ${String(Buffer.byteLength(text))}\r\n\r\n${text}`;
    });
    assert.match(answer, /"hoverProvider"/);
  });

  it('answers as an MCP server', async () => {
    const answer = await firstAnswer([it0().program('handshake'), 'mcp'], (request) => `${JSON.stringify(request)}\n`);
    assert.match(answer, /"serverInfo"/);
  });
});

/** What a server says to `initialize`. */
function firstAnswer(command: readonly string[], wrap: (request: object) => string): Promise<string> {
  const server = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let output = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (!output.includes('"id":1')) return;
      // LSP sends its head before the rest.
      setTimeout(() => server.kill(), 100);
    });
    server.on('error', reject);
    server.on('close', () => resolve(output));
    const params = {
      processId: null,
      rootUri: null,
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    };
    server.stdin.write(wrap({ jsonrpc: '2.0', id: 1, method: 'initialize', params }));
  });
}
