import { mayReceive, maySend } from '../../tcp/states.ts';
import type { Tcb } from '../../tcp/tcb.ts';
import type { DiagramState } from '../state.ts';

/** `...`: whoever may send has sent any number of bytes, and they have arrived and are acknowledged. */
export function elide(state: DiagramState): void {
  for (let index = 0; index < state.connections.length; index++) {
    const connection = state.change(index);
    pass(state, connection.left.tcb, connection.right.tcb);
    pass(state, connection.right.tcb, connection.left.tcb);
    connection.left.dataLine = -1;
    connection.right.dataLine = -1;
  }
}

function pass(state: DiagramState, tcb: Tcb, peer: Tcb): void {
  tcb.answer = null;
  if (!maySend(tcb.state) || !mayReceive(peer.state) || tcb.sndNxt === null) return;
  const next = state.symbols.algebra.add(tcb.sndNxt, state.passedOver());
  tcb.sndNxt = next;
  tcb.sndUna = next;
  tcb.sndWnd = -1;
  peer.rcvNxt = next;
  peer.rcvEdge = null;
  peer.lastAck = null;
  peer.outOfOrder = [];
  peer.earlyFin = null;
  peer.duplicates = 0;
}
