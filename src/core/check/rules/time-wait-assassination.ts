import { RST } from '../../tcp/flags.ts';
import { CLOSED, TIME_WAIT } from '../../tcp/states.ts';
import type { HeaderRule } from '../rule.ts';
import { flagsPlace } from './shared.ts';

/** RFC 1337: an old duplicate may end TIME-WAIT by way of the reset that answers its ACK. */
export const timeWaitAssassination: HeaderRule = {
  code: 'time-wait-assassination',
  looksAt: { flags: RST },
  check(segment, report) {
    const { receiver, receiverState } = segment;
    if (receiverState !== TIME_WAIT || receiver.tcb.state !== CLOSED) return;
    report(flagsPlace(segment), 'killed', { peer: segment.receiverName });
  },
};
