import type { SegmentStep, Step } from '../check/trace.ts';

/** What became of a row between two versions: it is in both, only in the newer, only in the older, or in both in other words. */
export type Change = '=' | '+' | '-' | '~';

/** A row of two versions in one picture: which step it is of each of them, −1 for the one that does not have it. */
export interface ComparedRow {
  readonly change: Change;
  readonly before: number;
  readonly after: number;
}

/**
 * The steps of two versions of a diagram in one order: as many as possible are the same in both; of the others, those that stand
 * at the same place and go the same way are one changed step. Steps are the same if their author wrote the same: a number
 * that was left out, and only follows from what stands above, changes nothing.
 */
export function compareSteps(before: readonly Step[], after: readonly Step[]): ComparedRow[] {
  const names = new Map<string, number>();
  const version = (steps: readonly Step[]): Version => {
    const parts = steps.map(written);
    const keys = parts.map((one) => {
      const name = JSON.stringify(one);
      const key = names.get(name) ?? names.size;
      names.set(name, key);
      return key;
    });
    return { parts, keys };
  };
  return new Alignment(version(before), version(after)).rows();
}

/** The number of the older diagram for each of the newer ones, −1 for none: those of one title belong together, then the rest in order. */
export function pairDiagrams(before: readonly string[], after: readonly string[]): number[] {
  const free = new Set(before.keys());
  const take = (fits: (index: number) => boolean): number => {
    const found = [...free].find(fits) ?? -1;
    free.delete(found);
    return found;
  };
  const named = after.map((title) => (title === '' ? -1 : take((index) => before[index] === title)));
  return named.map((index) => (index < 0 ? take(() => true) : index));
}

/** A part of a step that its author writes, and what stands there in words of the notation; null where nothing is written. */
export type StepPart = readonly [name: string, text: string | null];

/** What was written in the older version of a changed step, and is not in the newer one. A part that is new has no text. */
export function differences(before: Step, after: Step): StepPart[] {
  const now = new Map(written(after));
  return written(before).filter(([name, text]) => now.get(name) !== text);
}

/** What the author wrote of a step. The first part says what it is and which way it goes: what is another there is another step. */
function written(step: Step): readonly StepPart[] {
  switch (step.kind) {
    case 'segment':
      return segmentParts(step);
    case 'action':
      return [['place', `${step.action} ${step.target}`]];
    case 'state':
      return [
        ['place', 'state'],
        ['states', step.asserted.map(({ name, state }) => `${name} ${state}`).join(', ')],
      ];
    case 'elision':
      return [
        ['place', '...'],
        ['text', step.text],
      ];
    case 'note':
      return [
        ['place', `note ${step.position} ${step.targets.join(',')}`],
        ['text', step.text],
      ];
  }
}

function segmentParts(step: SegmentStep): StepPart[] {
  const { from, fromPort, to, toPort, delivery, flags, implied, options } = step;
  const field = (name: string, value: string | null, left = false): StepPart => [
    name,
    left || value === null ? null : `${name}=${value}`,
  ];
  return [
    ['place', `segment ${JSON.stringify([from, fromPort, to, toPort])}`],
    ['delivery', delivery],
    ['flags', implied.flags ? null : flags.join(',')],
    field('seq', step.seq, implied.seq),
    field('ack', step.ack, implied.ack),
    field('len', step.len, implied.len),
    field('win', step.win),
    ['options', options.length === 0 ? null : options.join(' ')],
    ['text', step.text === '' ? null : `"${step.text}"`],
    ['time', step.time === null ? null : `@${String(step.time / 1e6)}`],
  ];
}

/** How much two steps that are not the same have in common; 0 where they cannot be one changed step. */
function likeness(before: readonly StepPart[], after: readonly StepPart[]): number {
  if (before[0]?.[1] !== after[0]?.[1]) return 0;
  const same = before.filter(([, text], i) => i > 0 && text !== null && text === after[i]?.[1]);
  // How a segment fares is mostly the same.
  const more = same.length - (same[0]?.[0] === 'delivery' ? 1 : 0);
  return more === 0 && before[1]?.[0] === 'delivery' ? 0 : 1 + same.length;
}

/** So many pairs are all looked at; beyond that only what is near the diagonal. */
const MOST_PAIRS = 250_000;
/** So many rows differ at most for the shortest way from one version to the other to be looked for. */
const MOST_DIFFERENT = 1000;
/** The length of the pieces that two versions without much in common are cut into. */
const PIECE = 400;
/** A row that is in both counts more than any number of changed ones. */
const SAME = 1 << 20;

interface Version {
  readonly parts: readonly (readonly StepPart[])[];
  /** A number each: the same for the same steps. */
  readonly keys: readonly number[];
}

class Alignment {
  readonly #a: Version;
  readonly #b: Version;
  readonly #rows: ComparedRow[] = [];

  constructor(before: Version, after: Version) {
    [this.#a, this.#b] = [before, after];
  }

  rows(): ComparedRow[] {
    this.#align(0, this.#a.keys.length, 0, this.#b.keys.length);
    return this.#rows;
  }

  #push(before: number, after: number): void {
    const same = before >= 0 && after >= 0 && this.#a.keys[before] === this.#b.keys[after];
    this.#rows.push({ change: before < 0 ? '+' : after < 0 ? '-' : same ? '=' : '~', before, after });
  }

  #align(fromA: number, toA: number, fromB: number, toB: number): void {
    const [a, b] = [this.#a.keys, this.#b.keys];
    let [i, j, endA, endB] = [fromA, fromB, toA, toB];
    while (i < endA && j < endB && a[i] === b[j]) this.#push(i++, j++);
    while (i < endA && j < endB && a[endA - 1] === b[endB - 1]) {
      endA--;
      endB--;
    }
    if ((endA - i) * (endB - j) <= MOST_PAIRS) this.#best(i, endA, j, endB);
    else this.#long(i, endA, j, endB);
    for (; endA < toA; endA++, endB++) this.#push(endA, endB);
  }

  /** Two long parts: what the shortest way from one to the other leaves alone is the same, and what lies between is aligned by itself. */
  #long(fromA: number, toA: number, fromB: number, toB: number): void {
    const same = shortestWay(this.#a.keys.slice(fromA, toA), this.#b.keys.slice(fromB, toB));
    let [i, j] = [fromA, fromB];
    if (same) {
      for (const [a, b] of [...same, [toA - fromA, toB - fromB] as const]) {
        this.#pieces(i, fromA + a, j, fromB + b);
        if (fromA + a < toA) this.#push(fromA + a, fromB + b);
        [i, j] = [fromA + a + 1, fromB + b + 1];
      }
    } else this.#pieces(fromA, toA, fromB, toB);
  }

  #pieces(fromA: number, toA: number, fromB: number, toB: number): void {
    const pieces =
      (toA - fromA) * (toB - fromB) <= MOST_PAIRS ? 1 : Math.ceil(Math.max(toA - fromA, toB - fromB) / PIECE);
    const cut = (from: number, to: number, n: number): number => from + Math.round(((to - from) * n) / pieces);
    for (let n = 0; n < pieces; n++)
      this.#best(cut(fromA, toA, n), cut(fromA, toA, n + 1), cut(fromB, toB, n), cut(fromB, toB, n + 1));
  }

  /** The best of all ways to align two parts. */
  #best(fromA: number, toA: number, fromB: number, toB: number): void {
    const [n, m] = [toA - fromA, toB - fromB];
    const width = m + 1;
    const scores = new Int32Array(n * m);
    const best = new Int32Array((n + 1) * width);
    for (let i = n - 1; i >= 0; i--) {
      for (let j = m - 1; j >= 0; j--) {
        const score = this.#score(fromA + i, fromB + j);
        scores[i * m + j] = score;
        const paired = score === 0 ? 0 : score + at(best, (i + 1) * width + j + 1);
        best[i * width + j] = Math.max(paired, at(best, (i + 1) * width + j), at(best, i * width + j + 1));
      }
    }
    let [i, j] = [0, 0];
    while (i < n && j < m) {
      const [here, score] = [at(best, i * width + j), at(scores, i * m + j)];
      if (score > 0 && here === score + at(best, (i + 1) * width + j + 1)) this.#push(fromA + i++, fromB + j++);
      // What is gone stands before what has come for it.
      else if (here === at(best, (i + 1) * width + j)) this.#push(fromA + i++, -1);
      else this.#push(-1, fromB + j++);
    }
    while (i < n) this.#push(fromA + i++, -1);
    while (j < m) this.#push(-1, fromB + j++);
  }

  #score(i: number, j: number): number {
    const [a, b] = [this.#a, this.#b];
    if (a.keys[i] === b.keys[j]) return SAME;
    return likeness(a.parts[i] ?? [], b.parts[j] ?? []);
  }
}

const at = (numbers: Int32Array, index: number): number => numbers[index] ?? 0;

/**
 * The pairs of a longest common subsequence (Myers, "An O(ND) difference algorithm and its variations", 1986); null where more
 * than `MOST_DIFFERENT` entries are in one of the sequences alone.
 */
function shortestWay(a: readonly number[], b: readonly number[]): (readonly [number, number])[] | null {
  const most = Math.min(MOST_DIFFERENT, a.length + b.length);
  const ends = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    trace.push(ends.slice(most - d, most + d + 3));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && at(ends, most + k) < at(ends, most + k + 2));
      let x = down ? at(ends, most + k + 2) : at(ends, most + k) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      ends[most + 1 + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length);
    }
  }
  return null;
}

/** The diagonal steps of the way that was found. `trace[d]` holds the ends of the ways of d − 1 differences, for k = −d − 1 to d + 1. */
function walkBack(trace: readonly Int32Array[], endX: number, endY: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [x, y] = [endX, endY];
  for (let d = trace.length - 1; d >= 0; d--) {
    const ends = trace[d] ?? new Int32Array();
    const end = (k: number): number => at(ends, k + d + 1);
    const k = x - y;
    const down = k === -d || (k !== d && end(k - 1) < end(k + 1));
    const fromK = down ? k + 1 : k - 1;
    const [fromX, fromY] = d === 0 ? [0, 0] : [end(fromK), end(fromK) - fromK];
    const startX = d === 0 ? 0 : down ? fromX : fromX + 1;
    while (x > startX) pairs.push([--x, --y]);
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}
