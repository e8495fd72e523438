import type { LineParser } from '../notation/parser.ts';
import type { Statement } from '../notation/syntax.ts';
import { equal } from '../tcp/equal.ts';
import type { Lines } from '../text/lines.ts';
import type { Args } from '../findings/finding.ts';
import type { Names } from '../text/names.ts';
import { captureUnsaid, mayBeCaptured } from './capture-unsaid.ts';
import { explain } from './explain/explain.ts';
import { heldLines } from './held-lines.ts';
import { LINES_AHEAD, LINES_BACK, type Surroundings } from './explain/trial.ts';
import { closeReading, DiagramReader, type Explain, type Explained, type Revision } from './reader.ts';
import { isGrave, report, WHOLE_LINE, WORDLESS } from './report.ts';
import type { EndCase } from './rule.ts';
import { END_RULES } from './rules/end-rules.ts';
import { handshakeIncomplete } from './rules/handshake-incomplete.ts';
import { participantUnused } from './rules/participant-unused.ts';
import { type Checkpoint, DiagramState, type Expectation, type RawFinding } from './state.ts';
import type { Steps } from './steps.ts';

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
  /** The segments that can't be right as they are written, in the order of the lines. */
  readonly explained: readonly ExplainedLine[];
  /** What is said here because of lines that may stand in other blocks. */
  readonly looks: readonly Look[];
}

interface ExplainedLine extends Explained {
  readonly line: number;
}

/** The first and the last line that were looked at because of a line. */
interface Look {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Lines of a block: few enough that reading one again takes no time, and enough that checkpoints are rare. */
export const BLOCK_LINES = 32;

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

/** Checks a whole diagram; its steps go to `steps`, if they are asked for. */
export function checkDiagram(source: Source, blockLines = BLOCK_LINES, steps: Steps | null = null): CheckedDiagram {
  return checkFrom(source, new DiagramState(source.names), [], blockLines, null, Infinity, steps);
}

/**
 * Checks a diagram again after an edit of its lines `from` to `to` (exclusive, after the edit), and only as far as the
 * edit makes a difference: as soon as everything is as it was at the same line before, the rest stays as it is.
 */
export function recheckDiagram(source: Source, before: CheckedDiagram, from: number, to: number): CheckedDiagram {
  const { blockLines } = before;
  const first = Math.min(Math.floor(firstDependent(before, from) / blockLines), before.blocks.length - 1);
  const start = before.blocks[first];
  if (start === undefined) return checkDiagram(source, blockLines);
  const state = new DiagramState(source.names, start.checkpoint);
  const sameLines = source.count === before.count;
  return checkFrom(source, state, before.blocks.slice(0, first), blockLines, sameLines ? before : null, to);
}

/** The first line that an edit of line `edited` may change: a segment just above may have been explained by it. */
function firstDependent({ blocks, blockLines }: CheckedDiagram, edited: number): number {
  const above = Math.max(0, edited - LINES_AHEAD);
  for (let at = Math.floor(above / blockLines); at * blockLines < edited; at++) {
    for (const { line, to } of blocks[at]?.looks ?? []) if (line < edited && to >= edited) return line;
  }
  return edited;
}

function checkFrom(
  source: Source,
  start: DiagramState,
  kept: readonly Block[],
  blockLines: number,
  before: CheckedDiagram | null,
  edited: number,
  steps: Steps | null = null,
): CheckedDiagram {
  const { lines, parser, offset, count } = source;
  const textOf = (line: number): string => lines.line(offset + line);
  const blocks = [...kept];
  let findings: RawFinding[] = [];
  let expectations: Expectation[] = [];
  let explained: ExplainedLine[] = [];
  let looks: Look[] = [];
  start.report = (finding) => findings.push(finding);
  start.expectation = (expectation) => expectations.push(expectation);
  const surroundings = new BlockSurroundings(source, blocks);
  const reader = new DiagramReader(start, textOf, (line, state) => {
    surroundings.look(line);
    const found = explain(state, line, surroundings);
    explained.push({ ...found, line });
    looks.push({ line, ...surroundings.looked });
    return found;
  });
  const parse = (text: string, from: number, to: number): ReturnType<LineParser['parse']> =>
    parser.parse(text, from, to);
  for (let line = kept.length * blockLines; line < count;) {
    const checkpoint = reader.state.checkpoint();
    const old = before?.blocks[blocks.length];
    // What is reported above may have explained a segment of the block, too.
    const unchanged = before !== null && sameFindings(blocks.at(-1), before.blocks[blocks.length - 1]);
    const reaches = before === null || looksAbove(before.blocks, blocks.length, unchanged ? edited : line);
    if (!reaches && old !== undefined && line >= edited && equal(checkpoint, old.checkpoint)) {
      return { ...before, blocks: [...blocks, ...before.blocks.slice(blocks.length)] };
    }
    findings = [];
    expectations = [];
    explained = [];
    looks = [];
    blocks.push({ line, checkpoint, findings, expectations, explained, looks });
    for (const end = Math.min(line + blockLines, count); line < end; line++) {
      const statement = heldLines.at(line) ?? lines.read(offset + line, parse);
      if (steps === null) reader.read(line, statement);
      else steps.read(reader, line, statement);
    }
    const wrong = reader.state.settings.capture === null ? findings.find(mayBeCaptured) : undefined;
    if (wrong === undefined) continue;
    surroundings.look(wrong.line);
    const unsaid = captureUnsaid(wrong.line, surroundings);
    if (unsaid !== null) findings.push(unsaid);
    looks.push({ line: wrong.line, ...surroundings.looked });
  }
  findings = [];
  endReading(reader.state);
  return { blocks, blockLines, final: reader.state.checkpoint(), endings: findings, count };
}

/** Gives what was decided before: for reading lines again on which all is known. */
export function known(blocks: readonly Block[]): Explain {
  return (line) => {
    const found = blocks.findLast((block) => block.line <= line)?.explained.find((seen) => seen.line === line);
    if (found === undefined) throw new RangeError(`line ${String(line)} was never explained`);
    return found;
  };
}

/** The lines around one that is explained, and the states before it. */
class BlockSurroundings implements Surroundings {
  readonly names: Names;
  readonly count: number;
  readonly #source: Source;
  readonly #blocks: readonly Block[];
  #tried: DiagramState | null = null;
  /** The first and the last line that were looked at. */
  #from = 0;
  #to = 0;

  constructor(source: Source, blocks: readonly Block[]) {
    this.#source = source;
    this.#blocks = blocks;
    this.names = source.names;
    this.count = source.count;
    heldLines.begin(source.names);
  }

  textOf = (line: number): string => this.#source.lines.line(this.#source.offset + line);

  statementOf = (line: number): Statement => {
    this.#look(line);
    return heldLines.hold(line, this.#read);
  };

  /** What is looked at from now on is noted: because of a line. */
  look(line: number): void {
    this.#from = line;
    this.#to = line;
  }

  /** The first and the last line that were looked at since. */
  get looked(): { readonly from: number; readonly to: number } {
    return { from: this.#from, to: this.#to };
  }

  trying = (start: Checkpoint): DiagramState => {
    this.#tried ??= new DiagramState(this.names, start);
    this.#tried.restore(start);
    this.#tried.report = () => undefined;
    this.#tried.wordless = false;
    return this.#tried;
  };

  before = (line: number): Checkpoint | null => {
    const start = this.#blocks.findLast((block) => block.line <= line);
    if (start === undefined) return null;
    this.#look(start.line);
    if (start.line === line) return start.checkpoint;
    const reader = new DiagramReader(this.trying(start.checkpoint), this.textOf, known(this.#blocks));
    for (let at = start.line; at < line; at++) reader.read(at, heldLines.pass(at, this.#read));
    return reader.state.checkpoint();
  };

  revisions = (from: number): readonly (readonly [cause: number, revision: Revision])[] => {
    const first = this.#blocks.findLastIndex((block) => block.line <= from);
    const revised: (readonly [number, Revision])[] = [];
    for (const { explained } of this.#blocks.slice(Math.max(first, 0))) {
      for (const { line, revision } of explained) {
        if (line >= from && revision !== null) revised.push([line, revision]);
      }
    }
    return revised;
  };

  reported = ({ line, code }: RawFinding): boolean => this.#isSaid(line, (found) => found.code === code);

  faulty = (line: number): boolean => this.#isSaid(line, isGrave);

  /** What is told of a line stands in its block, or in a later one where that is explained by it. */
  #isSaid(line: number, isIt: (found: RawFinding) => boolean): boolean {
    this.#look(line);
    const own = this.#blocks.findLastIndex((block) => block.line <= line);
    for (let index = this.#blocks.length - 1; index >= Math.max(own, 0); index--) {
      const findings = this.#blocks[index]?.findings ?? [];
      if (findings.some((found) => found.line === line && isIt(found))) return true;
    }
    return false;
  }

  #look(line: number): void {
    this.#from = Math.min(this.#from, line);
    this.#to = Math.max(this.#to, line);
  }

  readonly #read = (line: number, parser: LineParser): Statement => {
    const { lines, offset } = this.#source;
    return lines.read(offset + line, (text, from, to) => parser.parse(text, from, to));
  };
}

/** Whether a segment of the blocks from `first` on was explained by lines above `border`, which may have been edited. */
function looksAbove(blocks: readonly Block[], first: number, border: number): boolean {
  const { line = 0 } = blocks[first] ?? {};
  // What explains a line may have been read from the beginning of its block on.
  const end = border + LINES_BACK + line - (blocks[first - 1]?.line ?? line);
  for (let at = first; (blocks[at]?.line ?? Infinity) <= end; at++) {
    for (const { from } of blocks[at]?.looks ?? []) if (from < border) return true;
  }
  return false;
}

/** Whether the same is reported on the same lines of a block as before. */
function sameFindings(now: Block | undefined, before: Block | undefined): boolean {
  const found = now?.findings ?? [];
  const then = before?.findings ?? [];
  const same = ({ line, code }: RawFinding, i: number): boolean => line === then[i]?.line && code === then[i].code;
  return found.length === then.length && found.every(same);
}

function endReading(state: DiagramState): void {
  closeReading(state);
  participantUnused(state);
  const { symbols, participants } = state;
  const waiting: Waiting[] = [];
  for (const connection of state.connections) {
    const ending: EndCase = {
      connection,
      name: ({ participant }) => participants.at(participant).label,
      write: (form) => (form === null ? WORDLESS : (symbols.write(form) ?? WORDLESS)),
      algebra: symbols.algebra,
    };
    for (const rule of END_RULES) {
      rule.check(ending, (line, key, args, details) => {
        if (rule === handshakeIncomplete && key === 'third') waiting.push({ line, args });
        else report(state, rule.code, key, line, WHOLE_LINE, args, details);
      });
    }
  }
  reportWaiting(state, waiting);
}

/** A handshake that lacks its last ACK. */
interface Waiting {
  readonly line: number;
  readonly args: Args;
}

/** As many handshakes that wait at one end are one flood, and one observation. */
const FLOOD = 3;

function reportWaiting(state: DiagramState, waiting: readonly Waiting[]): void {
  const byEnd = new Map<unknown, Waiting[]>();
  for (const one of waiting) {
    const those = byEnd.get(one.args['name']);
    if (those === undefined) byEnd.set(one.args['name'], [one]);
    else those.push(one);
  }
  for (const those of byEnd.values()) {
    const [first] = those;
    if (first !== undefined && those.length >= FLOOD) {
      const args = { ...first.args, count: those.length };
      report(state, handshakeIncomplete.code, 'flood', first.line, WHOLE_LINE, args);
    } else {
      for (const { line, args } of those) report(state, handshakeIncomplete.code, 'third', line, WHOLE_LINE, args);
    }
  }
}
