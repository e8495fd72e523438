import { FLAG_NAMES, stateOf } from '../../notation/index.ts';
import type { Recogniser } from './collector.ts';
import { type End, endOf, isTcp, type Message, type SegmentDraft } from './draft.ts';
import { withoutListMark } from './lines.ts';
import { readMessage } from './message.ts';

/**
 * A segment on a line of its own, drawn with an arrow: `A -> B: SYN`, `Client ---- SYN (seq=x) ---> Server`,
 * `客户端 —— SYN=1 ——> 服务器`, `SYN: Client → Server`, `A > B [S], seq 100`.
 */
export const ARROWS: Recogniser = {
  form: 'arrows',
  read({ lines }, at, out) {
    const arrow = readArrowLine(lines[at] ?? '', at);
    if (arrow === null) return 0;
    const draft = arrow.message.label === '' && !isTcp(arrow.message) ? withHead(arrow, lines, at) : arrow;
    if (!isTcp(draft.message)) {
      out.propose(draft);
      return 1;
    }
    const { message, count } = withDetails(draft.message, lines, at);
    out.add({ ...draft, message });
    return count;
  },
};

/** `- Client → Server` right below `1. SYN (synchronize)`: the head of the step says what is sent. */
function withHead(arrow: SegmentDraft, lines: readonly string[], at: number): SegmentDraft {
  const above = lines[at - 1]?.trim() === '' ? lines[at - 2] : lines[at - 1];
  const head = withoutListMark(above ?? '');
  if (head === above || runsOf(head).some(({ way }) => way !== 0)) return arrow;
  const message = readMessage(head);
  return message.flagged && message.flags.length > 0 ? { ...arrow, message: { ...message, label: '' } } : arrow;
}

/** So many lines below a step may tell more about it. */
const MOST_DETAILS = 12;

/**
 * The numbers of a step in the lines that are indented below it: `  - Sequence number: 1000`. Other lines there stay prose.
 * Returns how many lines were taken up to the last of them.
 */
function withDetails(message: Message, lines: readonly string[], at: number): { message: Message; count: number } {
  const depth = indentOf(lines[at] ?? '');
  const fields = new Map(message.fields);
  let count = 1;
  for (let line = at + 1; line < lines.length && line <= at + MOST_DETAILS; line++) {
    const text = lines[line] ?? '';
    if (text.trim() === '' || indentOf(text) <= depth || readArrowLine(text, line) !== null) break;
    const detail = readMessage(withoutListMark(text));
    if (detail.flagged || detail.fields.size === 0 || detail.label !== '') continue;
    if ([...detail.fields].some(([name, value]) => (fields.get(name) ?? value) !== value)) break;
    for (const [name, value] of detail.fields) fields.set(name, value);
    count = line + 1 - at;
  }
  return { message: { ...message, fields }, count };
}

function indentOf(line: string): number {
  return line.search(/\S|$/);
}

interface Run {
  readonly from: number;
  readonly to: number;
  /** 1 to the right, −1 to the left, 0 for a shaft without a head. */
  readonly way: -1 | 0 | 1;
  readonly lost: boolean;
}

const SHAFT = '[-=─━~—–‐−]';
const RUN = new RegExp(
  `(?:<{1,2}|《)${SHAFT}+|[←⟵⇐◀◄⬅](?:${SHAFT})*|${SHAFT}+(?:>{1,2}|》|[→⟶⇒▶►➤➔➜➡])|(?<![A-Za-z0-9])[-─━~—–]+[xX](?![A-Za-z0-9])|[→⟶⇒▶►➤➔➜➡]|${SHAFT}{2,}|(?<=\\s)[—–─](?=\\s)|(?<=\\s)>(?=\\s)`,
  'gu',
);

function runsOf(line: string): Run[] {
  return [...line.matchAll(RUN)].map((match) => {
    const text = match[0];
    const lost = /[xX]$/.test(text);
    const left = /^[<《←⟵⇐◀◄⬅]/.test(text);
    const right = lost || /[>》→⟶⇒▶►➤➔➜➡]$/.test(text);
    return { from: match.index, to: match.index + text.length, way: left ? -1 : right ? 1 : 0, lost };
  });
}

/** The segment that a line draws with an arrow, or null. */
export function readArrowLine(whole: string, at: number): SegmentDraft | null {
  const line = withWayInFront(withoutChanges(withoutListMark(whole)).replace(LABELLED, ': $1').replace(PARTED, ', '));
  const runs = runsOf(line);
  const [first, second] = runs;
  if (first === undefined || runs.length > 4) return null;
  const last = second !== undefined && isPair(first, second) ? second : first;
  if (last === first && first.way === 0) return null;
  const way = first.way === 0 ? last.way : first.way;
  const before = readLeft(line.slice(0, first.from));
  const inside = last === first ? '' : line.slice(first.to, last.from);
  const behind = before === null ? null : readRight(line.slice(last.to), inside);
  if (before === null || behind === null) return null;
  const message = readMessage(
    [before.text, inside, behind.text]
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .join(', '),
  );
  if (last !== first && !isTcp(message)) return null;
  const [from, to] = way < 0 ? [behind.end, before.end] : [before.end, behind.end];
  if (from.host === to.host && from.port === to.port) return null;
  const delivery = first.lost || last.lost ? 'lost' : 'delivered';
  return { kind: 'segment', line: at, from, to, delivery, mirrored: way < 0, time: null, message, remarks: [] };
}

/** `Client (CLOSED → SYN-SENT) → Server`: the states of an end are no part of its name, and no arrow. */
function withoutChanges(line: string): string {
  return line.replace(CHANGE, (whole, before: string, after: string) =>
    stateOf(before) === null || stateOf(after) === null ? whole : '',
  );
}

const CHANGE = /\s*[（(]([A-Za-z][\w-]{2,14})\s*(?:→|->|=>|➔|➜)\s*([A-Za-z][\w-]{2,14})[)）]/g;

/** `A -> B | SYN | Seq: 100`, but not the lifelines of a ladder. */
const PARTED = /(?<=\w[)\]]?)\s+\|\s+(?=\w)/g;

/** What graphs and charts have behind an arrow (dot, mscgen, seqdiag): `[label = "SYN"];`. */
const LABELLED = /\s*\[\s*(?:\w+\s*=\s*[^\]",]*,\s*)*label\s*=\s*"([^"]*)"[^\]]*\]\s*;?\s*$/;

/** `SYN (Client -> Server): seq 100`, `SYN  Client -> Server`, as `Client -> Server: SYN, seq 100`. */
function withWayInFront(line: string): string {
  const [, flags = '', way = '', rest = ''] = WAY_BEHIND.exec(line) ?? [];
  return flags === '' || !readMessage(flags).flagged || runsOf(flags).length > 0 ? line : `${way}: ${flags}, ${rest}`;
}

const END = '[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,23}';
const WAY_BEHIND = new RegExp(
  `^(\\S.{1,60}?)(?:\\s*[（(]\\s*|\\s+)(${END}\\s*(?:-{1,3}>|=+>|→|⟶|⇒|➔|➜|➡)\\s*${END})\\s*(?:[)）]\\s*:?\\s*(.*)|)$`,
  'u',
);

/** Whether two runs are one arrow with its text inside. */
function isPair(first: Run, second: Run): boolean {
  if (second.from <= first.to) return false;
  if (first.way === 0) return second.way === 1;
  return second.way === 0 ? first.way === -1 : second.way === first.way;
}

interface Side {
  readonly end: End;
  readonly text: string;
}

/** The end in front of an arrow, with what may stand before it: `SYN: Client`. */
function readLeft(text: string): Side | null {
  const name = bareName(text);
  if (isName(name)) return { end: endOf(name), text: '' };
  const split =
    /^(.*\S)\s*[:：]\s*([^:：]+|\S*:\d{1,5})$/u.exec(text.trim()) ?? /^(\[[^\]]+\])\s+(.+)$/.exec(text.trim());
  const [, words = '', rest = ''] = split ?? [];
  const end = bareName(rest);
  return isName(end) && (isTcp(readMessage(words)) || words.length <= 24)
    ? { end: endOf(end), text: isTcp(readMessage(words)) ? words : '' }
    : null;
}

/** The end behind an arrow, and the words behind it. */
function readRight(text: string, inside: string): Side | null {
  const whole = bareName(text);
  if (isName(whole) && (inside !== '' || !/\s/.test(whole))) return { end: endOf(whole), text: '' };
  const colon =
    /^\s*((?:[^\s:：]+:\d{1,5}(?!\d)|\[[0-9a-f:.]+\](?::\d{1,5})?|[0-9a-f]*:[0-9a-f:]*:[0-9a-f:.]*(?<!:)|"[^"]*"|[^:：]{1,40}?))\s*[:：](?!\d*\])\s*(.*)$/iu.exec(
      text,
    );
  if (colon !== null && isName(bareName(colon[1] ?? '')))
    return { end: endOf(bareName(colon[1] ?? '')), text: colon[2] ?? '' };
  const words = text.trim().split(/\s+|(?<=[^\s(（[])(?=[（([])|(?<=\S)[,，;；](?=\s*\S)/u);
  for (let count = 1; count <= 4 && count < words.length; count++) {
    const name = bareName(words.slice(0, count).join(' '));
    const rest = text.trim().slice(lengthOf(text.trim(), words, count));
    if (isName(name) && startsTcp(rest)) return { end: endOf(name), text: rest };
  }
  return inside !== '' && isName(bareName(words[0] ?? ''))
    ? { end: endOf(bareName(words[0] ?? '')), text: text.trim().slice((words[0] ?? '').length) }
    : null;
}

/** How many characters the first words of a text take. */
function lengthOf(text: string, words: readonly string[], count: number): number {
  let at = 0;
  for (const word of words.slice(0, count)) at = text.indexOf(word, at) + word.length;
  return at;
}

/** Whether a text begins with a flag or a field, brackets apart. */
function startsTcp(text: string): boolean {
  const message = readMessage(text);
  if (!isTcp(message)) return false;
  return message.label === '' || !text.replace(/^[\s([（【<:,"'“]+/u, '').startsWith(message.label.slice(0, 4));
}

/** A name without the marks around it. */
function bareName(text: string): string {
  return (
    text
      .trim()
      .replace(/[\p{Extended_Pictographic}\ufe0f]/gu, '')
      .trim()
      .replace(/^["'“”*_|]+|["'“”*_|,，.。;；]+$/gu, '')
      .replace(/^[（(]([^()（）]+)[）)]$/u, '$1')
      .trim()
      // `Client (CLOSED)`: the state that it is in is no part of its name.
      .replace(/\s*[（(]([\w-]+)[）)]$/u, (whole, state: string) => (stateOf(state) === null ? whole : ''))
  );
}

const NAME =
  /^(?:[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.:/@#&'-]*|\[[0-9a-f:.]+\](?::\d+)?|::1)(?: ?[（(][\p{L}\p{N}_ .:-]{1,24}[）)]| [\p{L}\p{N}_][\p{L}\p{N}_.:'-]*){0,3}$/u;

/** Whether a text can be the name of an end: a few words, and none of them a flag, a field or a state. */
export function isName(text: string): boolean {
  if (text === '' || text.length > 48 || !NAME.test(text)) return false;
  if (stateOf(text.replace(/\s+/g, '-')) !== null || isTcp(readMessage(text))) return false;
  return !text.split(/[\s_/+-]+/).some((word) => (FLAG_NAMES as readonly string[]).includes(word.toUpperCase()));
}
