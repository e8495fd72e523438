import type { Position, Range } from 'vscode-languageserver-types';
import type { Analysis, CheckOptions } from '../core/check/analysis.ts';
import { analyze } from '../core/check/index.ts';
import { tcpFences, type Fence } from '../core/text/fences.ts';
import { Lines } from '../core/text/lines.ts';
import type { TextEdit } from '../core/text/place.ts';
import { isChange, spliceBetween, spliceOf, type Change, type Splice } from './splice.ts';
import { Unit, WHOLE } from './unit.ts';

/** What a document is written in: `tcp` is one unit as a whole, any other text holds one unit in each `tcp` fence. */
export type Kind = 'tcp' | 'markdown';

/** An open document at one version. A change gives another one, which shares with this one what the change left alone. */
export interface Document {
  readonly uri: string;
  readonly version: number;
  readonly kind: Kind;
  readonly lines: Lines;
  /** In the order of the document; a unit without any content may be among them. */
  readonly units: readonly Unit[];
}

/** The document as it is opened. */
export function openDocument(uri: string, kind: Kind, version: number, text: string, options: CheckOptions): Document {
  if (kind === 'tcp') return tcpDocument(uri, version, analyze(text, options));
  const units = tcpFences(text).map((fence) => fenceUnit(fence, analyze(fence.text, options)));
  return { uri, kind, version, lines: new Lines(text), units };
}

/** The document after the changes of one notification, each of which refers to the text that the one before it left. */
export function changeDocument(
  document: Document,
  version: number,
  given: readonly Change[],
  options: CheckOptions,
): Document {
  // What is no change at all, as a client with a fault may send it, changes nothing.
  const changes = given.filter(isChange);
  const typed = keystroke(document, changes);
  if (typed !== undefined) return { ...typed, version };
  let current = document;
  for (let from = 0; from < changes.length;) {
    const { splice, taken } = spliceOf(current.lines, changes, from);
    if (splice === null) {
      current = openDocument(document.uri, document.kind, version, changes[from]?.text ?? '', options);
    } else {
      current = current.kind === 'tcp' ? spliceTcp(current, splice) : spliceMarkdown(current, splice, options);
    }
    from += taken;
  }
  return { ...current, version };
}

/** The same text, checked with other options. */
export function recheckDocument(document: Document, options: CheckOptions): Document {
  return openDocument(document.uri, document.kind, document.version, document.lines.text, options);
}

/** The unit that a position of the document stands in. */
export function unitAt(document: Document, position: Position): Unit | undefined {
  return document.units.find((unit) => unit.holds(position.line));
}

/** The units that share a line with a range of the document. */
export function unitsIn(document: Document, range: Range): Unit[] {
  return document.units.filter((unit) => unit.startLine <= range.end.line && range.start.line < unit.endLine);
}

function tcpDocument(uri: string, version: number, analysis: Analysis): Document {
  return { uri, kind: 'tcp', version, lines: analysis.lines, units: [new Unit(analysis, WHOLE)] };
}

function fenceUnit(fence: Fence, analysis: Analysis): Unit {
  return new Unit(analysis, { line: fence.contentLine, columns: fence.columns, prefix: fence.prefix });
}

/**
 * The document after the one change that typing is made of, inside one line of a `.tcp` document: nothing that is
 * counted over the whole text is looked at. Undefined for any other change.
 */
function keystroke(document: Document, changes: readonly Change[]): Document | undefined {
  const [change] = changes;
  const unit = document.units[0];
  if (change?.range === undefined || changes.length > 1 || document.kind !== 'tcp' || unit === undefined)
    return undefined;
  const { start, end } = change.range;
  const { lines } = unit.analysis;
  if (start.line !== end.line || start.line >= lines.count || end.character > lines.length(start.line))
    return undefined;
  const edit: TextEdit = { line: start.line, from: start.character, to: end.character, text: change.text };
  return tcpDocument(document.uri, document.version, unit.analysis.edit(edit));
}

function spliceTcp(document: Document, splice: Splice): Document {
  const unit = document.units[0];
  if (unit === undefined) return document;
  return tcpDocument(document.uri, document.version, unit.analysis.edit(asEdit(unit.analysis.lines, splice)));
}

/** Core's edits name a line and count on from its start, over line breaks where the edit takes several lines. */
function asEdit(lines: Lines, splice: Splice): TextEdit {
  const start = lines.start(splice.line);
  return { line: splice.line, from: splice.from - start, to: splice.to - start, text: splice.text };
}

function spliceMarkdown(document: Document, splice: Splice, options: CheckOptions): Document {
  const before = document.lines.text;
  const lines = new Lines(before.slice(0, splice.from) + splice.text + before.slice(splice.to));
  const units = withinOneLine(document, lines, splice) ?? refence(document.units, tcpFences(lines.text), options);
  return { ...document, lines, units };
}

/** The units after an edit inside one line of a fence that cannot move any fence; undefined where it might. */
function withinOneLine(document: Document, after: Lines, splice: Splice): Unit[] | undefined {
  const { line } = splice;
  const index = document.units.findIndex((unit) => unit.holds(line));
  const unit = document.units[index];
  if (unit === undefined || /[\r\n]/.test(splice.text) || splice.to > document.lines.end(line)) return undefined;
  if (movesFences(document.lines, after, line)) return undefined;
  const column = unit.frame.columns?.[unit.lineOf(line)] ?? 0;
  const from = splice.from - document.lines.start(line) - column;
  const content = document.lines.line(line).slice(column);
  const settled = unit.frame.prefix === '' ? from >= 0 : from > 0 && content.trim() !== '';
  if (!settled) return undefined;
  const to = splice.to - document.lines.start(line) - column;
  const analysis = unit.analysis.edit({ line: unit.lineOf(line), from, to, text: splice.text });
  return document.units.with(index, new Unit(analysis, unit.frame));
}

/** Whether what became of a line may begin or end something: a fence, front matter, the text itself, a line break. */
function movesFences(before: Lines, after: Lines, line: number): boolean {
  if (before.count !== after.count) return true;
  // An empty last line is not part of an open fence.
  if (line === after.count - 1 && (before.length(line) === 0 || after.length(line) === 0)) return true;
  return [before, after].some((lines) => /```|~~~|^---[ \t]*$/.test(lines.line(line)));
}

/** The units of the fences as they now are: those whose text is as before keep their analysis, the others edit it. */
function refence(before: readonly Unit[], fences: readonly Fence[], options: CheckOptions): Unit[] {
  let tail = 0;
  const limit = Math.min(before.length, fences.length);
  while (tail < limit && textOf(before.at(-1 - tail)) === fences.at(-1 - tail)?.text) tail++;
  return fences.map((fence, index) => {
    const fromEnd = fences.length - index;
    const old = fromEnd <= tail ? before.at(-fromEnd) : index < before.length - tail ? before[index] : undefined;
    return fenceUnit(fence, old === undefined ? analyze(fence.text, options) : retext(old.analysis, fence.text));
  });
}

function textOf(unit: Unit | undefined): string | undefined {
  return unit?.analysis.lines.text;
}

/** The analysis of another text, by way of the one edit that leads there. */
function retext(analysis: Analysis, text: string): Analysis {
  const splice = spliceBetween(analysis.lines, text);
  return splice === null ? analysis : analysis.edit(asEdit(analysis.lines, splice));
}
