import { Basis } from '../tcp/number.ts';
import { Connection } from './connection.ts';

/**
 * Whether two values of a reading hold the same. Bases are shared among all readings of a diagram, so they are the same
 * only if they are one object; connections know best themselves.
 */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Basis || b instanceof Basis) return false;
  if (a instanceof Connection) return b instanceof Connection && a.equals(b);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => same(a[key as never], b[key as never]));
}
