import assert from 'node:assert/strict';
import type {
  CodeAction,
  CompletionList,
  InitializeResult,
  Registration,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { connect, type Client } from './client.ts';

const URI = 'file:///a.tcp';
const TEXT = 'client C\nserver S\nC -> S SYN seq=x\nC <- S SYN,ACK seq=y\n';
const textDocument = { uri: URI };
const position = { line: 3, character: 19 };
const range = { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } };
const options = { insertSpaces: true, tabSize: 2 };

describe('the features of the language server', () => {
  let client: Client;
  beforeEach(() => (client = connect()));
  afterEach(() => client.shutDown());

  const ask = <T>(method: string, params: object): Promise<T> => client.connection.sendRequest<T>(method, params);

  it('answer one by one', async () => {
    await client.initialize();
    await client.open(URI, TEXT);
    const methods: readonly (readonly [method: string, params: object, count: number])[] = [
      ['textDocument/inlayHint', { textDocument, range }, 3],
      ['textDocument/codeLens', { textDocument }, 1],
      ['textDocument/definition', { textDocument, position: { line: 3, character: 0 } }, 1],
      [
        'textDocument/references',
        { textDocument, position: { line: 3, character: 0 }, context: { includeDeclaration: true } },
        3,
      ],
      ['textDocument/documentHighlight', { textDocument, position }, 1],
      ['textDocument/documentSymbol', { textDocument }, 1],
      ['textDocument/foldingRange', { textDocument }, 2],
      ['textDocument/selectionRange', { textDocument, positions: [position] }, 1],
      ['textDocument/formatting', { textDocument, options }, 1],
      ['textDocument/rangeFormatting', { textDocument, range, options }, 1],
      ['textDocument/onTypeFormatting', { textDocument, position: { line: 3, character: 0 }, ch: '\n', options }, 1],
      ['workspace/symbol', { query: 'C' }, 1],
    ];
    for (const [method, params, count] of methods) {
      const answer = await ask<unknown[]>(method, params);
      assert.equal(answer.length, count, `${method}: ${JSON.stringify(answer)}`);
    }
    const full = await ask<{ data: number[] }>('textDocument/semanticTokens/full', { textDocument });
    const part = await ask<{ data: number[] }>('textDocument/semanticTokens/range', { textDocument, range });
    assert.deepEqual(part.data, full.data);
    const linked = await ask<{ ranges: unknown[] }>('textDocument/linkedEditingRange', {
      textDocument,
      position: { line: 0, character: 7 },
    });
    assert.equal(linked.ranges.length, 3);
  });

  it('complete what TCP requires next', async () => {
    await client.initialize();
    await client.open(URI, TEXT);
    const { items } = await ask<CompletionList>('textDocument/completion', {
      textDocument,
      position: { line: 4, character: 0 },
    });
    assert.equal(items[0]?.label, 'C -> S ACK seq=x+1 ack=y+1');
  });

  it('make the edit of an action when it is asked for', async () => {
    const resolveSupport = { properties: ['edit'] };
    await client.initialize({ capabilities: { textDocument: { codeAction: { resolveSupport } } } });
    await client.open(URI, TEXT);
    const at = { start: position, end: position };
    const actions = await ask<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: at,
      context: { diagnostics: [] },
    });
    const lost = actions.find(({ title }) => title === 'Mark as lost');
    assert.ok(lost && lost.edit === undefined);
    const resolved = await ask<CodeAction>('codeAction/resolve', lost);
    assert.deepEqual(
      resolved.edit?.changes?.[URI]?.map(({ newText }) => newText),
      ['x-'],
    );
  });

  it('rename, or say why not', async () => {
    await client.initialize();
    await client.open(URI, TEXT);
    const at = { textDocument, position: { line: 2, character: 15 } };
    const edit = await ask<WorkspaceEdit>('textDocument/rename', { ...at, newName: 'isn' });
    assert.equal(edit.changes?.[URI]?.length, 1);
    await assert.rejects(ask('textDocument/rename', { ...at, newName: 'y' }), /y is taken already\./);
  });

  it('format .tcp files alone where the client can be told so', async () => {
    const registered = new Promise<readonly Registration[]>((resolve) => {
      const all: Registration[] = [];
      client.connection.onRequest(
        'client/registerCapability',
        ({ registrations }: { registrations: Registration[] }) => {
          all.push(...registrations);
          if (all.some(({ method }) => method === 'textDocument/rangeFormatting')) resolve(all);
        },
      );
    });
    const dynamic = { dynamicRegistration: true };
    const { capabilities } = (await client.initialize({
      capabilities: { textDocument: { formatting: dynamic, rangeFormatting: dynamic } },
    })) as InitializeResult;
    assert.equal(capabilities.documentFormattingProvider, false);
    for (const { registerOptions } of await registered)
      assert.deepEqual(registerOptions, { documentSelector: [{ language: 'tcp' }] });
  });

  it('leave the whole of a document to VS Code’s asking for what is in view', async () => {
    const { capabilities } = (await client.initialize({
      clientInfo: { name: 'Visual Studio Code' },
    })) as InitializeResult;
    assert.deepEqual(
      [capabilities.semanticTokensProvider?.range, capabilities.semanticTokensProvider?.full],
      [true, false],
    );
  });
});
