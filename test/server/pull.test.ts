import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  DocumentDiagnosticReport,
  SymbolInformation,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { filesOnDisk } from '../../src/server/files.ts';
import { connect, type Client } from './client.ts';

const URI = 'file:///a.tcp';
const WRONG = 'C -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x\nC -> S ACK seq=x+1 ack=y+1\n';
const PULLS = { textDocument: { diagnostic: {} } };

describe('a client that asks for problems itself', () => {
  const pull = (client: Client, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI }, previousResultId });

  it('gets them when it asks, and no others', async () => {
    const client = connect();
    await client.initialize({ capabilities: PULLS });
    await client.open(URI, WRONG);
    const first = await pull(client);
    assert.ok(first.kind === 'full');
    assert.deepEqual(
      first.items.map(({ code }) => code),
      ['ack-mismatch'],
    );
    assert.deepEqual(await pull(client, first.resultId), { kind: 'unchanged', resultId: first.resultId });
    await client.change(URI, 2, {
      range: { start: { line: 1, character: 26 }, end: { line: 1, character: 26 } },
      text: '+1',
    });
    const second = await pull(client, first.resultId);
    assert.deepEqual({ ...second, resultId: '' }, { kind: 'full', resultId: '', items: [] });
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal(client.diagnostics.size, 0);
    await client.shutDown();
  });

  it('is told of them where it is VS Code, or does not ask', async () => {
    for (const options of [{}, { capabilities: PULLS, clientInfo: { name: 'Visual Studio Code' } }]) {
      const client = connect();
      const { capabilities } = (await client.initialize(options)) as { capabilities: { diagnosticProvider?: object } };
      assert.equal(capabilities.diagnosticProvider, undefined);
      await client.open(URI, WRONG);
      assert.equal((await client.diagnosed(URI, 1)).diagnostics.length, 1);
      await client.shutDown();
    }
  });
});

describe('the files of a workspace that nobody has opened', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'handshake-workspace-'));
    await mkdir(path.join(folder, 'notes'));
    await mkdir(path.join(folder, 'node_modules/x'), { recursive: true });
    await writeFile(path.join(folder, 'a.tcp'), `diagram Alpha\n${WRONG}`);
    await writeFile(path.join(folder, 'notes/b.md'), `# Note\n\n\`\`\`tcp\ndiagram Beta\n${WRONG}\`\`\`\n`);
    await writeFile(path.join(folder, 'notes/none.md'), '# Nothing of tcp\n');
    await writeFile(path.join(folder, 'node_modules/x/c.tcp'), WRONG);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const start = async (): Promise<Client> => {
    const client = connect({ files: filesOnDisk });
    const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'x' }];
    await client.initialize({ capabilities: PULLS, workspaceFolders });
    return client;
  };
  const uri = (name: string): string => pathToFileURL(path.join(folder, name)).href;

  it('are checked when the problems of the workspace are asked for', async () => {
    const client = await start();
    await client.open(uri('a.tcp'), 'A -> B SYN\n');
    const { items } = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    const found = items.map((item) => [
      item.uri,
      item.kind === 'full' ? item.items.map(({ code }) => code) : item.kind,
    ]);
    assert.deepEqual(found, [
      [uri('a.tcp'), ['reply-missing']],
      [uri('notes/b.md'), ['ack-mismatch']],
    ]);
    const previousResultIds = items.map((item) => ({ uri: item.uri, value: item.resultId }));
    const again = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds,
    });
    assert.deepEqual(
      again.items.map(({ kind }) => kind),
      ['unchanged', 'unchanged'],
    );
    await client.shutDown();
  });

  it('are searched for symbols', async () => {
    const client = await start();
    const symbols = await client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'eta' });
    assert.deepEqual(
      symbols.map(({ name, location }) => [name, location.uri, location.range.start.line]),
      [['Beta', uri('notes/b.md'), 3]],
    );
    await client.shutDown();
  });
});

describe('a client that reads files for the server', () => {
  it('is asked for them, whatever it answers', async () => {
    for (const [answer, expected] of [
      [[{ uri: 'vscode-vfs:/x/a.tcp', text: 'diagram Alpha\nA -> B SYN\n' }, null, { uri: 3 }], ['Alpha']],
      ['nonsense', []],
    ] as const) {
      const client = connect();
      client.connection.onRequest('handshake/files', (): unknown => answer);
      await client.initialize({ initializationOptions: { files: true } });
      const symbols = await client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'alpha' });
      assert.deepEqual(
        symbols.map(({ name }) => name),
        expected,
      );
      await client.shutDown();
    }
  });

  it('asks what is wrong in a file', async () => {
    const client = connect();
    await client.initialize();
    const check = (file: string, text: string): Promise<unknown> =>
      client.connection.sendRequest('handshake/checkFile', { uri: file, text });
    const { diagrams, diagnostics } = (await check(URI, WRONG)) as { diagrams: number; diagnostics: object[] };
    assert.deepEqual([diagrams, diagnostics.length], [1, 1]);
    assert.equal(await check('file:///x.md', '# none'), null);
    await client.shutDown();
  });
});
