import { BLANK, foldText } from './chars.ts';
import type { Cursor } from './cursor.ts';

/** Microseconds in each unit. */
const UNITS: Readonly<Record<string, number>> = { '': 1_000_000, s: 1_000_000, ms: 1000, us: 1, µs: 1, μs: 1 };

/**
 * Reads `@TIME`: seconds with a fraction (`@1.5`), or a number with a unit (`@100ms`). Returns microseconds, rounded;
 * null for what is no time, which is reported.
 */
export function readTime(c: Cursor): number | null {
  const from = c.pos;
  c.pos++;
  while (c.pos < c.end && c.kind() !== BLANK && !c.atEnd()) c.pos++;
  const text = c.since(from);
  const parts = /^@([0-9]+)(?:\.([0-9]*))?([a-zµμ]*)$/i.exec(foldText(text));
  const unit = UNITS[parts?.[3]?.toLowerCase() ?? ''];
  if (parts === null || unit === undefined) {
    c.report('syntax', 'time', from, c.pos, { text });
    return null;
  }
  const [, whole = '', fraction = ''] = parts;
  const time = Math.round((Number(whole + fraction) * unit) / 10 ** fraction.length);
  if (Number.isSafeInteger(time)) return time;
  c.report('number-range', 'time', from, c.pos, { text });
  return null;
}
