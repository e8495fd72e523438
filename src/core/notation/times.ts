import { BLANK, CLASS, DOT, foldText, NINE, ZERO } from './chars.ts';
import type { Cursor } from './cursor.ts';

/** Microseconds in each unit. */
const UNITS: Readonly<Record<string, number>> = { '': 1_000_000, s: 1_000_000, ms: 1000, us: 1, µs: 1, μs: 1 };

/**
 * Reads `@TIME`: seconds with a fraction (`@1.5`, `@-0.5` before the first packet of a capture), or a number with a unit
 * (`@100ms`). Returns microseconds, rounded;
 * null for what is no time, which is reported.
 */
export function readTime(c: Cursor): number | null {
  const plain = readPlainTime(c);
  if (plain >= 0) return plain;
  const from = c.pos;
  c.pos++;
  while (c.pos < c.end && c.kind() !== BLANK && !c.atEnd()) c.pos++;
  const text = c.since(from);
  const parts = /^@([-−]?)([0-9]*)(?:\.([0-9]*))?([a-zµμ]*)$/i.exec(foldText(text));
  const unit = UNITS[parts?.[4]?.toLowerCase() ?? ''];
  if (parts === null || unit === undefined || `${parts[2] ?? ''}${parts[3] ?? ''}` === '') {
    c.report('syntax', 'time', from, c.pos, { text });
    return null;
  }
  const [, sign, whole = '', fraction = ''] = parts;
  const size = Math.round((Number(whole + fraction) * unit) / 10 ** fraction.length);
  const time = sign === '' || size === 0 ? size : -size;
  if (Number.isSafeInteger(time)) return time;
  c.report('number-range', 'time', from, c.pos, { text });
  return null;
}

/** Microseconds of the last digit, by the number of digits behind the point. */
const STEPS = [1_000_000, 100_000, 10_000, 1000, 100, 10, 1];
const MOST_WHOLE_DIGITS = 9;

/** Reads seconds with at most six digits behind the point, and a blank behind them; −1 for anything else. */
function readPlainTime(c: Cursor): number {
  const { text, end } = c;
  let pos = c.pos + 1;
  let number = 0;
  let point = -1;
  const from = pos;
  for (; pos < end; pos++) {
    const unit = text.charCodeAt(pos);
    if (unit >= ZERO && unit <= NINE) number = number * 10 + unit - ZERO;
    else if (unit === DOT && point < 0 && pos > from) point = pos;
    else break;
  }
  if (pos === from || pos >= end || CLASS[text.charCodeAt(pos)] !== BLANK) return -1;
  const whole = (point < 0 ? pos : point) - from;
  const step = STEPS[point < 0 ? 0 : pos - point - 1];
  if (whole > MOST_WHOLE_DIGITS || step === undefined) return -1;
  c.pos = pos;
  return number * step;
}
