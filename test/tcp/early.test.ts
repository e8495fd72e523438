import assert from 'node:assert/strict';
import { EarlyRanges } from '../../src/core/tcp/early.ts';
import { equal } from '../../src/core/tcp/equal.ts';
import { Algebra, number, SymbolSpace } from '../../src/core/tcp/number.ts';
import { fc, runs } from '../support/property.ts';

const algebra = new Algebra(new SymbolSpace());
/** Beyond this the numbers begin again at 0. */
const NEXT = 2 ** 32 - 300;
const at = (offset: number): ReturnType<typeof number> => number((NEXT + offset) >>> 0);
const offsetOf = (form: ReturnType<typeof number>): number => algebra.distance(form, number(NEXT));

type Pair = readonly [left: number, right: number];

const told = (early: EarlyRanges): Pair[] =>
  early.newestFirst.map(({ left, right }) => [offsetOf(left), offsetOf(right)]);

/** The same by a list that is looked through from end to end: the newest first. */
function joined(ranges: readonly Pair[], [left, right]: Pair): Pair[] {
  const touching = ranges.filter(([from, to]) => from <= right && to >= left);
  const all = [...touching, [left, right] as const];
  const one = [Math.min(...all.map(([from]) => from)), Math.max(...all.map(([, to]) => to))] as const;
  return [one, ...ranges.filter((range) => !touching.includes(range))];
}

describe('Ranges beyond RCV.NXT (RFC 2018 §4)', () => {
  const pair = fc.tuple(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 12 }));
  const pairs = fc.array(pair, { maxLength: 300 });

  it('are joined where they touch, the newest first, in any order and across 2^32', () => {
    fc.assert(
      fc.property(pairs, (arriving) => {
        let early = EarlyRanges.NONE;
        let list: Pair[] = [];
        for (const [left, length] of arriving) {
          const before = told(early);
          const next = early.with(algebra, { left: at(left), right: at(left + length) });
          assert.deepEqual(told(early), before);
          early = next;
          list = joined(list, [left, left + length]);
          assert.deepEqual(told(early), list);
          assert.equal(early.size, list.length);
          const lowest = list.slice(1).sort((a, b) => a[0] - b[0]);
          const some = list.length <= 9 ? list : [list[0], ...lowest.slice(0, 8)];
          assert.deepEqual(
            early.some(9).map(({ left: from, right: to }) => [offsetOf(from), offsetOf(to)]),
            some,
          );
          const ends = list.flat();
          assert.equal(early.lowest && offsetOf(early.lowest.left), Math.min(...ends));
          assert.equal(early.highest && offsetOf(early.highest.right), Math.max(...ends));
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('are left behind as far as RCV.NXT reaches over them', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 0, max: 2100 }), (arriving, from) => {
        let early = EarlyRanges.NONE;
        for (const [left, length] of arriving)
          early = early.with(algebra, { left: at(left), right: at(left + length) });
        let next = from;
        const sorted = told(early).sort((a, b) => a[0] - b[0]);
        for (const [left, right] of sorted) if (left <= next) next = Math.max(next, right);
        const rest = told(early).filter(([left]) => left > next);
        const reached = early.reached(algebra, at(from));
        assert.deepEqual([offsetOf(reached.rcvNxt), told(reached.early)], [next, rest]);
        assert.equal(reached.early.size, rest.length);
        assert.deepEqual(reached.early.newest && offsetOf(reached.early.newest.left), rest[0]?.[0] ?? null);
        for (const probe of [0, from, next, 700]) {
          const below = sorted.findLast(([left]) => left <= probe);
          const found = early.at(algebra, at(probe));
          assert.deepEqual(found && [offsetOf(found.left), offsetOf(found.right)], below);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('are the same if they hold the same, and came in the same order', () => {
    const of = (...arriving: Pair[]): EarlyRanges =>
      arriving.reduce(
        (early, [left, right]) => early.with(algebra, { left: at(left), right: at(right) }),
        EarlyRanges.NONE,
      );
    assert.equal(equal(of([1, 2], [5, 6]), of([5, 6], [1, 2], [5, 6])), true);
    assert.equal(equal(of([1, 2], [5, 6]), of([5, 6], [1, 2])), false);
    assert.equal(equal(of([1, 2], [5, 6]), of([1, 2], [5, 7])), false);
    assert.equal(equal(of([1, 2]), of([1, 2], [5, 7])), false);
    assert.equal(equal(EarlyRanges.NONE, []), false);
  });
});
