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
const MEASURABLE = 3;
/** The slope is that of so many sizes, the largest ones. */
const FITTED = 4;
/** Milliseconds of calls of which the first ones are slow. */
const WARM = 30;
const SMALLEST = 256;
const LARGEST = 1 << 16;
/** A slope beyond the limit is looked at again so many times: what disturbs a measure only ever makes it longer. */
const AGAIN = 3;

interface Point {
  readonly size: number;
  readonly n: number;
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
  for (let n = SMALLEST; n <= LARGEST; n *= 2) {
    const text = make(n);
    // A shape with a limit grows no more.
    if (text.length === points.at(-1)?.size) break;
    const time = await leastTime(prepare(text), until);
    points.push({ size: text.length, n, time });
    if (time > until) break;
  }
  const last = points.at(-1) ?? { size: 0, n: 0, time: 0 };
  const fitted = points.filter(({ time }) => time >= MEASURABLE).slice(-FITTED);
  let exponent = slope(fitted);
  for (let again = 0; again < AGAIN && exponent !== null && exponent > limit; again++) {
    for (const point of fitted) {
      point.time = Math.min(point.time, await leastTime(prepare(make(point.n)), until));
    }
    exponent = slope(fitted);
  }
  return { exponent, size: last.size, time: last.time };
}

/** The least time of several calls: of two at least, and of up to five that together take no longer than `budget`. */
async function leastTime({ call, before }: Work, budget: number): Promise<number> {
  globalThis.gc?.();
  let least = Infinity;
  let spent = 0;
  for (let run = 0; run < 5 && (run < 2 || spent < budget); run++) {
    before?.();
    const time = await processorTime(call);
    least = Math.min(least, time);
    spent += time;
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

/** The slope of the straight line that fits the points best, on logarithmic scales. */
function slope(points: readonly Point[]): number | null {
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
