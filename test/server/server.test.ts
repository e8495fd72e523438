import assert from 'node:assert/strict';
import type { CodeAction, Hover, InitializeResult, Range } from 'vscode-languageserver-protocol';
import type { DiagramResult, DiagramsResult, ExportResult } from '../../src/protocol/index.ts';
import { connect, type Client } from './client.ts';

const URI = 'file:///a.tcp';
const WRONG = 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x\nC -> S ACK seq=x+1 ack=y+1\n';
const at = (line: number, from: number, to: number): Range => ({
  start: { line, character: from },
  end: { line, character: to },
});
/** `ack=x`, which should be `ack=x+1`. */
const WHOLE_ACK = at(3, 21, 26);

describe('the language server', () => {
  let client: Client;
  beforeEach(() => (client = connect()));
  afterEach(() => client.shutDown());

  const codes = async (version: number): Promise<unknown[]> =>
    (await client.diagnosed(URI, version)).diagnostics.map(({ code }) => code);

  it('says what it can do', async () => {
    const { capabilities } = (await client.initialize()) as InitializeResult;
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2 });
    assert.equal(capabilities.hoverProvider, true);
  });

  it('reports the problems of a document that is opened, with their place and their rule', async () => {
    await client.initialize();
    await client.open(URI, WRONG);
    const { diagnostics } = await client.diagnosed(URI, 1);
    assert.deepEqual(
      diagnostics.map(({ range, severity, code, codeDescription }) => ({ range, severity, code, codeDescription })),
      [{ range: WHOLE_ACK, severity: 1, code: 'ack-mismatch', codeDescription: { href: 'rules:ack-mismatch' } }],
    );
  });

  it('names the lines of the note where a diagram stands in a fence', async () => {
    await client.initialize();
    await client.open(URI, `# Note\n\n\`\`\`tcp\n${WRONG}\`\`\`\n`, 'markdown');
    const { diagnostics } = await client.diagnosed(URI, 1);
    assert.match(JSON.stringify(diagnostics[0]?.message), /the SYN on line 6 /);
    assert.equal(diagnostics[0]?.relatedInformation?.[0]?.location.range.start.line, 5);
  });

  it('links to the documentation that the client brings', async () => {
    const rules = { uri: 'file:///docs/rules.md', lines: { 'ack-mismatch': 41 } };
    await client.initialize({ initializationOptions: { rules } });
    await client.open(URI, WRONG);
    const { diagnostics } = await client.diagnosed(URI, 1);
    assert.equal(diagnostics[0]?.codeDescription?.href, 'file:///docs/rules.md#L42');
  });

  it('follows changes, and names the version that it speaks of', async () => {
    await client.initialize();
    await client.open(URI, WRONG);
    await client.change(URI, 2, { range: at(3, 26, 26), text: '+1' });
    assert.deepEqual(await codes(2), []);
    await client.change(URI, 3, { range: at(3, 26, 28), text: '+' }, { range: at(3, 26, 27), text: '' });
    assert.deepEqual(await codes(3), ['ack-mismatch']);
    await client.change(URI, 4, { text: '' });
    assert.deepEqual(await codes(4), []);
  });

  it('takes the changes of a burst together', async () => {
    const later: (() => void)[] = [];
    const typing = connect({ defer: (run) => later.push(run) });
    await typing.initialize();
    await typing.open(URI, WRONG);
    for (let version = 2; version <= 21; version++)
      await typing.change(URI, version, { range: at(3, 26, 26), text: ' ' });
    await typing.connection.sendRequest('textDocument/foldingRange', { textDocument: { uri: URI } });
    assert.equal(typing.diagnostics.size, 0);
    assert.equal(later.length, 1);
    later[0]?.();
    await typing.diagnosed(URI, 21);
    assert.equal(later.length, 1);
    await typing.shutDown();
  });

  it('has no problems of a document that was closed', async () => {
    await client.initialize();
    await client.open(URI, WRONG);
    await client.diagnosed(URI, 1);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    await client.nextDiagnostics();
    assert.deepEqual(client.diagnostics.get(URI)?.diagnostics, []);
  });

  it('offers the fix of a problem', async () => {
    await client.initialize();
    await client.open(URI, WRONG);
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: URI },
      range: WHOLE_ACK,
      context: { diagnostics: [], only: ['quickfix'] },
    });
    const edits = Object.values(actions[0]?.edit?.changes ?? {})[0];
    assert.deepEqual(
      edits?.map(({ newText }) => newText),
      ['x+1'],
    );
  });

  it('answers hovers', async () => {
    await client.initialize();
    await client.open(URI, WRONG);
    const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri: URI },
      position: { line: 2, character: 8 },
    });
    assert.match(JSON.stringify(hover?.contents), /SYN-SENT/);
  });

  it('answers for diagrams', async () => {
    await client.initialize();
    await client.open(URI, WRONG);
    const { diagrams } = await client.connection.sendRequest<DiagramsResult>('handshake/diagrams', { uri: URI });
    assert.deepEqual(
      diagrams.map(({ segments, errors }) => ({ segments, errors })),
      [{ segments: 3, errors: 1 }],
    );
    const steps = { from: 1, to: 2 };
    const diagram = await client.connection.sendRequest<DiagramResult>('handshake/diagram', {
      uri: URI,
      line: 3,
      steps,
    });
    assert.deepEqual(diagram.range, steps);
    const { text } = await client.connection.sendRequest<ExportResult>('handshake/export', {
      uri: URI,
      line: 3,
      kind: 'mermaid',
    });
    assert.match(text, /^sequenceDiagram/);
  });

  it('has no answers for a document that it does not know', async () => {
    await client.initialize();
    assert.equal(await client.connection.sendRequest('handshake/diagrams', { uri: 'file:///unknown' }), null);
    assert.deepEqual(await client.connection.sendRequest('handshake/hover', { uri: 'file:///unknown', line: 0 }), []);
  });

  it('speaks Chinese to a Chinese editor', async () => {
    await client.initialize({ locale: 'zh-cn' });
    await client.open(URI, WRONG);
    const { diagnostics } = await client.diagnosed(URI, 1);
    assert.match(JSON.stringify(diagnostics[0]?.message), /\p{Script=Han}/u);
  });

  it('asks the client for its settings, and again when they have changed', async () => {
    let rules: object = { 'ack-mismatch': 'off' };
    client.connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) => {
      assert.deepEqual(
        items.map(({ section }) => section),
        ['handshake'],
      );
      return [{ rules }];
    });
    client.connection.onRequest('client/registerCapability', () => null);
    await client.initialize({
      capabilities: { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } },
    });
    await client.open(URI, WRONG);
    while ((await codes(1)).length > 0) await client.nextDiagnostics();
    rules = { 'ack-mismatch': 'hint', nonsense: 'info', 'ack-unsent': 'loud' };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    while ((await codes(1)).length === 0) await client.nextDiagnostics();
    assert.equal(client.diagnostics.get(URI)?.diagnostics[0]?.severity, 4);
  });

  it('takes settings from clients that only send them', async () => {
    await client.initialize({ initializationOptions: { settings: { rules: { 'ack-mismatch': 'warning' } } } });
    await client.open(URI, WRONG);
    assert.equal((await client.diagnosed(URI, 1)).diagnostics[0]?.severity, 2);
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { handshake: { rules: { 'ack-mismatch': 'info' } } },
    });
    await client.nextDiagnostics();
    assert.equal(client.diagnostics.get(URI)?.diagnostics[0]?.severity, 3);
  });
});
