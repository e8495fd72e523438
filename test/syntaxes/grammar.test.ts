import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { extract } from '../support/annotations.ts';
import { type Scoped, type Tokenizer, tokenizer } from './grammar.ts';
import { isTcpInfo } from '../../src/core/text/fences.ts';
import { fc, runs } from '../support/property.ts';

const FIXTURES = path.join(import.meta.dirname, '../fixtures/grammar');

function assertScope(tokens: readonly Scoped[], from: number, to: number, scope: string): void {
  const inside = tokens.filter((token) => token.to > from && token.from < to);
  assert(inside.length > 0);
  for (const token of inside) {
    assert(
      token.scopes.includes(scope),
      `columns ${String(token.from)} to ${String(token.to)} have ${token.scopes.join(' ')}, not ${scope}`,
    );
  }
}

describe('the grammar of the notation', () => {
  let tokenize: Tokenizer;
  before(async () => {
    tokenize = await tokenizer('source.tcp');
  });

  for (const name of readdirSync(FIXTURES)) {
    const { text, notes } = extract(readFileSync(path.join(FIXTURES, name), 'utf8'));
    for (const note of notes) {
      const line = text.split('\n')[note.line] ?? '';
      it(`${name}: ${line.slice(note.from, note.to)} in ${line}`, () => {
        const scope = /^scope (\S+)$/.exec(note.body)?.[1];
        assert(scope !== undefined, `"${note.body}" says no scope`);
        assertScope(tokenize(line)[0] ?? [], note.from, note.to, scope);
      });
    }
  }

  it('does not let a line change the next one', () => {
    const lines = ['C -> S "never closed', 'note over C', 'C -> S [S', 'state C', 'diagram', 'client', 'let n ='];
    const alone = tokenize('C -> S SYN')[0];
    for (const line of lines) assert.deepEqual(tokenize(`${line}\nC -> S SYN`)[1], alone, line);
  });
});

describe('the grammar in Markdown', () => {
  let tokenize: Tokenizer;
  before(async () => {
    tokenize = await tokenizer('text.html.markdown');
  });

  /** Which lines of a text are read as notation. */
  function embedded(text: string): number[] {
    return tokenize(text).flatMap((tokens, line) =>
      tokens.some(
        (token) => token.scopes.includes('meta.embedded.block.tcp') && token.scopes.includes('meta.segment.tcp'),
      )
        ? [line]
        : [],
    );
  }

  const FENCES: readonly (readonly [name: string, text: string, lines: readonly number[]])[] = [
    ['a fence', '```tcp\nC -> S SYN\n```\nC -> S SYN', [1]],
    ['a fence of tildes', '~~~tcp\nC -> S SYN\n~~~\nC -> S SYN', [1]],
    ['a longer fence', '````tcp\nC -> S SYN\n```\nC -> S SYN\n````', [1, 3]],
    ['any case', '```TCP\nC -> S SYN\n```', [1]],
    ['attributes', '```tcp {.dark}\nC -> S SYN\n```', [1]],
    ['attributes without a blank', '```tcp{.dark}\nC -> S SYN\n```', [1]],
    ['a blank before the language', '``` tcp\nC -> S SYN\n```', [1]],
    ['an indented fence', '  ```tcp\n  C -> S SYN\n  ```\nC -> S SYN', [1]],
    ['several lines', '```tcp\nC -> S SYN\n\n# c\nC <- S ACK\n```', [1, 4]],
    ['two fences', '```tcp\nC -> S SYN\n```\n\n```tcp\nC -> S SYN\n```', [1, 5]],
    ['a fence that is never closed', '```tcp\nC -> S SYN\nC -> S ACK', [1, 2]],
    ['another language', '```tcpdump\nC -> S SYN\n```', []],
    ['no language', '```\nC -> S SYN\n```', []],
    ['a fence in a line', 'see ```tcp C -> S SYN```\nC -> S SYN', []],
  ];
  for (const [name, text, lines] of FENCES) {
    it(`knows ${name}`, () => {
      assert.deepEqual(embedded(text), lines);
    });
  }

  it('knows just those fences that are checked and drawn', () => {
    const pieces = ['tcp', 'TCP', '.tcp', '.', '{', '}', ' ', ',', ':', '"', '#a', 'x', '=', 'tcpx'];
    const infos = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((some) => some.join(''));
    fc.assert(
      fc.property(infos, fc.constantFrom('```', '~~~'), (info, marks) => {
        assert.equal(embedded(`${marks}${info}\nC -> S SYN\n${marks}`).length > 0, isTcpInfo(info));
      }),
      { numRuns: runs(1000) },
    );
  });

  it('names the parts of the fence', () => {
    const tokens = tokenize('```tcp {.dark}\n```')[0] ?? [];
    assertScope(tokens, 0, 3, 'punctuation.definition.markdown');
    assertScope(tokens, 3, 6, 'fenced_code.block.language.markdown');
    assertScope(tokens, 6, 14, 'fenced_code.block.language.attributes.markdown');
  });
});
