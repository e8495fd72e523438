import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { Log } from '../../src/core/check/log.ts';
import { type Lifeline, Participants } from '../../src/core/check/participants.ts';
import type { PersistentList } from '../../src/core/check/persistent.ts';
import { type Bound, type Pin, Symbols } from '../../src/core/check/symbols.ts';
import { type Form, number, SymbolSpace } from '../../src/core/tcp/number.ts';
import { Names } from '../../src/core/text/names.ts';
import { runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';
import { assertCodes, assertRight } from '../support/told.ts';

const place = { line: 0, from: 0, to: 0 } as const;

describe('Symbols in the words of the author', () => {
  function symbols(): { readonly symbols: Symbols; readonly names: Names } {
    const names = new Names();
    return { symbols: new Symbols(names, new SymbolSpace()), names };
  }

  it('are written by the one whose value lies closest before a number', () => {
    const { symbols: known, names } = symbols();
    const x = known.self(names.intern('x'), 'position');
    known.bind({
      name: names.intern('x'),
      form: x,
      how: 'isn',
      free: true,
      ...place,
    });
    known.bind({
      name: names.intern('u'),
      form: x.plus(101),
      how: 'required',
      free: false,
      ...place,
    });
    const written = (offset: number): string | null => known.write(x.plus(offset));
    assert.deepEqual([0, 1, 100, 101, 102].map(written), ['x', 'x+1', 'x+100', 'u', 'u+1']);
    // Before all of them, the one that is nearest once around.
    assert.equal(written(-1), 'u-102');
  });

  it('are written by the last one that is bound to the same number', () => {
    const { symbols: known, names } = symbols();
    const x = known.self(names.intern('x'), 'position');
    for (const name of ['x', 'u'])
      known.bind({
        name: names.intern(name),
        form: x,
        how: 'isn',
        free: true,
        ...place,
      });
    assert.equal(known.write(x.plus(1)), 'u+1');
    assert.equal(known.writeWithout(x, names.intern('u')), 'x');
  });

  it('tell no other number where they are an amount', () => {
    const { symbols: known, names } = symbols();
    known.bind({
      name: names.intern('n'),
      form: number(100),
      how: 'required',
      free: false,
      amount: true,
      ...place,
    });
    assert.equal(known.write(number(101)), '101');
    assert.equal(known.lookup(names.intern('n'))?.form.constant, 100);
  });

  it('are written in the order of the text, places before lengths', () => {
    const { symbols: known, names } = symbols();
    const self = (name: string, kind: 'position' | 'length'): ReturnType<Symbols['self']> => {
      const form = known.self(names.intern(name), kind);
      known.bind({
        name: names.intern(name),
        form,
        how: kind === 'length' ? 'length' : 'isn',
        free: true,
        ...place,
      });
      return form;
    };
    const [m, x, n] = [self('m', 'length'), self('x', 'position'), self('n', 'length')];
    const { algebra } = known;
    assert.equal(known.write(algebra.add(algebra.add(n, m), x).plus(1)), 'x+m+n+1');
    assert.equal(known.write(algebra.subtract(x, n)), 'x-n');
    assert.equal(known.write(algebra.add(x, algebra.multiply(n, 2)).plus(-3)), 'x+2n-3');
  });

  it('have no words for what nobody has named, until it is known', () => {
    const { symbols: known, names } = symbols();
    const unknown = known.unknown(0);
    assert.equal(known.write(unknown.plus(1)), null);
    const pin = known.solve(unknown.plus(1), number(11));
    assert.ok(pin);
    known.pin(pin);
    assert.equal(known.write(unknown.plus(1)), '11');
    assert.equal(known.write(number(-1)), '4294967295');
    assert.equal(names.size, 0);
  });

  it('are not fewer bytes than none where they were passed over', () => {
    const { symbols: known } = symbols();
    const over = known.passedOver(0);
    assert.equal(known.solve(over.plus(10), number(9)), undefined);
    assert.equal(known.solve(over.plus(10), number(10))?.value.constant, 0);
    assert.equal(known.solve(number(10), number(10)), undefined);
  });

  it('are not told by themselves: what has a number in it says nothing of that number', () => {
    const { symbols: known } = symbols();
    const [unknown, other] = [known.unknown(0), known.unknown(1)];
    assert.equal(known.solve(unknown.plus(5), unknown.plus(3)), undefined);
    assert.equal(known.solve(unknown, known.algebra.add(unknown, other)), undefined);
    assert.deepEqual(known.solve(known.algebra.add(unknown, other), unknown.plus(3))?.value, number(3));
  });

  it('are written with positions before lengths, and each in the order of the text', () => {
    const { symbols: known, names } = symbols();
    const bind = (name: string, kind: 'position' | 'length', at: { line: number; from: number }): Form => {
      const form = known.self(names.intern(name), kind);
      known.bind({ name: names.intern(name), form, how: 'adopted', free: true, ...at, to: at.from + 1 });
      return form;
    };
    const n = bind('n', 'length', { line: 1, from: 0 });
    const z = bind('z', 'position', { line: 2, from: 9 });
    const x = bind('x', 'position', { line: 3, from: 4 });
    const y = bind('y', 'position', { line: 3, from: 20 });
    const m = bind('m', 'length', { line: 4, from: 0 });
    const add = (...forms: Form[]): Form => forms.reduce((sum, form) => known.algebra.add(sum, form));
    assert.equal(known.write(add(m, y, n, x, z)), 'z+x+y+n+m');
    assert.equal(known.write(add(n, m)), 'n+m');
    assert.equal(known.write(add(y, x).plus(7)), 'x+y+7');
    assert.equal(known.write(known.algebra.subtract(n, m)), 'n-m');
    assert.equal(known.write(known.algebra.multiply(m, 2).plus(-1)), '2m-1');
    assert.equal(known.write(known.algebra.subtract(x, known.algebra.multiply(m, 3))), 'x-3m');
  });
});

describe('A symbol that nothing has bound', () => {
  it('has no value, whatever else stands in the sum and whichever name of the document it is', () => {
    assertCodes('let x = x', ['1 symbol-undefined']);
    assertCodes('let x = 1\nlet y = x+z', ['2 symbol-undefined']);
    assertCodes('let x = 1\nlet y = z+x+x', ['2 symbol-undefined']);
    assertCodes('let x = 1\nlet y = x+z+x', ['2 symbol-undefined']);
    assertRight('let x = 1\nlet y = x+2*x+5');
  });

  it('gets the value that is required only where it stands there once: nobody can halve a number', () => {
    const value = (ack: string): string | null | undefined => {
      const analysis = analyze(`C -> S SYN seq=9\nS -> C SYN,ACK seq=0 ack=${ack}`);
      return analysis.binding(analysis.diagrams[0]!, 'z')?.value;
    };
    assert.equal(value('z'), '10');
    assert.equal(value('z+3'), '7');
    assert.equal(value('3-z'), '4294967289');
    assert.equal(value('2z'), null);
    assert.equal(value('2z+4'), null);
  });

  it('is told as new where the answer to a SYN calls its number so, and not where it stands for itself', () => {
    const codes = (ack: string): string[] =>
      analyze(`C -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=${ack}`).findings.map(({ code }) => code);
    assert.ok(codes('z').includes('symbol-new'));
    assert.ok(!codes('2z').includes('symbol-new'));
    assert.ok(!codes('x+1').includes('symbol-new'));
  });
});

describe('What is restored', () => {
  it('is what it was: symbols, unnamed numbers and lifelines', () => {
    const random = new Random(seed());
    for (let run = 0; run < runs(200); run++) {
      const names = new Names();
      const space = new SymbolSpace();
      const logs = {
        bound: new Log<Bound>(),
        pins: new Log<Pin>(),
      };
      const symbols = new Symbols(names, space, logs.bound, logs.pins);
      const participants = new Participants(names);
      const taken: {
        bound: Log<Bound>;
        pins: Log<Pin>;
        lifelines: PersistentList<Lifeline>;
      }[] = [];
      const steps = [
        (): void => {
          const name = names.intern(`s${String(names.size)}`);
          const base = random.chance(0.5) ? symbols.self(name, 'position') : number(random.integer(0, 50));
          symbols.bind({
            name,
            form: base,
            how: 'isn',
            free: true,
            amount: random.chance(0.2),
            ...place,
          });
        },
        (): void => {
          const pin = symbols.solve(symbols.unknown(random.integer(0, 5)), number(random.integer(0, 50)));
          if (pin !== undefined) symbols.pin(pin);
        },
        (): void => {
          const name = names.intern(`p${String(names.size)}`);
          participants.add({
            name,
            label: '',
            role: 'client',
            line: 0,
            declared: random.chance(0.5),
          });
        },
        (): void => {
          if (participants.count === 0) return;
          const index = random.integer(0, participants.count - 1);
          participants.declare(index, {
            ...participants.at(index),
            role: 'server',
            declared: true,
          });
        },
        (): void => {
          taken.push({
            bound: logs.bound.copy(),
            pins: logs.pins.copy(),
            lifelines: participants.kept,
          });
        },
        (): void => {
          if (taken.length === 0) return;
          const { bound, pins, lifelines } = random.pick(taken);
          symbols.restore(bound, pins);
          participants.restore(lifelines);
        },
      ];
      for (let step = 0; step < 30; step++) {
        random.pick(steps)();
        const fresh = new Symbols(names, space, logs.bound.copy(), logs.pins.copy());
        const others = new Participants(names);
        others.restore(participants.kept);
        for (let name = 0; name < names.size; name++) {
          assert.equal(symbols.lookup(name), fresh.lookup(name));
          assert.equal(participants.find(name), others.find(name));
        }
        for (let n = 0; n < 50; n += 7) assert.equal(symbols.write(number(n)), fresh.write(number(n)));
        for (let n = 0; n <= 5; n++) assert.equal(symbols.write(symbols.unknown(n)), fresh.write(fresh.unknown(n)));
        assert.deepEqual(participants.declared, others.declared);
        assert.deepEqual(symbols.bindings, fresh.bindings);
      }
    }
  });
});
