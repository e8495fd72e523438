import { ACK, FIN, RST, SYN } from '../tcp/flags.ts';
import { finReceived, LAST_ACK, SYN_RECEIVED, synchronized } from '../tcp/states.ts';
import type { Transit } from '../tcp/transit.ts';

/** Notes where a segment stands in the story of its connection; to be asked before it is sent. */
export function classify(transit: Transit): void {
  const { sender, receiver } = transit;
  transit.step = 0;
  if (transit.has(RST)) {
    transit.phase = 'reset';
  } else if (transit.has(SYN)) {
    transit.phase = 'handshake';
    transit.step = transit.has(ACK) ? 2 : 1;
  } else if (transit.has(FIN)) {
    transit.phase = 'close';
    transit.step = finReceived(sender.state) ? 3 : 1;
  } else if (receiver.state === SYN_RECEIVED && synchronized(sender.state)) {
    transit.phase = 'handshake';
    transit.step = 3;
  } else if (acknowledgesFin(transit)) {
    transit.phase = 'close';
    transit.step = receiver.state === LAST_ACK || receiver.ending === 'closed' ? 4 : 2;
  } else {
    transit.phase = 'data';
  }
}

/** An ACK without text whose number covers the peer's FIN. */
function acknowledgesFin({ algebra, sender, receiver, segment }: Transit): boolean {
  if (receiver.fin === null || segment.hasData || !finReceived(sender.state)) return false;
  return algebra.equal(segment.ack, receiver.fin.plus(1));
}
