import type { Diagram, Label, Reply, SegmentStep, StateChanges, Step, TcbView } from '../check/index.ts';
import { printableJson } from '../text/printable.ts';
import type { Utf8Writer } from '../text/utf8-writer.ts';
import type { Part } from './document.ts';
import { eventOf, labelsOf, type PlacedStep, placedSteps, secondsOf } from './trace.ts';

/** The packet of a capture that a line comes from: its number in the file, and its numbers as they stand there. */
export interface Frame {
  readonly frame: number;
  readonly raw: { readonly seq: number; readonly ack: number; readonly len: number; readonly win: number };
  /** The first of a connection whose ends had another one before it in the file: a label that no diagram can tell. */
  readonly reused: boolean;
}

/** How the events of a diagram are printed. */
export interface EventsJson {
  /** As in `headOf`. */
  readonly linesAbove: number;
  /** The steps of the diagram, where they are known already. */
  readonly steps?: Iterable<Step> | undefined;
  /** The packet of a line of the part, counted from 0; undefined for a line that no packet made. */
  readonly frames?: ((line: number) => Frame | undefined) | undefined;
  /** What stands before the first event. */
  readonly start: string;
  /** What stands between two events. */
  readonly separator: string;
}

/**
 * Adds the events of a diagram as JSON that can be looked at (`printableJson`): what `JSON.stringify` makes of those of
 * `tracedDiagram`, and of the packets behind them. It pauses behind an event where there is enough to be written out. A capture has millions of
 * segments of one and the same form: they are put together by hand.
 */
export function* addEventsJson(
  out: Utf8Writer,
  part: Part,
  diagram: Diagram,
  { linesAbove, steps, frames, start, separator }: EventsJson,
): Generator<void> {
  const writer = new EventWriter(out);
  let before = start;
  for (const placed of placedSteps(part, diagram, linesAbove, steps)) {
    out.add(before);
    before = separator;
    writer.add(placed, frames?.(placed.line - linesAbove - 1));
    if (out.length >= PIECE) yield;
  }
}

/** Bytes that are worth a write. */
export const PIECE = 1 << 16;

const REUSED: Label = 'port-reused';

/** Writes events, with what many of them have in common written once. */
class EventWriter {
  readonly #out: Utf8Writer;
  readonly #names = new Map<string, string>();
  readonly #lists = new Map<readonly string[], string>();

  constructor(out: Utf8Writer) {
    this.#out = out;
  }

  add(placed: PlacedStep, frame: Frame | undefined): void {
    const out = this.#out;
    const { step } = placed;
    if (step.kind === 'segment') this.#addSegment(step, placed, frame?.reused === true);
    else out.add(printableJson(JSON.stringify(eventOf(placed)).slice(0, -1)));
    if (frame === undefined) return out.add('}');
    out.add(',"frame":');
    out.addNumber(frame.frame);
    out.add(',"raw":{"seq":');
    out.addNumber(frame.raw.seq);
    out.add(',"ack":');
    out.addNumber(frame.raw.ack);
    out.add(',"len":');
    out.addNumber(frame.raw.len);
    out.add(',"win":');
    out.addNumber(frame.raw.win);
    out.add('}}');
  }

  /** All but the brace at its end. */
  #addSegment(step: SegmentStep, { line, connection, findings }: PlacedStep, reused: boolean): void {
    const out = this.#out;
    out.add('{"line":');
    out.addNumber(line);
    out.add(',"kind":"segment","time":');
    out.add(String(secondsOf(step)));
    out.add(',"connection":');
    out.addNumber(connection);
    out.add(',"from":');
    out.add(this.#name(step.from));
    out.add(',"to":');
    out.add(this.#name(step.to));
    out.add(',"delivery":"');
    out.add(step.delivery);
    out.add('","flags":');
    this.#addShared(step.flags);
    this.#addText(',"seq":', step.seq);
    this.#addText(',"ack":', step.ack);
    this.#addText(',"len":', step.len);
    this.#addText(',"win":', step.win);
    out.add(',"options":');
    this.#addList(step.options);
    this.#addText(',"text":', step.text);
    out.add(',"labels":');
    if (reused) this.#addList([...labelsOf(step), REUSED]);
    else if (step.duplicate === 0) this.#addShared(step.labels);
    else this.#addList(labelsOf(step));
    this.#addText(',"phase":', step.phase);
    out.add(',"step":');
    out.add(String(step.step));
    this.#addStates(step.states);
    this.#addReply(step.reply);
    this.#addBlocks(step.tcbs);
    out.add(',"findings":');
    this.#addList(findings);
  }

  #addStates(states: StateChanges): void {
    let before = ',"states":{';
    for (const name in states) {
      this.#out.add(before);
      this.#out.add(this.#name(name));
      this.#out.add(':');
      this.#addShared(states[name] ?? []);
      before = ',';
    }
    this.#out.add(before === ',' ? '}' : ',"states":{}');
  }

  #addReply(reply: Reply | null): void {
    if (reply === null) return this.#out.add(',"reply":null');
    this.#out.add(',"reply":{"flags":');
    this.#addShared(reply.flags);
    this.#addText(',"seq":', reply.seq);
    this.#addText(',"ack":', reply.ack);
    this.#out.add('}');
  }

  #addBlocks(tcbs: SegmentStep['tcbs']): void {
    let before = ',"tcb":{';
    for (const name in tcbs) {
      const { sndUna, sndNxt, rcvNxt, sndWnd, rcvWnd } = tcbs[name] as TcbView;
      this.#out.add(before);
      this.#out.add(this.#name(name));
      this.#addText(':{"sndUna":', sndUna);
      this.#addText(',"sndNxt":', sndNxt);
      this.#addText(',"rcvNxt":', rcvNxt);
      this.#addText(',"sndWnd":', sndWnd);
      this.#addText(',"rcvWnd":', rcvWnd);
      this.#out.add('}');
      before = ',';
    }
    this.#out.add(before === ',' ? '}' : ',"tcb":{}');
  }

  #name(name: string): string {
    let json = this.#names.get(name);
    if (json === undefined) this.#names.set(name, (json = printableJson(JSON.stringify(name))));
    return json;
  }

  /** A list that steps share: of flags, labels or states. */
  #addShared(texts: readonly string[]): void {
    let json = this.#lists.get(texts);
    if (json === undefined) this.#lists.set(texts, (json = JSON.stringify(texts)));
    this.#out.add(json);
  }

  #addList(texts: readonly string[]): void {
    let before = '[';
    for (const text of texts) {
      this.#addText(before, text);
      before = ',';
    }
    this.#out.add(before === ',' ? ']' : '[]');
  }

  #addText(before: string, text: string | null): void {
    this.#out.add(before);
    if (text === null) this.#out.add('null');
    else if (!this.#out.addQuoted(text)) this.#out.add(printableJson(JSON.stringify(text)));
  }
}
