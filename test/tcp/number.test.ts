import assert from 'node:assert/strict';
import { Algebra, EARLIER, type Form, LATER, number, ZERO } from '../../src/core/tcp/number.ts';
import { fc } from '../support/property.ts';

const HALF = 2 ** 31;
const ALL = 2 ** 32;

/** `a − b` in the sequence space by big integers: what `distance` must be for numbers. */
function signed(a: number, b: number): number {
  return Number(BigInt.asIntN(32, BigInt(a) - BigInt(b)));
}

describe('Numbers modulo 2^32', () => {
  it('wrap round at both ends', () => {
    assert.equal(number(ALL - 1).plus(1).constant, 0);
    assert.equal(ZERO.plus(-1).constant, ALL - 1);
    assert.equal(number(ALL).constant, 0);
    assert.equal(number(ALL + 5).constant, 5);
  });

  it('compare across the wrap-around: 5 comes after 2^32 − 5', () => {
    const algebra = new Algebra();
    assert.equal(algebra.distance(number(5), number(ALL - 5)), 10);
    assert.equal(algebra.distance(number(ALL - 5), number(5)), -10);
  });

  it('lie half the space apart at most: there, each comes before the other', () => {
    const algebra = new Algebra();
    assert.equal(algebra.distance(number(HALF - 1), ZERO), HALF - 1);
    assert.equal(algebra.distance(number(HALF), ZERO), -HALF);
    assert.equal(algebra.distance(ZERO, number(HALF)), -HALF);
  });

  it('have the distance of their difference, whatever they are', () => {
    const algebra = new Algebra();
    const word = fc.integer({ min: 0, max: ALL - 1 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        assert.equal(algebra.distance(number(a), number(b)), signed(a, b));
        assert.equal(number(a).plus(b).constant, (a + b) % ALL);
      }),
    );
  });

  it('multiply modulo 2^32', () => {
    const algebra = new Algebra();
    assert.equal(algebra.multiply(number(HALF), 2).constant, 0);
    assert.equal(algebra.multiply(number(3), -1).constant, ALL - 3);
  });
});

/** An algebra with two positions, two lengths and two lengths without a name. */
function symbols(): { algebra: Algebra; x: Form; y: Form; n: Form; m: Form; over: Form } {
  const algebra = new Algebra();
  const make = (name: string | null, kind: 'position' | 'length'): Form =>
    algebra.form(algebra.space.symbol(name, kind));
  return {
    algebra,
    x: make('x', 'position'),
    y: make('y', 'position'),
    n: make('n', 'length'),
    m: make('m', 'length'),
    over: make(null, 'length'),
  };
}

describe('Symbols', () => {
  it('compare where their difference is a number', () => {
    const { algebra, x } = symbols();
    assert.equal(algebra.distance(x.plus(101), x.plus(1)), 100);
    assert.equal(algebra.distance(x.plus(1), x.plus(101)), -100);
    assert.equal(algebra.distance(x.plus(ALL - 1), x), -1);
  });

  it('say nothing of two positions: no comparison with NaN holds', () => {
    const { algebra, x, y } = symbols();
    const apart = algebra.distance(x, y);
    assert.ok(Number.isNaN(apart));
    assert.ok(!(apart < 0) && !(apart > 0) && !(apart <= 0) && !(apart >= 0) && apart !== 0);
    assert.ok(Number.isNaN(algebra.distance(x, number(7))));
  });

  it('come later by a sum of lengths, as a length is never negative', () => {
    const { algebra, x, n, m } = symbols();
    const later = algebra.add(x, algebra.add(n, m));
    assert.equal(algebra.distance(later, x), LATER);
    assert.equal(algebra.distance(x, later), EARLIER);
    assert.equal(algebra.distance(later.plus(5), x), LATER);
    assert.equal(algebra.distance(x.plus(-5), later), EARLIER);
  });

  it('say nothing where a length stands against a number, or against another length', () => {
    const { algebra, x, n, m } = symbols();
    assert.ok(Number.isNaN(algebra.distance(algebra.add(x, n), x.plus(1))));
    assert.ok(Number.isNaN(algebra.distance(algebra.add(x, n), algebra.add(x, m))));
    assert.ok(Number.isNaN(algebra.distance(algebra.add(x, algebra.multiply(n, -1)), x.plus(-1))));
  });

  it('are later and earlier by more than any two numbers can be', () => {
    assert.ok(LATER > HALF - 1);
    assert.ok(EARLIER < -HALF);
  });

  it('vanish where they cancel, and the rest is a number', () => {
    const { algebra, x, n } = symbols();
    const sum = algebra.add(algebra.add(x, n), number(3));
    assert.equal(algebra.subtract(sum, algebra.add(x, n)).constant, 3);
    assert.equal(algebra.subtract(x, x).constant, 0);
    assert.equal(algebra.add(x, algebra.multiply(x, -1)).constant, 0);
    assert.equal(algebra.multiply(x, 0).constant, 0);
  });

  it('share one basis, in whatever order they were added', () => {
    const { algebra, x, n, m } = symbols();
    const one = algebra.add(algebra.add(x, n), m);
    const other = algebra.add(m.plus(9), algebra.add(n, x));
    assert.equal(one.basis, other.basis);
    assert.equal(algebra.distance(other, one), 9);
  });

  it('know whether something without a name is in them', () => {
    const { algebra, x, over } = symbols();
    assert.equal(algebra.add(x, over).basis.anonymous, true);
    assert.equal(x.basis.anonymous, false);
    assert.equal(algebra.subtract(algebra.add(x, over), over).basis.anonymous, false);
  });

  it('are replaced by what they turn out to be, as often as they stand there', () => {
    const { algebra, x, n } = symbols();
    const twice = algebra.add(x, algebra.multiply(n, 2)).plus(1);
    const length = n.basis.terms[0]!.symbol;
    const known = algebra.substitute(twice, length, number(100));
    assert.equal(algebra.distance(known, x), 201);
    const inOthers = algebra.substitute(twice, length, x);
    assert.equal(algebra.distance(inOthers, algebra.multiply(x, 3)), 1);
    assert.equal(algebra.substitute(x, length, number(100)), x);
  });
});

describe('Forms of any kind', () => {
  const { algebra, x, y, n, m } = symbols();
  const parts = [x, y, n, m] as const;
  const form = fc
    .tuple(
      fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 0, max: ALL - 1 }),
    )
    .map(([factors, constant]) =>
      factors.reduce((sum, factor, i) => algebra.add(sum, algebra.multiply(parts[i]!, factor)), number(constant)),
    );

  it('add up in any order, and come back when they are taken away', () => {
    fc.assert(
      fc.property(form, form, form, (a, b, c) => {
        const left = algebra.add(algebra.add(a, b), c);
        const right = algebra.add(c, algebra.add(b, a));
        assert.equal(algebra.distance(left, right), 0);
        assert.equal(algebra.distance(algebra.subtract(algebra.add(a, b), b), a), 0);
        assert.equal(algebra.distance(algebra.multiply(a, 3), algebra.add(a, algebra.add(a, a))), 0);
      }),
    );
  });

  it('have a distance that turns round with them, and does not move with what is added to both', () => {
    const word = fc.integer({ min: -HALF + 1, max: HALF - 1 });
    fc.assert(
      fc.property(form, form, word, (a, b, by) => {
        const there = algebra.distance(a, b);
        const back = algebra.distance(b, a);
        if (Number.isNaN(there)) assert.ok(Number.isNaN(back));
        else if (there === LATER) assert.equal(back, EARLIER);
        else if (there === EARLIER) assert.equal(back, LATER);
        else assert.equal(back, there === -HALF ? -HALF : -there + 0);
        assert.ok(Object.is(algebra.distance(a.plus(by), b.plus(by)), there) || Number.isNaN(there) || there === 0);
        assert.equal(algebra.distance(a.plus(by), a), by);
      }),
    );
  });

  it('give the same when values are put in before or after the sum', () => {
    const value = fc.integer({ min: 0, max: ALL - 1 });
    const put = (sum: Form, values: readonly number[]): number => {
      const known = parts.reduce(
        (current, part, i) => algebra.substitute(current, part.basis.terms[0]!.symbol, number(values[i]!)),
        sum,
      );
      assert.notEqual(known.constant, undefined);
      return known.constant!;
    };
    fc.assert(
      fc.property(form, form, fc.array(value, { minLength: 4, maxLength: 4 }), (a, b, values) => {
        assert.equal(put(algebra.add(a, b), values), (put(a, values) + put(b, values)) % ALL);
        const apart = algebra.distance(a, b);
        if (Number.isInteger(apart) && apart !== LATER && apart !== EARLIER) {
          assert.equal(signed(put(a, values), put(b, values)), apart);
        }
      }),
    );
  });

  it('are LATER by any sum of lengths and a number that is not negative', () => {
    const count = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 0, max: HALF - 1 }), (p, q, constant) => {
        const later = algebra.add(algebra.add(x, algebra.multiply(n, p)), algebra.multiply(m, q)).plus(constant);
        assert.equal(algebra.distance(later, x), p + q === 0 ? constant : LATER);
        if (p + q > 0 && constant > 0) assert.ok(Number.isNaN(algebra.distance(later.plus(-2 * constant), x)));
      }),
    );
  });
});
