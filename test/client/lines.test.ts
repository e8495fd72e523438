import assert from 'node:assert/strict';
import { movedLines } from '../../src/client/preview/lines.ts';

const change = (from: number, to: number, text: string) => ({
  range: { start: { line: from }, end: { line: to } },
  text,
});

describe('lines that are kept over an edit', () => {
  it('move with what stands above them, and stay where the edit is below', () => {
    assert.deepEqual(movedLines([0, 5, 9], [change(3, 3, 'a\nb\n')]), [0, 7, 11]);
    assert.deepEqual(movedLines([0, 5, 9], [change(3, 5, '')]), [0, 3, 7]);
    assert.deepEqual(movedLines([5], [change(5, 5, 'typed')]), [5]);
    assert.deepEqual(movedLines([5], [change(5, 5, '\n')]), [5]);
  });

  it('that are gone stand where they were', () => {
    assert.deepEqual(movedLines([4], [change(2, 8, '')]), [2]);
    assert.deepEqual(movedLines([4], [change(2, 8, 'one\ntwo')]), [3]);
  });

  it('move with several changes at once, as cursors make them', () => {
    assert.deepEqual(movedLines([10], [change(7, 7, '\n'), change(2, 4, '')]), [9]);
    assert.deepEqual(movedLines([10], []), [10]);
  });
});
