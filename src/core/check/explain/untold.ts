import { flagNames } from '../../notation/flags.ts';
import type { SegmentStatement } from '../../notation/syntax.ts';
import { writeSegment } from '../../notation/write.ts';
import { ACK, FIN, PSH, RST, SYN } from '../../tcp/flags.ts';
import type { Algebra, Form } from '../../tcp/number.ts';
import { SYN_RECEIVED, SYN_SENT } from '../../tcp/states.ts';
import type { Fault } from '../../tcp/transit.ts';
import type { End } from '../connection.ts';
import type { Untold } from '../segments.ts';
import type { DiagramState } from '../state.ts';
import { MOST_BYTES } from './otherwise.ts';
import type { Context } from './trial.ts';

/** The segments of which one may be missing before a segment with this fault, the likeliest first. */
export function* untoldBefore(
  algebra: Algebra,
  { connection, side, written }: Context,
  fault: Fault,
  statement: SegmentStatement,
): Generator<Untold> {
  if (connection === null) return;
  const peerSide = side === 0 ? 1 : 0;
  const own = connection.end(side).tcb;
  const peer = connection.end(peerSide).tcb;
  switch (fault.kind) {
    case 'seq-gap': {
      const count = algebra.subtract(fault.given, fault.expected);
      yield* textOf(side, count, 'delivered');
      yield* textOf(side, count, 'lost');
      break;
    }
    case 'ack-unsent': {
      if (peer.sndNxt === null) break;
      const count = algebra.subtract(fault.given, peer.sndNxt);
      yield* textOf(peerSide, count, 'delivered');
      break;
    }
    case 'sack-unsent':
      if (peer.sndNxt !== null) yield* textOf(peerSide, algebra.subtract(fault.given, peer.sndNxt), 'delivered');
      break;
    case 'sack-not-received': {
      const len = algebra.subtract(fault.given, fault.expected);
      yield { side: peerSide, flags: PSH | ACK, seq: fault.expected, len };
      break;
    }
    case 'ack-not-received': {
      // What was lost has been sent again, and has filled the gap.
      const first = own.outOfOrder.lowest?.left ?? fault.given;
      for (const end of [first, fault.given]) {
        const len = algebra.subtract(end, fault.expected);
        yield { side: peerSide, flags: PSH | ACK, seq: fault.expected, len };
        const fin = peer.fin !== null && algebra.equal(end, peer.fin.plus(1));
        if (fin) yield { side: peerSide, flags: FIN | ACK, seq: fault.expected, len: len.plus(-1) };
      }
      break;
    }
    case 'data-before-established':
    case 'ack-before-established':
    case 'fin-before-established':
      if (own.state === SYN_SENT && (written.flags & ACK) !== 0 && statement.ack.present) {
        yield { side: peerSide, flags: SYN | ACK, seq: written.ack.plus(-1), sackok: own.ownSack };
      } else if (own.state === SYN_RECEIVED) {
        const { rcvNxt: next } = own;
        if (next !== null && statement.ack.present && algebra.surelyAfter(written.ack, next)) {
          yield { side: peerSide, flags: PSH | ACK, seq: next, len: algebra.subtract(written.ack, next) };
        }
        yield { side: peerSide, flags: ACK };
      }
      break;
    case 'syn-ack-unasked':
      // What the answer takes up was offered.
      yield { side: peerSide, flags: SYN, seq: written.ack.plus(-1), sackok: written.sackok, wscale: written.wscale };
      break;
    case 'window-overflow':
    case 'zero-window-data':
      yield { side: peerSide, flags: ACK };
      break;
    case 'syn-in-connection':
      yield { side, flags: RST | ACK };
      yield { side: peerSide, flags: RST | ACK };
      yield { side: peerSide, flags: ACK };
      break;
    default:
  }
}

export function isByte({ flags, len }: Untold): boolean {
  return (flags & FIN) === 0 && len?.constant === 1;
}

/** So many bytes, with a FIN or without. */
function* textOf(side: 0 | 1, count: Form, delivery: 'delivered' | 'lost'): Generator<Untold> {
  // No segment holds more than that.
  if ((count.constant ?? 0) > MOST_BYTES) return;
  const one = count.constant === 1;
  if (one) yield { side, flags: FIN | ACK, delivery };
  yield { side, flags: PSH | ACK, len: count, delivery };
  if (!one) yield { side, flags: FIN | ACK, len: count.plus(-1), delivery };
}

/** The line of a segment that has just passed untold. */
export function writeUntold(state: DiagramState, { delivery, flags, sackok, wscale = -1 }: Untold): string {
  const { from, to, written } = state.transit;
  const name = ({ participant }: End): string => state.names.text(state.participants.at(participant).name);
  const write = (form: Form): string => state.symbols.write(form) ?? '0';
  const segment = {
    from: name(from),
    to: name(to),
    fromPort: from.port,
    toPort: to.port,
    flags: flagNames(flags),
    seq: write(written.seq),
    ack: (flags & ACK) === 0 ? null : write(written.ack),
    len: written.hasData ? write(written.len) : null,
  };
  const options = [...(sackok === true ? ['sackok'] : []), ...(wscale < 0 ? [] : [`wscale=${String(wscale)}`])];
  return [writeSegment(segment, null, delivery === 'lost'), ...options].join(' ');
}
