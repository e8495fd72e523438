import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Configuration {
  readonly comments: { readonly lineComment: string };
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly onEnterRules: readonly {
    readonly beforeText: { readonly pattern: string };
    readonly afterText: { readonly pattern: string };
    readonly action: { readonly appendText: string };
  }[];
}

describe('the language configuration', () => {
  const file = path.join(import.meta.dirname, '../../language-configuration.json');
  const configuration = JSON.parse(readFileSync(file, 'utf8')) as Configuration;

  it('has words that are names, states and symbols, but not sums', () => {
    const { pattern, flags } = configuration.wordPattern;
    const words = (text: string): string[] => text.match(new RegExp(pattern, `${flags}g`)) ?? [];
    assert.deepEqual(words('客户端 -> S_1  SYN,ACK seq=x+1 ack=y'), '客户端 S_1 SYN ACK seq x 1 ack y'.split(' '));
    assert.deepEqual(words('state C FIN-WAIT-1, S SYN_SENT'), ['state', 'C', 'FIN-WAIT-1', 'S', 'SYN_SENT']);
    assert.deepEqual(words('C -x S x- C ->... S'), ['C', 'x', 'S', 'x', 'C', 'S']);
  });

  it('goes on with a comment that is broken in its middle, and only then', () => {
    const [rule] = configuration.onEnterRules;
    const goesOn = (before: string, after: string): boolean =>
      new RegExp(rule!.beforeText.pattern).test(before) && new RegExp(rule!.afterText.pattern).test(after);
    assert.ok(goesOn('# one ', 'two'));
    assert.ok(goesOn('  // one', ' two'));
    assert.ok(!goesOn('# one two', ''));
    assert.ok(!goesOn('C -> S SYN # one', 'two'));
    assert.equal(rule?.action.appendText, `${configuration.comments.lineComment} `);
  });
});
