import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { tokenize, type TokenKind } from '../../src/core/notation/index.ts';
import { line, property } from '../notation/arbitrary.ts';
import { read } from '../notation/read.ts';
import { SPELLINGS } from '../notation/spellings.ts';
import { type Tokenizer, tokenizer } from './grammar.ts';

/** What the grammar must say of each kind of token. It may not know more of the others than the parser does. */
const SCOPES: Readonly<Partial<Record<TokenKind, RegExp>>> = {
  keyword: /^keyword\./,
  participant: /^entity\.name\.type\.participant/,
  port: /^constant\.numeric\.port/,
  arrow: /^keyword\.operator\.arrow/,
  flag: /^constant\.language\.flag/,
  field: /^variable\.parameter/,
  variable: /^variable\.parameter/,
  number: /^constant\.numeric/,
  symbol: /^variable\.other\.symbol/,
  operator: /^keyword\.operator/,
  string: /^string\./,
  text: /^(?:string|entity\.name\.section|variable)\b/,
  state: /^support\.constant\.state/,
  option: /^variable\.language\.option/,
  code: /^constant\.other\.code/,
  time: /^constant\.numeric\.time/,
  comment: /^comment\./,
};

/** Full-width letters spell keywords, flags and fields as well; only the parser knows that. */
const FULL_WIDTH_LETTERS = /[Ａ-Ｚａ-ｚ]/;

/** Where the grammar takes a line for another one than the parser does: '' if it never does. */
function disagreement(grammar: Tokenizer, text: string): string {
  if (FULL_WIDTH_LETTERS.test(text)) return '';
  const scoped = grammar(text)[0] ?? [];
  for (const token of tokenize(read(text), text)) {
    const expected = SCOPES[token.kind];
    if (expected === undefined) continue;
    for (const piece of scoped) {
      if (piece.to <= token.from || piece.from >= token.to) continue;
      if (text.slice(Math.max(piece.from, token.from), Math.min(piece.to, token.to)).trim() === '') continue;
      // In a text that goes on behind it, a `#` begins no comment.
      const commented = token.kind !== 'comment' && piece.scopes.some((scope) => scope.startsWith('comment.'));
      if (!commented && piece.scopes.some((scope) => expected.test(scope))) continue;
      return `${text}\n  ${token.kind} ${text.slice(token.from, token.to)}: ${piece.scopes.join(' ')}`;
    }
  }
  return '';
}

describe('the grammar agrees with the parser', () => {
  let grammar: Tokenizer;
  before(async () => {
    grammar = await tokenizer('source.tcp');
  });

  for (const [group, pairs] of Object.entries(SPELLINGS)) {
    it(`on ${group}`, () => {
      assert.deepEqual(
        pairs
          .flat()
          .map((text) => disagreement(grammar, text))
          .filter((one) => one !== ''),
        [],
      );
    });
  }

  it('on signs of comments in free text', () => {
    const lines = [
      'diagram C# and F#',
      'client C as a //b c',
      'note over C: bug #12 # c',
      '... "a" #c',
      'title #1 // c',
      '...# "x"',
      '…//',
      'open C／／ c',
      '客户端 -> 客户端 "a"# "x"',
      'open -> open: //c',
    ];
    assert.deepEqual(
      lines.map((text) => disagreement(grammar, text)).filter((one) => one !== ''),
      [],
    );
  });

  it('on the examples', () => {
    const folder = path.join(import.meta.dirname, '../../examples');
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.tcp'))) {
      for (const text of readFileSync(path.join(folder, name), 'utf8').split(/\r?\n/)) {
        assert.equal(disagreement(grammar, text), '', name);
      }
    }
  });

  // What the strict notation can't read the grammar colours as well as it can: no pattern finds the one thing that a line in
  // somebody's own words means, and the server's semantic tokens are laid over its colours.
  it('on any line of the strict notation', () => {
    property(line, (text) => {
      assert.equal(disagreement(grammar, text), '');
    });
  });
});
