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

  it('of a lone surrogate are those of the replacement character', () => {
    assert.equal(utf8('a\ud800b'), Buffer.from('a\ufffdb', 'utf8').toString('latin1'));
  });
});
