import type { Algebra, Form } from './number.ts';
import type { Tcb } from './tcb.ts';

/**
 * A length was off by `off` bytes: everything that `owner` has sent ends that much later, and `receiver` has received it
 * so, where it has received it.
 */
export function moveEnd(algebra: Algebra, owner: Tcb, receiver: Tcb, off: number): void {
  const { sndNxt } = owner;
  if (sndNxt === null) return;
  const atEnd = (form: Form | null): form is Form => form !== null && algebra.equal(form, sndNxt);
  const moved = (form: Form | null): Form | null => (atEnd(form) ? form.plus(off) : form);
  owner.sndUna = moved(owner.sndUna);
  owner.fin = owner.fin?.plus(off) ?? null;
  receiver.rcvNxt = moved(receiver.rcvNxt);
  receiver.earlyFin = receiver.earlyFin?.plus(off) ?? null;
  receiver.outOfOrder = receiver.outOfOrder.map(({ left, right }) => ({
    left,
    right: atEnd(right) ? right.plus(off) : right,
  }));
  owner.sndNxt = sndNxt.plus(off);
}
