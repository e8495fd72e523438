import type { Fix, Related, Sentence } from '../../findings/finding.ts';
import { flagNames } from '../../notation/flags.ts';
import type { FieldSyntax } from '../../notation/syntax.ts';
import { controlLength, SYN } from '../../tcp/flags.ts';
import type { Form } from '../../tcp/number.ts';
import type { Span } from '../../text/place.ts';
import { type Details, replace, WHOLE_LINE, WORDLESS } from '../report.ts';
import type { SegmentCase } from '../rule.ts';
import type { End } from '../connection.ts';

/** `SYN,ACK`: control bits as they are usually said, the number-bearing ones first. */
export function flagText(flags: number): string {
  return flagNames(flags).join(',');
}

/** Makes a comment of the line: what was typed is not lost. */
export function commentOut({ line }: { readonly line: number }): Fix {
  return {
    title: { template: 'Turn the line into a comment', args: {} },
    edits: [{ line, from: 0, to: 0, text: '# ' }],
  };
}

/** Writes other flags in place of the ones that stand there, or where they would stand. */
export function changeFlags(segment: SegmentCase, flags: number): Fix {
  const { flagsSpan, flagsWritten } = segment.statement;
  const text = flagText(flags);
  const fix = replace(segment.line, flagsSpan, flagsWritten ? text : ` ${text} `);
  return { ...fix, title: { template: 'Change to {text}', args: { text } } };
}

/** Where the flags stand; the arrow where none are written. */
export function flagsPlace(segment: SegmentCase): Span {
  return segment.statement.flagsWritten ? segment.statement.flagsSpan : segment.statement.arrow;
}

/** Where a number stands; the flags of a segment that leaves it out. */
export function numberPlace(segment: SegmentCase, field: FieldSyntax): Span {
  return field.present ? field : flagsPlace(segment);
}

/** Sets the number of a field; no fix where the number has no words. */
export function setNumber(segment: SegmentCase, field: FieldSyntax, value: Form | null): readonly Fix[] {
  const text = segment.write(value);
  return text === WORDLESS || !field.present ? [] : [replace(segment.line, field.value, text)];
}

/** What a wrong number should be, for its message, and the fix that writes it. */
export function wrongNumber(
  segment: SegmentCase,
  field: FieldSyntax,
  { expected, given }: { readonly expected: Form; readonly given: Form },
): { readonly args: { readonly expected: string; readonly given: string }; readonly fixes: readonly Fix[] } {
  return {
    args: { expected: segment.write(expected), given: segment.write(given) },
    fixes: setNumber(segment, field, expected),
  };
}

/** Why the sender must acknowledge what it must: the last segment that moved its RCV.NXT. */
export function receivedReason(segment: SegmentCase): Details {
  const { sender } = segment;
  if (sender.receivedLine < 0) return {};
  return because(sender.receivedLine, sender.receivedFlags, sender.receivedLen, segment, segment.receiverName);
}

/** Why the sender must go on where it must: the last segment that moved its SND.NXT. */
export function sentReason(segment: SegmentCase): Details {
  const { sender } = segment;
  if (sender.sentLine < 0 || sender.sentLine === segment.line) return {};
  return because(sender.sentLine, sender.sentFlags, sender.sentLen, segment, segment.senderName);
}

function because(line: number, flags: number, len: Form, segment: SegmentCase, name: string): Details {
  const control = controlLength(flags);
  const text = segment.write(len);
  const reason = ((): Sentence => {
    const args = { line: line + 1, name, len: text };
    const what = (flags & SYN) !== 0 ? 'SYN' : 'FIN';
    if (control > 0 && text === '0') {
      return what === 'SYN'
        ? { template: 'the SYN on line {line} occupies one sequence number', args }
        : { template: 'the FIN on line {line} occupies one sequence number', args };
    }
    if (control > 0 && text !== WORDLESS)
      return {
        template: 'line {line} has len={len}, and its {flag} counts as one more',
        args: { ...args, flag: what },
      };
    if (text === '0' || text === WORDLESS) return { template: 'this follows from line {line}', args };
    return { template: 'line {line} has len={len}', args };
  })();
  return { reason, related: [at(line, 'it follows from this segment')] };
}

/** A related place that is a whole line. */
export function at(line: number, template: string, args: Record<string, string | number> = {}): Related {
  return { line, ...WHOLE_LINE, why: { template, args } };
}

/** The related line of something that an end has sent, if there is one. */
export function sentBy(end: End, which: 'finLine' | 'synLine' | 'resetLine', template: string): readonly Related[] {
  return end[which] < 0 ? [] : [at(end[which], template)];
}

/** Where the length of a segment stands: its `len` or `data`, or else its flags. */
export function lengthPlace(segment: SegmentCase): Span {
  const { len, data } = segment.statement;
  if (len.present) return len;
  return data.present ? data : flagsPlace(segment);
}

/** Lets the other end send: the two endpoints change places. */
export function turnRound(segment: SegmentCase): Fix {
  const { left, right } = segment.statement;
  const { line } = segment;
  return {
    title: { template: 'Turn the arrow round', args: {} },
    edits: [
      { line, from: left.from, to: left.to, text: segment.read(right) },
      { line, from: right.from, to: right.to, text: segment.read(left) },
    ],
  };
}
