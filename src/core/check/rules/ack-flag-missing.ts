import { Fault } from '../../tcp/facts.ts';
import { ACK } from '../../tcp/flags.ts';
import type { SegmentRule } from '../rule.ts';
import { changeFlags, flagText, flagsPlace } from './shared.ts';

/** RFC 9293 §3.1: once a connection is established the acknowledgment is always sent. */
export const ackFlagMissing: SegmentRule = {
  code: 'ack-flag-missing',
  trigger: { faults: Fault.ackFlagMissing },
  check(segment, report) {
    if (segment.statement.ack.present) return;
    const flags = flagText(segment.givenFlags);
    const fixes = [changeFlags(segment, segment.givenFlags | ACK)];
    report(flagsPlace(segment), 'missing', { flags }, { fixes });
  },
};
