import { ACK } from '../tcp/flags.ts';
import type { Form } from '../tcp/number.ts';
import type { Binding, ConnectionEnds, Overview } from './analysis.ts';
import type { End } from './connection.ts';
import { DiagramReader } from './reader.ts';
import { type Block, type CheckedDiagram, known, type Source } from './incremental.ts';
import { DiagramState, type Checkpoint } from './state.ts';
import { Steps } from './steps.ts';
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
    const parts = blocks.map((block, index) => this.#overviewOf(block, blocks[index + 1]?.line ?? this.#source.count));
    const inText = (line: number): number => line + this.#line;
    return {
      lines: parts.flatMap(({ lines }) => lines.map(inText)),
      kinds: parts.map(({ kinds }) => kinds).join(''),
      phases: parts.map(({ phases }) => phases).join(''),
      connections: parts.flatMap(({ connections }) => connections),
      times: parts.flatMap(({ times }) => times),
      sentLines: parts.flatMap(({ sentLines }) => sentLines.map((line) => (line < 0 ? line : inText(line)))),
      plain: parts.flatMap(({ plain }) => plain),
      ends: this.#ends(final),
    };
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

  /** The steps of a block. Lines are counted from the first one of the diagram. */
  #overviewOf(block: Block, end: number): StepsInShort {
    const known = OVERVIEWS.get(block);
    if (known !== undefined) return known;
    const [lines, connections, times, sentLines]: [number[], number[], (number | null)[], number[]] = [[], [], [], []];
    const plain: number[] = [];
    let [kinds, phases] = ['', ''];
    this.#run(block.line, end, (reader, line) => {
      const summary = reader.summarize(line, this.#statement(line));
      if (summary === null) return;
      lines.push(line);
      kinds += summary.kind;
      phases += summary.phase;
      connections.push(summary.connection);
      times.push(summary.time);
      sentLines.push(summary.sentLine);
      plain.push(summary.plain);
    });
    const overview = { lines, kinds, phases, connections, times, sentLines, plain };
    OVERVIEWS.set(block, overview);
    return overview;
  }

  /** The state behind a line; −1 is before the first. */
  stateAfter(line: number): DiagramState {
    return this.#run(line + 1, line + 1, () => undefined);
  }

  /** The symbols, in the order of their binding. */
  bindings(): readonly Binding[] {
    const { symbols } = new DiagramState(this.#source.names, this.#checked.final);
    return symbols.bindings.map(({ name, form, how, free, line, from, to }) => ({
      name: this.#source.names.text(name),
      line: line + this.#line,
      from,
      to,
      value: free ? null : symbols.writeWithout(form, name),
      how,
    }));
  }

  /** The last line before `line` whose bytes its ACK covers. */
  acknowledged(line: number): number | undefined {
    let ack: { readonly form: Form; readonly peer: string } | undefined;
    this.#run(line, line + 1, (reader, at) => {
      const step = reader.record(at, this.#statement(at));
      const { segment } = reader.state.transit;
      if (step?.kind === 'segment' && segment.has(ACK)) ack = { form: segment.ack, peer: step.to };
    });
    return ack === undefined ? undefined : this.#lastCovered(line, ack.form, ack.peer);
  }

  /** Goes back block by block to the last line before `line` with which `sender` moved SND.NXT no further than `ack`. */
  #lastCovered(line: number, ack: Form, sender: string): number | undefined {
    let found: number | undefined;
    for (let end = line; end > 0 && found === undefined;) {
      const block = this.#checked.blocks.findLast((candidate) => candidate.line < end);
      if (block === undefined) return undefined;
      this.#run(block.line, end, (reader, at) => {
        const { state } = reader;
        const step = reader.record(at, this.#statement(at));
        if (step?.kind !== 'segment' || step.from !== sender) return;
        const connection = state.connections[state.last];
        const own = [connection?.left, connection?.right].find((candidate) => candidate?.sentLine === at);
        const next = own?.tcb.sndNxt;
        if (next !== undefined && next !== null && state.symbols.algebra.surelyAtOrBefore(next, ack)) found = at;
      });
      end = block.line;
    }
    return found;
  }

  #statement(line: number): ReturnType<Source['parser']['parse']> {
    const { parser, lines, offset } = this.#source;
    return lines.read(offset + line, (text, from, to) => parser.parse(text, from, to));
  }

  #run(from: number, to: number, visit: (reader: DiagramReader, line: number) => void): DiagramState {
    const { names, lines, offset, count } = this.#source;
    const block = this.#checked.blocks.findLast((candidate) => candidate.line <= from) ?? this.#checked.blocks[0];
    if (block === undefined) return new DiagramState(names);
    const state = new DiagramState(names, block.checkpoint);
    const reader = new DiagramReader(state, (line) => lines.line(offset + line), known(this.#checked.blocks));
    for (let line = block.line; line < Math.min(from, count); line++) reader.read(line, this.#statement(line));
    for (let line = Math.max(from, block.line); line < Math.min(to, count); line++) visit(reader, line);
    return reader.state;
  }
}

/** What is known of the steps of a block. A block that an edit has not changed is the same object as before. */
const OVERVIEWS = new WeakMap<Block, StepsInShort>();

type StepsInShort = Omit<Overview, 'ends'>;
