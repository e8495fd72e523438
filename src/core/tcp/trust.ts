import type { Tcb } from './tcb.ts';

/**
 * A wrong number may be a slip, or the sign of a slip in the line before: where a length is wrong, every number after it
 * is off by the same amount. So the first number that is off is a fault. If the next one in the same sequence space is
 * off by just as much, the lines agree with each other and not with the length: they are trusted, and one mistake stays
 * one fault. That can only be where SND.NXT rests on a length: SYN and FIN always take one number.
 *
 * Returns whether the number is trusted; then `owner`, whose sequence space it is, and `receiver` have moved to it.
 */
export function trust(owner: Tcb, receiver: Tcb, off: number): boolean {
  if (!Number.isInteger(off) || Math.abs(off) >= 2 ** 31) return false;
  if (!owner.restsOnLength || owner.lastOff !== off) {
    owner.lastOff = off;
    return false;
  }
  const { sndNxt, sndUna } = owner;
  const everythingAcknowledged =
    sndUna !== null && sndNxt !== null && sndUna.basis === sndNxt.basis && sndUna.offset === sndNxt.offset;
  owner.sndNxt = sndNxt?.plus(off) ?? null;
  if (everythingAcknowledged) owner.sndUna = owner.sndNxt;
  receiver.rcvNxt = receiver.rcvNxt?.plus(off) ?? null;
  owner.lastOff = 0;
  return true;
}
