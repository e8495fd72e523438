import type { DiagramTrace, NoteStep, SegmentStep, StateChanges, StateStep, Step } from '../check/trace.ts';
import { stateChanges } from './explain.ts';
import { segmentLabel } from './label.ts';
import { mermaidId, mermaidLine, mermaidText } from './mermaid-text.ts';
import { Words, type WordOptions } from './words.ts';

export interface MermaidOptions extends WordOptions {
  /** Draw the states that a segment leads to as notes. */
  readonly showStates?: boolean;
  /** Write behind each segment what it is called and how it fares, as in `[retransmission; lost]`; true without it. */
  readonly remarks?: boolean;
  /** Number the messages. */
  readonly numbering?: boolean;
  /** Draw only the steps `from` (inclusive) to `to` (exclusive), counted from 0 in the trace. */
  readonly from?: number;
  readonly to?: number;
}

/**
 * A Mermaid sequence diagram, and what its parts stand for. Mermaid keeps the order of the messages among themselves,
 * and that of the notes: the n-th message of the picture is the n-th of the text.
 */
export interface MermaidDiagram {
  readonly text: string;
  /** For each message in order, the line of the document that it comes from. */
  readonly lines: readonly number[];
  /** For each note in order, the same. */
  readonly noteLines: readonly number[];
  /** The participants' names in drawing order. */
  readonly participants: readonly string[];
}

/** A diagram in pieces of Mermaid text: the head, then the pieces of any run of steps, joined by line breaks, draw that run. */
export interface MermaidPieces {
  /** `sequenceDiagram` and a line for each participant; neither title nor numbering. */
  readonly head: string;
  /** For each step of the trace its lines: messages and notes alone; '' for a step that is not drawn. */
  readonly steps: readonly string[];
}

/** Draws a diagram as Mermaid text, in syntax that Mermaid has had for years. */
export function toMermaid(trace: DiagramTrace, options: MermaidOptions): MermaidDiagram {
  const { from = 0, to = trace.steps.length } = options;
  const writer = new MermaidWriter(trace, options, from > 0);
  const body = trace.steps.slice(from, to).flatMap((step) => writer.write(step));
  const title = mermaidLine(trace.title);
  const head = ['sequenceDiagram'];
  if (title !== '') head.push(`title ${title}`, `accTitle: ${title}`);
  if (options.numbering === true) head.push('autonumber');
  return {
    text: `${[...head, ...writer.participantLines(), ...body].join('\n    ')}\n`,
    lines: writer.lines,
    noteLines: writer.noteLines,
    participants: writer.participants(),
  };
}

/**
 * Draws each step of the trace by itself, for a view that shows a part of a long diagram.
 * `begun` says that the trace is not the beginning of its diagram.
 */
export function mermaidPieces(trace: DiagramTrace, options: MermaidOptions, begun = false): MermaidPieces {
  const writer = new MermaidWriter(trace, options, begun);
  const steps = trace.steps.map((step) => writer.write(step).join('\n'));
  return { head: ['sequenceDiagram', ...writer.participantLines()].join('\n'), steps };
}

class MermaidWriter {
  readonly lines: number[] = [];
  readonly noteLines: number[] = [];
  readonly #showStates: boolean;
  readonly #remarks: boolean;
  readonly #words: Words;
  /** Names to ids: the same but for names that Mermaid trips over, such as `end`. */
  readonly #ids = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** The names in drawing order, and the place of each. */
  readonly #names: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #labels = new Map<string, string>();
  #begun: boolean;

  constructor(trace: DiagramTrace, options: MermaidOptions, begun: boolean) {
    this.#showStates = options.showStates === true;
    this.#remarks = options.remarks !== false;
    this.#words = new Words(options);
    this.#begun = begun;
    for (const { name, label } of trace.participants) this.#declare(name, label);
  }

  participants(): readonly string[] {
    return this.#names;
  }

  participantLines(): string[] {
    return Array.from(this.#ids, ([name, id]) => {
      const label = mermaidLine(this.#labels.get(name) ?? '') || mermaidLine(name);
      return label === id ? `participant ${id}` : `participant ${id} as ${label || EMPTY}`;
    });
  }

  /** The lines that draw this step. */
  write(step: Step): string[] {
    switch (step.kind) {
      case 'segment':
        return this.#segment(step);
      case 'action':
        return [
          ...this.#note(step.line, 'over', [step.target], `(${this.#words.action(step)})`),
          ...this.#changes(step.line, step.states),
        ];
      case 'state':
        return this.#showStates && !this.#begun ? this.#startingStates(step) : [];
      case 'elision':
        return this.#note(step.line, 'over', this.#outermost(), `… ${step.text}`);
      case 'note':
        return this.#note(step.line, step.position, step.targets, step.text);
    }
  }

  #segment(step: SegmentStep): string[] {
    this.#begun = true;
    this.lines.push(step.line);
    const label = mermaidText(segmentLabel(step, this.#words, this.#remarks));
    const message = `${this.#id(step.from)}${ARROWS[step.delivery]}${this.#id(step.to)}: ${label}`;
    return [message, ...this.#changes(step.line, step.states)];
  }

  #changes(line: number, states: StateChanges): string[] {
    if (!this.#showStates) return [];
    return this.#stateNote(
      line,
      new Map(stateChanges(states).map(([name, [, after]]) => [name, this.#words.state(after)])),
    );
  }

  #startingStates(step: StateStep): string[] {
    return this.#stateNote(
      step.line,
      new Map(step.asserted.map(({ name, state }) => [name, this.#words.state(state)])),
    );
  }

  /** One state stands over its lifeline; several share a note and say whose they are. */
  #stateNote(line: number, states: ReadonlyMap<string, string>): string[] {
    const names = this.#inOrder([...states.keys()]);
    const whose = (name: string): string => (names.length === 1 ? '' : `${this.#labels.get(name) ?? name} `);
    const text = names.map((name) => whose(name) + (states.get(name) ?? '')).join(', ');
    return this.#note(line, 'over', names, text);
  }

  #note(line: number, position: NoteStep['position'], targets: readonly string[], text: string): string[] {
    const names = this.#inOrder(targets);
    const [first, last] = [names[0], names[names.length - 1]];
    if (first === undefined || last === undefined) return [];
    this.noteLines.push(line);
    const over = first === last ? this.#id(first) : `${this.#id(first)},${this.#id(last)}`;
    const where = position === 'over' ? `over ${over}` : `${position} of ${this.#id(first)}`;
    return [`Note ${where}: ${mermaidText(text) || EMPTY}`];
  }

  #declare(name: string, label: string): string {
    const id = mermaidId(name, (other) => this.#taken.has(other));
    this.#taken.add(id);
    this.#ids.set(name, id);
    this.#places.set(name, this.#names.length);
    this.#names.push(name);
    this.#labels.set(name, label);
    return id;
  }

  #id(name: string): string {
    return this.#ids.get(name) ?? this.#declare(name, name);
  }

  /** Each name once, in drawing order. */
  #inOrder(names: readonly string[]): string[] {
    for (const name of names) this.#id(name);
    return [...new Set(names)].sort((a, b) => (this.#places.get(a) ?? 0) - (this.#places.get(b) ?? 0));
  }

  /** The first and the last participant. */
  #outermost(): string[] {
    return [this.#names[0], this.#names.at(-1)].filter((name) => name !== undefined);
  }
}

/** Solid where the segment is sent on this line, dotted where it only arrives, a cross where it is lost. */
const ARROWS: Readonly<Record<SegmentStep['delivery'], string>> = {
  delivered: '->>',
  lost: '-x',
  sent: '-)',
  arrived: '-->>',
};

/** A blank that Mermaid does not trim: notes and names must hold something. */
const EMPTY = '#160;';
