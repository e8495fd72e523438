import type { Fix } from '../../findings/finding.ts';
import type { SegmentStatement } from '../../notation/syntax.ts';
import { ACK, PSH } from '../../tcp/flags.ts';
import { replace } from '../report.ts';
import { flagText } from '../rules/shared.ts';

/** The flags that are left without one; a segment that has no other carries an ACK. */
export function without(flags: number, flag: number): number {
  const left = flags & ~flag;
  return (left & ~PSH) === 0 ? left | ACK : left;
}

/** Where the flags of a segment stand, or would stand. */
export function flagsPlace({ flagsWritten, flagsSpan, arrow }: SegmentStatement): { from: number; to: number } {
  return flagsWritten ? flagsSpan : arrow;
}

export function swap(
  line: number,
  a: { from: number; to: number },
  b: { from: number; to: number },
  text: string,
): Fix {
  return {
    title: { template: 'Swap the two numbers', args: {} },
    edits: [
      { line, from: a.from, to: a.to, text: text.slice(b.from, b.to) },
      { line, from: b.from, to: b.to, text: text.slice(a.from, a.to) },
    ],
  };
}

export function swapLines(a: number, b: number, textOf: (line: number) => string): Fix {
  return {
    title: { template: 'Swap the two lines', args: {} },
    edits: [
      { line: a, from: 0, to: textOf(a).length, text: textOf(b) },
      { line: b, from: 0, to: textOf(b).length, text: textOf(a) },
    ],
  };
}

export function changeFlags(line: number, { flagsSpan, flagsWritten }: SegmentStatement, flags: number): Fix {
  const text = flagText(flags);
  const fix = replace(line, flagsSpan, flagsWritten ? text : ` ${text} `);
  return { ...fix, title: { template: 'Change to {text}', args: { text } } };
}
