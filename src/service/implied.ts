import type { SegmentStep } from '../core/check/trace.ts';
import type { SegmentStatement } from '../core/notation/syntax.ts';

/** A number that the author left out, as it would be written, and the column where it would stand. */
export interface ImpliedNumber {
  readonly field: 'seq' | 'ack' | 'len';
  readonly text: string;
  readonly column: number;
}

/** The numbers of a segment that are left out and known, in the order in which they are usually written. */
export function impliedNumbers(statement: SegmentStatement, step: SegmentStep): ImpliedNumber[] {
  const numbers: ImpliedNumber[] = [];
  let column = statement.flagsSpan.to;
  for (const field of ['seq', 'ack', 'len'] as const) {
    const written = statement[field];
    if (written.present) column = Math.max(column, written.to);
    const value = step[field];
    if (written.present || !step.implied[field] || value === null) continue;
    if (field === 'len' && value === '0') continue;
    numbers.push({ field, text: `${field}=${value}`, column });
  }
  return numbers;
}
