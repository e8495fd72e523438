import assert from 'node:assert/strict';
import { Connection, End } from '../../src/core/check/connection.ts';
import { Flights, type InFlight } from '../../src/core/check/flights.ts';
import { Log } from '../../src/core/check/log.ts';
import { equal } from '../../src/core/tcp/equal.ts';
import { Flow } from '../../src/core/tcp/flow.ts';
import { Algebra, Form, number } from '../../src/core/tcp/number.ts';
import { Segment } from '../../src/core/tcp/segment.ts';
import { Tcb } from '../../src/core/tcp/tcb.ts';

/** A value that differs from the one that is given, of whatever kind. */
function another(value: unknown): unknown {
  if (typeof value === 'number') return Number.isNaN(value) ? 7 : value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return `${value}x`;
  if (Array.isArray(value)) return [...(value as unknown[]), null];
  if (value instanceof Form) return value.plus(1);
  return number(5);
}

const FLIGHT: InFlight = { line: 1, sender: 0, segment: new Segment(), phase: 'data', step: 0 };

describe('Whether two values hold the same', () => {
  it('is asked of plain ones as by Object.is: NaN is NaN', () => {
    for (const value of [0, 1, NaN, '', 'a', null, undefined, true, false]) assert.equal(equal(value, value), true);
    const different: readonly (readonly [unknown, unknown])[] = [
      [0, 1],
      [NaN, 0],
      [0, null],
      [null, undefined],
      ['a', 'b'],
      [null, {}],
      [{}, null],
      [0, {}],
      [{}, 0],
      [undefined, {}],
      [{}, undefined],
    ];
    for (const [a, b] of different) assert.equal(equal(a, b), false, `${String(a)} and ${String(b)}`);
  });

  it('is asked of every field, at any depth', () => {
    assert.equal(equal({ a: 1, b: { c: [1, 2] } }, { a: 1, b: { c: [1, 2] } }), true);
    assert.equal(equal({ a: 1, b: { c: [1, 2] } }, { a: 1, b: { c: [1, 3] } }), false);
    assert.equal(equal({ a: 1, b: 2 }, { a: 1, b: 3 }), false);
    assert.equal(equal({ a: 2, b: 2 }, { a: 1, b: 2 }), false);
    assert.equal(equal([], []), true);
    assert.equal(equal([1], []), false);
    assert.equal(equal([], [1]), false);
  });

  it('is no where a field is missing, or another one is there instead', () => {
    assert.equal(equal({ a: 1 }, { a: 1, b: 1 }), false);
    assert.equal(equal({ a: 1, b: 1 }, { a: 1 }), false);
    assert.equal(equal({ a: undefined }, { b: undefined }), false);
    assert.equal(equal(Object.create({ a: 1 }), { a: 1 }), false);
    assert.equal(equal({ a: undefined }, Object.assign(Object.create({ a: undefined }), { b: undefined })), false);
  });

  it('is asked of a basis by being the same one: it is made once for each combination', () => {
    const algebra = new Algebra();
    const [x, y] = ['x', 'y'].map((name) => algebra.form(algebra.space.symbol(name, 'position')));
    assert.ok(x !== undefined && y !== undefined);
    assert.equal(equal(x.plus(1), x.plus(1)), true);
    assert.equal(equal(x.plus(1), x.plus(2)), false);
    assert.equal(equal(x, y), false);
    assert.equal(equal(x.basis, y.basis), false);
    assert.equal(equal(x.basis, { ...x.basis }), false);
    assert.equal(equal({ ...x.basis }, x.basis), false);
    // Equal in every field, and made in another diagram.
    const other = new Algebra();
    const twin = other.form(other.space.symbol('x', 'position'));
    assert.equal(equal(x, twin), false);
  });

  it('is left to a value that compares itself', () => {
    const modulo = (n: number): object => ({ n, equals: (other: { n: number }) => other.n % 10 === n % 10 });
    assert.equal(equal(modulo(1), modulo(11)), true);
    assert.equal(equal(modulo(1), modulo(12)), false);
    assert.equal(equal({ equals: true }, { equals: true }), true);
    assert.equal(equal({ equals: true }, { equals: false }), false);
  });
});

describe('Copies', () => {
  const captured = (participant: number, port: number | null): End => new End(participant, port, new Tcb(), new Flow());
  const kinds: readonly (readonly [string, () => { copy(): object }])[] = [
    ['a block (RFC 9293 §3.3.1)', () => new Tcb()],
    ['a segment', () => new Segment()],
    ['what a capture has shown', () => new Flow()],
    ['an end', () => captured(1, 80)],
    ['a connection', () => new Connection(captured(0, null), captured(1, 80))],
  ];

  for (const [name, make] of kinds) {
    it(`of ${name} hold the same, in every field, whatever it holds`, () => {
      for (const field of Object.keys(make())) {
        const original = make();
        const changed = make();
        const value: unknown = changed[field as never];
        if (value instanceof Tcb) value.rcvWnd = 9;
        else if (value instanceof Flow) value.window = 9;
        else if (value instanceof Flights) value.add(FLIGHT);
        else if (value instanceof End) value.sentLine = 9;
        else Object.assign(changed, { [field]: another(value) });
        assert.equal(equal(changed, original), false, field);
        assert.equal(equal(changed.copy(), changed), true, field);
        assert.equal(changed.copy().constructor, changed.constructor);
      }
    });

    it(`of ${name} change nothing of what they were made from`, () => {
      const original = make();
      const copy = original.copy();
      for (const field of Object.keys(copy)) {
        const value: unknown = copy[field as never];
        if (value instanceof Tcb) value.rcvWnd = 9;
        else if (value instanceof Flow) value.window = 9;
        else if (value instanceof Flights) value.add(FLIGHT);
        else if (value instanceof End) {
          [value.sentLine, value.tcb.rcvWnd] = [9, 9];
          if (value.flow !== null) value.flow.window = 9;
        } else Object.assign(copy, { [field]: another(value) });
      }
      assert.equal(equal(original, make()), true);
    });
  }

  it('of a log share its items until one of them writes', () => {
    const log = new Log<number>();
    [1, 2, 3].forEach((n) => {
      log.push(n);
    });
    const copy = log.copy();
    const earlier = log.copy(2);
    copy.push(4);
    log.push(5);
    earlier.push(6);
    assert.deepEqual(
      [log.list, copy.list, earlier.list],
      [
        [1, 2, 3, 5],
        [1, 2, 3, 4],
        [1, 2, 6],
      ],
    );
    assert.deepEqual([log.count, copy.count, earlier.count], [4, 4, 3]);
    assert.deepEqual([log.at(3), log.at(4), earlier.at(2), earlier.at(3)], [5, undefined, 6, undefined]);
    assert.equal(equal(log, copy), false);
    assert.equal(equal(log.copy(3), copy.copy(3)), true);
    assert.equal(equal(log.copy(3), log.copy(2)), false);
    assert.equal(equal(log, [1, 2, 3, 5]), false);
    const twin = new Log<number>();
    [1, 2, 3, 5].forEach((n) => {
      twin.push(n);
    });
    assert.equal(equal(log, twin), true);
    assert.equal(equal(log.copy(2), new Log<number>()), false);
    assert.deepEqual(copy.list, [1, 2, 3, 4]);
  });
});

describe('A connection that begins anew', () => {
  it('has nothing left of the one before, but for its ends and what listens there', () => {
    const tcb = new Tcb();
    for (const field of Object.keys(tcb)) Object.assign(tcb, { [field]: another(tcb[field as never]) });
    tcb.listener = true;
    tcb.open();
    assert.deepEqual({ ...tcb }, { ...new Tcb(), listener: true, state: 2 });
    const end = new End(1, 80);
    const { tcb: kept } = end;
    for (const field of [
      'receivedLine',
      'sentLine',
      'synLine',
      'finLine',
      'resetLine',
      'dataLine',
      'askedLine',
    ] as const)
      end[field] = 5;
    end.forget();
    assert.deepEqual({ ...end }, { ...new End(1, 80) });
    assert.equal(end.tcb, kept);
  });

  it('is closed with its numbers kept, so that it can be told what became of it', () => {
    const tcb = Object.assign(new Tcb(), { iss: number(1), state: 4 });
    tcb.answer = { flags: 16, seq: null, ack: null, challenge: false };
    tcb.close('reset');
    assert.deepEqual([tcb.state, tcb.ending, tcb.answer, tcb.iss], [0, 'reset', null, number(1)]);
  });
});
