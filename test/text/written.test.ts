import assert from 'node:assert/strict';
import { counted, grouped } from '../../src/core/text/counted.ts';
import { editLine } from '../../src/core/text/place.ts';
import { secondsText } from '../../src/core/text/seconds.ts';

describe('numbers in a text', () => {
  it('of things are one, or many', () => {
    assert.deepEqual(
      [0, 1, 2, 11].map((count) => counted(count, 'packet')),
      ['0 packets', '1 packet', '2 packets', '11 packets'],
    );
  });

  it('have their digits in groups of three', () => {
    assert.deepEqual([0, 999, 1000, 53_280, 1_234_567.8].map(grouped), ['0', '999', '1,000', '53,280', '1,234,568']);
  });

  it('of microseconds are seconds, as short as they can be', () => {
    assert.deepEqual([0, 4, 100_000, 1_000_000, 10_000_000, 12_000_000, 1_500_000].map(secondsText), [
      '0',
      '0.000004',
      '0.1',
      '1',
      '10',
      '12',
      '1.5',
    ]);
  });
});

describe('edits of a line', () => {
  const at = (from: number, to: number, text: string) => ({ line: 0, from, to, text });

  it('refer all of them to the line as it is, in any order', () => {
    assert.equal(
      editLine('C -> S ACK seq=1', [at(15, 16, '22'), at(0, 1, 'Client'), at(7, 10, '')]),
      'Client -> S  seq=22',
    );
    assert.equal(editLine('abc', [at(3, 3, 'd'), at(0, 0, '_')]), '_abcd');
  });

  it('may be none', () => assert.equal(editLine('abc', []), 'abc'));
});
