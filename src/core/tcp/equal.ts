import { Basis } from './number.ts';

/**
 * Whether two values hold the same. Every own field counts, so what a class is made of is what it declares; one that
 * keeps its fields to itself compares itself (`equals`). Bases are made once for each combination of symbols, so they are
 * the same only if they are one object.
 */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Basis || b instanceof Basis) return false;
  if (comparesItself(a)) return a.equals(b);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) if (!Object.hasOwn(b, key) || !equal(a[key as never], b[key as never])) return false;
  return true;
}

function comparesItself(value: object): value is { equals: (other: unknown) => boolean } {
  return 'equals' in value && typeof value.equals === 'function';
}
