import assert from 'node:assert/strict';
import { utf8 } from '../../src/core/text/utf8.ts';
import { anyCharacter, fc } from '../support/property.ts';

describe('The bytes of a text', () => {
  it('are those of UTF-8, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        assert.equal(utf8(text), Buffer.from(text, 'utf8').toString('latin1'));
      }),
    );
  });

  it('are as many as the number of the character wants (RFC 3629 §3)', () => {
    for (const [point, bytes] of [
      [0x7f, 1],
      [0x80, 2],
      [0x7ff, 2],
      [0x800, 3],
      [0xd7ff, 3],
      [0xe000, 3],
      [0xffff, 3],
      [0x10000, 4],
      [0x10ffff, 4],
    ] as const) {
      const text = String.fromCodePoint(point);
      assert.equal(utf8(text), Buffer.from(text, 'utf8').toString('latin1'));
      assert.equal(utf8(text).length, bytes, point.toString(16));
    }
  });

  it('of a lone surrogate are those of the replacement character', () => {
    assert.equal(utf8('a\ud800b'), Buffer.from('a\ufffdb', 'utf8').toString('latin1'));
  });
});
