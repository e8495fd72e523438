import type { LineParser } from '../notation/parser.ts';
import type { Lines } from '../text/lines.ts';
import type { Names } from '../text/names.ts';
import { report, WHOLE_LINE } from './making.ts';
import { closeReading, DiagramReader } from './reader.ts';
import { END_RULES } from './rules/end-rules.ts';
import { participantUnused } from './rules/participant-unused.ts';
import { same } from './same.ts';
import { DiagramState, type Expectation, type Journal, type RawFinding, type Snapshot } from './state.ts';

/**
 * What came of reading a diagram from its first line to its last. Lines are counted from the diagram's first: what is
 * above it may grow and shrink.
 */
export interface Reading {
  readonly blocks: readonly Block[];
  readonly journal: Journal;
  /** The state behind the last line. */
  readonly final: Snapshot;
  /** What can be said at the end alone. */
  readonly endings: readonly RawFinding[];
  /** How many lines were read. */
  readonly count: number;
}

/** A stretch of lines, and what the reader knew at its beginning. */
export interface Block {
  readonly line: number;
  readonly snapshot: Snapshot;
  readonly findings: readonly RawFinding[];
  readonly expectations: readonly Expectation[];
}

/** Lines of a block: few enough that reading one again takes no time, and enough that snapshots are rare. */
const BLOCK_LINES = 128;

/** Where the lines of a diagram stand in the document. */
export interface Source {
  readonly names: Names;
  readonly parser: LineParser;
  readonly lines: Lines;
  /** The diagram's first line in the document. */
  readonly offset: number;
  /** How many lines the diagram has. */
  readonly count: number;
}

/** Reads a whole diagram. */
export function readDiagram(source: Source): Reading {
  return readFrom(source, new DiagramState(source.names), [], null, Infinity);
}

/**
 * Reads a diagram again after an edit of its lines `from` to `to` (exclusive, after the edit), and only as far as the
 * edit makes a difference: as soon as everything is as it was at the same line before, the rest stays as it is.
 */
export function readAgain(source: Source, before: Reading, from: number, to: number): Reading {
  const first = Math.min(Math.floor(from / BLOCK_LINES), before.blocks.length - 1);
  const start = before.blocks[first];
  if (start === undefined) return readDiagram(source);
  const state = DiagramState.resume(source.names, before.journal, start.snapshot);
  const sameLines = source.count === before.count;
  return readFrom(source, state, before.blocks.slice(0, first), sameLines ? before : null, to);
}

function readFrom(
  source: Source,
  state: DiagramState,
  kept: readonly Block[],
  before: Reading | null,
  edited: number,
): Reading {
  const { lines, parser, offset, count } = source;
  const reader = new DiagramReader(state, (line) => lines.line(offset + line));
  const blocks = [...kept];
  let findings: RawFinding[] = [];
  let expectations: Expectation[] = [];
  state.report = (finding) => findings.push(finding);
  state.expectation = (expectation) => expectations.push(expectation);
  const parse = (text: string, from: number, to: number): ReturnType<LineParser['parse']> =>
    parser.parse(text, from, to);
  for (let line = kept.length * BLOCK_LINES; line < count;) {
    const snapshot = state.snapshot();
    const old = before?.blocks[blocks.length];
    if (before !== null && old !== undefined && line >= edited && settled(state, snapshot, before, old)) {
      return splice(state, before, blocks, snapshot);
    }
    findings = [];
    expectations = [];
    blocks.push({ line, snapshot, findings, expectations });
    const end = Math.min(line + BLOCK_LINES, count);
    for (; line < end; line++) reader.read(line, lines.read(offset + line, parse));
  }
  findings = [];
  endReading(state);
  return { blocks, journal: state.journal(), final: state.snapshot(), endings: findings, count };
}

/** Whether the reader knows at a block just what it knew there before. */
function settled(state: DiagramState, snapshot: Snapshot, before: Reading, old: Block): boolean {
  const journal = state.journal();
  return (
    same(snapshot, old.snapshot) &&
    same(journal.bound, before.journal.bound.slice(0, old.snapshot.symbols)) &&
    same(journal.pins, before.journal.pins.slice(0, old.snapshot.pins)) &&
    same(journal.lifelines, before.journal.lifelines.slice(0, old.snapshot.participants))
  );
}

/** The new blocks, and from here on the old ones. */
function splice(state: DiagramState, before: Reading, blocks: readonly Block[], at: Snapshot): Reading {
  const { bound, pins, lifelines, store } = state.journal();
  return {
    ...before,
    blocks: [...blocks, ...before.blocks.slice(blocks.length)],
    journal: {
      store,
      bound: [...bound, ...before.journal.bound.slice(at.symbols)],
      pins: [...pins, ...before.journal.pins.slice(at.pins)],
      lifelines: [...lifelines, ...before.journal.lifelines.slice(at.participants)],
    },
  };
}

function endReading(state: DiagramState): void {
  closeReading(state);
  participantUnused(state);
  const { symbols, participants } = state;
  for (const connection of state.connections) {
    const ending = {
      connection,
      name: (end: { readonly participant: number }) => participants.at(end.participant).label,
      write: (form: Parameters<typeof symbols.write>[0] | null) => (form === null ? '?' : (symbols.write(form) ?? '?')),
      distance: (a: Parameters<typeof symbols.write>[0], b: Parameters<typeof symbols.write>[0]) =>
        symbols.algebra.distance(a, b),
    };
    for (const rule of END_RULES) {
      rule.check(ending, (line, key, args, details) => {
        report(state, rule.code, key, line, WHOLE_LINE, args, details);
      });
    }
  }
}
