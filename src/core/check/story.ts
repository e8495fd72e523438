import { ACK, FIN, RST, SYN } from '../tcp/flags.ts';
import type { Facts } from '../tcp/facts.ts';
import type { Algebra } from '../tcp/number.ts';
import type { Segment } from '../tcp/segment.ts';
import { CLOSED, finReceived, LAST_ACK, SYN_RECEIVED, SYN_SENT } from '../tcp/states.ts';
import type { Tcb } from '../tcp/tcb.ts';

/** Where a segment stands in the story of its connection, told before it is sent. */
export function tell(algebra: Algebra, tcb: Tcb, peer: Tcb, segment: Segment, facts: Facts): void {
  const { flags } = segment;
  facts.step = 0;
  if ((flags & RST) !== 0) {
    facts.phase = 'reset';
  } else if ((flags & SYN) !== 0) {
    facts.phase = 'handshake';
    facts.step = (flags & ACK) === 0 ? 1 : 2;
  } else if ((flags & FIN) !== 0) {
    facts.phase = 'close';
    facts.step = finReceived(tcb.state) ? 3 : 1;
  } else if (peer.state === SYN_RECEIVED || (peer.state === SYN_SENT && tcb.state !== CLOSED)) {
    facts.phase = 'handshake';
    facts.step = 3;
  } else if (acknowledgesFin(algebra, tcb, peer, segment)) {
    facts.phase = 'close';
    facts.step = peer.state === LAST_ACK || peer.ending === 'closed' ? 4 : 2;
  } else {
    facts.phase = 'data';
  }
}

/** An ACK without text whose number covers the peer's FIN. */
function acknowledgesFin(algebra: Algebra, tcb: Tcb, peer: Tcb, segment: Segment): boolean {
  if (peer.fin === null || segment.hasData || !finReceived(tcb.state)) return false;
  return algebra.distance(segment.ack, peer.fin) === 1;
}
