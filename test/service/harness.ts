import assert from 'node:assert/strict';
import type { CodeAction, Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { english } from '../../src/core/findings/finding.ts';
import {
  createLanguageService,
  DEFAULT_SETTINGS,
  type ClientAbilities,
  type Kind,
  type LanguageService,
  type Settings,
} from '../../src/service/index.ts';

export const URI = 'file:///diagram.tcp';

const CLIENT: ClientAbilities = { snippets: true, versionedEdits: false, vscodeCommands: true, lazyEdits: true };

/** A service with one document, and the places that were marked in its text. */
export interface Fixture {
  readonly service: LanguageService;
  readonly text: string;
  /** The places of `$0`, `$1`, … */
  readonly marks: readonly Position[];
}

export interface FixtureOptions {
  readonly kind?: Kind;
  readonly settings?: Partial<Settings>;
  readonly client?: Partial<ClientAbilities>;
}

/** Opens a text as a document. `$0`, `$1`, … mark places and are taken out; a common indentation is taken off. */
export function fixture(source: string, options: FixtureOptions = {}): Fixture {
  const { text, marks } = readMarks(dedent(source));
  const service = createLanguageService({
    translate: english,
    ruleLink: (code) => `docs:${code}`,
    settings: () => ({ ...DEFAULT_SETTINGS, ...options.settings }),
    client: { ...CLIENT, ...options.client },
  });
  service.open(URI, options.kind ?? 'tcp', 1, text);
  return { service, text, marks };
}

/** The fixture in a `tcp` fence inside a quote of a Markdown document: everything must work there as well. */
export function fenced(source: string, options: FixtureOptions = {}): Fixture {
  const lines = dedent(source).split('\n');
  const note = ['# Note', '', '> ```tcp', ...lines.map((line) => `> ${line}`), '> ```', ''].join('\n');
  return fixture(note, { ...options, kind: 'markdown' });
}

/** The place of the `$0` of a fixture. */
export function cursor({ marks }: Fixture): Position {
  const [first] = marks;
  assert.ok(first, 'the fixture has a $0');
  return first;
}

/** The range from `$0` to `$1`, or the empty one at `$0`. */
export function selection(fixed: Fixture): Range {
  return { start: cursor(fixed), end: fixed.marks[1] ?? cursor(fixed) };
}

/** The text after the edits of one document. */
export function applyEdit(text: string, edit: WorkspaceEdit | undefined): string {
  assert.ok(edit, 'there is an edit');
  return applyEdits(text, edit.changes?.[URI] ?? []);
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const offset = ({ line, character }: Position): number => {
    const lines = text.split('\n');
    assert.ok(line < lines.length, `line ${line} is in the text`);
    assert.ok(character <= (lines[line] ?? '').length, `column ${character} is in line ${line}`);
    return lines.slice(0, line).reduce((sum, before) => sum + before.length + 1, 0) + character;
  };
  const sorted = edits.toSorted((a, b) => offset(b.range.start) - offset(a.range.start));
  return sorted.reduce(
    (done, { range, newText }) => done.slice(0, offset(range.start)) + newText + done.slice(offset(range.end)),
    text,
  );
}

/** The action with this title at the selection of a fixture, with its edit. */
export function action(fixed: Fixture, title: string): CodeAction {
  const actions = fixed.service.codeActions(URI, selection(fixed));
  const found = actions.find((one) => one.title === title);
  assert.ok(found, `no “${title}” among: ${actions.map((one) => one.title).join(' | ')}`);
  return found.edit === undefined ? fixed.service.resolveAction(found) : found;
}

/** The text after an action. */
export function afterAction(source: string, title: string): string {
  const fixed = fixture(source);
  return applyEdit(fixed.text, action(fixed, title).edit);
}

/** A text without the indentation that all its lines have, and without the empty line that it begins with. */
export function dedent(source: string): string {
  if (!source.startsWith('\n')) return source;
  const lines = source.slice(1).split('\n');
  const widths = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const width = Math.min(...widths);
  return lines
    .map((line) => line.slice(width))
    .join('\n')
    .replace(/\n *$/, '\n');
}

function readMarks(source: string): { text: string; marks: Position[] } {
  const marks: Position[] = [];
  const lines = source.split('\n').map((line, number) => {
    let rest = line;
    for (let match = /\$(\d)/.exec(rest); match !== null; match = /\$(\d)/.exec(rest)) {
      marks[Number(match[1])] = { line: number, character: match.index };
      rest = rest.slice(0, match.index) + rest.slice(match.index + match[0].length);
    }
    return rest;
  });
  return { text: lines.join('\n'), marks };
}
