import fc from 'fast-check';

/**
 * What everything random in the tests begins with: 1 in `npm test`, so that a commit is green or red and not both by
 * turns. `HANDSHAKE_SEED=fresh` takes another one each time, as the long run does; `HANDSHAKE_SEED=N` takes that one.
 */
export const SEED = seedOf(process.env['HANDSHAKE_SEED']);

/** How many times as many cases as usual are tried: `HANDSHAKE_RUNS=20`. */
const FACTOR = Number(process.env['HANDSHAKE_RUNS'] ?? 1);

/** The number of cases of a property of which `usual` are tried in `npm test`. */
export function runs(usual: number): number {
  return Math.ceil(usual * FACTOR);
}

/** A limit in milliseconds for as many cases. */
export function patience(usual: number): number {
  return usual * Math.max(1, FACTOR);
}

fc.configureGlobal({ seed: SEED, numRuns: runs(100) });

export { fc };

/** Any character, halves of them included. fast-check's own `binary` makes a table of all of them first, which takes a second. */
export const anyCharacter = fc
  .oneof(fc.nat(0x7f), fc.nat(0xffff), fc.nat(0x10ffff))
  .map((code) => String.fromCodePoint(code));

/** Told by mocha before the first test of a run. */
export function mochaGlobalSetup(): void {
  console.log(`  HANDSHAKE_SEED=${SEED} HANDSHAKE_RUNS=${FACTOR}`);
}

function seedOf(given: string | undefined): number {
  if (given === undefined || given === '') return 1;
  if (given === 'fresh') return Math.floor(Math.random() * 2 ** 31);
  const seed = Number(given);
  if (!Number.isInteger(seed)) throw new Error(`HANDSHAKE_SEED should be a whole number or "fresh", not ${given}`);
  return seed;
}
