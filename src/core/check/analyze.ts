import { LineParser } from '../notation/parser.ts';
import type { Statement } from '../notation/syntax.ts';
import type { Finding } from '../findings/finding.ts';
import { Lines } from '../text/lines.ts';
import { Names } from '../text/names.ts';
import { firstFrom, type TextEdit } from '../text/place.ts';
import type { Analysis, Binding, CheckOptions, Diagram, Overview, Suggestion } from './analysis.ts';
import { collectFindings } from './collect.ts';
import { BLOCK_LINES, checkDiagram, type CheckedDiagram, recheckDiagram, type Source } from './incremental.ts';
import { Replay } from './replay.ts';
import { Steps } from './steps.ts';
import { suggest } from './suggest.ts';
import type { DiagramTrace, Participant, Step } from './trace.ts';

/** A check with the default severities. */
export const DEFAULT_OPTIONS: CheckOptions = { severities: {} };

/**
 * Analyses a text. Linear in its length; never throws. After an edit blocks of `blockLines` lines are read again, at
 * least 1: it changes what an edit costs, and nothing else.
 */
export function analyze(
  text: string,
  options: CheckOptions = DEFAULT_OPTIONS,
  blockLines: number = BLOCK_LINES,
): Analysis {
  const { names, parser } = newReading();
  const lines = new Lines(text);
  const parts = divide(lines, parser).map((section): Part => ({
    ...section,
    checked: checkDiagram(source(names, parser, lines, section), blockLines),
  }));
  return new TextAnalysis(names, parser, lines, options, parts, blockLines);
}

/** A text that was analysed, and what happens in each of its diagrams. */
export interface Traced {
  readonly analysis: Analysis;
  readonly traces: readonly DiagramTrace[];
}

/** What a text is read with. Texts that are read one after the other can share it; then only the last analysis may be asked. */
export interface Reading {
  readonly names: Names;
  readonly parser: LineParser;
}

export function newReading(): Reading {
  const names = new Names();
  return { names, parser: new LineParser(names) };
}

/** `analyze`, and `trace` of each diagram, in one reading: for those who want all of a text, once. */
export function analyzeAndTrace(text: string, { names, parser }: Reading = newReading()): Traced {
  const lines = new Lines(text);
  const parts = divide(lines, parser).map((section) => {
    const steps = new Steps(section.line);
    const checked = checkDiagram(source(names, parser, lines, section), BLOCK_LINES, steps);
    return { ...section, checked, steps: steps.list };
  });
  const analysis = new TextAnalysis(names, parser, lines, DEFAULT_OPTIONS, parts, BLOCK_LINES);
  const traces = analysis.diagrams.map((diagram, index) => ({ ...diagram, steps: parts[index]?.steps ?? [] }));
  return { analysis, traces };
}

const NO_STEPS: Overview = {
  lines: [],
  kinds: '',
  phases: '',
  connections: [],
  times: [],
  sentLines: [],
  plain: [],
  ends: [],
};

/** A diagram and its lines: `line` (inclusive) to `endLine` (exclusive). */
interface Section {
  readonly title: string;
  readonly line: number;
  readonly endLine: number;
  /** How far below `line` the first line stands that says anything: one that is no blank and no comment. */
  readonly says: number;
}

interface Part extends Section {
  readonly checked: CheckedDiagram;
  /** What was told while it was checked; undefined where nobody asked. Its lines are those of the text. */
  readonly steps?: readonly Step[];
}

/** The one of several stretches, in the order of the text, that a line belongs to. */
function around<T extends { readonly line: number; readonly endLine: number }>(
  stretches: readonly T[],
  line: number,
): T | undefined {
  const found = stretches[firstFrom(stretches, line + 1) - 1];
  return found !== undefined && line < found.endLine ? found : undefined;
}

/** The diagrams of a text, found by their `diagram` lines. A stretch before the first one counts if it says anything. */
function divide(lines: Lines, parser: LineParser): Section[] {
  const sections: Section[] = [];
  let title = '';
  let start = 0;
  let says = -1;
  for (let line = 0; line < lines.count; line++) {
    const begins = lines.read(line, beginsDiagram);
    const statement = begins || says < 0 ? lines.read(line, (text, from, to) => parser.parse(text, from, to)) : null;
    if (statement?.kind === 'diagram') {
      if (says >= 0) sections.push({ title, line: start, endLine: line, says });
      title = statement.title.value;
      start = line;
      says = 0;
    } else if (says < 0 && statement !== null && statement.kind !== 'blank') {
      says = line - start;
    }
  }
  if (says >= 0) sections.push({ title, line: start, endLine: lines.count, says });
  return sections;
}

/** How far below its first line a section begins to say anything; −1 where it does not. */
function firstToSay(lines: Lines, parser: LineParser, line: number, endLine: number): number {
  for (let at = line; at < endLine; at++) {
    if (lines.read(at, (text, from, to) => parser.parse(text, from, to)).kind !== 'blank') return at - line;
  }
  return -1;
}

/** Whether a line may be a `diagram` or `title` statement: looked at before every line is parsed, so it must be cheap. */
function beginsDiagram(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to && text.charCodeAt(at) <= 32) at++;
  const unit = text.charCodeAt(at) | 32;
  // Full-width letters are read as their ASCII twins, and blanks of many kinds may stand before them.
  return unit === LETTER_D || unit === LETTER_T || text.charCodeAt(at) >= BEYOND_ASCII;
}

const LETTER_D = 100;
const LETTER_T = 116;
const BEYOND_ASCII = 0x80;

function source(names: Names, parser: LineParser, lines: Lines, { line, endLine }: Section): Source {
  return { names, parser, lines, offset: line, count: endLine - line };
}

class TextAnalysis implements Analysis {
  readonly names: Names;
  readonly lines: Lines;
  readonly options: CheckOptions;
  readonly #parser: LineParser;
  readonly #parts: readonly Part[];
  readonly #blockLines: number;
  #findings: readonly Finding[] | null = null;
  #diagrams: readonly Diagram[] | null = null;

  constructor(
    names: Names,
    parser: LineParser,
    lines: Lines,
    options: CheckOptions,
    parts: readonly Part[],
    blockLines: number,
  ) {
    this.names = names;
    this.#parser = parser;
    this.lines = lines;
    this.options = options;
    this.#parts = parts;
    this.#blockLines = blockLines;
  }

  get findings(): readonly Finding[] {
    this.#findings ??= collectFindings(this.lines, this.options, this.#parts);
    return this.#findings;
  }

  get diagrams(): readonly Diagram[] {
    this.#diagrams ??= this.#parts.map((part) => this.#diagram(part));
    return this.#diagrams;
  }

  statement(line: number): Statement {
    const parser = new LineParser(this.names);
    return this.lines.read(line, (text, from, to) => parser.parse(text, from, to));
  }

  diagramAt(line: number): Diagram | undefined {
    return around(this.diagrams, line);
  }

  trace(diagram: Diagram, from = diagram.line, to = diagram.endLine): DiagramTrace {
    const part = this.#partAt(diagram.line);
    const steps = part === undefined ? [] : this.#steps(part, from, to);
    const { title, line, endLine, participants } = diagram;
    return { title, line, endLine, participants, steps };
  }

  #steps(part: Part, from: number, to: number): readonly Step[] {
    if (part.steps) return part.steps.slice(firstFrom(part.steps, from), firstFrom(part.steps, to));
    return this.#replay(part).steps(from - part.line, to - part.line);
  }

  overview(diagram: Diagram): Overview {
    const part = this.#partAt(diagram.line);
    return part === undefined ? NO_STEPS : this.#replay(part).overview();
  }

  step(line: number): Step | undefined {
    const part = this.#partAt(line);
    if (part === undefined) return undefined;
    return this.#replay(part).steps(line - part.line, line - part.line + 1)[0];
  }

  bindings(diagram: Diagram): readonly Binding[] {
    const part = this.#partAt(diagram.line);
    return part === undefined ? [] : this.#replay(part).bindings();
  }

  binding(diagram: Diagram, name: string): Binding | undefined {
    const part = this.#partAt(diagram.line);
    return part && this.#replay(part).binding(name);
  }

  symbolNames(diagram: Diagram, within: string, most: number): readonly string[] {
    const part = this.#partAt(diagram.line);
    return part === undefined ? [] : this.#replay(part).symbolNames(within.toLowerCase(), most);
  }

  next(line: number): readonly Suggestion[] {
    const part = this.#partAt(line);
    return part === undefined ? [] : suggest(this.#replay(part).stateAfter(line - part.line));
  }

  acknowledged(line: number): number | undefined {
    const part = this.#partAt(line);
    const found = part === undefined ? undefined : this.#replay(part).acknowledged(line - part.line);
    return part === undefined || found === undefined ? undefined : found + part.line;
  }

  edit(edit: TextEdit): Analysis {
    const lines = this.lines.edit(edit.line, edit.from, edit.to, edit.text);
    const parts = this.#editParts(lines, edit.line);
    if (parts === null) return analyze(lines.text, this.options, this.#blockLines);
    return new TextAnalysis(this.names, this.#parser, lines, this.options, parts, this.#blockLines);
  }

  /** The diagrams after an edit that begins on `line`; null where the edit may have moved the border of one. */
  #editParts(lines: Lines, line: number): Part[] | null {
    const index = this.#parts.findIndex((part) => line >= part.line && line < part.endLine);
    const part = this.#parts[index];
    if (part === undefined) return null;
    const grown = lines.count - this.lines.count;
    const last = this.#lastChanged(lines, line);
    if (last - grown >= part.endLine) return null;
    for (let changed = line; changed <= last; changed++) if (lines.read(changed, beginsDiagram)) return null;
    for (let old = line; old <= last - grown; old++) if (this.lines.read(old, beginsDiagram)) return null;
    const endLine = part.endLine + grown;
    const says = part.line + part.says < line ? part.says : firstToSay(lines, this.#parser, part.line, endLine);
    if (says < 0) return null;
    const section = { title: part.title, line: part.line, endLine, says };
    const from = source(this.names, this.#parser, lines, section);
    const checked = recheckDiagram(from, part.checked, line - part.line, last + 1 - part.line);
    const shift = ({ title, line, endLine, says, checked }: Part): Part => ({
      title,
      line: line + grown,
      endLine: endLine + grown,
      says,
      checked,
    });
    return [...this.#parts.slice(0, index), { ...section, checked }, ...this.#parts.slice(index + 1).map(shift)];
  }

  /** The last line that an edit beginning on `line` has changed, counted after the edit. */
  #lastChanged(lines: Lines, line: number): number {
    let tail = 0;
    const most = Math.min(lines.count, this.lines.count) - line - 1;
    if (lines.count === this.lines.count && lines.sharesBase(this.lines)) return line;
    while (tail < most && lines.line(lines.count - 1 - tail) === this.lines.line(this.lines.count - 1 - tail)) tail++;
    return lines.count - 1 - tail;
  }

  #partAt(line: number): Part | undefined {
    return around(this.#parts, line);
  }

  #replay(part: Part): Replay {
    return new Replay(part.checked, part.line, source(this.names, new LineParser(this.names), this.lines, part));
  }

  /** Its participants are listed when they are asked for: there may be thousands, and few ask. */
  #diagram(part: Part): Diagram {
    let participants: readonly Participant[] | undefined;
    const list = (): readonly Participant[] => (participants ??= this.#participants(part));
    return {
      title: part.title,
      line: part.line,
      endLine: part.endLine,
      get participants() {
        return list();
      },
    };
  }

  #participants(part: Part): readonly Participant[] {
    return [...part.checked.final.lifelines].map(({ name, label, role, line }) => ({
      name: this.names.text(name),
      label,
      role,
      line: line + part.line,
    }));
  }
}
