/** How the time of a call grows with the size of what it is given. */

/** What is measured at a size: `before` each call something may be made ready, which is not counted. */
export interface Work {
  readonly call: () => unknown;
  readonly before?: () => void;
}

/** How the time of a call grows. */
export interface Growth {
  /** The slope of the time over the size on logarithmic scales; null where every size was too quick to measure. */
  readonly exponent: number | null;
  /** The largest text, in UTF-16 units, and the milliseconds of the processor that it took. */
  readonly size: number;
  readonly time: number;
}

/** What takes fewer milliseconds is not measured but guessed. */
const MEASURABLE = 2;
/** The slope is that of so many sizes, the largest ones; that of fewer than three would tell nothing. */
const FITTED = 4;
const FEWEST = 3;
/** Milliseconds of calls of which the first ones are slow. */
const WARM = 20;
const SMALLEST = 128;
const LARGEST = 1 << 17;
/** What takes less than this share of the limit is doubled twice at once. */
const FAR = 1 / 32;
/** A slope beyond the limit is looked at again so many times: what disturbs a measure only ever makes it longer. */
const AGAIN = 4;
/**
 * … and then at sizes that take so many times as long: what is quadratic shows it the more, while a step (of a cache, of the
 * heap) between two sizes is soon behind.
 */
const FURTHER = 8;

interface Point {
  readonly n: number;
  readonly size: number;
  time: number;
}

/**
 * Doubles the size until a call takes `until` milliseconds. `make` gives the text of a size, `prepare` what is measured with
 * it. A slope of more than `limit` is measured again before it is believed.
 */
export async function grow(
  make: (n: number) => string,
  prepare: (text: string) => Work,
  until: number,
  limit: number,
): Promise<Growth> {
  const points: Point[] = [];
  await warmUp(prepare(make(SMALLEST)));
  await double(points, make, prepare, until);
  let exponent = await fit(points, make, prepare, limit);
  if (exponent !== null && exponent > limit && (await double(points, make, prepare, until * FURTHER))) {
    exponent = await fit(points, make, prepare, limit);
  }
  const last = points.at(-1) ?? { size: 0, time: 0 };
  return { exponent, size: last.size, time: last.time };
}

/** Measures at larger and larger sizes, behind those that were, until a call takes `until` milliseconds; whether there was any. */
async function double(
  points: Point[],
  make: (n: number) => string,
  prepare: (text: string) => Work,
  until: number,
): Promise<boolean> {
  const known = points.length;
  for (;;) {
    const last = points.at(-1);
    if (last !== undefined && last.time > until && points.length >= FEWEST) break;
    const n = last === undefined ? SMALLEST : last.n * (last.time < until * FAR ? 4 : 2);
    if (n > LARGEST) break;
    const text = make(n);
    // A shape with a limit grows no more.
    if (text.length === last?.size) break;
    points.push({ n, size: text.length, time: await timeOf(prepare(text)) });
  }
  return points.length > known;
}

/** The slope of the largest sizes, measured again for as long as it is more than the limit, a few times. */
async function fit(
  points: readonly Point[],
  make: (n: number) => string,
  prepare: (text: string) => Work,
  limit: number,
): Promise<number | null> {
  const fitted = points.slice(-FITTED);
  await measureAgain(fitted, make, prepare);
  let exponent = slope(fitted);
  for (let again = 0; again < AGAIN && exponent !== null && exponent > limit; again++) {
    await measureAgain(fitted, make, prepare);
    exponent = slope(fitted);
  }
  return exponent;
}

async function measureAgain(
  points: readonly Point[],
  make: (n: number) => string,
  prepare: (text: string) => Work,
): Promise<void> {
  for (const point of points) point.time = Math.min(point.time, await timeOf(prepare(make(point.n))));
}

/** The milliseconds of a call, the least of three where they are few; what others have left behind is cleared away before. */
async function timeOf({ call, before }: Work): Promise<number> {
  let least = Infinity;
  for (let run = 0; run < 3 && (run === 0 || least < 10); run++) {
    before?.();
    globalThis.gc?.();
    least = Math.min(least, await processorTime(call));
  }
  return least;
}

/** Calls it until what it runs is compiled. */
async function warmUp({ call, before }: Work): Promise<void> {
  let spent = 0;
  for (let run = 0; run < 20 && spent < WARM; run++) {
    before?.();
    spent += await processorTime(call);
  }
}

/** The milliseconds that the processor spends: what other programs of the machine do is not in it. */
async function processorTime(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The slope of the straight line that fits the points best, on logarithmic scales; null where all were too quick. */
function slope(all: readonly Point[]): number | null {
  const points = all.filter(({ time }) => time >= MEASURABLE);
  if (points.length < 2) return null;
  const x = points.map(({ size }) => Math.log(size));
  const y = points.map(({ time }) => Math.log(time));
  const [meanX, meanY] = [x, y].map((values) => values.reduce((sum, value) => sum + value, 0) / values.length) as [
    number,
    number,
  ];
  let above = 0;
  let below = 0;
  for (const [i, value] of x.entries()) {
    above += (value - meanX) * ((y[i] ?? 0) - meanY);
    below += (value - meanX) ** 2;
  }
  return above / below;
}
