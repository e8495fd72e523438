import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { assertFindings, extract, print } from '../support/annotations.ts';
import { syntaxFindings } from './findings.ts';

const FOLDER = path.join(import.meta.dirname, '../fixtures/syntax');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.tcp'));

/** `UPDATE=1` writes the annotations that would be right; the difference is to be read before it is kept. */
const UPDATE = process.env['UPDATE'] === '1' && process.env['CI'] === undefined;

describe('the fixtures of the notation', () => {
  for (const name of FILES) {
    const file = path.join(FOLDER, name);
    const source = readFileSync(file, 'utf8');

    it(`${name}: exactly the problems that it says`, () => {
      const { text } = extract(source);
      if (UPDATE) writeFileSync(file, print(text, syntaxFindings(text)));
      else assertFindings(source, syntaxFindings(text));
    });
  }

  it('hold every code that the parser can find', () => {
    const all = FILES.flatMap((name) => extract(readFileSync(path.join(FOLDER, name), 'utf8')).expected);
    const codes = [...new Set(all.map((one) => one.code))].sort();
    assert.deepEqual(codes, [
      'duplicate-field',
      'number-range',
      'self-segment',
      'syntax',
      'unknown-field',
      'unknown-flag',
      'unknown-state',
    ]);
  });
});
