import assert from 'node:assert/strict';
import { toMermaid } from '../../src/core/render/index.ts';
import { mermaidText } from '../../src/core/render/mermaid-text.ts';
import { ENGLISH, note, person, segment, trace } from './build.ts';
import { readMermaid, VERSIONS } from './mermaid-parser.ts';
import { printable } from '../../src/core/text/printable.ts';
import { anyCharacter, fc, PATIENCE, runs } from '../support/property.ts';

describe('text in a Mermaid diagram', () => {
  const cases: readonly (readonly [says: string, text: string, written: string])[] = [
    ['leaves plain text alone', 'SYN, ACK seq=y ack=x+1 "GET /"', 'SYN, ACK seq=y ack=x+1 "GET /"'],
    ['leaves Chinese alone', '客户端：你好', '客户端：你好'],
    ['hides what ends a statement', 'a;b', 'a#59;b'],
    ['hides what begins a comment or an entity', '#35;', '#35;35#59;'],
    ['leaves punctuation alone', 'a: 5 > 4 & `b` {c} \\ 100 % $1', 'a: 5 > 4 & `b` {c} \\ 100 % $1'],
    ['hides directives', '%%{init}%%', '%%#123;init}%%'],
    ['hides orders', ':wrap:a', '#58;wrap#58;a'],
    ['hides formulas', '$$x$$', '$#36;x$#36;'],
    ['hides markup', '<b>&lt;', '#60;b>#38;lt#59;'],
    ['hides what would lose its end', 'style a:#', 'style a#58;#35;'],
    ['breaks lines', 'a\r\nb', 'a<br/>b'],
    ['shows control characters', 'a\u0000b', 'a␀b'],
    ['hides the characters of its placeholders', '\ufb02\u00b0\u00b6\u00df', '#64258;°#182;ß'],
    ['hides characters that nobody sees', 'a\u200bb', 'a#8203;b'],
    ['shows what turns the direction of the text', 'a\u202eb', 'a⟦U+202E⟧b'],
    ['mends halves of characters', 'a\ud800b', 'a\ufffdb'],
  ];
  for (const [says, text, written] of cases) {
    it(says, () => {
      assert.equal(mermaidText(text), written);
    });
  }

  for (const version of VERSIONS) {
    it(`comes back from the parser of ${version} as it was, wherever it stands`, async () => {
      await fc.assert(
        fc.asyncProperty(hostile, hostile, hostile, hostile, name, async (title, label, remark, data, peer) => {
          const diagram = trace([segment(`C>${peer}`, 'SYN', { text: data }), note(remark, ['C'])], {
            title,
            participants: [person('C', 'client', label), person(peer)],
          });
          const text = toMermaid(diagram, ENGLISH).text;
          const read = await readMermaid(text, version);
          assert.deepEqual(
            [read.title, read.accTitle, ...read.participants, read.notes[0], read.messages[0]?.text].map(flat),
            [title, title, flat(label) || 'C', peer, remark, `SYN seq=x${data === '' ? '' : ` "${data}"`}`].map(flat),
            text,
          );
          assert.deepEqual([read.participants.length, read.notes.length, read.messages.length], [2, 1, 1]);
        }),
        { numRuns: runs(500) },
      );
    }).timeout(PATIENCE);

    it(`keeps the names of participants in ${version} where they are no syntax`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(name, { minLength: 2, maxLength: 6 }), async (names) => {
          const steps = names.map((from, i) => segment(`${from}>${names[(i + 1) % names.length] ?? ''}`, 'SYN'));
          const { text } = toMermaid(trace(steps, { participants: [] }), ENGLISH);
          const { participants, messages } = await readMermaid(text, version);
          assert.deepEqual(participants.map(flat), names.map(flat), text);
          const ids = messages.map(({ from }) => from);
          assert.equal(new Set(ids).size, names.length);
          ids.forEach((id, i) => {
            if (PLAIN.test(names[i] ?? '') && names.every((other) => PLAIN.test(other))) assert.equal(id, names[i]);
          });
        }),
        { numRuns: runs(500) },
      );
    }).timeout(PATIENCE);
  }
});

/** What a reader sees: blanks collapse in a picture, and control characters are shown. */
function flat(text: string | undefined): string {
  return printable((text ?? '').replace(/[\t\n\r\u2028\u2029]/g, ' '))
    .replace(/[\s\ufffe\uffff]+/gu, ' ')
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .trim();
}

const TRAPS = [
  ...[';', '#', '%%', '%%{init: {"theme":"dark"}}%%', '%%{wrap}%%', '<b>', '<br>', '<br/>', '<script>', '&lt;', '#35;'],
  ...[
    'wrap:',
    'nowrap:',
    ':wrap:',
    '$$x$$',
    'style a:x#b;',
    'classDef x:y#z;',
    'end',
    '->>',
    '-x',
    '\n',
    '\r',
    '"',
    "'",
  ],
  ...[
    '```',
    '---\n',
    ' as ',
    '@{ "type": "actor" }',
    'title ',
    'accTitle:',
    'accDescr {',
    'A0->>A1: x',
    '\t',
    '`',
    '~',
  ],
  ...[
    '\ufb02°°35¶ß',
    '¶ß',
    '\u200b',
    '\u202e',
    '\u00a0',
    '🤝',
    '|',
    '{',
    '}',
    '\\',
    '\\n',
    '_',
    '*',
    '  ',
    '()',
    '+',
    '-',
  ],
  ...[
    '[x](javascript:x)',
    '你好',
    '：',
    '；',
    'sequenceDiagram',
    'participant A1 as y',
    'Note over A0: z',
    'autonumber',
  ],
];

const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: anyCharacter }),
  fc
    .array(fc.oneof(fc.constantFrom(...TRAPS), fc.string({ maxLength: 3 })), { maxLength: 6 })
    .map((parts) => parts.join('')),
);

/** Names that no version of Mermaid knows as a keyword, or stumbles over in any other way. */
const PLAIN = /^(?:[A-Z][0-9]?|[\p{Script=Han}]+|(?:Client|Server|Router|web|db)(?:[-_.]?[0-9]+)?)$/u;

const KEYWORDS = [
  'end',
  'note',
  'as',
  'par',
  'title',
  'Participant',
  'over',
  'LEFT',
  'box',
  'critical',
  'links',
  'off',
];

const name = fc
  .oneof(
    fc.constantFrom('S', 'A1', 'Client', 'Server-2', 'web_1', '客户端', 'db.1', 'Router', ...KEYWORDS),
    fc.constantFrom(
      'constructor',
      '__proto__',
      'toString',
      'style',
      'a-x',
      'x-',
      '10.0.0.1',
      '1',
      'Zoë',
      'end客',
      'a:b',
    ),
    fc.tuple(fc.constantFrom(...KEYWORDS), fc.stringMatching(/^[\w.:客-]{0,3}$/)).map((parts) => parts.join('')),
    fc.stringMatching(/^[^\s>]{1,8}$/),
    hostile,
  )
  .map((text) => text.replace(/[\s>]/g, ''))
  .filter((text) => flat(text) !== '' && text !== 'C');
