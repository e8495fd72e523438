import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { analyze } from '../../src/core/check/index.ts';
import { importText } from '../../src/core/intake/text/index.ts';
import { parse } from '../../src/core/notation/index.ts';
import { anyCharacter, fc, PATIENCE, runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';
import { spent } from '../support/spent.ts';

const FOLDER = new URL('../fixtures/intake/', import.meta.url);

/** The texts of the cases: what mutations begin with. */
const TEXTS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => readFileSync(new URL(name, FOLDER), 'utf8').split(/^=== /m).slice(1))
  .map((one) => one.slice(one.indexOf('\n') + 1, one.indexOf('\n--- segments')));

const CASES = 100_000;
/** A text that takes longer than this hangs, as far as anybody can tell. */
const MOST_MILLISECONDS = 2_000;

/** Pieces that a recogniser looks for, and what may upset it. */
const PIECES = [
  ...[
    '->',
    '-->',
    '<--',
    '—',
    '——>',
    '→',
    '|',
    '│',
    '+--+',
    '=',
    ':',
    '：',
    ';',
    ',',
    '，',
    '"',
    '#',
    '//',
    '%%',
    '\\',
    '\\n',
  ],
  ...[
    '\n',
    '\n\n',
    '\r\n',
    '\t',
    '   ',
    '```\n',
    '```mermaid\n',
    '---\n',
    '@startuml\n',
    '@enduml\n',
    'sequenceDiagram\n',
    'end\n',
  ],
  ...[
    'SYN',
    'ACK',
    'SYN=1',
    '[S.]',
    'Flags [',
    '[SYN, ACK]',
    'seq=',
    'seq 1:2(3)',
    'ack',
    'x+1',
    '4294967296',
    '0x',
    '{',
    '}',
    '<br/>',
    '#59;',
  ],
  ...[
    'A',
    'B',
    'Client',
    '客户端',
    '10.0.0.1.5000',
    '2001:db8::1',
    '5000 → 80',
    'participant ',
    'note over ',
    'TCP',
    '<SEQ=1>',
    '<CTL=SYN>',
  ],
  ...['\u0000', '\u001b[31m', '\ud800', '\u2028', '🙂', '１', 'ﬂ°'],
];

const pieces = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6, unit: anyCharacter })), {
  maxLength: 60,
});
const anything = pieces.map((parts) => parts.join(''));

/** A case with a few places cut out, doubled, or replaced. */
const mutated = fc
  .tuple(
    fc.constantFrom(...TEXTS),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 40 }),
        fc.oneof(fc.constant(''), fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })),
      ),
      {
        minLength: 1,
        maxLength: 8,
      },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((now, [at, length, piece]) => {
      const from = at % (now.length + 1);
      return now.slice(0, from) + piece + now.slice(from + length);
    }, text),
  );

describe('intake of text: any text at all', function () {
  this.timeout(PATIENCE);

  for (const [name, texts] of [
    ['random', anything],
    ['mutated', mutated],
  ] as const) {
    it(`${name} texts raise no exception, stay small, and read back without a mistake of syntax`, () => {
      fc.assert(
        fc.property(texts, (text) => {
          sound(text);
        }),
        { numRuns: runs(500) },
      );
    });
  }

  it('100,000 random and mutated texts raise no exception, and none hangs', () => {
    const random = new Random(seed());
    for (let count = runs(CASES); count > 0; count--) {
      const text = scrambled(random);
      const started = spent();
      const { notation } = importText(text);
      assert.ok(spent() - started < MOST_MILLISECONDS, JSON.stringify(text));
      assert.ok(notation.length <= 400 + 12 * text.length, JSON.stringify(text));
    }
  }).timeout(PATIENCE);

  it('takes time in proportion to the text, whatever is in it', () => {
    for (const piece of [...PIECES, 'a ', '- ', '-', '= ', '(', '[', 'x-', 'A -> ', 'A -> B: SYN ', 'seq=1 ', '| ']) {
      const started = spent();
      importText(piece.repeat(20_000));
      importText(`A -> B: SYN ${piece.repeat(2_000)}\n`.repeat(5));
      const milliseconds = spent() - started;
      assert.ok(milliseconds < 20_000, `${JSON.stringify(piece)}: ${milliseconds.toFixed(0)} ms`);
    }
  });
});

/** A case with places cut out, doubled and replaced, or pieces in any order. */
function scrambled(random: Random): string {
  let text = random.chance(0.2) ? '' : random.pick(TEXTS);
  for (let edits = text === '' ? random.integer(1, 40) : random.integer(1, 8); edits > 0; edits--) {
    const at = random.integer(0, text.length);
    const end = at + random.integer(0, 40);
    const piece = random.chance(0.5)
      ? random.pick(PIECES)
      : random.chance(0.5)
        ? text.slice(at, end)
        : String.fromCharCode(random.integer(1, 0xffff));
    text = text.slice(0, at) + piece + text.slice(random.chance(0.5) ? at : end);
  }
  return text;
}

function sound(text: string): void {
  const { notation } = importText(text);
  assert.ok(
    notation.length <= 400 + 12 * text.length,
    `${String(notation.length)} characters of ${String(text.length)}`,
  );
  const tree = parse(notation);
  for (let line = 0; line < tree.lines.count; line++) {
    const { problems } = tree.statement(line);
    assert.deepEqual(problems, [], `${tree.lines.line(line)}\nof ${JSON.stringify(text)}`);
  }
  const again = importText(notation);
  assert.equal(again.notation, notation, 'what comes out is notation, and stays as it is');
  analyze(notation, { severities: {} });
}
