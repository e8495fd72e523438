import assert from 'node:assert/strict';
import { filterRows, type Row, sortRows } from '../../src/preview/captures/rows.ts';

const row = (number: number, left: string, right: string, more: Partial<Row> = {}): Row => ({
  number,
  left,
  right,
  packets: 10 - number,
  bytes: number,
  seconds: null,
  flags: 'SYN',
  verdict: undefined,
  ...more,
});

const ROWS = [
  row(1, '10.0.0.1:51000', '192.0.2.7:80'),
  row(2, '10.0.0.2:8080', '192.0.2.7:443', {
    flags: 'PSH,ACK',
    verdict: { number: 2, errors: 0, warnings: 1, labels: [['retransmission', 3]] },
  }),
  row(3, '[2001:db8::1]:51000', '[2001:db8::2]:80', { verdict: { number: 3, errors: 1, warnings: 0, labels: [] } }),
];

const found = (filter: string): number[] => filterRows(ROWS, filter).map(({ number }) => number);

describe('the rows of a capture', () => {
  it('are found by address, port, flag, label and what is wrong, every word of them', () => {
    assert.deepEqual(found(''), [1, 2, 3]);
    assert.deepEqual(found('10.0'), [1, 2]);
    assert.deepEqual(found('443'), [2]);
    assert.deepEqual(found('2001:db8'), [3]);
    assert.deepEqual(found('psh'), [2]);
    assert.deepEqual(found('Retransmission'), [2]);
    assert.deepEqual(found('error'), [3]);
    assert.deepEqual(found('192.0.2.7 51000'), [1]);
    assert.deepEqual(found('nothing'), []);
  });

  it('do not match in the middle of a number', () => {
    assert.deepEqual(found('1000'), []);
    assert.deepEqual(found('43'), []);
  });

  it('are sorted by any column, and keep the order of the capture where they are equal', () => {
    const order = (column: Parameters<typeof sortRows>[1]['column'], descending = false): number[] =>
      sortRows(ROWS, { column, descending }).map(({ number }) => number);
    assert.deepEqual(order('number', true), [3, 2, 1]);
    assert.deepEqual(order('packets'), [3, 2, 1]);
    assert.deepEqual(order('right'), [3, 1, 2]);
    assert.deepEqual(order('flags', true), [1, 3, 2]);
    assert.deepEqual(order('problems', true), [3, 2, 1]);
    assert.deepEqual(order('seconds', true), [1, 2, 3]);
  });
});
