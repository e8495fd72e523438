import { ACK } from '../tcp/flags.ts';
import type { Form } from '../tcp/number.ts';
import type { Binding, ConnectionEnds, Overview } from './analysis.ts';
import type { End } from './connection.ts';
import { DiagramReader } from './reader.ts';
import { type Block, type CheckedDiagram, known, type Source } from './incremental.ts';
import { DiagramState, type Checkpoint } from './state.ts';
import { Steps } from './steps.ts';
import { type Bound, Symbols } from './symbols.ts';
import type { Step } from './trace.ts';

/** A reset so many lines below a segment, or fewer, tells what became of that (`Steps`). */
const REFUSED_WITHIN = 16;

/** Reads a part of a diagram once more, to say everything about it. Lines are counted from the diagram's first. */
export class Replay {
  readonly #checked: CheckedDiagram;
  readonly #line: number;
  readonly #source: Source;

  /** `line` is the diagram's first line in the document, for the steps. */
  constructor(checked: CheckedDiagram, line: number, source: Source) {
    this.#checked = checked;
    this.#line = line;
    this.#source = source;
  }

  /** The steps of the lines `from` (inclusive) to `to` (exclusive). */
  steps(from: number, to: number): readonly Step[] {
    const steps = new Steps(this.#line);
    this.#run(Math.max(0, from - REFUSED_WITHIN), to + REFUSED_WITHIN, (reader, line) => {
      steps.read(reader, line, this.#statement(line));
    });
    return steps.list.filter(({ line }) => line >= from + this.#line && line < to + this.#line);
  }

  /** Every step in a few characters. What is known of a block stays known as long as the block is the same. */
  overview(): Overview {
    const { blocks, final } = this.#checked;
    for (let index = 0; index < blocks.length;) {
      const run = untilKnown(blocks, index);
      this.#lookOver(run, blocks[index + run.length]?.line ?? this.#source.count);
      index += Math.max(1, run.length);
    }
    const parts = blocks.flatMap((block) => OVERVIEWS.get(block) ?? []);
    const inText = (line: number): number => line + this.#line;
    // Who asks for the phases needs no times, and there may be a hundred thousand of each.
    return lazily<Overview>({
      lines: () => parts.flatMap((part) => part.lines.map(inText)),
      kinds: () => parts.map((part) => part.kinds).join(''),
      phases: () => parts.map((part) => part.phases).join(''),
      connections: () => parts.flatMap((part) => part.connections),
      times: () => parts.flatMap((part) => part.times),
      sentLines: () => parts.flatMap((part) => part.sentLines.map((line) => (line < 0 ? line : inText(line)))),
      plain: () => parts.flatMap((part) => part.plain),
      ends: () => this.#ends(final),
    });
  }

  #ends(final: Checkpoint): ConnectionEnds[] {
    const { participants, connections } = new DiagramState(this.#source.names, final);
    const name = ({ participant }: End): string => this.#source.names.text(participants.at(participant).name);
    return connections.map(({ left, right }) => ({
      left: name(left),
      leftPort: left.port,
      right: name(right),
      rightPort: right.port,
    }));
  }

  /** The steps of blocks in a row. One state is carried on through all of them: to begin one costs what it holds. */
  #lookOver(blocks: readonly Block[], end: number): void {
    const [first] = blocks;
    if (first === undefined) return;
    const begun = new Map(blocks.map((block) => [block.line, block]));
    let part = newSteps();
    this.#run(first.line, end, (reader, line) => {
      const block = begun.get(line);
      if (block !== undefined) OVERVIEWS.set(block, (part = newSteps()));
      const summary = reader.summarize(line, this.#statement(line));
      if (summary === null) return;
      part.lines.push(line);
      part.kinds += summary.kind;
      part.phases += summary.phase;
      part.connections.push(summary.connection);
      part.times.push(summary.time);
      part.sentLines.push(summary.sentLine);
      part.plain.push(summary.plain);
    });
  }

  /** The state behind a line; −1 is before the first. */
  stateAfter(line: number): DiagramState {
    return this.#run(line + 1, line + 1, () => undefined);
  }

  /** The symbols, in the order of their binding. */
  bindings(): readonly Binding[] {
    const { final } = this.#checked;
    const symbols = this.#symbols(final);
    return final.bindings.list.map((bound) => this.#binding(bound, () => symbols));
  }

  /** What a symbol is bound to; undefined where no line binds it. */
  binding(name: string): Binding | undefined {
    const { final } = this.#checked;
    const number = this.#source.names.intern(name);
    const bound = final.bindings.list.find((other) => other.name === number);
    return bound && this.#binding(bound, () => this.#symbols(final));
  }

  /** The names of the symbols; of more than so many the last ones to be bound with `part` in them. */
  symbolNames(part: string, most: number): readonly string[] {
    const { bindings } = this.#checked.final;
    const found: string[] = [];
    for (const bound of bindings.list.toReversed()) {
      if (found.length === most) break;
      const name = this.#source.names.text(bound.name);
      if (bindings.count <= most || name.toLowerCase().includes(part)) found.push(name);
    }
    return found.reverse();
  }

  #symbols({ space, bindings, pins }: Checkpoint): Symbols {
    return new Symbols(this.#source.names, space, bindings.copy(), pins.copy());
  }

  #binding({ name, form, how, free, line, from, to }: Bound, symbols: () => Symbols): Binding {
    const value = free ? null : symbols().writeWithout(form, name);
    return { name: this.#source.names.text(name), line: line + this.#line, from, to, value, how };
  }

  /** The last line before `line` whose bytes its ACK covers. */
  acknowledged(line: number): number | undefined {
    let ack: { readonly form: Form; readonly peer: string } | undefined;
    this.#run(line, line + 1, (reader, at) => {
      const step = reader.record(at, this.#statement(at), this.#line);
      const { segment } = reader.state.transit;
      if (step?.kind === 'segment' && segment.has(ACK)) ack = { form: segment.ack, peer: step.to };
    });
    return ack === undefined ? undefined : this.#lastCovered(line, ack.form, ack.peer);
  }

  /**
   * Goes back to the last line before `line` with which `sender` moved SND.NXT no further than `ack`: a block, then two, then
   * four, because it is near most times, and to begin anywhere costs what the state there holds.
   */
  #lastCovered(line: number, ack: Form, sender: string): number | undefined {
    const { blocks } = this.#checked;
    let found: number | undefined;
    for (let [end, many] = [line, 1]; end > 0 && found === undefined; many *= 2) {
      const last = blocks.findLastIndex((candidate) => candidate.line < end);
      const from = blocks[Math.max(0, last - many + 1)]?.line ?? 0;
      this.#run(from, end, (reader, at) => {
        const { state } = reader;
        const step = reader.record(at, this.#statement(at), this.#line);
        if (step?.kind !== 'segment' || step.from !== sender) return;
        const connection = state.connections[state.last];
        const own = [connection?.left, connection?.right].find((candidate) => candidate?.sentLine === at);
        const next = own?.tcb.sndNxt;
        if (next !== undefined && next !== null && state.symbols.algebra.surelyAtOrBefore(next, ack)) found = at;
      });
      end = from;
    }
    return found;
  }

  #statement(line: number): ReturnType<Source['parser']['parse']> {
    const { parser, lines, offset } = this.#source;
    return lines.read(offset + line, (text, from, to) => parser.parse(text, from, to));
  }

  #run(from: number, to: number, visit: (reader: DiagramReader, line: number) => void): DiagramState {
    const { names, lines, offset, count } = this.#source;
    const block = this.#checked.blocks.findLast((candidate) => candidate.line <= from);
    if (block === undefined) return new DiagramState(names);
    const state = new DiagramState(names, block.checkpoint);
    const reader = new DiagramReader(state, (line) => lines.line(offset + line), known(this.#checked.blocks));
    for (let line = block.line; line < Math.min(from, count); line++) reader.read(line, this.#statement(line));
    for (let line = from; line < Math.min(to, count); line++) visit(reader, line);
    return reader.state;
  }
}

/** What is known of the steps of a block. A block that an edit has not changed is the same object as before. */
const OVERVIEWS = new WeakMap<Block, StepsInShort>();

/** The blocks from `index` on of which nothing is known yet. */
function untilKnown(blocks: readonly Block[], index: number): readonly Block[] {
  let end = index;
  for (let block = blocks[end]; block !== undefined && !OVERVIEWS.has(block); block = blocks[end]) end++;
  return blocks.slice(index, end);
}

/** An overview in the making; lines are counted from the first one of the diagram. */
interface StepsInShort {
  readonly lines: number[];
  kinds: string;
  phases: string;
  readonly connections: number[];
  readonly times: (number | null)[];
  readonly sentLines: number[];
  readonly plain: number[];
}

function newSteps(): StepsInShort {
  return { lines: [], kinds: '', phases: '', connections: [], times: [], sentLines: [], plain: [] };
}

/** An object of which each property is made when it is first asked for. */
function lazily<T extends object>(makers: { readonly [Key in keyof T]: () => T[Key] }): T {
  const object = {};
  for (const key of Object.keys(makers) as (keyof T)[]) {
    const keep = (value: T[keyof T]): T[keyof T] => {
      Object.defineProperty(object, key, { value, enumerable: true });
      return value;
    };
    Object.defineProperty(object, key, { get: () => keep(makers[key]()), enumerable: true, configurable: true });
  }
  return object as T;
}
