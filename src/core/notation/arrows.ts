import {
  ARROW,
  BAR,
  BLANK,
  CLASS,
  CLOSE,
  DOT,
  ELLIPSIS,
  GREATER,
  LESS,
  LOWER_X,
  MINUS,
  PLUS,
  QUOTE,
  RIGHT_ARROW,
  UPPER_X,
  WORD,
} from './chars.ts';
import type { Cursor } from './cursor.ts';
import { isLostArrow } from './naming.ts';
import type { SegmentNode } from './nodes.ts';
import type { Delivery } from './syntax.ts';

interface Arrow {
  readonly mirrored: boolean;
  readonly delivery: Delivery;
}

/** The longest spelling. */
const LONGEST = 5;

/** Delivered arrows that point to the right; `-)` is Mermaid's for a message that nobody waits for. */
const RIGHT = ['->', '-->', '->>', '-->>', '=>', '→', '-)', '--)'];
const LEFT = ['<-', '<--', '<<-', '<<--', '<=', '←'];
const LOST_RIGHT = ['-x', '--x'];
const LOST_LEFT = ['x-', 'x--'];

function spellings(): ReadonlyMap<string, Arrow> {
  const arrows = new Map<string, Arrow>();
  const add = (mirrored: boolean, delivery: Delivery, spelled: readonly string[]): void => {
    for (const arrow of spelled) arrows.set(arrow, { mirrored, delivery });
  };
  add(false, 'delivered', RIGHT);
  add(true, 'delivered', LEFT);
  add(false, 'lost', LOST_RIGHT);
  add(true, 'lost', LOST_LEFT);
  add(
    false,
    'sent',
    RIGHT.map((arrow) => `${arrow}…`),
  );
  add(
    true,
    'sent',
    LEFT.map((arrow) => `…${arrow}`),
  );
  add(
    false,
    'arrived',
    RIGHT.map((arrow) => `…${arrow}`),
  );
  add(
    true,
    'arrived',
    LEFT.map((arrow) => `${arrow}…`),
  );
  return arrows;
}

/** Every arrow by its spelling; dots are spelled `…` and `x` in lower case. */
const ARROWS: ReadonlyMap<string, Arrow> = spellings();

/**
 * Reads the arrow at the next character into `into`, with the `+` or `-` by which Mermaid (de)activates a lifeline.
 * False, and nothing read, where no arrow of the notation stands.
 */
export function readArrow(c: Cursor, into: SegmentNode): boolean {
  const from = c.pos;
  const width = plainArrow(c);
  if (width !== 0) {
    into.mirrored = width < 0;
    into.delivery = 'delivered';
    c.pos = from + (width < 0 ? -width : width);
  } else if (!readRareArrow(c, into)) {
    return false;
  }
  into.arrow.from = from - c.base;
  into.arrow.to = c.pos - c.base;
  return true;
}

/**
 * The width of a plain arrow with a blank or a word behind it: `->` `-->` `->>` `-->>`, or negative for `<-` `<--`
 * `<<-` `<<--`; 0 for anything else. Nearly every line has one, so they are looked for first.
 */
function plainArrow(c: Cursor): number {
  const { text, end } = c;
  let pos = c.pos;
  if (pos + 2 >= end) return 0;
  const first = text.charCodeAt(pos);
  const tail = first === MINUS ? GREATER : MINUS;
  if (first !== MINUS && first !== LESS) return 0;
  pos++;
  let unit = text.charCodeAt(pos);
  if (unit === first) unit = text.charCodeAt(++pos);
  if (unit !== tail) return 0;
  pos++;
  if (pos < end && text.charCodeAt(pos) === tail) pos++;
  if (pos >= end || ((CLASS[text.charCodeAt(pos)] as number) & (BLANK | WORD)) === 0) return 0;
  return first === MINUS ? pos - c.pos : c.pos - pos;
}

function readRareArrow(c: Cursor, into: SegmentNode): boolean {
  const from = c.pos;
  const run = spelledRun(c);
  for (let length = run.spelled.length; length > 0; length--) {
    const arrow = ARROWS.get(run.spelled.slice(0, length));
    if (arrow === undefined) continue;
    c.pos = from + (run.widths[length - 1] ?? 0);
    if (!skipActivation(c) && (c.kind() & ARROW) !== 0) break;
    into.mirrored = arrow.mirrored;
    into.delivery = arrow.delivery;
    return true;
  }
  c.pos = from;
  return false;
}

interface Run {
  readonly spelled: string;
  /** How many characters of the text the first 1, 2, … characters of `spelled` take. */
  readonly widths: readonly number[];
}

/** The characters from here on that an arrow may consist of, in the spelling of `ARROWS`. */
function spelledRun(c: Cursor): Run {
  let spelled = '';
  const widths: number[] = [];
  let ahead = 0;
  while (spelled.length < LONGEST) {
    const unit = c.peekAt(ahead);
    const dots = dotsAt(c, ahead);
    if (dots > 0) {
      spelled += '…';
      ahead += dots;
    } else if (isArrowPart(c, ahead, unit)) {
      spelled += unit === UPPER_X ? 'x' : String.fromCharCode(unit);
      ahead++;
    } else {
      break;
    }
    widths.push(ahead);
  }
  return { spelled, widths };
}

function isArrowPart(c: Cursor, ahead: number, unit: number): boolean {
  if (unit === DOT || unit === ELLIPSIS) return false;
  return (c.kindAt(ahead) & ARROW) !== 0 || unit === LOWER_X || unit === UPPER_X || unit === CLOSE;
}

/** How many characters the dots at this place take: three for `...`, one or two for `…`, else none. */
export function dotsAt(c: Cursor, ahead: number): number {
  const unit = c.peekAt(ahead);
  if (unit === ELLIPSIS) return c.peekAt(ahead + 1) === ELLIPSIS ? 2 : 1;
  if (unit !== DOT) return 0;
  return c.peekAt(ahead + 1) === DOT && c.peekAt(ahead + 2) === DOT ? 3 : 0;
}

/** The heads of arrows to the right. */
const HEADS: ReadonlySet<number> = new Set([GREATER, LOWER_X, UPPER_X, CLOSE, RIGHT_ARROW]);

/** Skips Mermaid's `+` or `-` behind the head of an arrow, if a name follows. */
function skipActivation(c: Cursor): boolean {
  const unit = c.peek();
  if ((unit !== PLUS && unit !== MINUS) || !HEADS.has(c.peekAt(-1))) return false;
  let ahead = 1;
  while (c.kindAt(ahead) === BLANK) ahead++;
  if ((c.kindAt(ahead) & WORD) === 0 && c.peekAt(ahead) !== QUOTE) return false;
  c.pos++;
  return true;
}

/** Moves behind the characters at this place that look like an arrow, and returns them; '' where none does. */
export function skipFalseArrow(c: Cursor): string {
  const from = c.pos;
  if (isLostArrow(c)) c.pos++;
  if ((c.kind() & ARROW) === 0) return '';
  while (looksLikeArrow(c)) c.pos++;
  return c.since(from);
}

function looksLikeArrow(c: Cursor): boolean {
  const unit = c.peek();
  return (c.kind() & ARROW) !== 0 || unit === CLOSE || unit === BAR;
}

/** The arrow that is most likely meant by one that is none; null where even the direction is open. */
export function likelyArrow(spelled: string): '->' | '<-' | null {
  const right = /[>→》]/.test(spelled);
  const left = /[<←《]/.test(spelled);
  if (right === left) return null;
  return right ? '->' : '<-';
}
