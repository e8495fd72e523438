/** A longer word than this is no slip of any word we know. */
const LONGEST = 24;

/** How many edits are still a slip, between words of which the shorter has this length. */
function mostEdits(length: number): number {
  if (length < 3) return 0;
  return length < 5 ? 1 : 2;
}

/**
 * The word of `known` that `word` is most likely a slip of: at most two letters added, left out, changed or swapped,
 * one in a short word. Case does not matter. Null where none is near.
 */
export function closest(word: string, known: readonly string[]): string | null {
  if (word.length > LONGEST || word.length === 0) return null;
  const lower = word.toLowerCase();
  const letters = letterSet(lower);
  let best: string | null = null;
  let fewest = Infinity;
  for (const candidate of known) {
    const most = Math.min(mostEdits(Math.min(lower.length, candidate.length)), fewest - 1);
    if (Math.abs(candidate.length - lower.length) > most) continue;
    if (size(letterSet(candidate) & ~letters) > most) continue;
    const edits = distance(lower, candidate.toLowerCase());
    if (edits <= most) {
      fewest = edits;
      best = candidate;
    }
  }
  return best ?? beginning(lower, known);
}

/** The letters of a word as bits, in any case: each edit brings in at most one that was missing. */
function letterSet(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

/** How many bits are set. */
function size(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The word that a half-typed one begins. */
function beginning(lower: string, known: readonly string[]): string | null {
  if (lower.length < 2) return null;
  return known.find((candidate) => candidate.toLowerCase().startsWith(lower)) ?? null;
}

/** Edit distance with swaps of neighbours (optimal string alignment). */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(edits);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
