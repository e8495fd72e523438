import assert from 'node:assert/strict';
import { Names } from '../../src/core/text/names.ts';

describe('names', () => {
  it('have numbers in the order of their coming', () => {
    const names = new Names();
    assert.deepEqual(
      ['C', 'Server', 'C', '客户端', '', 'Server', 'c'].map((name) => names.intern(name)),
      [0, 1, 0, 2, 3, 1, 4],
    );
    assert.equal(names.size, 5);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((id) => names.text(id)),
      ['C', 'Server', '客户端', '', 'c'],
    );
  });

  it('of one character are known again, whatever it is', () => {
    const names = new Names();
    const letters = ['\u0000', 'a', '\u007f', '\u0080', '客', '\uffff'];
    const ids = letters.map((letter) => names.intern(letter));
    assert.deepEqual(ids, [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(
      letters.map((letter) => names.intern(`x${letter}y`, 1, 2)),
      ids,
    );
    assert.deepEqual(
      ids.map((id) => names.text(id)),
      letters,
    );
  });

  it('are read out of the middle of a text', () => {
    const names = new Names();
    const text = 'xC Server Cx';
    assert.equal(names.intern(text, 1, 2), names.intern('C'));
    assert.equal(names.intern(text, 3, 9), names.intern('Server'));
    assert.equal(names.intern(text, 10, 11), names.intern('C'));
    assert.equal(names.size, 2);
  });

  it('stay apart when there are many, and when they collide', () => {
    const names = new Names();
    const words = Array.from({ length: 20_000 }, (_, i) => `n${String(i)}`);
    // Two pairs with the same sum of 31^i × unit.
    words.push('Aa', 'BB', 'AaAa', 'BBBB');
    const ids = words.map((word) => names.intern(word));
    assert.equal(new Set(ids).size, words.length);
    assert.deepEqual(
      words.map((word) => names.intern(word)),
      ids,
    );
    assert.deepEqual(
      ids.map((id) => names.text(id)),
      words,
    );
  });

  it('have no text for a number that was never given', () => {
    assert.throws(() => new Names().text(0), RangeError);
    assert.throws(() => new Names().text(-1), RangeError);
  });
});
