import assert from 'node:assert/strict';
import { DiagramState } from '../../src/core/check/state.ts';
import { Names } from '../../src/core/text/names.ts';

describe('A checkpoint', () => {
  const fields = Object.keys(new DiagramState(new Names()).checkpoint().variables);

  for (const field of fields) {
    it(`brings ${field} back`, () => {
      const state = new DiagramState(new Names());
      const held = (): unknown => (state as unknown as Readonly<Record<string, unknown>>)[field];
      const before = state.checkpoint();
      const value = {};
      Object.assign(state, { [field]: value });
      const changed = state.checkpoint();
      state.restore(before);
      assert.notEqual(held(), value);
      state.restore(changed);
      assert.equal(held(), value);
    });
  }
});
