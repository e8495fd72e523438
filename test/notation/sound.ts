import assert from 'node:assert/strict';
import type { SyntaxTree } from '../../src/core/notation/index.ts';

/**
 * What holds for any line, however odd: its tokens touch each other and cover it, its problems lie in it, say
 * something and mend themselves with something else, and no two of them are about the same columns.
 */
export function assertSound(tree: SyntaxTree, line: number): void {
  const text = tree.lines.line(line);
  const statement = tree.statement(line);
  let at = 0;
  for (const token of tree.tokens(line)) {
    assert.equal(token.from, at, `the tokens of ${JSON.stringify(text)} do not touch`);
    assert(token.to > token.from, `an empty token in ${JSON.stringify(text)}`);
    at = token.to;
  }
  assert.equal(at, text.length, `the tokens of ${JSON.stringify(text)} do not cover it`);
  const seen = new Set<string>();
  for (const { from, to, message, fixes, code } of statement.problems) {
    assert(0 <= from && from <= to && to <= text.length, `${code} is outside of ${JSON.stringify(text)}`);
    assert.notEqual(message.template, '');
    for (const [, name = ''] of message.template.matchAll(/\{(\w+)\}/g)) {
      assert(name in message.args, `${code} does not say {${name}} for ${JSON.stringify(text)}`);
    }
    for (const fix of fixes) assert.notEqual(fix.text, text.slice(from, to));
    assert(!seen.has(`${String(from)}-${String(to)}`), `two problems at one place of ${JSON.stringify(text)}`);
    seen.add(`${String(from)}-${String(to)}`);
  }
}
