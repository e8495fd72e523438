import { faultRule } from '../rule.ts';
import { flagsPlace, turnRound } from './shared.ts';

/** RFC 9293 §3.10.2: SEND in LISTEN turns a passive OPEN into an active one. */
export const synFromListen = faultRule({
  code: 'syn-from-listen',
  about: ['syn-from-listen'],
  check(segment, report) {
    report(flagsPlace(segment), 'opens', { name: segment.senderName }, { fixes: [turnRound(segment)] });
  },
});
