import assert from 'node:assert/strict';
import { PersistentList } from '../../src/core/check/persistent.ts';
import { fc, runs } from '../support/property.ts';

interface Item {
  readonly value: number;
}

const item = (value: number): Item => ({ value });
const listOf = (count: number): PersistentList<Item> => {
  let list = PersistentList.empty<Item>();
  for (let i = 0; i < count; i++) list = list.with(i, item(i));
  return list;
};
const values = (list: PersistentList<Item>): (number | undefined)[] =>
  Array.from({ length: list.length }, (_, i) => list.at(i)?.value);

describe('A list of which older versions stay as they are', () => {
  it('holds what was put into it, also where it gets one row more', () => {
    for (const count of [0, 1, 31, 32, 33, 1023, 1024, 1025, 3000]) {
      const list = listOf(count);
      assert.deepEqual(
        values(list),
        Array.from({ length: count }, (_, i) => i),
      );
      assert.equal(list.at(count), undefined);
      assert.equal(list.at(-1), undefined);
    }
  });

  it('has empty places where nothing was put', () => {
    for (const behind of [4, 31, 40, 1100, 40_000]) {
      const list = listOf(3).with(behind, item(9));
      assert.equal(list.length, behind + 1);
      assert.equal(list.at(3), undefined);
      assert.equal(list.at(behind - 1), undefined);
      assert.equal(list.at(behind)?.value, 9);
      assert.equal(list.with(behind - 1, item(5)).at(behind - 1)?.value, 5);
      assert.deepEqual([...list.differences(listOf(3))].at(-1), behind);
      assert.equal(list.equals(listOf(3).with(behind, item(9))), true);
      assert.equal(list.equals(list.with(behind - 1, item(0))), false);
      assert.equal(list.with(behind - 1, item(0)).equals(list), false);
    }
    assert.throws(() => listOf(3).with(-1, item(9)), RangeError);
  });

  it('does what an array does, and changes no other version', () => {
    const step = fc.record({ take: fc.nat(2000), at: fc.nat(2000), value: fc.nat(9) });
    fc.assert(
      fc.property(fc.nat(1100), fc.array(step, { maxLength: 20 }), (count, steps) => {
        const versions = [{ list: listOf(count), array: Array.from({ length: count }, (_, i) => i) }];
        for (const { take, at, value } of steps) {
          const { list, array } = versions[at % versions.length] ?? { list: listOf(0), array: [] };
          const kept = Math.min(take, list.length);
          const index = kept === 0 ? 0 : at % (kept + 1);
          const changed = array.slice(0, kept);
          changed[index] = value;
          versions.push({ list: list.first(kept).with(index, item(value)), array: changed });
        }
        for (const { list, array } of versions) assert.deepEqual(values(list), array);
        const [first, last] = [versions[0], versions.at(-1)];
        if (first === undefined || last === undefined) return;
        const differ = new Set(last.list.differences(first.list));
        for (const [index, value] of last.array.entries()) {
          if (!differ.has(index)) assert.equal(first.array[index], value);
        }
        assert.equal(last.list.equals(first.list), JSON.stringify(last.array) === JSON.stringify(first.array));
      }),
      { numRuns: runs(300) },
    );
  });

  it('tells two versions apart without looking at what they share', () => {
    const list = listOf(5000);
    assert.deepEqual([...list.with(4321, item(7)).differences(list)], [4321]);
    assert.deepEqual([...list.first(40).differences(list)], []);
    assert.deepEqual([...list.with(5000, item(7)).differences(list)], [5000]);
    assert.ok(list.equals(listOf(5000)) && !list.equals(list.with(0, item(7))) && !list.equals(listOf(4999)));
  });
});
