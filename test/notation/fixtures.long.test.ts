import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from '../../src/core/notation/index.ts';
import { extract, isAnnotation } from '../support/annotations.ts';
import { assertSound } from './sound.ts';

const FOLDER = new URL('../fixtures/syntax/', import.meta.url);

describe('The fixtures of the notation, cut off anywhere', () => {
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.tcp'))) {
    it(`${name}: the tree is sound`, () => {
      const { text } = extract(readFileSync(new URL(name, FOLDER), 'utf8'));
      const bare = text
        .split('\n')
        .filter((line) => !isAnnotation(line))
        .join('\n');
      for (let end = 0; end <= bare.length; end++) assertSoundEnd(bare.slice(0, end));
    });
  }
});

/** Only the last line is another one after a character more. */
function assertSoundEnd(text: string): void {
  const tree = parse(text);
  assert.equal(tree.text, text);
  assertSound(tree, tree.lines.count - 1);
}
