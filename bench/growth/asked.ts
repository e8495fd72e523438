/** Everything that one can ask of a text: every command of the command line, and every feature of the editor. */
import { COMMANDS as CLI } from '../../src/cli/commands/index.ts';
import { run } from '../../src/cli/run.ts';
import type { Io } from '../../src/cli/io.ts';
import { english } from '../../src/core/findings/finding.ts';
import { EXPORT_KINDS } from '../../src/core/render/index.ts';
import { fences } from '../../src/core/text/fences.ts';
import { createLanguageService, DEFAULT_SETTINGS, type Kind, type LanguageService } from '../../src/service/index.ts';
import type { Work } from './measure.ts';

/** By name: makes ready what is asked of a text. */
export type Asked = Readonly<Record<string, (text: string) => Work>>;

/** A world of one file, in which nothing is kept of what is written. */
function worldOf(text: string): Io {
  const bytes = new TextEncoder().encode(text);
  return {
    version: '0',
    terminal: false,
    // oxlint-disable-next-line typescript/require-await -- the one piece is at hand
    read: async function* () {
      yield bytes;
    },
    readBytes: () => Promise.resolve(bytes),
    gunzip: (chunks) => chunks,
    decode: (given) => new TextDecoder().decode(given),
    writeFile: () => Promise.resolve(),
    stat: (path) => Promise.resolve(path === 'out' ? null : { id: path, kind: 'file', version: '' }),
    // oxlint-disable-next-line typescript/require-await -- there is no folder
    find: async function* () {
      yield* [];
    },
    changedSince: () => Promise.resolve([]),
    pause: () => Promise.resolve(),
    serveAssistant: () => Promise.resolve(),
    stdout: () => undefined,
    drained: () => Promise.resolve(),
    stderr: () => undefined,
    translations: () => Promise.resolve(null),
  };
}

function commands(file: string, calls: Readonly<Record<string, readonly string[]>>): Asked {
  return Object.fromEntries(
    Object.entries(calls).map(([name, words]) => [
      name,
      (text: string) => {
        const world = worldOf(text);
        const [command = '', ...options] = words;
        return { call: () => run([command, file, ...options], world, CLI) };
      },
    ]),
  );
}

const CALLS: Readonly<Record<string, readonly string[]>> = {
  check: ['check', '--hints'],
  'check: json': ['check', '--hints', '--format', 'json'],
  'check: sarif': ['check', '--hints', '--format', 'sarif'],
  fix: ['check', '--fix'],
  trace: ['trace'],
  'trace: json': ['trace', '--format', 'json'],
  format: ['format'],
};

/** Every command on a file of notation. */
export const COMMANDS: Asked = commands('a.tcp', {
  ...CALLS,
  ...Object.fromEntries([...EXPORT_KINDS, 'svg', 'plot'].map((kind) => [kind, ['export', '--to', kind]])),
  'svg, unfolded': ['export', '--to', 'svg', '--no-fold'],
});

/** Every command on a note. */
export const COMMANDS_OF_NOTES: Asked = {
  fences: (text) => ({ call: () => fences(text) }),
  ...commands('a.md', { ...CALLS, markdown: ['export', '--to', 'markdown'] }),
};

/** Bringing in. */
export const IMPORTS: Asked = commands('a.txt', { import: ['import'], 'import: json': ['import', '--format', 'json'] });

const URI = 'file:///a';

interface Position {
  readonly line: number;
  readonly character: number;
}

const position = (line: number, character: number): Position => ({ line, character });

/** Where something is asked: the lines of a text and the places in it. */
interface Places {
  readonly whole: { readonly start: Position; readonly end: Position };
  readonly middle: Position;
  readonly aLine: { readonly start: Position; readonly end: Position };
  readonly last: Position;
}

function placesOf(text: string): Places {
  const lines = text.split('\n');
  const middle = lines.length >> 1;
  return {
    whole: { start: position(0, 0), end: position(lines.length, 0) },
    middle: position(middle, Math.min(8, lines[middle]?.length ?? 0)),
    aLine: { start: position(middle, 0), end: position(middle + 1, 0) },
    last: position(Math.max(0, text.trimEnd().split('\n').length - 1), 0),
  };
}

type Feature = (service: LanguageService, places: Places) => unknown;

const FORMATTING = { tabSize: 2, insertSpaces: true };

const FEATURES: Readonly<Record<string, Feature>> = {
  diagnostics: (service) => service.diagnostics(URI),
  tokens: (service) => service.semanticTokens(URI),
  symbols: (service) => service.documentSymbols(URI),
  folding: (service) => service.foldingRanges(URI),
  hints: (service, { whole }) => service.inlayHints(URI, whole),
  lenses: (service) => service.codeLenses(URI),
  links: (service) => service.documentLinks(URI),
  completion: (service, { last }) => service.completion(URI, last),
  hover: (service, { middle }) => service.hover(URI, middle),
  definition: (service, { last }) => service.definition(URI, last),
  references: (service, { last }) => service.references(URI, last, true),
  highlights: (service, { last }) => service.highlights(URI, last),
  rename: (service, { last }) => service.rename(URI, last, 'Renamed'),
  'linked editing': (service, { last }) => service.linkedEditing(URI, last),
  selection: (service, { middle }) => service.selectionRanges(URI, [middle]),
  'code actions': (service, { aLine }) => service.codeActions(URI, aLine),
  'all code actions': (service, { whole }) => service.codeActions(URI, whole),
  'fix all': (service, { aLine }) => service.codeActions(URI, aLine, ['source.fixAll']),
  formatting: (service) => service.formatting(URI, undefined, FORMATTING),
  preview: (service) => service.diagram({ uri: URI, line: 0 }),
  plot: (service) => service.plot(URI, 0, null),
  key: (service, { aLine: { start } }) => {
    typeAndDelete(service, start, 2);
  },
};

function typeAndDelete(service: LanguageService, at: Position, version: number): void {
  service.change(URI, version, [{ range: { start: at, end: at }, text: '#' }]);
  service.change(URI, version + 1, [{ range: { start: at, end: { ...at, character: at.character + 1 } }, text: '' }]);
}

/** Every feature of the editor in a document of a kind. What an answer keeps for the next one is gone before each call. */
export function features(kind: Kind): Asked {
  const opened = new Map<string, Opened>();
  const open = (text: string): Opened => {
    const known = opened.get(text);
    if (known !== undefined) return known;
    if (opened.size >= MOST_OPEN) opened.clear();
    const service = createLanguageService({
      settings: () => DEFAULT_SETTINGS,
      client: { snippets: true, versionedEdits: false, lazyEdits: true, vscodeCommands: true },
      translate: english,
      ruleLink: () => '',
    });
    service.open(URI, kind, 1, text);
    const document = { service, places: placesOf(text) };
    opened.set(text, document);
    return document;
  };
  return Object.fromEntries(
    Object.entries(FEATURES).map(([name, feature]) => [
      name,
      (text: string) => {
        const { service, places } = open(text);
        return {
          before: () => {
            typeAndDelete(service, places.last, 2);
          },
          call: () => feature(service, places),
        };
      },
    ]),
  );
}

/** A document that is open; all features are asked of the same one. */
interface Opened {
  readonly service: LanguageService;
  readonly places: Places;
}

/** As many as a shape has sizes. */
const MOST_OPEN = 11;
