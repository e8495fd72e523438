import fc from 'fast-check';

/**
 * What everything random in the tests begins with: 1 in `npm test`, so that a commit is green or red and not both by
 * turns. `HANDSHAKE_SEED=fresh` takes another one each time, as the long run does; `HANDSHAKE_SEED=N` takes that one.
 */
const FIRST_SEED = seedOf(process.env['HANDSHAKE_SEED']);

/** With how many seeds each test is run that draws anything at random: `npm run test:unit -- --seeds 200`. */
const SEEDS = Number(process.env['HANDSHAKE_SEEDS'] ?? 1);

let current = FIRST_SEED;
let draws = 0;

/** The seed of this run of the test, for what draws without fast-check. */
export function seed(): number {
  draws++;
  return current;
}

/** How many times as many cases as usual are tried: `HANDSHAKE_RUNS=20`. */
const FACTOR = Number(process.env['HANDSHAKE_RUNS'] ?? 1);

/** The number of cases of a property of which `usual` are tried in `npm test`. */
export function runs(usual: number): number {
  return Math.ceil(usual * FACTOR);
}

/**
 * The limit of a long property, in milliseconds: only a hanging one takes as long, on a machine that does other things as well.
 * What must not take long is measured by what it computes (`spent.ts`).
 */
export const PATIENCE = 900_000 * Math.max(1, FACTOR) * SEEDS;

/** Seen by chance in one of so many samples: what a test of a share may be red for, with thousands of seeds. */
const SAMPLES = 1e6;

/**
 * How many of `tries` may fail where each does with the probability `share`, from 0 up to, not including, 1. More are seen by
 * chance in one of a million samples, however small they are: then the share has grown.
 */
export function mostOf(tries: number, share: number): number {
  if (share === 0) return 0;
  // The binomial distribution, by its logarithm: the chance that nothing fails may be less than a number can be.
  let exactly = tries * Math.log1p(-share);
  let more = 1 - Math.exp(exactly);
  let most = 0;
  for (; most < tries && more > 1 / SAMPLES; most++) {
    exactly += Math.log((((tries - most) / (most + 1)) * share) / (1 - share));
    more -= Math.exp(exactly);
  }
  return most;
}

fc.configureGlobal({
  get seed() {
    return seed();
  },
  numRuns: runs(100),
});

export { fc };

/** Any character, halves of them included. fast-check's own `binary` makes a table of all of them first, which takes a second. */
export const anyCharacter = fc
  .oneof(fc.nat(0x7f), fc.nat(0xffff), fc.nat(0x10ffff))
  .map((code) => String.fromCodePoint(code));

/** Told by mocha before the first test of a run. */
export function mochaGlobalSetup(): void {
  console.log(`  HANDSHAKE_SEED=${FIRST_SEED} HANDSHAKE_RUNS=${FACTOR}`);
}

/**
 * A test that draws is run with one seed after another until it is red; the others have nothing new to say. A hook makes mocha tell
 * twice as much from one process to the other: there is none where there is one seed.
 */
export const mochaHooks = SEEDS > 1 ? { beforeEach: withEachSeed } : {};

function withEachSeed(this: Mocha.Context): void {
  const test = this.currentTest;
  const once = test?.fn;
  if (test === undefined || once === undefined || once.length > 0) return;
  test.fn = async function (this: Mocha.Context) {
    for (let run = 0; run < SEEDS; run++) {
      current = (FIRST_SEED + run * 0x9e3779b1) % 2 ** 31;
      const before = draws;
      await again(() => (once as Mocha.AsyncFunc).call(this), run);
      if (draws === before) return;
    }
  };
}

async function again(once: () => unknown, run: number): Promise<void> {
  try {
    await once();
  } catch (error) {
    const how = `run ${run + 1}: HANDSHAKE_SEED=${current} HANDSHAKE_RUNS=${FACTOR} tries it again`;
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${how}`, { cause: error });
  }
}

function seedOf(given: string | undefined): number {
  if (given === undefined || given === '') return 1;
  if (given === 'fresh') return Math.floor(Math.random() * 2 ** 31);
  const seed = Number(given);
  if (!Number.isInteger(seed)) throw new Error(`HANDSHAKE_SEED should be a whole number or "fresh", not ${given}`);
  return seed;
}
