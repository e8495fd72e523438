import type { Fix } from '../../findings/finding.ts';
import type { FieldSyntax, SegmentStatement } from '../../notation/syntax.ts';
import { ACK, PSH } from '../../tcp/flags.ts';
import { finding, replace } from '../report.ts';
import { flagText } from '../rules/shared.ts';
import type { RawFinding } from '../state.ts';
import type { Meant } from './lines.ts';

/** A number that should be another one, with the fix that writes it. `text` is that of its line. */
export function wrongNumber(
  code: 'seq-mismatch' | 'ack-mismatch',
  line: number,
  text: string,
  field: FieldSyntax,
  expected: string,
): RawFinding {
  const args = { expected, given: text.slice(field.value.from, field.value.to) };
  return finding(code, 'expected', line, field, args, { fixes: [replace(line, field.value, expected)] });
}

/** An arrow that points the wrong way. `text` is that of its line, `sender` who sends then and `receiver` who receives. */
export function wrongWay(
  line: number,
  text: string,
  statement: SegmentStatement,
  [sender, receiver]: readonly [string, string],
): RawFinding {
  const { left, right, arrow } = statement;
  const fix: Fix = {
    title: { template: 'Turn the arrow round', args: {} },
    edits: [
      { line, from: left.from, to: left.to, text: text.slice(right.from, right.to) },
      { line, from: right.from, to: right.to, text: text.slice(left.from, left.to) },
    ],
  };
  return finding('arrow-reversed', 'reversed', line, arrow, { from: sender, to: receiver }, { fixes: [fix] });
}

/** An end that should be the one of another line, or swapped ports. `text` is that of its line, `otherText` that of the other. */
export function wrongEnds(line: number, text: string, { ends }: Meant, otherText: string, other: number): RawFinding {
  const [{ wrong, right }, second] = ends;
  const expected = otherText.slice(right.from, right.to);
  const fix = replace(line, wrong, expected);
  const args = { expected, given: text.slice(wrong.from, wrong.to), line: other + 1 };
  if (second === undefined) return finding('endpoint-mismatch', 'expected', line, wrong, args, { fixes: [fix] });
  const { edits } = replace(line, second.wrong, otherText.slice(second.right.from, second.right.to));
  const swapped: Fix = { title: { template: 'Swap the two ports', args: {} }, edits: [...fix.edits, ...edits] };
  const span = { from: wrong.from, to: second.wrong.to };
  return finding('endpoint-mismatch', 'ports', line, span, { line: other + 1 }, { fixes: [swapped] });
}

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
