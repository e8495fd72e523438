import type { LineParser } from '../notation/parser.ts';
import { equal } from '../tcp/equal.ts';
import type { Lines } from '../text/lines.ts';
import type { Names } from '../text/names.ts';
import { closeReading, DiagramReader } from './reader.ts';
import { report, WHOLE_LINE } from './report.ts';
import type { EndCase } from './rule.ts';
import { END_RULES } from './rules/end-rules.ts';
import { participantUnused } from './rules/participant-unused.ts';
import { type Checkpoint, DiagramState, type Expectation, type RawFinding } from './state.ts';

/**
 * What came of checking a diagram from its first line to its last. Lines are counted from the diagram's first: what is
 * above it may grow and shrink.
 */
export interface CheckedDiagram {
  readonly blocks: readonly Block[];
  /** How many lines a block has; the last one may have fewer. */
  readonly blockLines: number;
  /** Behind the last line. */
  readonly final: Checkpoint;
  /** What can be said at the end alone. */
  readonly endings: readonly RawFinding[];
  /** How many lines were read. */
  readonly count: number;
}

/** A stretch of lines, and what the reader knew at its beginning. */
export interface Block {
  readonly line: number;
  readonly checkpoint: Checkpoint;
  readonly findings: readonly RawFinding[];
  readonly expectations: readonly Expectation[];
}

/** Lines of a block: few enough that reading one again takes no time, and enough that checkpoints are rare. */
export const BLOCK_LINES = 128;

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

/** Checks a whole diagram. */
export function checkDiagram(source: Source, blockLines = BLOCK_LINES): CheckedDiagram {
  return checkFrom(source, new DiagramState(source.names), [], blockLines, null, Infinity);
}

/**
 * Checks a diagram again after an edit of its lines `from` to `to` (exclusive, after the edit), and only as far as the
 * edit makes a difference: as soon as everything is as it was at the same line before, the rest stays as it is.
 */
export function recheckDiagram(source: Source, before: CheckedDiagram, from: number, to: number): CheckedDiagram {
  const { blockLines } = before;
  const first = Math.min(Math.floor(from / blockLines), before.blocks.length - 1);
  const start = before.blocks[first];
  if (start === undefined) return checkDiagram(source, blockLines);
  const state = new DiagramState(source.names, start.checkpoint);
  const sameLines = source.count === before.count;
  return checkFrom(source, state, before.blocks.slice(0, first), blockLines, sameLines ? before : null, to);
}

function checkFrom(
  source: Source,
  state: DiagramState,
  kept: readonly Block[],
  blockLines: number,
  before: CheckedDiagram | null,
  edited: number,
): CheckedDiagram {
  const { lines, parser, offset, count } = source;
  const reader = new DiagramReader(state, (line) => lines.line(offset + line));
  const blocks = [...kept];
  let findings: RawFinding[] = [];
  let expectations: Expectation[] = [];
  state.report = (finding) => findings.push(finding);
  state.expectation = (expectation) => expectations.push(expectation);
  const parse = (text: string, from: number, to: number): ReturnType<LineParser['parse']> =>
    parser.parse(text, from, to);
  for (let line = kept.length * blockLines; line < count;) {
    const checkpoint = state.checkpoint();
    const old = before?.blocks[blocks.length];
    if (before !== null && old !== undefined && line >= edited && equal(checkpoint, old.checkpoint)) {
      return { ...before, blocks: [...blocks, ...before.blocks.slice(blocks.length)] };
    }
    findings = [];
    expectations = [];
    blocks.push({ line, checkpoint, findings, expectations });
    const end = Math.min(line + blockLines, count);
    for (; line < end; line++) reader.read(line, lines.read(offset + line, parse));
  }
  findings = [];
  endReading(state);
  return { blocks, blockLines, final: state.checkpoint(), endings: findings, count };
}

function endReading(state: DiagramState): void {
  closeReading(state);
  participantUnused(state);
  const { symbols, participants } = state;
  for (const connection of state.connections) {
    const ending: EndCase = {
      connection,
      name: ({ participant }) => participants.at(participant).label,
      write: (form) => (form === null ? '?' : (symbols.write(form) ?? '?')),
      algebra: symbols.algebra,
    };
    for (const rule of END_RULES) {
      rule.check(ending, (line, key, args, details) => {
        report(state, rule.code, key, line, WHOLE_LINE, args, details);
      });
    }
  }
}
