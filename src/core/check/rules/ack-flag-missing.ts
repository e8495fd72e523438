import { ACK, FIN } from '../../tcp/flags.ts';
import { faultRule } from '../rule.ts';
import { changeFlags, flagText, flagsPlace } from './shared.ts';

/** RFC 9293 §3.1: once a connection is established the acknowledgment is always sent. */
export const ackFlagMissing = faultRule({
  code: 'ack-flag-missing',
  about: ['ack-flag-missing'],
  check(segment, report) {
    if (segment.statement.ack.present && segment.written.flags !== FIN) return;
    const flags = flagText(segment.written.flags);
    const fixes = [changeFlags(segment, segment.written.flags | ACK)];
    report(flagsPlace(segment), 'missing', { flags }, { fixes });
  },
});
