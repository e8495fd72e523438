import type { Fix } from '../../findings/finding.ts';
import { ARROWS } from '../../notation/strict.ts';
import type { Delivery, FieldSyntax, SegmentStatement } from '../../notation/syntax.ts';
import { ACK, FIN, PSH, RST, SYN } from '../../tcp/flags.ts';
import { finding, replace } from '../report.ts';
import { flagText } from '../rules/shared.ts';
import type { Change } from '../reader.ts';
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

/** What stands on a line up to its comment, with the arrow that it would have with another delivery. */
export function delivered(text: string, statement: SegmentStatement, delivery: Delivery): string {
  const { left, arrow, mirrored, comment } = statement;
  const behind = text.slice(arrow.to, comment?.from).trimEnd();
  return `${text.slice(left.from, arrow.from)}${ARROWS[delivery][mirrored ? 1 : 0]}${behind}`;
}

/** A SYN that is written with other flags. */
export function notSyn(line: number, statement: SegmentStatement): RawFinding {
  const meant = flagText(SYN);
  const fixes = [changeFlags(line, statement, SYN)];
  const wrong = statement.flags & (FIN | RST);
  const place = flagsPlace(statement);
  if (wrong === 0) return finding('flag-missing', 'missing', line, place, { flag: meant }, { fixes });
  return finding('flag-extra', 'instead', line, place, { flag: flagText(wrong), meant }, { fixes });
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

/** `seq` with the value of `ack`, and `ack` with that of `seq`. */
export function exchanged({ seq, ack }: SegmentStatement): Change {
  return { seq: { ...seq, value: { ...ack.value } }, ack: { ...ack, value: { ...seq.value } } };
}

/** Both numbers, each in the place of the other. `text` is that of their line. */
export function swappedNumbers(line: number, text: string, { seq, ack }: SegmentStatement): RawFinding {
  const fix: Fix = {
    title: { template: 'Swap the two numbers', args: {} },
    edits: [
      { line, from: seq.value.from, to: seq.value.to, text: text.slice(ack.value.from, ack.value.to) },
      { line, from: ack.value.from, to: ack.value.to, text: text.slice(seq.value.from, seq.value.to) },
    ],
  };
  const span = { from: Math.min(seq.from, ack.from), to: Math.max(seq.to, ack.to) };
  return finding('seq-ack-swapped', 'swapped', line, span, {}, { fixes: [fix] });
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
