import assert from 'node:assert/strict';
import { formatText, parseLine } from '../../src/core/notation/index.ts';
import { spent } from '../support/spent.ts';

describe('Notation of any size', () => {
  it('is read in linear time: deep brackets and long lines', () => {
    for (const long of [
      `C -> S seq=${'('.repeat(100_000)}`,
      `C -> S seq=${'-'.repeat(100_000)}1`,
      `C -> S seq=${'2*'.repeat(100_000)}1`,
      `C -> S seq=${'x+'.repeat(50_000)}1`,
      `C -> S ${'"'.repeat(100_000)}`,
      `diagram ${'" '.repeat(100_000)}`,
      `C -> S ${'foo '.repeat(50_000)}`,
      `C -> S ${'ACK '.repeat(50_000)}`,
      `C -> S sack=${'1-2/'.repeat(50_000)}`,
      'x-'.repeat(100_000),
      `state ${'C LISTEN,'.repeat(20_000)}`,
      `C ${'<'.repeat(100_000)} S`,
      '.'.repeat(100_000),
      `C -> S seq=${Array.from({ length: 20_000 }, (_, i) => `a${String(i)}`).join('+')}`,
      'A -- '.repeat(20_000),
      `A ${'-'.repeat(100_000)}`,
      `A -> B: ${'seq '.repeat(30_000)}`,
    ]) {
      const started = spent();
      parseLine(long);
      assert.ok(spent() - started < 1000, long.slice(0, 40));
    }
  });

  it('is formatted: ten thousand lines of one run', () => {
    const text = 'C->S SYN seq=x\n'.repeat(10_000);
    assert.equal(formatText(text), 'C -> S SYN seq=x\n'.repeat(10_000));
  });
});
