import type { Analysis, Diagram, Overview } from '../core/check/analysis.ts';
import { findingsOf } from '../core/check/index.ts';
import type { DiagramTrace, Step, TcbView } from '../core/check/trace.ts';
import type { Code } from '../core/findings/codes.ts';
import { describe, type Finding } from '../core/findings/finding.ts';
import { compareDiagrams, tellChanges, type Compared, type Version } from '../core/compare-of.ts';
import { outline, pairDiagrams } from '../core/picture/index.ts';
import { notationOf } from '../core/picture-of.ts';
import {
  diagramSettings,
  lookOf,
  mermaidPieces,
  pictureWords,
  Words,
  type Look,
  type LookWish,
  type PictureWords,
  type WordOptions,
} from '../core/render/index.ts';
import { printable } from '../core/text/printable.ts';
import type {
  DiagramProblem,
  DiagramResult,
  DiagramsResult,
  DiagramSummary,
  ExportResult,
  StepRange,
} from '../protocol/requests.ts';
import type { Context } from './context.ts';
import { openDocument, type Document } from './documents.ts';
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
  return locateAll(document).find(({ unit, diagram }) => {
    const own = line - unit.startLine;
    return unit.holds(line) && own >= diagram.line && own < diagram.endLine;
  });
}

/** The answer to `handshake/diagrams`. */
export function diagrams(context: Context): DiagramsResult {
  return { version: context.document.version, diagrams: locateAll(context.document).map(summary) };
}

/** The answer to `handshake/diagram`: all that a picture of the diagram at a line needs; null where there is none. */
export function diagram(
  line: number,
  steps: StepRange | undefined,
  asked: LookWish | undefined,
  before: string | undefined,
  context: Context,
): DiagramResult | null {
  const located = locate(context.document, line);
  if (located === undefined) return null;
  const { unit, index } = located;
  const { analysis } = unit;
  const compared = before === undefined ? null : comparedWith(before, located, context);
  const all = compared?.overview ?? analysis.overview(located.diagram);
  const range = within(steps, all.lines.length);
  const trace = compared
    ? {
        ...analysis.trace(located.diagram, 0, 0),
        participants: compared.participants,
        steps: compared.steps.slice(range.from, range.to),
      }
    : analysis.trace(located.diagram, ...linesOf(range, all));
  const shown = moved(trace, unit.startLine);
  const look = lookOf(diagramSettings(analysis, located.diagram), {
    ...(asked && { asked }),
    usual: context.settings.picture,
  });
  const options = wordOptions(context, look);
  const findings = findingsOf(analysis, located.diagram);
  const unreadable = unreadableLines(findings, unit);
  return {
    version: context.document.version,
    index,
    trace: shown,
    range,
    ...outline(all, unit.startLine, compared?.changes),
    look,
    picture: mermaidPieces(shown, { ...options, remarks: false }, range.from > 0),
    words: tellChanges(words(shown, summary(located), options), compared, range.from, new Words(options)),
    before: compared
      ? endsOf(compared.steps.slice(0, range.from))
      : endsBefore(analysis, located.diagram, all, range.from),
    problems: findings.map((finding) => problem(finding, unit, context)),
    complete: unreadable.length === 0,
    unreadable,
  };
}

/** The diagram beside the one of an older text that it comes from. What was compared last is kept: a reader scrolls. */
function comparedWith(text: string, located: Located, { document, settings }: Context): Compared {
  const known = COMPARED.get(located.unit.analysis);
  if (known?.text === text && known.index === located.index) return known.compared;
  const old = locateAll(openDocument(document.uri, document.kind, 0, text, { severities: settings.rules }));
  const titles = (all: readonly Located[]): string[] => all.map(({ diagram }) => diagram.title);
  const found = old[pairDiagrams(titles(old), titles(locateAll(document)))[located.index] ?? -1];
  const version = ({ unit, diagram }: Located): Version => ({ analysis: unit.analysis, diagram });
  const compared = compareDiagrams(found ? version(found) : null, version(located));
  COMPARED.set(located.unit.analysis, { text, index: located.index, compared });
  return compared;
}

const COMPARED = new WeakMap<
  Analysis,
  { readonly text: string; readonly index: number; readonly compared: Compared }
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

/** The lines of its unit that hold these steps, the second one exclusive. */
function linesOf({ from, to }: StepRange, { lines }: Overview): [from: number, to: number] {
  const first = lines[from];
  const last = lines[to - 1];
  return first === undefined || last === undefined || from >= to ? [0, 0] : [first, last + 1];
}

function wordOptions({ translate, settings }: Context, { numbers }: Look): WordOptions {
  return { translate, stateSpelling: settings.stateSpelling, numbers };
}

function words(
  trace: DiagramTrace,
  { segments, errors, warnings }: DiagramSummary,
  options: WordOptions,
): PictureWords {
  return pictureWords(trace, { segments, problems: errors + warnings }, new Words(options));
}

/** How many steps are looked back at first; then twice as many, and so on. Mostly the last few tell of every end. */
const LOOK_BACK = 32;

/** The last that is known of each end in front of a step. */
function endsBefore(analysis: Analysis, diagram: Diagram, all: Overview, index: number): Record<string, TcbView> {
  const ends = new Map<string, TcbView>();
  for (let to = index, size = LOOK_BACK; to > 0 && ends.size < diagram.participants.length; size *= 2) {
    const from = Math.max(0, to - size);
    noteEnds(analysis.trace(diagram, ...linesOf({ from, to }, all)).steps, ends);
    to = from;
  }
  // A name is any text, `__proto__` too: no assignment by name.
  return Object.fromEntries(ends);
}

/** The last that these steps tell of each end. */
function endsOf(steps: readonly Step[]): Record<string, TcbView> {
  const ends = new Map<string, TcbView>();
  noteEnds(steps, ends);
  return Object.fromEntries(ends);
}

function noteEnds(steps: readonly Step[], ends: Map<string, TcbView>): void {
  for (const step of steps.toReversed()) {
    if (step.kind !== 'segment') continue;
    for (const [name, tcb] of Object.entries(step.tcbs)) if (!ends.has(name)) ends.set(name, tcb);
  }
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
