import { replace } from '../report.ts';
import { faultRule } from '../rule.ts';

/** RFC 7323 §3.2, §5.2: TSval is a clock, and TSecr gives back what has arrived. */
export const timestampMismatch = faultRule({
  code: 'timestamp-mismatch',
  about: ['timestamp-back', 'timestamp-echo'],
  check(segment, report, { kind, expected }) {
    const { ts } = segment.statement;
    const part = kind === 'timestamp-back' ? ts.value : ts.echo;
    const args = { expected, given: segment.read(part), peer: segment.receiverName };
    const fixes = [replace(segment.line, part, String(expected))];
    report(part, kind === 'timestamp-back' ? 'back' : 'echo', args, { fixes });
  },
});
