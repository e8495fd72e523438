import assert from 'node:assert/strict';
import type { CodeLens, CompletionList, InlayHint } from 'vscode-languageserver-protocol';
import { connect, type Client } from './client.ts';

const URI = 'file:///a.tcp';
const textDocument = { uri: URI };
/** Numbers and lengths are left out, a state is asserted, and the last line can be completed by states. */
const TEXT =
  'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y\nC -> S ACK\nC -> S PSH,ACK data="GET /"\nstate C ';
const range = { start: { line: 0, character: 0 }, end: { line: 7, character: 0 } };

/** What an editor shows of the document. */
interface Shown {
  readonly hints: readonly string[];
  readonly lenses: number;
  readonly states: readonly string[];
  readonly severities: readonly (number | undefined)[];
}

/** Each setting, a value other than the default one, and what it makes of what is shown. */
const CASES: readonly (readonly [setting: string, value: object, change: (shown: Shown) => Shown])[] = [
  ['hints.seq', { hints: { seq: false } }, without((hint) => hint.startsWith('seq='))],
  ['hints.ack', { hints: { ack: false } }, without((hint) => hint.startsWith('ack='))],
  ['hints.len', { hints: { len: false } }, without((hint) => hint.startsWith('len='))],
  ['hints.states', { hints: { states: false } }, without((hint) => hint.includes('→'))],
  ['codeLens', { codeLens: false }, (shown) => ({ ...shown, lenses: 0 })],
  [
    'stateSpelling',
    { stateSpelling: 'SYN_SENT' },
    (shown) => ({
      ...shown,
      states: shown.states.map((state) => state.replaceAll('-', '_')),
      hints: shown.hints.map((hint) => (hint.includes('→') ? hint.replaceAll('-', '_') : hint)),
    }),
  ],
  [
    'rules',
    { rules: { syntax: 'info', 'unknown-state': 'info' } },
    (shown) => ({ ...shown, severities: shown.severities.map((severity) => (severity === 1 ? 3 : severity)) }),
  ],
];

function without(unwanted: (hint: string) => boolean): (shown: Shown) => Shown {
  return (shown) => ({ ...shown, hints: shown.hints.filter((hint) => !unwanted(hint)) });
}

describe('a setting that changes', () => {
  let client: Client;
  let settings: object = {};
  let refreshed: Promise<unknown>;

  beforeEach(async () => {
    client = connect();
    settings = {};
    client.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => settings),
    );
    refreshed = new Promise((resolve) => {
      client.connection.onRequest('workspace/inlayHint/refresh', () => (resolve(null), null));
    });
    client.connection.onRequest('workspace/codeLens/refresh', () => null);
    client.connection.onRequest('client/registerCapability', () => null);
    await client.initialize({
      capabilities: {
        workspace: {
          configuration: true,
          didChangeConfiguration: { dynamicRegistration: true },
          inlayHint: { refreshSupport: true },
          codeLens: { refreshSupport: true },
        },
      },
    });
    await client.open(URI, TEXT);
    await client.diagnosed(URI, 1);
  });
  afterEach(() => client.shutDown());

  const shown = async (): Promise<Shown> => {
    const hints = await client.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
    const lenses = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument });
    const { items } = await client.connection.sendRequest<CompletionList>('textDocument/completion', {
      textDocument,
      position: { line: 6, character: 8 },
    });
    return {
      hints: hints.map(({ label }) => (typeof label === 'string' ? label : '')),
      lenses: lenses.length,
      states: items.map(({ label }) => label),
      severities: client.diagnostics.get(URI)?.diagnostics.map(({ severity }) => severity) ?? [],
    };
  };

  const set = async (value: object): Promise<void> => {
    settings = value;
    const published = client.nextDiagnostics();
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await Promise.all([published, refreshed]);
  };

  for (const [setting, value, change] of CASES) {
    it(`takes effect at once: ${setting}`, async () => {
      const before = await shown();
      const expected = change(before);
      assert.notDeepEqual(expected, before, 'the setting has something to change');
      await set(value);
      assert.deepEqual(await shown(), expected);
    });
  }
});
