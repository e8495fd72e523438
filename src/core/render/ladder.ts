import { countWhile } from '../text/sorted.ts';
import type { ActionStep, DiagramTrace, NoteStep, SegmentStep, StateChanges, Step } from '../check/trace.ts';
import { layOutLadder, type LadderRow } from './ladder-layout.ts';
import { shortened } from './label.ts';
import { DUPLICATE } from './phrases.ts';
import { hasData, isMessage, ports, type StateName, Words, type WordOptions } from './words.ts';

export interface LadderOptions extends WordOptions {
  /** Columns of the widest line; 72 without it. A number of fewer than 48 is taken as 48. */
  readonly width?: number;
}

/**
 * A diagram as the text ladder that RFC 9293 prints: a column of states for either end, a numbered line for each
 * segment, `...` where a segment is still in the network, `X` where it is lost. Where a diagram has more than two
 * participants, the columns are those of the two that talk, and are named anew when others do.
 */
export function toLadder(trace: DiagramTrace, options: LadderOptions): string {
  const writer = new LadderWriter(trace, new Words(options));
  trace.steps.forEach((step, index) => writer.step(step, index));
  return layOutLadder(writer.rows, trace.title, options.width ?? RFC_WIDTH);
}

/** RFCs are printed in lines of 72 columns. */
const RFC_WIDTH = 72;

type Pair = readonly [left: string, right: string];

class LadderWriter {
  readonly rows: LadderRow[] = [];
  readonly #trace: DiagramTrace;
  readonly #words: Words;
  readonly #order: ReadonlyMap<string, number>;
  /** For each participant, the steps that are its segments, and those that say what states it is in: both ascending. */
  readonly #segments = new Map<string, number[]>();
  readonly #changes = new Map<string, number[]>();
  /** For each step, the next one that is neither a call nor an assertion. */
  readonly #following: Int32Array;
  /** The states that a `state` line gives before the first segment of a participant. */
  readonly #starting = new Map<string, StateName>();
  /** The participants that have had a segment. */
  readonly #begun = new Set<string>();
  /** The pairs whose first states have been given. */
  readonly #met = new Set<string>();
  #pair: Pair | undefined;
  #number = 0;

  constructor(trace: DiagramTrace, words: Words) {
    this.#trace = trace;
    this.#words = words;
    this.#order = new Map(trace.participants.map(({ name }, index) => [name, index]));
    this.#following = new Int32Array(trace.steps.length);
    this.#index();
  }

  #index(): void {
    const { steps } = this.#trace;
    const add = (map: Map<string, number[]>, name: string, index: number): void => {
      const list = map.get(name);
      if (list === undefined) map.set(name, [index]);
      else list.push(index);
    };
    for (const [index, step] of steps.entries()) {
      if (step.kind === 'segment') new Set([step.from, step.to]).forEach((name) => add(this.#segments, name, index));
      if (step.kind === 'segment' || step.kind === 'action')
        for (const name of Object.keys(step.states)) add(this.#changes, name, index);
    }
    let next = steps.length;
    for (let index = steps.length - 1; index >= 0; index--) {
      this.#following[index] = next;
      if (steps[index]?.kind !== 'action' && steps[index]?.kind !== 'state') next = index;
    }
  }

  step(step: Step, index: number): void {
    switch (step.kind) {
      case 'segment':
        this.#turnTo(this.#pairOf(step), index);
        this.#segment(step);
        this.#begun.add(step.from).add(step.to);
        break;
      case 'action':
        this.#turnTo(this.#pairWith(step.target, index), index);
        this.#action(step, index);
        break;
      case 'note':
        this.#turnTo(this.#pairWith(step.targets[0], index), index);
        this.#note(step);
        break;
      case 'elision':
        this.rows.push({ kind: 'remark', where: 'middle', text: `. . . ${step.text}`.trim() });
        break;
      case 'state':
        for (const { name, state } of step.asserted) if (!this.#begun.has(name)) this.#starting.set(name, state);
        break;
    }
  }

  #pairOf(step: SegmentStep): Pair {
    const order = (name: string): number => this.#order.get(name) ?? this.#order.size;
    return order(step.from) <= order(step.to) ? [step.from, step.to] : [step.to, step.from];
  }

  /** The pair that a line about one participant goes with: the one that talks, or else the next that it is one of. */
  #pairWith(name: string | undefined, index: number): Pair | undefined {
    if (name === undefined || this.#pair?.includes(name) === true) return this.#pair;
    const step = this.#trace.steps[atLeast(this.#segments.get(name), index) ?? -1];
    return step?.kind === 'segment' ? this.#pairOf(step) : this.#pair;
  }

  /** Names the columns where others than before talk, and gives the states that they begin with. */
  #turnTo(pair: Pair | undefined, index: number): void {
    if (pair === undefined || (pair[0] === this.#pair?.[0] && pair[1] === this.#pair[1])) return;
    this.#pair = pair;
    const [left, right] = pair;
    this.rows.push({ kind: 'names', left: this.#label(left), right: this.#label(right) });
    if (this.#met.has(pair.join('\n'))) return;
    this.#met.add(pair.join('\n'));
    const [before, after] = [this.#stateBefore(left, index), this.#stateBefore(right, index)];
    if (before !== '' || after !== '') this.#states(before, after);
  }

  /** The state of a participant before the step `index`: as a line set it, or by the first line that changes it. */
  #stateBefore(name: string, index: number): string {
    const starting = this.#begun.has(name) ? undefined : this.#starting.get(name);
    if (starting !== undefined) return this.#words.state(starting);
    const step = this.#trace.steps[atLeast(this.#changes.get(name), index) ?? -1];
    const change = step?.kind === 'segment' || step?.kind === 'action' ? step.states[name] : undefined;
    return change === undefined ? '' : this.#words.state(change[0]);
  }

  #label(name: string): string {
    return shortened(this.#trace.participants[this.#order.get(name) ?? -1]?.label ?? name);
  }

  #states(left: string, right: string): void {
    this.rows.push({ kind: 'step', number: ++this.#number, left, right, arrows: ['', ''], middle: [] });
  }

  #segment(step: SegmentStep): void {
    const fromLeft = step.from === this.#pair?.[0];
    const sender = step.delivery === 'arrived' ? this.#absent(step) : this.#after(step.states, step.from);
    const arrives = step.delivery === 'delivered' || step.delivery === 'arrived';
    const receiver = arrives ? this.#after(step.states, step.to) : '';
    const [near, far] = ENDS[step.delivery];
    const arrow = fromLeft ? '-->' : '<--';
    const draw = (end: string): string => (end === 'arrow' ? arrow : end === 'X' && !fromLeft ? '  X' : end);
    this.rows.push({
      kind: 'step',
      number: ++this.#number,
      left: fromLeft ? sender : receiver,
      right: fromLeft ? receiver : sender,
      arrows: fromLeft ? [draw(near), draw(far)] : [draw(far), draw(near)],
      middle: this.#units(step),
    });
  }

  /** What stands in the sender's column when a segment arrives that it sent before. */
  #absent(step: SegmentStep): string {
    return step.labels.includes('old-duplicate') ? `(${this.#words.translate(DUPLICATE, {})})` : '';
  }

  #after(states: StateChanges, name: string): string {
    const change = states[name];
    return change === undefined ? '' : this.#words.state(change[1]);
  }

  #units(step: SegmentStep): string[] {
    const units: string[] = [];
    const message = isMessage(step);
    const { numbers } = this.#words;
    const numbered = numbers !== 'flags';
    if (!message) {
      const [seq, ack] = [this.#words.seq(step), this.#words.ack(step)];
      if (numbered && seq !== null) units.push(`<SEQ=${seq}>`);
      if (numbered && ack !== null) units.push(`<ACK=${ack}>`);
      if (step.flags.length > 0) units.push(`<CTL=${step.flags.join(',')}>`);
      if (numbered && step.len !== null && (hasData(step) || numbers === 'all')) units.push(`<DATA=${step.len}>`);
    }
    if (numbered && step.win !== null) units.push(`<WND=${step.win}>`);
    if (numbered)
      units.push(...step.options.map((option) => `<${option.replace(/^[^=]+/, (name) => name.toUpperCase())}>`));
    if (ports(step) !== '') units.unshift(`${ports(step)} `.replace('→', '>'));
    if (step.text !== '') units.push(message ? step.text : ` "${step.text}"`);
    const labels = step.labels.filter((label) => label !== 'old-duplicate');
    units.push(...labels.map((label) => ` [${this.#words.label(label, step.duplicate)}]`));
    return units;
  }

  #action(step: ActionStep, index: number): void {
    const text = `(${this.#words.action(step)})`;
    const where = this.#column(step.target);
    const named = where === 'middle' ? `${this.#label(step.target)} ${text}` : text;
    this.rows.push({ kind: 'remark', where, text: named });
    const [before, after] = step.states[step.target] ?? [];
    if (after === undefined || after === before || where === 'middle' || this.#sendsNext(step.target, index)) return;
    const state = this.#words.state(after);
    if (where === 'left') this.#states(state, '');
    else this.#states('', state);
  }

  /** Whether a call goes straight over into a segment of the caller, which shows the state that it leads to. */
  #sendsNext(name: string, index: number): boolean {
    const next = this.#trace.steps[this.#following[index] ?? -1];
    return next?.kind === 'segment' && next.from === name && next.delivery !== 'arrived';
  }

  #note(step: NoteStep): void {
    const [first] = step.targets;
    const where = step.targets.length === 1 && first !== undefined ? this.#column(first) : 'middle';
    if (step.text !== '') this.rows.push({ kind: 'remark', where, text: `(${step.text})` });
  }

  #column(name: string): 'left' | 'middle' | 'right' {
    if (name === this.#pair?.[0]) return 'left';
    return name === this.#pair?.[1] ? 'right' : 'middle';
  }
}

/** The first of some ascending numbers that is not below `least`. */
function atLeast(numbers: readonly number[] = [], least: number): number | undefined {
  return numbers[countWhile(numbers, (one) => one < least)];
}

/** What is drawn at the sender's and at the receiver's end of a segment. */
const ENDS: Readonly<Record<SegmentStep['delivery'], readonly [near: string, far: string]>> = {
  delivered: ['arrow', 'arrow'],
  lost: ['arrow', 'X'],
  sent: ['arrow', '...'],
  arrived: ['...', 'arrow'],
};
