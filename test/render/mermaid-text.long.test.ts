import assert from 'node:assert/strict';
import { toMermaid } from '../../src/core/render/index.ts';
import { mermaidText } from '../../src/core/render/mermaid-text.ts';
import { ENGLISH, note, person, segment, trace } from './build.ts';
import { readMermaid } from './mermaid-parser.ts';
import { fc, patience, runs } from '../support/property.ts';

describe('text in a Mermaid diagram', () => {
  const cases: readonly (readonly [says: string, text: string, written: string])[] = [
    ['leaves plain text alone', 'SYN, ACK seq=y ack=x+1 "GET /"', 'SYN, ACK seq=y ack=x+1 "GET /"'],
    ['leaves Chinese alone', '客户端：你好', '客户端：你好'],
    ['hides what ends a statement', 'a;b', 'a#59;b'],
    ['hides what begins a comment or an entity', '#35;', '#35;35#59;'],
    ['hides directives', '%%{init}%%', '#37;#37;#123;init#125;#37;#37;'],
    ['hides markup', '<b>&lt;', '#60;b#62;#38;lt#59;'],
    ['breaks lines', 'a\r\nb', 'a<br/>b'],
    ['makes control characters blanks', 'a\u0000b', 'a b'],
    ['hides the characters of its placeholders', '\ufb02\u00b0\u00b6\u00df', '#64258;#176;#182;#223;'],
    ['hides characters that nobody sees', 'a\u200bb\u202e', 'a#8203;b#8238;'],
    ['mends halves of characters', 'a\ud800b', 'a\ufffdb'],
  ];
  for (const [says, text, written] of cases) {
    it(says, () => {
      assert.equal(mermaidText(text), written);
    });
  }

  it('comes back from the parser of Mermaid as it was, wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, hostile, async (title, label, remark, data) => {
        const diagram = trace([segment('C>S', 'SYN', { text: data }), note(remark)], {
          title,
          participants: [person('C', 'client', label), person('S')],
        });
        const read = await readMermaid(toMermaid(diagram, ENGLISH).text);
        assert.deepEqual(
          [read.title, read.accTitle, read.participants[0], read.notes[0], read.messages[0]?.text].map(flat),
          [title, title, flat(label) || 'C', remark, `SYN seq=x${data === '' ? '' : ` "${data}"`}`].map(flat),
        );
        assert.deepEqual([read.participants.length, read.notes.length, read.messages.length], [2, 1, 1]);
      }),
      { numRuns: runs(500) },
    );
  }).timeout(patience(60_000));
});

/** What a reader sees: blanks collapse in a picture, and control characters are blanks. */
function flat(text: string | undefined): string {
  return (text ?? '')
    .replace(/[\s\p{Cc}\ufffe\uffff]+/gu, ' ')
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
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.oneof(fc.constantFrom(...TRAPS), fc.string({ maxLength: 3 })), { maxLength: 6 })
    .map((parts) => parts.join('')),
);
