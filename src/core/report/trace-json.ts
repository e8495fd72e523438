import type { Label, Reply } from '../check/index.ts';
import type { SegmentEvent, TraceEvent } from './trace.ts';

/** The packet of a capture that a line comes from: its number in the file, and its numbers as they stand there. */
export interface Frame {
  readonly frame: number;
  readonly raw: { readonly seq: number; readonly ack: number; readonly len: number; readonly win: number };
  /** The first of a connection whose ends had another one before it in the file: a label that no diagram can tell. */
  readonly reused: boolean;
}

/**
 * `JSON.stringify` of an event, together with its packet if it has one. A capture has millions of segments of one and the
 * same form, so these are put together by hand: in a third of the time.
 */
export function eventJson(event: TraceEvent, frame?: Frame): string {
  const labelled =
    frame?.reused === true && event.kind === 'segment' ? { ...event, labels: [...event.labels, REUSED] } : event;
  const end = frame === undefined ? '}' : `${frameJson(frame)}}`;
  return labelled.kind === 'segment' ? segmentJson(labelled, end) : `${JSON.stringify(labelled).slice(0, -1)}${end}`;
}

function frameJson({ frame, raw: { seq, ack, len, win } }: Frame): string {
  return `,"frame":${String(frame)},"raw":{"seq":${String(seq)},"ack":${String(ack)},"len":${String(len)},"win":${String(win)}}`;
}

const REUSED: Label = 'port-reused';

/** `end` stands behind the members. */
function segmentJson(event: SegmentEvent & Pick<TraceEvent, 'line' | 'findings'>, end: string): string {
  const { line, time, connection, from, to, delivery, flags, seq, ack, len, win, options, text, labels } = event;
  return (
    `{"line":${String(line)},"kind":"segment","time":${String(time)},"connection":${String(connection)},` +
    `"from":${quoted(from)},"to":${quoted(to)},"delivery":"${delivery}","flags":${list(flags)},` +
    `"seq":${quoted(seq)},"ack":${quoted(ack)},"len":${quoted(len)},"win":${quoted(win)},` +
    `"options":${list(options)},"text":${quoted(text)},"labels":${list(labels)},` +
    `"phase":${quoted(event.phase)},"step":${String(event.step)},"states":${record(event.states, list)},` +
    `"reply":${event.reply === null ? 'null' : replyJson(event.reply)},"tcb":${record(event.tcb, blockJson)},` +
    `"findings":${list(event.findings)}${end}`
  );
}

function replyJson({ flags, seq, ack }: Reply): string {
  return `{"flags":${list(flags)},"seq":${quoted(seq)},"ack":${quoted(ack)}}`;
}

function blockJson({ sndUna, sndNxt, rcvNxt, sndWnd, rcvWnd }: SegmentEvent['tcb'][string]): string {
  return `{"sndUna":${quoted(sndUna)},"sndNxt":${quoted(sndNxt)},"rcvNxt":${quoted(rcvNxt)},"sndWnd":${quoted(sndWnd)},"rcvWnd":${quoted(rcvWnd)}}`;
}

function record<T>(values: Readonly<Record<string, T>>, write: (value: T) => string): string {
  let json = '';
  for (const name in values) json += `${json === '' ? '' : ','}${quoted(name)}:${write(values[name] as T)}`;
  return `{${json}}`;
}

function list(texts: readonly string[]): string {
  if (texts.length === 0) return '[]';
  let json = '';
  for (const text of texts) json += `${json === '' ? '' : ','}${quoted(text)}`;
  return `[${json}]`;
}

function quoted(text: string | null): string {
  if (text === null) return 'null';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 32 || unit > 126 || unit === QUOTE || unit === BACKSLASH) return JSON.stringify(text);
  }
  return `"${text}"`;
}

const QUOTE = 34;
const BACKSLASH = 92;
