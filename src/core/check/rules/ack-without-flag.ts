import { ACK, FIN, SYN } from '../../tcp/flags.ts';
import { SYN_RECEIVED } from '../../tcp/states.ts';
import type { HeaderRule } from '../rule.ts';
import { remove } from '../report.ts';
import { changeFlags } from './shared.ts';

/** RFC 9293 §3.1: the field is significant only with the ACK bit. */
export const ackWithoutFlag: HeaderRule = {
  code: 'ack-without-flag',
  looksAt: { fields: ['ack'], without: ACK },
  check(segment, report) {
    const {
      written: { flags: givenFlags },
      statement,
    } = segment;
    // The header of a SYN holds a 0 there.
    if ((givenFlags & SYN) !== 0 && statement.ack.value.symbol < 0 && statement.ack.value.constant === 0) return;
    // Textbooks write `FIN seq=u ack=v`, where the number says that there is an ACK: another rule tells it.
    if (givenFlags === FIN && segment.senderState >= SYN_RECEIVED) return;
    // A SYN that must acknowledge the peer's: another rule tells that.
    const opens = (givenFlags & SYN) !== 0;
    if (opens && segment.senderState === SYN_RECEIVED) return;
    // Which flags it was sent with is told where it arrives with others.
    if (segment.mistaken === 'flags') return;
    const without = remove(segment.line, statement.ack, 'ack');
    const fixes = opens ? [without] : [changeFlags(segment, givenFlags | ACK), without];
    report(statement.ack, 'missing', {}, { fixes });
  },
};
