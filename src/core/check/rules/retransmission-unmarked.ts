import { faultRule } from '../rule.ts';
import { flagsPlace } from './shared.ts';

/** The first copy has arrived, as far as the diagram says. */
export const retransmissionUnmarked = faultRule({
  code: 'retransmission-unmarked',
  about: ['retransmission-unmarked'],
  check(segment, report) {
    const { statement, captured } = segment;
    if (captured) return;
    if (statement.delivery !== 'delivered' && statement.delivery !== 'sent') return;
    report(statement.seq.present ? statement.seq : flagsPlace(segment), 'again', {});
  },
});
