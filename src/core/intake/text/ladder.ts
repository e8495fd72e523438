import { type Action, stateOf } from '../../notation/index.ts';
import { displayWidth } from '../../text/width.ts';
import { isName } from './arrows.ts';
import type { Collector, Recogniser, Source } from './collector.ts';
import { endOf, isTcp, type Message, type SegmentDraft, type StateDraft } from './draft.ts';
import { readMessage } from './message.ts';

/**
 * A ladder of characters: the columns of states that RFC 9293 prints, and boxes or lifelines with arrows between, their
 * label on, above or below the arrow. States beside a row become `state` lines.
 */
export const LADDER: Recogniser = {
  form: 'ladder',
  read(source, at, out) {
    const { lines } = source;
    if (at < (REJECTED.get(source) ?? 0)) return 0;
    const block = blockAt(lines, at);
    if (typeof block === 'number') {
      REJECTED.set(source, block);
      return 0;
    }
    const ladder = new Ladder(block.names, out);
    out.begin(out.pendingTitle);
    for (let line = block.first; line < block.end; line++) ladder.line(lines[line] ?? '', line);
    ladder.end();
    out.begin('');
    return block.end - at;
  },
};

interface Block {
  /** The names over the columns, or those that the ladder gets because it has none. */
  readonly names: readonly string[];
  /** The first line below the names. */
  readonly first: number;
  readonly end: number;
}

const BAR = '[|│┃┆┊╎║¦]';
const SHAFT = '[-=─━═~—–_.]';
const SHAFT_ONLY = '[-=─━═~—–]';
const RIGHT = '[>→▶►➤❯]';
const LEFT = '[<←◀◄❮]';
const ARROW_RIGHT = new RegExp(`${SHAFT}{1,}\\s*${RIGHT}|[→▶►]`);
const ARROW_LEFT = new RegExp(`${LEFT}\\s*${SHAFT}{1,}|[←◀◄]`);
const LOST = new RegExp(`(?:${SHAFT}{2,}\\s*|(?<![\\p{L}\\p{N})])[-─━—–])[xX✗✕×]\\s*(?=${BAR}|\\s|$)`, 'u');
const BORDER = /^[\s+┌┐└┘├┤┬┴─━=╔╗╚╝═╤╧╪╥╨╭╮╰╯|│.'`,-]*[+┌└╔├┬┴┘┐╝╗╤╧╭╮╰╯-][\s+┌┐└┘├┤┬┴─━=╔╗╚╝═╤╧╪╥╨╭╮╰╯|│.'`,-]*$/;

/** A line that two bars frame, or that begins and ends as an arrow does. */
function isRung(line: string): boolean {
  const bars = barsOf(line);
  const between = line.slice(bars[0] ?? 0, (bars.at(-1) ?? 0) + 1);
  return bars.length >= 2 && (drawn(between) || line.replace(new RegExp(BAR, 'g'), '').trim() === '');
}

function drawn(line: string): boolean {
  return ARROW_RIGHT.test(line) || ARROW_LEFT.test(line);
}

/** Where lifelines cross a line: their bars, and a `+` where an arrow leaves one or meets one. */
function barsOf(line: string): number[] {
  const crossing = drawn(line) ? JOINED : BARS;
  return [...line.matchAll(crossing)].map(({ index }) => index);
}

const BARS = new RegExp(BAR, 'g');
const JOINED = new RegExp(`${BAR}|\\+(?=${SHAFT}{2})|(?<=${SHAFT}{2})\\+|[├┤┝┥╠╣]`, 'g');

/** A row of the RFCs: an arrow on both sides of what is sent, or dots where it is under way. */
const ROW =
  /^\s*(?:\(?\d{1,2}[.):]?\)?)?\s*(.*?)\s*(-->|<--|\.\.\.)\s+(\S.*?)\s+(-->|<--|\.\.\.|(?<=\s{2})X)(?:\s+(.*?))?\s*$/;

/** `2.  (Close)`: what happens to one of the ends. */
const CALL = /^\s*(?:\d{1,2}[.)]\s*)?\(.*\)\s*$/;

function isRow(line: string): boolean {
  const match = ROW.exec(line);
  return match !== null && (match[2] !== '...' || match[4] !== '...') && isTcp(readMessage(match[3] ?? ''));
}

/** Rows without bars that are nothing but an arrow, below two names: `   ---- SYN ---->`. */
function isBare(line: string): boolean {
  const text = stated(line)?.arrow ?? line.trim();
  if (text.length < 4 || !drawn(text)) return false;
  const inner = text.replace(new RegExp(`^${LEFT}?\\s*${SHAFT}+|${SHAFT}+\\s*${RIGHT}?$`, 'g'), '').trim();
  return (
    new RegExp(`^(?:${LEFT}\\s*${SHAFT}|${SHAFT}{2})`).test(text) &&
    new RegExp(`(?:${SHAFT}\\s*${RIGHT}|${SHAFT}{2})$`).test(text) &&
    // Data of an application counts between two rows of TCP's.
    inner.length <= MOST_ON_ARROW
  );
}

/** `SYN_SENT   ---- SYN ---->   SYN_RCVD`: an arrow between two states, or beside one; null for another line. */
function stated(line: string): { readonly left: string; readonly arrow: string; readonly right: string } | null {
  const [, left = '', arrow = '', right = ''] = STATED.exec(line) ?? [];
  if (left + right === '' || [left, right].some((cell) => cell !== '' && stateOf(plainState(cell)) === null))
    return null;
  return { left, arrow, right };
}

const STATED = new RegExp(
  `^\\s*(?:(\\(?[A-Za-z][\\w-]*\\)?)\\s+)?((?:${LEFT}|${SHAFT_ONLY}{2}).*(?:${RIGHT}|${SHAFT_ONLY}{2}))(?:\\s+(\\(?[A-Za-z][\\w-]*\\)?))?\\s*$`,
);

/** Longer words on an arrow are prose between two rules. */
const MOST_ON_ARROW = 60;

/** `SYN (seq=100)   ------>`: the words stand on the side of the one who says them. */
const OUTSIDE = new RegExp(`^(.*?)\\s*((?:${LEFT}\\s*)?${SHAFT_ONLY}{3,}(?:\\s*${RIGHT})?)\\s*(.*?)$`);

/** The words beside an arrow without any on it; null for another line. */
function beside(line: string): { readonly words: string; readonly way: -1 | 1 } | null {
  const [, left = '', arrow = '', right = ''] = OUTSIDE.exec(line.trim()) ?? [];
  const leftwards = new RegExp(`^${LEFT}`).test(arrow);
  if (arrow === '' || leftwards === new RegExp(`${RIGHT}$`).test(arrow)) return null;
  const [words, other] = leftwards ? [right, left] : [left, right];
  if (other !== '' || new RegExp(`${SHAFT_ONLY}{2}`).test(words)) return null;
  const message = readMessage(words);
  if (!isTcp(message)) return null;
  return message.label === '' || words.search(/(?:SYN|FIN|RST|PSH|ACK|seq|ack)/) <= 2
    ? { words, way: leftwards ? -1 : 1 }
    : null;
}

const isRungOf = (line: string): boolean => isRung(line) || isRow(line);

/** The line up to which a text has no ladder of TCP's: each line is looked at once. */
const REJECTED = new WeakMap<Source, number>();

/** The ladder that begins on the line `at`, with its names or right away; else the line up to which there is none. */
function blockAt(lines: readonly string[], at: number): Block | number {
  const head = headAt(lines, at);
  if (head === null) return at;
  const { names, first } = head;
  let end = first;
  let rungs = 0;
  let arrows = 0;
  for (let line = first; line < lines.length; line++) {
    const text = lines[line] ?? '';
    const rung = isRungOf(text) || (names.length > 0 && (isBare(text) || beside(text) !== null));
    if (rung) {
      rungs++;
      if (drawn(text)) arrows++;
      end = line + 1;
    } else if (!goesOn(lines, line, names.length > 0)) {
      break;
    }
  }
  for (let line = end; rungs > 0 && line < lines.length && line < end + 3; line++)
    if (isTail(lines[line] ?? '')) end = line + 1;
  const tcp = lines.slice(first, end).some(saysTcp);
  return arrows > 0 && tcp && (rungs > 1 || names.length > 1)
    ? { names: names.length > 1 ? names : ['A', 'B'], first, end }
    : end;
}

/** Whether a line names a flag or a number of TCP, between its lifelines where it has them. */
function saysTcp(line: string): boolean {
  const bars = barsOf(line);
  const between = bars.length >= 2 ? line.slice((bars[0] ?? 0) + 1, bars.at(-1)) : line;
  return isTcp(readMessage(between.replace(/[^\p{L}\p{N}=+,:()<>[\]. ]+/gu, ' ').trim()));
}

/** What may stand between two rungs: blank lines, labels, states, borders; prose ends a ladder. */
function goesOn(lines: readonly string[], at: number, named: boolean): boolean {
  const text = lines[at] ?? '';
  if (text.trim() === '') return nextRung(lines, at + 1, named, 3);
  if (barsOf(text).length > 0 || BORDER.test(text) || isStates(text) || CALL.test(text)) return true;
  return /^\s{2,}/.test(text) && nextRung(lines, at + 1, named, 3);
}

function nextRung(lines: readonly string[], from: number, named: boolean, within: number): boolean {
  for (let line = from; line < lines.length && line < from + within; line++) {
    const text = lines[line] ?? '';
    if (isRungOf(text) || (named && (isBare(text) || beside(text) !== null)) || isStates(text)) return true;
  }
  return false;
}

/** Lines below the last rung that are still of the ladder. */
function isTail(line: string): boolean {
  return line.trim() !== '' && (barsOf(line).length >= 2 || BORDER.test(line) || isStates(line) || CALL.test(line));
}

/** Two states in two columns, or one alone. */
function isStates(line: string): boolean {
  const cells = columnsOf(line.replace(/^\s*\(?\d{1,2}[.)]\)?/, ''));
  return cells.length > 0 && cells.length <= 2 && cells.every((cell) => stateOf(plainState(cell)) !== null);
}

function plainState(cell: string): string {
  if (cell.startsWith('(') && actionOf(cell.replace(/^\(|\)$/g, '').trim()) !== undefined) return '';
  return cell.replace(/^[([（]|[)\]）]$/g, '').trim();
}

/** The cells of a line between wide gaps or bars. */
function columnsOf(line: string): string[] {
  return line
    .split(new RegExp(`\\s{3,}|\\t+|\\s*${BAR}\\s*`))
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '' && !BORDER.test(cell));
}

/** The names at the top of a ladder, and the line below them. */
function headAt(lines: readonly string[], at: number): { names: string[]; first: number } | null {
  const line = lines[at] ?? '';
  if (isRungOf(line)) return { names: [], first: at };
  let head = at;
  while (head < lines.length && head < at + 2 && BORDER.test(lines[head] ?? '')) head++;
  const text = (lines[head] ?? '').replace(/^\s*(?:time|时间)\s{2,}/i, '');
  const cells = columnsOf(text);
  if (cells.length < 2 || cells.length > 6 || drawn(text) || !cells.every(isHead)) return null;
  for (let first = head + 1; first < lines.length && first < head + 12; first++) {
    const next = lines[first] ?? '';
    if (isRungOf(next) || isBare(next) || beside(next) !== null) return { names: cells.map(headName), first: head + 1 };
    if (
      next.trim() !== '' &&
      barsOf(next).length === 0 &&
      !BORDER.test(next) &&
      !isStates(next) &&
      !CALL.test(next) &&
      !/^\s{3,}/.test(next)
    )
      return null;
  }
  return null;
}

function isHead(cell: string): boolean {
  return isName(headName(cell)) || /^[(（].*[)）]$/.test(cell);
}

function headName(cell: string): string {
  return cell.replace(/^[[(*_]+|[\])*_:：]+$/g, '').trim();
}

/** What a ladder says, rung by rung. */
class Ladder {
  readonly #names: readonly string[];
  readonly #out: Collector;
  /** Words that stood between the lifelines since the last arrow, with the lines they stood on. */
  #pending: { text: string; line: number }[] = [];
  /** The last arrow: its words may go on below it. */
  #last: Arrow | null = null;
  /** Whether words stand above their arrows; known from the first arrow without words on it. */
  #above: boolean | null = null;
  #drafts: (Arrow | (() => void))[] = [];
  /** What `(send 300,receive 100)` says of an end before the first segment: it has a connection. */
  readonly #numbers = new Map<string, string>();

  constructor(names: readonly string[], out: Collector) {
    this.#names = names;
    this.#out = out;
  }

  line(text: string, at: number): void {
    if (isRow(text)) this.#row(text, at);
    else if (BORDER.test(text) && !drawn(text)) return;
    else if (isStates(text)) this.#stateCells(text, at);
    else if (CALL.test(text) && barsOf(text).length === 0) this.#call(text, at);
    else this.#rung(text, at);
  }

  /** Writes down the last arrow, and what has been waiting for it. */
  end(): void {
    this.#flush();
    for (const draft of this.#drafts) {
      if (typeof draft === 'function') draft();
      else this.#write(draft);
    }
    this.#drafts = [];
  }

  #later(write: () => void): void {
    this.#drafts.push(write);
  }

  #name(index: number): string {
    return this.#names[index] ?? `Host ${String(index + 1)}`;
  }

  get #right(): string {
    return this.#name(this.#names.length - 1);
  }

  /** `2.  SYN-SENT    --> <SEQ=100><CTL=SYN>   --> SYN-RECEIVED` */
  #row(text: string, at: number): void {
    this.#flush();
    this.#beginConnected(at);
    const [, left = '', near = '', words = '', far = '', right = ''] = ROW.exec(text) ?? [];
    const rightwards = near === '-->' || far === '-->';
    const [begin, finish] = rightwards ? [near, far] : [far, near];
    const delivery =
      finish === 'X' || begin === 'X' ? 'lost' : begin === '...' ? 'arrived' : finish === '...' ? 'sent' : 'delivered';
    const ends = [0, this.#names.length - 1] as const;
    const [from, to] = rightwards ? ends : [ends[1], ends[0]];
    this.#drafts.push({
      line: at,
      from,
      to,
      delivery,
      words: [words],
      remarks: [],
      states: [],
      inside: true,
      open: false,
    });
    this.#beside(left, right, at);
  }

  /** An end with numbers and without a state has a connection; the other one has lost it. */
  #beginConnected(line: number): void {
    const states = [...this.#numbers].map(([name, variables]) => ({ name, state: 'ESTABLISHED', variables }) as const);
    this.#numbers.clear();
    if (states.length === 0) return;
    this.#later(() => {
      this.#out.add({ kind: 'state', line, states });
    });
  }

  /** The states, or what else stands on the left and on the right of a row. */
  #beside(left: string, right: string, at: number): void {
    const states = [
      [this.#name(0), plainState(left)],
      [this.#right, plainState(right)],
    ].flatMap(([name = '', cell = '']) => {
      const state = stateOf(cell);
      if (state === null) return [];
      const variables = state === 'ESTABLISHED' ? (this.#numbers.get(name) ?? '') : '';
      this.#numbers.delete(name);
      return [{ name, state, variables }];
    });
    if (states.length > 0) {
      const arrow = this.#arrowOn(at);
      if (arrow === undefined)
        this.#later(() => {
          this.#out.add({ kind: 'state', line: at, states });
        });
      else arrow.states.push({ kind: 'state', line: at, states });
    }
    for (const cell of [left, right]) {
      const words = cell.replace(/^#\s*|^\/\/\s*/, '').trim();
      if (words !== '' && stateOf(plainState(cell)) === null) this.#remark(words, at);
    }
  }

  #remark(words: string, at: number): void {
    const arrow = this.#arrowOn(at);
    if (arrow === undefined)
      this.#later(() => {
        this.#out.add({ kind: 'remark', line: at, text: words });
      });
    else arrow.remarks.push(words);
  }

  /** The arrow that is drawn on a line; undefined for a line without one. */
  #arrowOn(at: number): Arrow | undefined {
    const last = this.#last ?? this.#drafts.at(-1);
    return last === undefined || typeof last === 'function' || last.line !== at ? undefined : last;
  }

  /** A row of states alone: the beginning, or what a call or a timer leads to. */
  #stateCells(text: string, at: number): void {
    this.#flush();
    const cells = columnsOf(text.replace(/^\s*\(?\d{1,2}[.)]\)?/, ''));
    if (cells.length === 2) this.#beside(cells[0] ?? '', cells[1] ?? '', at);
    else if (this.#isLeft(text)) this.#beside(cells[0] ?? '', '', at);
    else this.#beside('', cells[0] ?? '', at);
  }

  #isLeft(text: string): boolean {
    const at = text.search(/[\p{L}(]/u);
    return displayWidth(text.slice(0, Math.max(0, at))) < 24;
  }

  /** `(Close)`, `(2 MSL)`, `(CRASH)` in the column of the one that it happens to. */
  #call(text: string, at: number): void {
    const cells = text
      .replace(/^\s*\d{1,2}[.)]/, '')
      .trim()
      .split(/\)\s{3,}\(/)
      .map((cell) => cell.replace(/^\(|\)$/g, '').trim());
    this.#flush();
    for (const [index, cell] of cells.entries()) {
      const numbers = /^send\s+(\w+)\s*,\s*receive\s+(\w+)$/i.exec(cell);
      if (numbers !== null) {
        this.#numbers.set(
          cells.length > 1 ? this.#name(index) : this.#isLeft(text) ? this.#name(0) : this.#right,
          ` snd.nxt=${numbers[1] ?? ''} rcv.nxt=${numbers[2] ?? ''}`,
        );
        continue;
      }
      const action = actionOf(cell);
      const target = cells.length > 1 ? this.#name(index) : this.#isLeft(text) ? this.#name(0) : this.#right;
      if (action === undefined)
        this.#later(() => {
          this.#out.add({ kind: 'remark', line: at, text: cell });
        });
      else
        this.#later(() => {
          this.#out.add({ kind: 'action', line: at, action, target });
        });
    }
  }

  /** A line with lifelines, or with an arrow alone. */
  #rung(text: string, at: number): void {
    const bars = barsOf(text);
    const [first = 0] = bars;
    const last = bars.at(-1) ?? text.length;
    const framed = bars.length >= 2;
    const outside = framed ? null : beside(text);
    if (outside !== null) {
      this.#flush();
      const ends = [0, this.#names.length - 1] as const;
      const [from, to] = outside.way > 0 ? ends : [ends[1], ends[0]];
      const words = [outside.words];
      this.#drafts.push({
        line: at,
        from,
        to,
        delivery: 'delivered',
        words,
        remarks: [],
        states: [],
        inside: true,
        open: false,
      });
      return;
    }
    const row = framed ? null : stated(text);
    const left = framed ? text.slice(0, first) : (row?.left ?? '');
    const right = framed ? text.slice(last + 1) : (row?.right ?? '');
    // One lifeline alone is no word of what stands beside it.
    const cells = framed ? this.#cells(text, bars) : [row?.arrow ?? (drawn(text) ? text : text.replace(BARS, ' '))];
    this.#span(cells, at, framed);
    if (left.trim() !== '' || right.trim() !== '') this.#beside(left.trim(), right.trim(), at);
  }

  /** What stands between neighbouring lifelines. */
  #cells(text: string, bars: readonly number[]): string[] {
    const lines = this.#names.length;
    if (lines <= 2 || bars.length !== lines) return [text.slice((bars[0] ?? 0) + 1, bars.at(-1) ?? text.length)];
    return bars.slice(1).map((bar, index) => text.slice((bars[index] ?? 0) + 1, bar));
  }

  #span(cells: readonly string[], at: number, framed: boolean): void {
    let from = 0;
    while (from < cells.length) {
      if (!touches(cells[from] ?? '')) {
        this.#words(cells[from] ?? '', at, framed);
        from++;
        continue;
      }
      let to = from;
      while (to + 1 < cells.length && touches(cells[to + 1] ?? '') && !drawn(cells[to] ?? '')) to++;
      if (ARROW_LEFT.test(cells[from] ?? ''))
        while (to + 1 < cells.length && /^\s*[-=─━═~—–]{2,}/.test(cells[to + 1] ?? '')) to++;
      this.#arrow(
        cells.slice(from, to + 1).join(''),
        at,
        cells.length === 1 ? [0, this.#names.length - 1] : [from, to + 1],
      );
      from = to + 1;
    }
  }

  #arrow(cell: string, at: number, [a, b]: readonly [number, number]): void {
    const lost = LOST.test(cell);
    const rightwards = !ARROW_LEFT.test(cell) && (ARROW_RIGHT.test(cell) || lost);
    const leftwards = ARROW_LEFT.test(cell);
    const words = wordsOf(cell);
    const last = this.#last;
    if (last?.open === true && !leftwards && last.words.length > 0 && (last.from === null) === rightwards) {
      if (words !== '') last.words.push(words);
      if (rightwards) [last.from, last.to] = [a, b];
      last.open = false;
      return;
    }
    this.#flush(true);
    const open = !rightwards && !leftwards;
    const inside = words === '' ? [] : [words];
    if (this.#above === null && words === '') this.#above = this.#pending.length > 0;
    const above = this.#pending
      .splice(0)
      .filter(({ text }) => this.#above !== false || !this.#asNote(text, at))
      .map(({ text }) => text);
    const [from, to] = leftwards ? [b, a] : open ? [null, null] : [a, b];
    this.#last = {
      line: at,
      from,
      to,
      delivery: lost ? 'lost' : 'delivered',
      words: [...above, ...inside],
      remarks: [],
      states: [],
      inside: words !== '',
      open: open || (leftwards && !endsInShaft(cell)),
    };
  }

  #asNote(text: string, at: number): boolean {
    if (isTcp(readMessage(text))) return false;
    this.#note(text, at);
    return true;
  }

  #note(text: string, at: number): void {
    const targets = [this.#name(0), this.#right];
    this.#later(() => {
      this.#out.add({ kind: 'note', line: at, position: 'over', targets, text });
    });
  }

  /** Words between the lifelines without an arrow. */
  #words(cell: string, at: number, framed: boolean): void {
    const text = cell.trim();
    if (text === '' || /^[.:·…\s]+$/.test(text)) {
      if (/\.{3}|…/.test(text)) {
        this.#flush();
        this.#later(() => {
          this.#out.add({ kind: 'elision', line: at, text: '' });
        });
      } else if (framed && this.#last?.open !== true && this.#last !== null && this.#last.words.length > 0) {
        this.#flush();
      }
      return;
    }
    const last = this.#last;
    if (last !== null && this.#goesOn(last, text)) last.words.push(text);
    else this.#pending.push({ text, line: at });
  }

  /** Whether words below an arrow are still its own: by where this ladder has its words, or as numbers that it lacks. */
  #goesOn(last: Arrow, text: string): boolean {
    const message = readMessage(text);
    if (!last.open && (!isTcp(message) || last.words.some((words) => isComplete(words, text)))) return false;
    return this.#above !== true || (last.inside && !message.flagged);
  }

  /** Hands over the last arrow; what waits behind it is its words or a note. */
  #flush(arrow = false): void {
    const last = this.#last;
    this.#last = null;
    if (last !== null) this.#drafts.push(last);
    if (arrow) return;
    for (const { text, line } of this.#pending.splice(0)) this.#note(text, line);
  }

  #write({ line, from, to, delivery, words, remarks, states }: Arrow): void {
    const message = readMessage(words.join(', '));
    if (from === null || to === null) {
      this.#out.unread.push({ line, text: words.join(', ') });
      this.#out.add({ kind: 'remark', line, text: `not read: ${words.join(', ')}` }, ...states);
      return;
    }
    if (!isTcp(message) && message.label === '') {
      const text = `an arrow from ${this.#name(from)} to ${this.#name(to)}, without a word`;
      this.#out.add({ kind: 'remark', line, text }, ...states);
      return;
    }
    this.#out.add(this.#segment(line, from, to, delivery, message, remarks), ...states);
  }

  #segment(
    line: number,
    from: number,
    to: number,
    delivery: SegmentDraft['delivery'],
    message: Message,
    remarks: readonly string[],
  ): SegmentDraft {
    const ends = { from: endOf(this.#name(from)), to: endOf(this.#name(to)) };
    return { kind: 'segment', line, ...ends, delivery, mirrored: from > to, time: null, message, remarks };
  }
}

interface Arrow {
  readonly line: number;
  /** Lifelines by their place; null while only the shaft has been seen. */
  from: number | null;
  to: number | null;
  readonly delivery: SegmentDraft['delivery'];
  readonly words: string[];
  readonly remarks: string[];
  /** Those that stand beside it. */
  readonly states: StateDraft[];
  /** Whether it has words on it. */
  readonly inside: boolean;
  /** True while its words may go on below. */
  open: boolean;
}

const CALLS: readonly (readonly [RegExp, Action])[] = [
  [/^close(?: call)?$/i, 'close'],
  [/^abort!*$/i, 'abort'],
  [/^(?:crash|reboot)$/i, 'crash'],
  [/^2 ?\*? ?MSL$/i, 'timeout'],
  [/^(?:active )?open$/i, 'open'],
  [/^(?:passive open|listen)$/i, 'listen'],
];

function actionOf(words: string): Action | undefined {
  return CALLS.find(([pattern]) => pattern.test(words))?.[1];
}

/** Whether an arrow, or a part of one, is drawn in a cell. */
function touches(cell: string): boolean {
  return drawn(cell) || LOST.test(cell) || /^\s*[-=─━═~—–]{2,}|[-=─━═~—–]{2,}\s*$/.test(cell);
}

/** The words on an arrow. */
function wordsOf(cell: string): string {
  return cell
    .replace(new RegExp(`^\\s*(?:${LEFT}|\\+)?\\s*${SHAFT}*\\s*${LEFT}?`), '')
    .replace(new RegExp(`\\s*${SHAFT}*\\s*(?:${RIGHT}|[xX✗✕×](?![A-Za-z0-9]))?\\s*$`), '')
    .trim();
}

function endsInShaft(cell: string): boolean {
  return new RegExp(`${SHAFT}\\s*$`).test(cell);
}

/** Whether the words of an arrow leave nothing for `more` to say: both name flags, or the same field. */
function isComplete(words: string, more: string): boolean {
  const [said, also] = [readMessage(words), readMessage(more)];
  if (said.flagged && also.flagged) return true;
  return [...also.fields.keys()].some((name) => said.fields.has(name));
}
