import assert from 'node:assert/strict';
import { displayWidth, padEndTo } from '../../src/core/text/width.ts';

describe('columns of a text', () => {
  const cases: readonly (readonly [text: string, width: number])[] = [
    ['', 0],
    ['seq=x+1', 7],
    ['客户端', 6],
    ['三次握手 (SYN)', 14],
    ['サーバー', 8],
    ['서버', 4],
    ['：，＝（）', 10],
    ['𠮷', 2],
    ['🤝', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['a\u200bb', 2],
    ['→…', 2],
    // The first and the last of a block, and what stands beside it.
    ['\u10ff\u1100\u115f\u1160', 6],
    ['\uff00\uff01\uff60\uff61', 6],
    ['\u02ff\u0300', 1],
  ];
  for (const [text, width] of cases) {
    it(`${JSON.stringify(text)} takes ${width}`, () => {
      assert.equal(displayWidth(text), width);
    });
  }

  it('can be filled up', () => {
    assert.equal(padEndTo('客户端', 8), '客户端  ');
    assert.equal(padEndTo('客户端', 2), '客户端');
  });
});
