/**
 * Two TCPs in plain numbers that can be asked whether a line of a conversation is possible. They share no code with the
 * engine. Numbers are offsets from the initial sequence number that the conversation was written with, so that nothing
 * wraps; an end whose SYN says otherwise has another one.
 */
import type { Flag, HostState as State } from './pair.ts';
import type { Random } from './random.ts';

export type Name = 'C' | 'S';
export type { Flag };

/** A segment as it stands on its line; `seq` counts in its sender's numbers, `ack` in its receiver's. */
export interface Line {
  readonly from: Name;
  readonly flags: readonly Flag[];
  readonly seq: number;
  /** Null where none is written. */
  readonly ack: number | null;
  readonly len: number;
  readonly lost: boolean;
}

export const other = (name: Name): Name => (name === 'C' ? 'S' : 'C');
const has = ({ flags }: Line, flag: Flag): boolean => flags.includes(flag);
/** The first number behind the segment. */
export const endOf = (line: Line): number =>
  line.seq + line.len + (has(line, 'SYN') ? 1 : 0) + (has(line, 'FIN') ? 1 : 0);

/** One end of a connection. */
class Tcp {
  state: State;
  iss = NaN;
  una = NaN;
  nxt = NaN;
  /** RCV.NXT; NaN before the peer's SYN. */
  rcv = NaN;
  /** The number of the own FIN; NaN before it is sent. */
  fin = NaN;
  peerFin = NaN;
  passive = false;
  /** The ACK that was sent last. */
  lastAck = NaN;
  /** Numbers received beyond RCV.NXT. */
  readonly early = new Set<number>();
  /** What the last arrival calls for. */
  owes: 'nothing' | 'ack' | 'syn-ack' | { readonly seq: number; readonly ack: number | null } = 'nothing';

  constructor(state: State) {
    this.state = state;
  }

  get open(): boolean {
    return this.state === 'ESTABLISHED' || this.state === 'CLOSE-WAIT';
  }

  /** Whether a TCP that knows what this one knows could send the line (RFC 9293 §3.10). */
  mayEmit(line: Line): boolean {
    const { flags, seq, ack, len } = line;
    const control = flags.filter((flag) => flag !== 'ACK' && flag !== 'PSH');
    if (control.length > 1 || has(line, 'ACK') !== (ack !== null)) return false;
    if (has(line, 'RST')) return this.#mayReset(line);
    if (has(line, 'SYN')) return len === 0 && !has(line, 'PSH') && this.#maySyn(line);
    if (ack === null || ack !== this.rcv) return false;
    if (this.state === 'SYN-RECEIVED')
      return this.owes === 'ack' && len === 0 && seq === this.nxt && control.length === 0;
    if (['CLOSED', 'LISTEN', 'SYN-SENT'].includes(this.state)) return false;
    return this.#mayTalk(line);
  }

  /** A reset may carry text, which says why (RFC 9293 §3.10.7.4). */
  #mayReset({ seq, ack }: Line): boolean {
    if (typeof this.owes === 'object' && this.owes.seq === seq && this.owes.ack === ack) return true;
    if (['CLOSED', 'LISTEN', 'SYN-SENT'].includes(this.state)) return false;
    return seq >= this.una && seq <= this.nxt && (ack === null || ack === this.rcv);
  }

  #maySyn({ seq, ack }: Line): boolean {
    if (ack === null) return this.state === 'CLOSED' || (this.state === 'SYN-SENT' && seq === this.iss);
    if (ack !== this.rcv) return false;
    const again = this.passive && this.state === 'ESTABLISHED' && this.nxt === this.iss + 1;
    return (this.state === 'SYN-RECEIVED' || again) && (Number.isNaN(this.iss) || seq === this.iss);
  }

  #mayTalk(line: Line): boolean {
    const { seq, len } = line;
    const end = endOf(line);
    const closes = has(line, 'FIN');
    if (closes && !Number.isNaN(this.fin) && end !== this.fin + 1) return false;
    if (seq === this.nxt) return end === seq || this.open;
    if (seq === this.nxt - 1 && len <= 1 && !closes && this.#idle(line)) return true;
    if (end === seq || seq < this.una || seq > this.nxt) return false;
    if (closes && Number.isNaN(this.fin) && end <= this.nxt) return false;
    return end <= this.nxt || this.open;
  }

  /** Nothing is on the way, nothing is owed, nothing is new: a keep-alive may be sent (RFC 9293 §3.8.4). */
  #idle({ ack }: Line): boolean {
    return this.una === this.nxt && ack === this.lastAck && this.owes === 'nothing' && Number.isNaN(this.fin);
  }

  emit(line: Line): void {
    this.owes = 'nothing';
    this.lastAck = line.ack ?? NaN;
    if (has(line, 'RST')) {
      this.state = 'CLOSED';
      return;
    }
    if (has(line, 'SYN') && Number.isNaN(this.iss)) {
      this.iss = this.una = this.nxt = line.seq;
      if (this.state === 'CLOSED') this.state = 'SYN-SENT';
    }
    this.nxt = Math.max(this.nxt, endOf(line));
    if (!has(line, 'FIN') || !Number.isNaN(this.fin)) return;
    this.fin = endOf(line) - 1;
    this.state = this.state === 'CLOSE-WAIT' ? 'LAST-ACK' : 'FIN-WAIT-1';
  }

  /** RFC 9293 §3.10.7. */
  receive(line: Line): void {
    this.owes = 'nothing';
    if (this.state === 'CLOSED') this.#refuse(line);
    else if (this.state === 'LISTEN') this.#receiveInListen(line);
    else if (this.state === 'SYN-SENT') this.#receiveInSynSent(line);
    else this.#receiveOpen(line);
  }

  #refuse(line: Line): void {
    if (has(line, 'RST')) return;
    this.owes = line.ack === null ? { seq: 0, ack: endOf(line) } : { seq: line.ack, ack: null };
  }

  #receiveInListen(line: Line): void {
    if (has(line, 'RST')) return;
    if (line.ack !== null) this.#refuse(line);
    else if (has(line, 'SYN')) {
      this.state = 'SYN-RECEIVED';
      this.passive = true;
      this.rcv = line.seq + 1;
      this.owes = 'syn-ack';
    }
  }

  #receiveInSynSent(line: Line): void {
    if (line.ack !== null && (line.ack <= this.iss || line.ack > this.nxt)) return this.#refuse(line);
    if (has(line, 'RST')) {
      if (line.ack !== null) this.state = 'CLOSED';
      return;
    }
    if (!has(line, 'SYN')) return;
    this.rcv = line.seq + 1;
    if (line.ack === null) {
      this.state = 'SYN-RECEIVED';
      this.owes = 'syn-ack';
    } else {
      this.state = 'ESTABLISHED';
      this.una = line.ack;
      this.owes = 'ack';
    }
  }

  #receiveOpen(line: Line): void {
    const { seq, ack, len } = line;
    if (has(line, 'SYN')) return this.#receiveSyn(line);
    const end = endOf(line);
    if (has(line, 'RST')) {
      if (seq !== this.rcv) this.owes = seq > this.rcv ? 'ack' : 'nothing';
      else this.state = this.state === 'SYN-RECEIVED' && this.passive ? 'LISTEN' : 'CLOSED';
      return;
    }
    if (end === seq ? seq < this.rcv : end <= this.rcv) {
      this.owes = 'ack';
      return;
    }
    if (ack === null) return;
    if (this.state === 'SYN-RECEIVED' && (ack <= this.iss || ack > this.nxt)) return this.#refuse(line);
    if (ack > this.nxt) {
      this.owes = 'ack';
      return;
    }
    this.#takeAck(ack);
    if (end === seq || !['ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2'].includes(this.state)) return;
    this.#takeText(seq, len, has(line, 'FIN'));
  }

  #receiveSyn(line: Line): void {
    if (this.state !== 'SYN-RECEIVED') this.owes = 'ack';
    else if (line.ack === null) this.owes = 'syn-ack';
    else this.#takeAck(line.ack);
  }

  #takeAck(ack: number): void {
    if (this.state === 'SYN-RECEIVED') this.state = 'ESTABLISHED';
    this.una = Math.max(this.una, ack);
    if (Number.isNaN(this.fin) || this.una <= this.fin) return;
    if (this.state === 'FIN-WAIT-1') this.state = 'FIN-WAIT-2';
    else if (this.state === 'CLOSING') this.state = 'TIME-WAIT';
    else if (this.state === 'LAST-ACK') this.state = 'CLOSED';
  }

  #takeText(seq: number, len: number, fin: boolean): void {
    for (let byte = Math.max(seq, this.rcv); byte < seq + len; byte++) this.early.add(byte);
    if (fin) this.peerFin = seq + len;
    this.owes = 'ack';
    while (this.early.delete(this.rcv)) this.rcv++;
    if (this.peerFin !== this.rcv) return;
    this.rcv++;
    if (this.state === 'ESTABLISHED') this.state = 'CLOSE-WAIT';
    else this.state = this.state === 'FIN-WAIT-1' ? 'CLOSING' : 'TIME-WAIT';
  }

  /** What may come next, and how likely each is. */
  choices(name: Name, random: Random, unacknowledged: readonly Line[]): readonly (readonly [Line, number])[] {
    const made: [Line, number][] = [];
    const add = (weight: number, flags: readonly Flag[], seq: number, ack: number | null, len = 0): void => {
      const line = { from: name, flags, seq, ack, len, lost: false };
      if (this.mayEmit(line)) made.push([line, weight]);
    };
    const { nxt, rcv } = this;
    if (this.state === 'CLOSED' && Number.isNaN(this.iss) && !this.passive) add(1, ['SYN'], 0, null);
    if (this.state === 'SYN-SENT') add(0.3, ['SYN'], this.iss, null);
    if (this.state === 'SYN-RECEIVED') add(this.owes === 'syn-ack' ? 20 : 0.3, ['SYN', 'ACK'], 0, rcv);
    const len = random.pick([random.integer(1, 40), random.integer(1, 1460), 100]);
    add(this.owes === 'ack' ? 12 : 0.3, ['ACK'], nxt, rcv);
    if (this.open) {
      add(3, ['PSH', 'ACK'], nxt, rcv, len);
      add(1, ['ACK'], nxt, rcv, len);
      add(0.3, ['FIN', 'ACK'], nxt, rcv, random.chance(0.3) ? len : 0);
    }
    for (const old of unacknowledged)
      if (old.from === name && endOf(old) > this.una) add(1, old.flags, old.seq, rcv, old.len);
    return made;
  }
}

/** Both ends at the beginning: C opens, S listens. */
function ends(): Readonly<Record<Name, Tcp>> {
  return { C: new Tcp('CLOSED'), S: new Tcp('LISTEN') };
}

function pass(tcps: Readonly<Record<Name, Tcp>>, line: Line): void {
  tcps[line.from].emit(line);
  if (!line.lost) tcps[other(line.from)].receive(line);
}

/** The first line that its sender could not have sent; −1 where every line is possible. */
export function firstImpossible(lines: readonly Line[]): number {
  const tcps = ends();
  for (const [i, line] of lines.entries()) {
    if (!tcps[line.from].mayEmit(line)) return i;
    pass(tcps, line);
  }
  return -1;
}

/** A conversation of up to `length` lines that is possible in every line; one in two has losses. */
export function talk(random: Random, length: number): readonly Line[] {
  const tcps = ends();
  const lines: Line[] = [];
  const trouble = random.pick([0, 0, 0.05, 0.2]);
  while (lines.length < length) {
    const sent = lines.filter(({ len, flags }) => len > 0 || flags.includes('FIN'));
    const choices = (['C', 'S'] as const).flatMap((name) => [...tcps[name].choices(name, random, sent)]);
    const chosen = weighted(random, choices);
    if (chosen === undefined) break;
    const line = { ...chosen, lost: random.chance(trouble) };
    lines.push(line);
    pass(tcps, line);
  }
  return lines;
}

function weighted(random: Random, choices: readonly (readonly [Line, number])[]): Line | undefined {
  let at = random.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [line, weight] of choices) {
    at -= weight;
    if (at < 0) return line;
  }
  return choices.at(-1)?.[0];
}
