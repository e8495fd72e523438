import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fc, runs } from '../support/property.ts';
import { connect, type Client } from './client.ts';

const URI = 'file:///a.tcp';
const TEXT = 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x\n';

const REQUESTS = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/codeAction',
  'codeAction/resolve',
  'textDocument/formatting',
  'textDocument/rangeFormatting',
  'textDocument/onTypeFormatting',
  'textDocument/inlayHint',
  'textDocument/semanticTokens/full',
  'textDocument/semanticTokens/range',
  'textDocument/codeLens',
  'textDocument/documentSymbol',
  'workspace/symbol',
  'textDocument/foldingRange',
  'textDocument/selectionRange',
  'textDocument/definition',
  'textDocument/references',
  'textDocument/documentHighlight',
  'textDocument/prepareRename',
  'textDocument/rename',
  'textDocument/linkedEditingRange',
  'handshake/hover',
  'handshake/diagrams',
  'handshake/diagram',
  'handshake/export',
  'handshake/exportIntoNote',
  'handshake/notation',
  'handshake/importText',
  'handshake/tool',
  'handshake/checkFile',
  'handshake/judge',
  'handshake/plot',
  'handshake/plotFile',
  'textDocument/documentLink',
  'textDocument/diagnostic',
  'workspace/diagnostic',
  'workspace/executeCommand',
  'no/such/request',
] as const;

/** The requests that a capability stands for, where they are not called as it is. */
const SERVED: Readonly<Record<string, readonly string[]>> = {
  codeActionProvider: ['textDocument/codeAction', 'codeAction/resolve'],
  documentFormattingProvider: ['textDocument/formatting'],
  documentRangeFormattingProvider: ['textDocument/rangeFormatting'],
  documentOnTypeFormattingProvider: ['textDocument/onTypeFormatting'],
  semanticTokensProvider: ['textDocument/semanticTokens/full', 'textDocument/semanticTokens/range'],
  renameProvider: ['textDocument/rename', 'textDocument/prepareRename'],
  workspaceSymbolProvider: ['workspace/symbol'],
  diagnosticProvider: ['textDocument/diagnostic', 'workspace/diagnostic'],
};

const number = fc.constantFrom(0, 3, 5, 1e9, -1, -1e9, 0.5, 2 ** 53, Number.NaN, null, 'x', undefined);
const position = fc.oneof(fc.record({ line: number, character: number }), fc.constantFrom(null, 7, 'x', {}, []));
const range = fc.oneof(fc.record({ start: position, end: position }), position);
const uri = fc.constantFrom(URI, URI, 'file:///none', '', null, 5);
const params = fc.oneof(
  fc.record({
    textDocument: fc.oneof(fc.record({ uri }), fc.constant(null)),
    position,
    range,
    positions: fc.oneof(fc.array(position, { maxLength: 2 }), fc.constant(null)),
    context: fc.oneof(
      fc.record({ only: fc.constantFrom(null, ['source'], 5), includeDeclaration: fc.boolean() }),
      fc.constant(null),
    ),
    options: fc.constantFrom({ tabSize: 2, insertSpaces: true }, null),
    newName: fc.constantFrom('N', '', '\n', null, 5),
    ch: fc.constantFrom('\n', null),
    query: fc.constantFrom('c', null, 5),
    uri,
    line: number,
    kind: fc.constantFrom('mermaid', 'none', null),
    files: fc.constantFrom([], null, 5),
    text: fc.constantFrom('a', TEXT, null, 5),
    texts: fc.constantFrom([], [TEXT, '', null], null, 5),
    document: fc.constantFrom(null, {}, { languageId: 5, text: null }, { languageId: 'tcp', text: TEXT }),
    name: fc.constantFrom('check', '__proto__', null),
    input: fc.constantFrom(null, {}, { text: 5 }, []),
    previousResultId: fc.constantFrom('1', null),
    previousResultIds: fc.constantFrom([], [null], null, 5),
    data: fc.constantFrom(null, 5, { uri: URI, version: 1, range: null, name: 'numbers' }),
    title: fc.constantFrom('a', null),
  }),
  fc.constantFrom({}, [], [1]),
);

const CHANGES = fc.oneof(
  fc.record({ range, text: fc.constantFrom('a', '\n', '') }),
  fc.record({ text: fc.constantFrom(TEXT, '') }),
);

/** What stands for an answer that does not come. */
const LATE = Symbol('late');
const later = (): Promise<typeof LATE> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(LATE), 3000).unref();
  });

describe('a language server that is given anything', () => {
  let client: Client;
  let served: { capabilities: Readonly<Record<string, unknown>> };
  before(async () => {
    client = connect();
    served = (await client.initialize({ capabilities: { textDocument: { diagnostic: {} } } })) as typeof served;
    await client.open(URI, TEXT);
  });
  after(() => client.shutDown());

  it('is asked here for all that it serves', () => {
    const providers = Object.keys(served.capabilities).filter((name) => name.endsWith('Provider'));
    const methods = providers.flatMap((name) => SERVED[name] ?? [`textDocument/${name.slice(0, -'Provider'.length)}`]);
    const source = readFileSync(new URL('../../src/server/requests.ts', import.meta.url), 'utf8');
    const own = source.match(/(?<=')handshake\/\w+(?=')/g) ?? [];
    assert.ok(providers.length > 15 && own.length > 8);
    assert.deepEqual(
      [...methods, ...own].filter((method) => !REQUESTS.some((one) => one === method)),
      [],
    );
  });

  it('answers every request, if only by an error, and goes on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...REQUESTS), params, async (method, given) => {
        const answer = client.connection.sendRequest(method, given).catch((error: unknown) => error);
        assert.notEqual(await Promise.race([answer, later()]), LATE, JSON.stringify([method, given]));
        assert.ok(await client.connection.sendRequest('handshake/diagrams', { uri: URI }));
      }),
      { numRuns: runs(600), endOnFailure: true },
    );
  });

  it('takes changes of any version, to any range, of any document, and still knows a text that it is given', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(URI, 'file:///none'),
        fc.integer({ min: -2, max: 9 }),
        CHANGES,
        async (to, version, change) => {
          await client.change(to, version, change);
          await client.change(URI, 7, { text: TEXT });
          const { diagrams, version: told } = await client.connection.sendRequest<{
            version: number;
            diagrams: unknown[];
          }>('handshake/diagrams', { uri: URI });
          assert.deepEqual([diagrams.length, told], [1, 7]);
        },
      ),
      { numRuns: runs(300) },
    );
  });
}).timeout(60_000);
