import assert from 'node:assert/strict';
import { readMessage } from '../../src/client/messages.ts';

const GOOD: readonly object[] = [
  { type: 'ready' },
  { type: 'reveal', line: 3 },
  { type: 'reveal', line: 0, focus: true },
  { type: 'select', line: 3 },
  { type: 'window', version: 1, steps: { from: 0, to: 30 } },
  { type: 'look', look: {} },
  { type: 'look', look: { numbers: 'relative' } },
  { type: 'look', look: { timeScale: true } },
  { type: 'pin', pinned: false },
  { type: 'hover', line: 2 },
  { type: 'save', format: 'png', title: 't', version: 1, bytes: Uint8Array.of(1) },
  { type: 'save', format: 'svg', title: 't', version: 1, text: '<svg/>' },
  { type: 'export', kind: 'table' },
  { type: 'cancel' },
  { type: 'drawing', job: 1, done: 2, total: 3 },
  { type: 'drawn', job: 1, problem: 'why' },
  { type: 'failed', message: 'why' },
];

const BAD: readonly unknown[] = [
  { type: 'look' },
  { type: 'look', look: { numbers: 'many' } },
  null,
  undefined,
  5,
  'ready',
  [],
  {},
  { type: 'none' },
  { type: 'toString' },
  { type: ['ready'] },
  { type: 'reveal' },
  { type: 'reveal', line: -1 },
  { type: 'reveal', line: 1.5 },
  { type: 'reveal', line: '1' },
  { type: 'reveal', line: 1, focus: 'yes' },
  { type: 'window', version: 1, steps: { from: 0 } },
  { type: 'save', format: '../../x', title: 't', version: 1, text: '' },
  { type: 'save', format: 'svg', title: 5, version: 1, text: '' },
  { type: 'save', format: 'png', title: 't', version: 1, bytes: [1, 2] },
  { type: 'failed', message: {} },
];

describe('a message of the webview', () => {
  for (const message of GOOD) {
    it(`is taken: ${JSON.stringify(message)}`, () => assert.equal(readMessage(message), message));
  }
  for (const message of BAD) {
    it(`is none: ${JSON.stringify(message)}`, () => assert.equal(readMessage(message), undefined));
  }
});
