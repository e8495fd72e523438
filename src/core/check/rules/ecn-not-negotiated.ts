import { ACK, AE, CWR, ECE, SYN } from '../../tcp/flags.ts';
import type { HeaderRule, SegmentCase } from '../rule.ts';
import { changeFlags, flagText } from './shared.ts';

const BITS = ECE | CWR | AE;

/** RFC 3168 §6.1.1, RFC 9768 §3.1: both SYNs must have asked for it, each with its own bits. */
export const ecnNotNegotiated: HeaderRule = {
  code: 'ecn-not-negotiated',
  looksAt: { flags: BITS },
  check(segment, report) {
    const {
      written: { flags: givenFlags },
      sender,
      connection,
      statement,
    } = segment;
    const bits = givenFlags & BITS;
    if (connection.midStream) return;
    const change = (right: number): { fixes: ReturnType<typeof changeFlags>[] } => ({
      fixes: [changeFlags(segment, (givenFlags & ~BITS) | right)],
    });
    const flag = flagText(bits);
    if ((givenFlags & SYN) === 0) {
      if (!sender.tcb.ecn) report(statement.flagsSpan, 'bit', { flag }, change(0));
    } else if ((givenFlags & ACK) === 0) {
      if (bits !== (ECE | CWR) && bits !== BITS) report(statement.flagsSpan, 'ask', { flag }, change(ECE | CWR));
    } else {
      judgeAnswer(segment, bits, (key, right) => {
        report(statement.flagsSpan, key, { flag, peer: segment.receiverName }, change(right));
      });
    }
  },
};

/** The SYN-ACK answers the bits of the SYN: ECE alone to ECE and CWR; nothing to none. */
function judgeAnswer({ sender, exact }: SegmentCase, bits: number, report: (key: string, right: number) => void): void {
  const asked = sender.tcb.ecnAsked;
  if (!exact || sender.tcb.irs === null || asked === BITS) return;
  if (asked === 0) report('unasked', 0);
  else if (bits !== ECE) report('answer', ECE);
}
