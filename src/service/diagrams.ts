import type { Analysis, Diagram } from '../core/check/analysis.ts';
import { findingsOf } from '../core/check/index.ts';
import type { DiagramTrace, Step, TcbView } from '../core/check/trace.ts';
import type { Code } from '../core/findings/codes.ts';
import { describe, type Finding } from '../core/findings/finding.ts';
import type { Version } from '../core/compare-of.ts';
import { outline, pairDiagrams, type FoldWish } from '../core/picture/index.ts';
import { notationOf } from '../core/picture-of.ts';
import { diagramSettings, lookOf, Words, type Look, type WordOptions } from '../core/render/index.ts';
import { drawnRows, rowsOf, type Rows } from '../core/rows.ts';
import { printable } from '../core/text/printable.ts';
import type {
  DiagramParams,
  DiagramProblem,
  DiagramResult,
  DiagramsResult,
  DiagramSummary,
  ExportResult,
  StepRange,
} from '../protocol/requests.ts';
import type { Context } from './context.ts';
import { openDocument, type Document } from './documents.ts';
import type { Settings } from './host.ts';
import type { Unit } from './unit.ts';

/** A diagram and the unit that it stands in; `index` counts the diagrams of the document. */
export interface Located {
  readonly unit: Unit;
  readonly diagram: Diagram;
  readonly index: number;
}

/** All diagrams of a document, in the order of the text. */
export function locateAll(document: Document): Located[] {
  const found = document.units.flatMap((unit) => unit.analysis.diagrams.map((diagram) => ({ unit, diagram })));
  return found.map((entry, index) => ({ ...entry, index }));
}

/** The diagram that a line of the document belongs to. */
export function locate(document: Document, line: number): Located | undefined {
  let index = 0;
  for (const unit of document.units) {
    const { diagrams } = unit.analysis;
    const own = line - unit.startLine;
    const found = unit.holds(line) ? diagrams.findIndex((one) => own >= one.line && own < one.endLine) : -1;
    const diagram = diagrams[found];
    if (diagram !== undefined) return { unit, diagram, index: index + found };
    index += diagrams.length;
  }
  return undefined;
}

/** The answer to `handshake/diagrams`. */
export function diagrams(context: Context): DiagramsResult {
  return { version: context.document.version, diagrams: locateAll(context.document).map(summary) };
}

/** The answer to `handshake/diagram`: all that a picture of the diagram at a line needs; null where there is none. */
export function diagram(
  { line, steps, look: asked, before, fold }: Omit<DiagramParams, 'uri'>,
  context: Context,
): DiagramResult | null {
  const located = locate(context.document, line);
  if (located === undefined) return null;
  const { unit, index } = located;
  const { analysis } = unit;
  const rows = rowsFor(located, before, fold, context);
  const range = within(steps, rows.overview.lines.length);
  const { title, line: first, endLine } = located.diagram;
  const trace = { title, line: first, endLine, participants: rows.participants, steps: rows.steps(range) };
  const shown = moved(trace, unit.startLine);
  const look = lookOf(diagramSettings(analysis, located.diagram), {
    ...(asked && { asked }),
    usual: context.settings.picture,
  });
  const options = wordOptions(context, look);
  const findings = findingsOf(analysis, located.diagram);
  const unreadable = unreadableLines(findings, unit);
  const { segments, errors, warnings } = summary(located);
  const counts = { segments, problems: errors + warnings };
  const drawn = drawnRows(rows, range, shown, counts, new Words(options), options);
  return {
    version: context.document.version,
    index,
    trace: { ...shown, steps: drawn.steps },
    range,
    ...outline(rows, unit.startLine),
    look,
    picture: drawn.picture,
    words: drawn.words,
    before: endsBefore(rows, range.from),
    problems: findings.map((finding) => problem(finding, unit, context)),
    complete: unreadable.length === 0,
    unreadable,
  };
}

/** What stands in the rows of a diagram, as it is wished for. What was asked for last is kept: a reader scrolls. */
function rowsFor(
  located: Located,
  before: string | undefined,
  fold: FoldWish | undefined,
  { document, settings }: Context,
): Rows {
  const { unit, diagram, index } = located;
  const startLine = unit.startLine;
  const key = JSON.stringify([index, fold, before === undefined]);
  const known = ROWS.get(unit.analysis);
  if (known?.key === key && known.before === before) return known.rows;
  const open = fold?.open.map((line) => line - startLine) ?? [];
  const rows = rowsOf(unit.analysis, diagram, {
    ...(before !== undefined && { before: olderVersion(before, located, document, settings.rules) }),
    ...(fold && { fold: { ...fold, open } }),
  });
  ROWS.set(unit.analysis, { key, before, rows });
  return rows;
}

const ROWS = new WeakMap<
  Analysis,
  { readonly key: string; readonly before: string | undefined; readonly rows: Rows }
>();

/** The diagram of an older text that a diagram comes from; null where there is none. */
function olderVersion(
  text: string,
  { index }: Located,
  document: Document,
  severities: Settings['rules'],
): Version | null {
  const old = locatedOlder(text, document, severities);
  const titles = (all: readonly Located[]): string[] => all.map(({ diagram }) => diagram.title);
  const found = old[pairDiagrams(titles(old), titles(locateAll(document)))[index] ?? -1];
  return found ? { analysis: found.unit.analysis, diagram: found.diagram } : null;
}

/** The diagrams of an older text, which stays the same while the newer one is typed. */
function locatedOlder(text: string, { uri, kind }: Document, severities: Settings['rules']): readonly Located[] {
  const known = OLDER.get(severities);
  if (known?.uri === uri && known.kind === kind && known.text === text) return known.located;
  const located = locateAll(openDocument(uri, kind, 0, text, { severities }));
  OLDER.set(severities, { uri, kind, text, located });
  return located;
}

const OLDER = new WeakMap<
  Settings['rules'],
  Pick<Document, 'uri' | 'kind'> & { readonly text: string; readonly located: readonly Located[] }
>();

/** The answer to `handshake/notation`: the lines of the diagram at a line, as a text of their own. */
export function notation(line: number, { document }: Context): ExportResult | null {
  const located = locate(document, line);
  if (located === undefined) return null;
  return { version: document.version, text: notationOf(located.unit.analysis, located.diagram) };
}

function summary(located: Located): DiagramSummary {
  const { unit, diagram } = located;
  const findings = findingsOf(unit.analysis, diagram);
  return {
    title: printable(diagram.title),
    line: unit.startLine + diagram.line,
    endLine: unit.startLine + diagram.endLine,
    segments: unit.analysis.overview(diagram).kinds.replace(/[^dlsa]/g, '').length,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
  };
}

function within(steps: StepRange | undefined, count: number): StepRange {
  const from = Math.max(0, Math.min(steps?.from ?? 0, count));
  return { from, to: Math.max(from, Math.min(steps?.to ?? count, count)) };
}

/** The trace with the lines of the document instead of those of its unit. */
function moved(trace: DiagramTrace, by: number): DiagramTrace {
  if (by === 0) return trace;
  return {
    ...trace,
    line: trace.line + by,
    endLine: trace.endLine + by,
    participants: trace.participants.map((participant) => ({ ...participant, line: participant.line + by })),
    steps: trace.steps.map((step) => movedStep(step, by)),
  };
}

function movedStep(step: Step, by: number): Step {
  const line = step.line + by;
  if (step.kind !== 'segment') return { ...step, line };
  return { ...step, line, sentLine: step.sentLine === null ? null : step.sentLine + by };
}

function wordOptions({ translate, settings }: Context, { numbers }: Look): WordOptions {
  return { translate, stateSpelling: settings.stateSpelling, numbers };
}

/** How many rows are looked back at first; then twice as many, and so on. Mostly the last few tell of every end. */
const LOOK_BACK = 32;

/** The last that is known of each end in front of a row. */
function endsBefore(rows: Rows, index: number): Record<string, TcbView> {
  const ends = new Map<string, TcbView>();
  for (let to = index, size = LOOK_BACK; to > 0 && ends.size < rows.participants.length; size *= 2) {
    const from = Math.max(0, to - size);
    for (const step of rows.steps({ from, to }).toReversed()) {
      if (step.kind !== 'segment') continue;
      for (const [name, tcb] of Object.entries(step.tcbs)) if (!ends.has(name)) ends.set(name, tcb);
    }
    to = from;
  }
  // A name is any text, `__proto__` too: no assignment by name.
  return Object.fromEntries(ends);
}

/** What is found on a line that is not, or not yet, written as the notation asks: while typing, mostly at its end. */
const UNREADABLE: ReadonlySet<Code> = new Set<Code>(['syntax', 'unknown-flag', 'unknown-field']);

function unreadableLines(findings: readonly Finding[], unit: Unit): number[] {
  const lines = findings.filter(({ code }) => UNREADABLE.has(code)).map(({ line }) => line + unit.startLine);
  return [...new Set(lines)];
}

function problem(finding: Finding, unit: Unit, context: Context): DiagramProblem {
  const { start, end } = unit.range(finding);
  return {
    line: start.line,
    from: start.character,
    to: end.line === start.line ? end.character : start.character,
    severity: finding.severity,
    code: finding.code,
    message: describe(finding, context.translate, unit.startLine),
  };
}
