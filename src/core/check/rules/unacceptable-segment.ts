import { Mark } from '../../tcp/transit.ts';
import { outdated } from '../../tcp/timestamps.ts';
import { WORDLESS } from '../report.ts';
import type { ArrivalRule } from '../rule.ts';

const REPEATS = Mark.retransmission | Mark.keepAlive | Mark.zeroWindowProbe;

/** RFC 9293 §3.10.7.4, first: the acceptability test. */
export const unacceptableSegment: ArrivalRule = {
  code: 'unacceptable-segment',
  arrival: true,
  check(segment, report) {
    const { arrival, marks, receiver, statement, segment: sent } = segment;
    // A probe is meant to be refused, and of bytes that come twice another rule speaks.
    if (arrival !== 'unacceptable' || (marks & REPEATS) !== 0) return;
    const expected = segment.write(receiver.tcb.rcvNxt);
    const old = outdated(receiver.tcb, sent.tsValue);
    const key = old ? 'paws' : expected === WORDLESS ? 'dropped' : 'window';
    // What it expects, and has no room for: another rule speaks of windows.
    if (key === 'window' && segment.algebra.equal(sent.seq, receiver.tcb.rcvNxt ?? sent.seq)) return;
    const peer = segment.receiverName;
    report(statement.arrow, key, key === 'window' ? { peer, expected } : { peer });
  },
};
