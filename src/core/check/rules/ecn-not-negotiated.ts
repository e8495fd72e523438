import { AE, CWR, ECE, SYN } from '../../tcp/flags.ts';
import type { SegmentRule } from '../rule.ts';
import { changeFlags, flagText } from './shared.ts';

/** RFC 3168 §6.1.1: both SYNs must have asked for it. */
export const ecnNotNegotiated: SegmentRule = {
  code: 'ecn-not-negotiated',
  trigger: 'header',
  check(segment, report) {
    const { givenFlags, sender, connection, statement } = segment;
    const bits = givenFlags & (ECE | CWR | AE);
    if (bits === 0 || (givenFlags & SYN) !== 0 || sender.tcb.ecn || connection.midStream) return;
    const fixes = [changeFlags(segment, givenFlags & ~bits)];
    report(statement.flagsSpan, 'bit', { flag: flagText(bits) }, { fixes });
  },
};
