import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { CompletionList, Hover, InitializeResult } from 'vscode-languageserver-protocol';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { TARGETS } from '../../scripts/lib/targets.mjs';
import { Client } from './client.ts';

const root = path.resolve(import.meta.dirname, '../..');
const URI = 'file:///tmp/a.tcp';
const textDocument = { uri: URI };
const WRONG = 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x\nC -> S ACK seq=x+1 ack=y+1\n';

/** What other editors run: the program, built as it is for them, and a client that knows nothing of VS Code. */
describe('handshake-language-server on its standard input and output', () => {
  let folder: string;
  let program: string;
  let server: ChildProcessWithoutNullStreams;
  let client: Client;
  let errors: string;

  before(async () => {
    const target = TARGETS.find(({ out }) => out === 'dist/language-server.js');
    assert.ok(target);
    folder = await mkdtemp(path.join(tmpdir(), 'handshake-server-'));
    program = path.join(folder, 'language-server.mjs');
    await build({
      absWorkingDir: root,
      entryPoints: [target.entry],
      outfile: program,
      bundle: true,
      ...target.options,
    });
  });
  after(() => rm(folder, { recursive: true, force: true }));
  beforeEach(() => {
    server = spawn(process.execPath, [program, '--stdio'], { stdio: 'pipe', cwd: folder });
    errors = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    client = new Client(
      createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin)),
    );
  });
  afterEach(() => {
    if (server.exitCode === null) server.kill();
  });

  it('serves an editor from its first word to its last', async () => {
    const { capabilities } = (await client.initialize({
      capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
    })) as InitializeResult;
    assert.equal(capabilities.hoverProvider, true);
    assert.equal(capabilities.documentFormattingProvider, true);

    await client.open(URI, WRONG);
    const { diagnostics } = await client.diagnosed(URI, 1);
    assert.deepEqual(
      diagnostics.map(({ code, range }) => [code, range.start]),
      [['ack-mismatch', { line: 3, character: 21 }]],
    );
    assert.match(diagnostics[0]?.codeDescription?.href ?? '', /^file:.*rules\.md#ack-mismatch$/);

    await client.change(URI, 2, {
      range: { start: { line: 3, character: 21 }, end: { line: 3, character: 26 } },
      text: 'ack=x+1',
    });
    assert.deepEqual((await client.diagnosed(URI, 2)).diagnostics, []);

    const { items } = await client.connection.sendRequest<CompletionList>('textDocument/completion', {
      textDocument,
      position: { line: 5, character: 0 },
    });
    assert.equal(items[0]?.label, 'C -> S PSH,ACK seq=x+1 ack=y+1 len=100');
    assert.equal(items[0].command, undefined, 'commands of VS Code are for VS Code');

    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument,
      position: { line: 3, character: 8 },
    });
    assert.match(JSON.stringify(hover.contents), /SYN-RECEIVED/);

    assert.equal(await ended(), 0);
    assert.equal(errors, '');
  });

  it('takes its settings with the first request, and when they change', async () => {
    await client.initialize({
      initializationOptions: { settings: { rules: { 'ack-mismatch': 'hint' } } },
    });
    await client.open(URI, WRONG);
    assert.equal((await client.diagnosed(URI, 1)).diagnostics[0]?.severity, 4);
    const settings = { handshake: { rules: { 'ack-mismatch': 'off' } } };
    const published = client.nextDiagnostics();
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    await published;
    assert.deepEqual(client.diagnostics.get(URI)?.diagnostics, []);
    assert.equal(await ended(), 0);
  });

  it('says so with its exit code when the editor is gone without a word', async () => {
    await client.initialize();
    const exit = once(server, 'exit');
    client.connection.dispose();
    server.stdin.end();
    const [code] = (await exit) as [number | null];
    assert.equal(code, 1);
  });

  it('survives what is no message at all', async () => {
    // Beside the client, which would take what is not a message for its own fault.
    const bare = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'], cwd: folder });
    const exit = once(bare, 'exit');
    const send = (body: string): boolean =>
      bare.stdin.write(`Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`);
    for (const body of ['{', 'null', '[]', '5', '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":{},"method":5}', '\u0000'])
      send(body);
    send('{"jsonrpc":"2.0","id":9,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}');
    let said = '';
    for await (const text of bare.stdout.setEncoding('utf8') as AsyncIterable<string>) {
      said += text;
      if (said.includes('"id":9')) break;
    }
    assert.equal(bare.exitCode, null, said);
    bare.kill();
    await exit;
  });

  /** Ends the server as the protocol has it, and gives its exit code. */
  async function ended(): Promise<number | null> {
    const exit = once(server, 'exit');
    await client.connection.sendRequest('shutdown');
    await client.connection.sendNotification('exit');
    const [code] = (await exit) as [number | null];
    client.connection.dispose();
    return code;
  }
});
