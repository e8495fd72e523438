import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { changeDocument, openDocument, type Document, type Kind } from '../../src/service/documents.ts';
import type { Change } from '../../src/service/splice.ts';
import { PATIENCE, runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const OPTIONS = { severities: {} };
/** Of each kind of file; HANDSHAKE_RUNS=20 tries 10^5 in all. */
const EDITS = runs(2500);
/** After so many edits another text is begun with. */
const SESSION = 40;

/** Real texts: examples, documentation and fixtures, each with some of another behind it, so that there are several diagrams. */
function texts(kind: Kind): string[] {
  const ending = kind === 'tcp' ? /\.tcp$/ : /\.md$/;
  return ['examples', 'docs', 'test/fixtures'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => ending.test(name))
      .toSorted()
      .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8')),
  );
}

const PIECES = [
  ...['', '', 'x', '7', ' ', '\t', '\n', '\r\n', '\r', '#', '"', '客', '\u{1F600}', '\ud83d', '\u202e', '\u2028'],
  ...[
    '```',
    '\n```\n',
    '\n```tcp\n',
    '~~~\n',
    '> ',
    '- ',
    '    ',
    '<!--',
    '-->',
    '\n<details>\n',
    '\n---\n',
    '`````tcp\n',
  ],
  ...[' SYN', ' FIN', 'seq=x', ' ack=', ' len=9', '->', '-x', '->...', '\n...\n', 'diagram ', '\ndiagram Two\n'],
  ...['client C\n', 'note over C: ', 'option rule seq-gap off\n', 'expect ', 'let n = 5\n', '+1', '4294967295'],
];

/** A change as an editor sends it, now and then one of several lines, of everything, or of places that are none. */
function randomChange(random: Random, { lines }: Document): Change {
  if (random.chance(0.005)) return { text: '' };
  const line = random.integer(0, lines.count - 1);
  const character = random.integer(0, lines.length(line) + (random.chance(0.05) ? 3 : 0));
  const start = { line, character };
  const more = random.chance(0.1) ? random.integer(0, 4) : 0;
  const end = { line: line + more, character: more > 0 ? random.integer(0, 5) : character + random.integer(0, 3) };
  const copied = random.chance(0.1) ? `${lines.line(random.integer(0, lines.count - 1))}\n` : '';
  return { range: { start, end }, text: copied + random.pick(PIECES) };
}

/** All that the features of the editor are made of. */
function known({ lines, units }: Document): unknown {
  return {
    text: lines.text,
    units: units.map(({ frame, analysis }) => ({
      frame,
      findings: analysis.findings,
      diagrams: analysis.diagrams.map((diagram) => ({ diagram, overview: analysis.overview(diagram) })),
    })),
  };
}

describe('a file that is written in for long', function () {
  this.timeout(PATIENCE);

  for (const kind of ['tcp', 'markdown'] as const) {
    it(`is known as one that is opened afresh after each edit: ${kind}`, () => {
      const random = new Random(seed() + (kind === 'tcp' ? 11 : 12));
      const all = texts(kind);
      let document = openDocument('file:///a', kind, 1, '', OPTIONS);
      for (let i = 0; i < EDITS; i++) {
        if (i % SESSION === 0) {
          const text = `${random.pick(all).slice(0, 1500)}\n${random.pick(all).slice(0, 700)}`;
          document = openDocument('file:///a', kind, 1, text, OPTIONS);
        }
        const before = document.lines.text;
        const changes = [randomChange(random, document)];
        document = changeDocument(document, document.version + 1, changes, OPTIONS);
        const fresh = openDocument('file:///a', kind, document.version, document.lines.text, OPTIONS);
        assert.deepEqual(
          known(document),
          known(fresh),
          `after ${JSON.stringify(changes)} of ${JSON.stringify(before)}`,
        );
      }
    });
  }
});
