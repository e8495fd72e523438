/** Writes what a pair of TCPs did as a diagram. */
import type { Event, Packet } from './pair.ts';

/** An initial sequence number: a symbol, or a number modulo 2^32. */
export type Isn = string | number;

export interface Numbering {
  readonly C: Isn;
  readonly S: Isn;
}

const ARROWS = { delivered: '->', lost: '-x', sent: '->...', arrived: '...->' } as const;

/** The lines before the first segment. */
export const HEAD = ['client C', 'server S'] as const;

/** The line of an event. */
export function writeEvent({ sender, packet, delivery }: Event, numbering: Numbering): string {
  const receiver = sender === 'C' ? 'S' : 'C';
  return `${sender} ${ARROWS[delivery]} ${receiver} ${writePacket(packet, numbering[sender], numbering[receiver])}`;
}

export function writePacket({ flags, seq, ack, len }: Packet, own: Isn, other: Isn): string {
  const fields = [flags.join(','), `seq=${writeNumber(own, seq)}`];
  if (ack !== null) fields.push(`ack=${writeNumber(other, ack)}`);
  if (len > 0) fields.push(`len=${String(len)}`);
  return fields.filter((field) => field !== '').join(' ');
}

export function writeNumber(isn: Isn, offset: number): string {
  if (typeof isn === 'number') return String((isn + offset + 2 ** 32) % 2 ** 32);
  if (offset === 0) return isn;
  return offset > 0 ? `${isn}+${String(offset)}` : `${isn}-${String(-offset)}`;
}
