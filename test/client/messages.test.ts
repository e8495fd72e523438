import assert from 'node:assert/strict';
import { readCaptureMessage, readPreviewMessage } from '../../src/client/messages.ts';

const GOOD: readonly object[] = [
  { type: 'ready' },
  { type: 'reveal', line: 3 },
  { type: 'reveal', line: 0, focus: true },
  { type: 'select', line: 3 },
  { type: 'window', version: 1, steps: { from: 0, to: 30 } },
  { type: 'look', look: {} },
  { type: 'look', look: { numbers: 'relative' } },
  { type: 'look', look: { timeScale: true } },
  { type: 'window', version: -1, steps: { from: 0, to: 30 } },
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

const GOOD_OF_CAPTURES: readonly object[] = [
  { type: 'ready' },
  { type: 'cancel' },
  { type: 'segments', number: 3 },
  { type: 'preview', number: 1 },
  { type: 'open', numbers: [1, 2] },
  { type: 'insert', numbers: [1], segments: [0, 5] },
  { type: 'names' },
];

const BAD_OF_CAPTURES: readonly unknown[] = [
  null,
  'ready',
  { type: 'reveal', line: 3 },
  { type: '__proto__' },
  { type: 'segments' },
  { type: 'segments', number: '3' },
  { type: 'preview', number: Number.NaN },
  { type: 'open' },
  { type: 'open', numbers: 5 },
  { type: 'open', numbers: [1, '2'] },
  { type: 'open', numbers: [-1] },
  { type: 'insert', numbers: [1], segments: [0.5] },
  { type: 'insert', numbers: { length: 1e9 } },
];

for (const [page, read, good, bad] of [
  ['the preview', readPreviewMessage, GOOD, BAD],
  ['the page of a capture', readCaptureMessage, GOOD_OF_CAPTURES, BAD_OF_CAPTURES],
] as const) {
  describe(`a message of ${page}`, () => {
    for (const message of good) it(`is taken: ${JSON.stringify(message)}`, () => assert.equal(read(message), message));
    for (const message of bad) it(`is none: ${JSON.stringify(message)}`, () => assert.equal(read(message), undefined));
  });
}
