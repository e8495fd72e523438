import { CLOSED, type State } from '../tcp/states.ts';
import { Transit } from '../tcp/transit.ts';
import { type Connection, End } from './connection.ts';

/** The field in which an arriving segment differs from the one that was sent. */
export type Mistaken = 'none' | 'flags' | 'seq' | 'ack' | 'len';

/** A transit and where in the text it stands: from its line to what it did. */
export class SegmentTransit extends Transit {
  line = -1;
  connection: Connection | null = null;
  /** Which end of the connection sends. */
  side: 0 | 1 = 0;
  /** States before the segment. */
  senderState: State = CLOSED;
  receiverState: State = CLOSED;
  /** The line that an arriving segment was sent on; −1 for an old duplicate, and for a segment that was just sent. */
  sentLine = -1;
  /** The line on which other bytes were sent with the same numbers; −1 for none. */
  conflictingLine = -1;
  mistaken: Mistaken = 'none';

  /** The ends of the connection, as they are after the segment. */
  from = NOBODY;
  to = NOBODY;

  /** Nothing is known yet of a segment on this line, which the left (0) or the right (1) end of the connection sends. */
  enter(line: number, connection: Connection, side: 0 | 1, exact: boolean): void {
    this.line = line;
    this.connection = connection;
    this.side = side;
    this.from = side === 0 ? connection.left : connection.right;
    this.to = side === 0 ? connection.right : connection.left;
    this.begin(this.from.tcb, this.to.tcb, exact);
    this.senderState = this.sender.state;
    this.receiverState = this.receiver.state;
    this.sentLine = -1;
    this.conflictingLine = -1;
    this.mistaken = 'none';
  }
}

const NOBODY = new End(-1, null);
