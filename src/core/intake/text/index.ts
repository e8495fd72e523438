import { parse, parseLine } from '../../notation/index.ts';
import { ARROWS, readArrowLine } from './arrows.ts';
import { Collector, type Form, type Recogniser, type Source, type Unread } from './collector.ts';
import { type DiagramDraft, type Draft, isTcp } from './draft.ts';
import { plainLine, printableLine, withoutListMark } from './lines.ts';
import { JSON_PACKETS } from './json.ts';
import { LADDER } from './ladder.ts';
import { MERMAID } from './mermaid.ts';
import { readMessage } from './message.ts';
import { NETFILTER } from './netfilter.ts';
import { hasField, NOTATION } from './notation.ts';
import { PACKETDRILL } from './packetdrill.ts';
import { type Connection, connectionDiagram, connectionsOf, observedOptions, type Packet } from './packets.ts';
import { PLANTUML } from './plantuml.ts';
import { comment, printDiagrams, segmentText } from './print.ts';
import { SENTENCES } from './sentences/index.ts';
import { SNIFFERS } from './sniffers.ts';
import { placeStates } from './states.ts';
import { TABLE } from './table.ts';
import { TCPDUMP } from './tcpdump.ts';
import { WIRESHARK } from './wireshark.ts';

export type { Form, Unread } from './collector.ts';

export interface TextOptions {
  /** Numbers of the header where the text gives them, instead of relative ones. */
  readonly absolute?: boolean;
  /** Names for addresses, or for an address with a port. */
  readonly names?: ReadonlyMap<string, string>;
  /** Only this connection of the captures: its number from 1, or one of its ends (`192.0.2.1:80`). */
  readonly connection?: string | undefined;
}

/** A text that was brought in. */
export interface TextIntake {
  /** The text in the notation; '' where nothing in it was one of TCP's. */
  readonly notation: string;
  readonly segments: number;
  /** The forms that were found, in the order of the text. */
  readonly forms: readonly Form[];
  /** Lines that say nothing about TCP. */
  readonly prose: number;
  /** What looked like a form, and could not be read. */
  readonly unread: readonly Unread[];
}

/** In this order a line is shown to them; the first that knows it takes it. */
const RECOGNISERS: readonly Recogniser[] = [
  JSON_PACKETS,
  MERMAID,
  PLANTUML,
  TABLE,
  LADDER,
  TCPDUMP,
  WIRESHARK,
  PACKETDRILL,
  NETFILTER,
  SNIFFERS,
  NOTATION,
  ARROWS,
];

/** Texts beyond this many lines are cut: nobody writes them, and a capture has a format of its own. */
export const MOST_LINES = 200_000;

/**
 * Makes notation of a text that holds TCP segments in any of the known forms, with prose between. What is understood in
 * part keeps the rest as a comment; nothing is made up. Never throws, whatever the text is.
 */
export function importText(text: string, options: TextOptions = {}): TextIntake {
  if (isNotation(text)) return asItIs(text);
  const source = sourceOf(text);
  let out = new Collector();
  let diagrams = diagramsOf(source, RECOGNISERS, out, options);
  if (diagrams.length === 0 && out.unread.length === 0 && options.connection === undefined) {
    out = new Collector();
    diagrams = diagramsOf(source, [SENTENCES], out, options);
  }
  const segments = diagrams.reduce((sum, { drafts }) => sum + drafts.filter(isSegment).length, 0);
  const notation = segments === 0 ? '' : printDiagrams(diagrams) + leftOut(out);
  return { notation, segments, forms: [...out.forms], prose: out.prose, unread: out.unread };
}

/** Whether a text that was brought in was notation before. */
export function isNotationAlone({ forms }: TextIntake): boolean {
  return forms.length === 1 && forms[0] === 'notation';
}

/** A text that needs no import: every line is notation, and one is a segment. */
function isNotation(text: string): boolean {
  const tree = parse(text);
  if (tree.lines.count > MOST_LINES) return false;
  let segments = 0;
  for (let line = 0; line < tree.lines.count; line++) {
    const statement = tree.statement(line);
    if (statement.problems.length > 0 || statement.kind === 'bad' || statement.kind === 'ignored') return false;
    if (statement.kind === 'segment' && statement.loose && readArrowLine(tree.lines.line(line), line) !== null)
      return false;
    if (statement.kind === 'segment' && (statement.flagsWritten || hasField(statement))) segments++;
  }
  return segments > 0;
}

function asItIs(text: string): TextIntake {
  const tree = parse(text);
  let segments = 0;
  for (let line = 0; line < tree.lines.count; line++) if (tree.statement(line).kind === 'segment') segments++;
  return { notation: text, segments, forms: ['notation'], prose: 0, unread: [] };
}

function sourceOf(text: string): Source {
  const raw = text
    .split(/\r\n|\r|\n/)
    .slice(0, MOST_LINES)
    .map(printableLine);
  return { raw, lines: raw.map(plainLine) };
}

function diagramsOf(
  source: Source,
  recognisers: readonly Recogniser[],
  out: Collector,
  options: TextOptions,
): DiagramDraft[] {
  let at = 0;
  while (at < source.lines.length) at += readOne(source, at, recognisers, out);
  const diagrams = [...settled(out), ...captured(out, options)].map((diagram) => writable(diagram, out));
  return diagrams.filter(({ drafts }) => drafts.some(isSegment)).sort((a, b) => firstLine(a) - firstLine(b));
}

function readOne(source: Source, at: number, recognisers: readonly Recogniser[], out: Collector): number {
  const line = source.lines[at] ?? '';
  if (line.trim() === '') return 1;
  for (const recogniser of recognisers) {
    const taken = recogniser.read(source, at, out);
    if (taken === 0) continue;
    out.forms.add(recogniser.form);
    return taken;
  }
  const heading = HEADING.exec(line);
  // `### 2. SYN-ACK` heads a step, and no diagram of its own.
  if (heading !== null && !isTcp(readMessage(withoutListMark(heading[1] ?? '')))) out.begin(heading[1] ?? '');
  else if (FENCE.test(line)) out.begin('');
  else out.prose++;
  return 1;
}

const HEADING = /^#{1,6}\s+(.*?)\s*#*$/;
const FENCE = /^\s*(?:```|~~~)/;

/** The diagrams that were read, without what turned out to be prose. */
function settled(out: Collector): DiagramDraft[] {
  const diagrams: DiagramDraft[] = [];
  for (const { title, drafts, observed } of out.diagrams) {
    const ends = new Set(drafts.filter((draft) => isSegment(draft) && !out.candidates.has(draft)).flatMap(endsIn));
    const kept = drafts.filter((draft) => !out.candidates.has(draft) || belongs(draft, ends));
    out.prose += drafts.length - kept.length;
    if (observed === true) kept.unshift(...observedOptions(kept.filter((draft) => draft.kind === 'segment')));
    if (kept.some(talksTcp)) diagrams.push({ title, drafts: [...placeStates(kept)] });
    else out.prose += kept.length;
  }
  return diagrams;
}

function isSegment(draft: Draft): boolean {
  return draft.kind === 'segment' || (draft.kind === 'verbatim' && draft.segment);
}

/** A diagram whose segments the notation can hold; what it cannot is reported, and kept as a comment. */
function writable(diagram: DiagramDraft, out: Collector): DiagramDraft {
  const drafts = diagram.drafts.map((draft): Draft => {
    const text = draft.kind === 'segment' ? segmentText(draft) : '';
    if (text === '' || parseLine(text).problems.length === 0) return draft;
    out.unread.push({ line: draft.line, text });
    return { kind: 'remark', line: draft.line, text: `not read: ${text}` };
  });
  return { ...diagram, drafts };
}

/** A diagram of other protocols alone is none of ours. */
function talksTcp(draft: Draft): boolean {
  return draft.kind === 'segment' ? isTcp(draft.message) : isSegment(draft);
}

function endsIn(draft: Draft): readonly string[] {
  if (draft.kind === 'segment') return [draft.from.host, draft.to.host];
  if (draft.kind === 'participant') return [draft.name];
  return draft.kind === 'verbatim' ? draft.names : [];
}

function belongs(draft: Draft, ends: ReadonlySet<string>): boolean {
  const named = endsIn(draft);
  if (named.length === 0) return draft.kind === 'verbatim' && ends.size > 0;
  return draft.kind === 'segment' ? named.every((name) => ends.has(name)) : named.some((name) => ends.has(name));
}

function captured(out: Collector, options: TextOptions): DiagramDraft[] {
  const found: { connection: Connection; start: number | null }[] = [];
  for (const packets of out.captures) {
    const start = packets.find(({ time }) => time !== null)?.time ?? null;
    const { connections, lost } = connectionsOf(packets);
    for (const packet of lost) loseOne(packet, out);
    for (const connection of connections) found.push({ connection, start });
  }
  const asked = options.connection;
  const chosen =
    asked === undefined ? found : found.filter(({ connection }, index) => isAsked(connection, index, asked));
  const settings = { absolute: options.absolute === true, names: options.names ?? new Map<string, string>() };
  return chosen.map(({ connection, start }) => {
    const diagram = connectionDiagram(connection, start, settings);
    return chosen.length > 1 ? { ...diagram, title: connection.ends.join(' to ') } : diagram;
  });
}

function isAsked({ ends }: Connection, index: number, asked: string): boolean {
  return /^\d+$/.test(asked) ? Number(asked) === index + 1 : ends.includes(asked);
}

function loseOne(packet: Packet, out: Collector): void {
  out.unread.push({ line: packet.line, text: packet.message.label });
}

function firstLine({ drafts }: DiagramDraft): number {
  return drafts[0]?.line ?? 0;
}

/** What was left out, as comments at the end. */
function leftOut({ prose, others, unread }: Collector): string {
  const lines = [...others].map(([what, count]) => `${String(count)} ${count === 1 ? what.replace(/s\b/, '') : what}`);
  if (prose > 0) lines.push(`${String(prose)} ${prose === 1 ? 'line' : 'lines'} of prose`);
  const comments = lines.length === 0 ? [] : [comment(`left out: ${lines.join(', ')}`)];
  for (const { line, text } of unread) comments.push(comment(`not read, line ${String(line + 1)}: ${text}`));
  return comments.length === 0 ? '' : `\n${comments.map((text) => `${text}\n`).join('')}`;
}
