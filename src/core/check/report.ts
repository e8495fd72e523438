import { type Code, CODES, template } from '../findings/codes.ts';
import type { Args, Fix, Related, Sentence } from '../findings/finding.ts';
import type { Span } from '../text/place.ts';
import type { DiagramState, RawFinding } from './state.ts';

/** What a rule adds to a finding beyond its place and its message. */
export interface Details {
  readonly reason?: Sentence | null;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** What stands for a number for which there are no words. */
export const WORDLESS = '?';

/** The columns of all that stands on a line: cut down to it when findings are collected. */
export const WHOLE_LINE: Span = { from: 0, to: Number.MAX_SAFE_INTEGER };

/**
 * A finding with the message of its code that `key` names; where a number in it has no words, with the title of the code:
 * nobody is told that a number should be unknown.
 */
export function finding(
  code: Code,
  key: string,
  line: number,
  { from, to }: Span,
  args: Args,
  details: Details = {},
): RawFinding {
  return {
    code,
    line,
    from,
    to,
    message: { template: Object.values(args).includes(WORDLESS) ? CODES[code].title : template(code, key), args },
    reason: details.reason ?? null,
    related: details.related ?? [],
    fixes: details.fixes ?? [],
  };
}

/** Makes a finding and reports it. */
export function report(
  state: DiagramState,
  code: Code,
  key: string,
  line: number,
  span: Span,
  args: Args,
  details?: Details,
): void {
  state.report(finding(code, key, line, span, args, details));
}

/** A fix that replaces a span. */
export function replace(line: number, span: Span, text: string): Fix {
  return {
    title: { template: 'Change to {text}', args: { text } },
    edits: [{ line, from: span.from, to: span.to, text }],
  };
}

/** A fix that takes away what stands in a span, which goes by `name`. */
export function remove(line: number, span: Span, name: string): Fix {
  return {
    title: { template: 'Remove {text}', args: { text: name } },
    edits: [{ line, from: span.from, to: span.to, text: '' }],
  };
}

/** Whether a finding is an error, whatever severity a diagram or a setting gives to its code. */
export function isGrave({ code }: RawFinding): boolean {
  return CODES[code].severity === 'error';
}
