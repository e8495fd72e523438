import assert from 'node:assert/strict';
import { printable, printableJson, printableLines } from '../../src/core/text/printable.ts';

const ACTING = '\u0000 \t \n \u001b[31m \u007f \u009b \u061c \u200e \u200f \u2028 \u2029 \u202a \u202e \u2066 \u2069';

describe('what is invisible and acts on the text round it (Unicode Annex #9 §2)', () => {
  it('is shown in a line', () => {
    assert.equal(
      printable(ACTING),
      '␀ ␉ ␊ ␛[31m ␡ ⟦U+009B⟧ ⟦U+061C⟧ ⟦U+200E⟧ ⟦U+200F⟧ ⟦U+2028⟧ ⟦U+2029⟧ ⟦U+202A⟧ ⟦U+202E⟧ ⟦U+2066⟧ ⟦U+2069⟧',
    );
  });

  it('is shown in lines, whose breaks and tabs are meant', () => {
    assert.equal(printableLines('a\r\n\tb\u001b'), 'a\r\n\tb␛');
  });

  it('is escaped in JSON, and comes back', () => {
    const json = printableJson(JSON.stringify({ ACTING }, null, 2));
    assert.match(json.replaceAll('\n', ''), /^[\x20-\x7e]*$/);
    assert.deepEqual(JSON.parse(json), { ACTING });
    assert.equal(printableJson('"\u202e\u2069"'), '"\\u202e\\u2069"');
  });

  it('is all that is changed: joiners, marks and letters of any direction stay', () => {
    const text = 'é 客户端 שלום عميل 👩\u200d🚀 e\u0301';
    assert.equal(printable(text), text);
  });
});
