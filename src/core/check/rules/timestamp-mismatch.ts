import { Fault } from '../../tcp/facts.ts';
import { replace } from '../making.ts';
import type { SegmentRule } from '../rule.ts';

/** RFC 7323 §3.2, §5.2: TSval is a clock, and TSecr gives back what has arrived. */
export const timestampMismatch: SegmentRule = {
  code: 'timestamp-mismatch',
  trigger: { faults: Fault.timestampBack | Fault.timestampEcho },
  check(segment, report) {
    const { facts, statement, line } = segment;
    const { ts } = statement;
    const back = (facts.faults & Fault.timestampBack) !== 0;
    const part = back ? ts.value : ts.echo;
    const args = { expected: facts.expectedTimestamp, given: segment.read(part), peer: segment.receiverName };
    const fixes = [replace(line, part, String(facts.expectedTimestamp))];
    report(part, back ? 'back' : 'echo', args, { fixes });
  },
};
