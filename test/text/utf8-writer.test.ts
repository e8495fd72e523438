import assert from 'node:assert/strict';
import { Utf8Writer } from '../../src/core/text/utf8-writer.ts';
import { fc } from '../support/property.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

describe('A text that is put together in UTF-8', () => {
  it('is the pieces one after the other, whatever they are and however long', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string(), fc.nat({ max: 0xffffffff }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), fc.integer({ min: 1, max: 3000 }), (pieces, times) => {
        const writer = new Utf8Writer();
        let expected = '';
        for (const part of [...pieces, 'x'.repeat(times * 17), ...pieces]) {
          if (typeof part === 'number') writer.addNumber(part);
          else writer.add(part);
          expected += String(part);
        }
        assert.equal(writer.length, new TextEncoder().encode(expected).length);
        assert.equal(decode(writer.take()), expected);
        assert.equal(writer.length, 0);
      }),
    );
  });

  it('writes every number with all of its digits', () => {
    const writer = new Utf8Writer();
    const numbers = [0, 1, 9, 10, 99, 100, 999999999, 1000000000, 4294967295];
    for (const number of numbers) {
      writer.addNumber(number);
      assert.equal(decode(writer.take()), String(number));
    }
  });

  it('takes what stands for itself between quotation marks, and leaves everything else alone', () => {
    const writer = new Utf8Writer();
    assert.ok(writer.addQuoted('x+1') && writer.addQuoted(''));
    for (const text of ['a"b', 'a\\b', 'a\nb', 'é', '\u007f', 'lone \ud800']) assert.ok(!writer.addQuoted(text), text);
    writer.add('.');
    assert.equal(decode(writer.take()), '"x+1""".');
  });
});
