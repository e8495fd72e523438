import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Analysis, analyze } from '../../src/core/check/index.ts';
import { ALL_CODES, CODES } from '../../src/core/findings/codes.ts';
import { describe as sentence, english, type Finding, say } from '../../src/core/findings/finding.ts';
import { FIELD_NAMES, FLAG_NAMES } from '../../src/core/notation/index.ts';
import { STATE_NAMES } from '../../src/core/tcp/states.ts';
import type { Place, TextEdit } from '../../src/core/text/place.ts';
import { converse } from '../support/pair.ts';
import { PATIENCE, runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';
import { HEAD, writeEvent } from '../support/write.ts';
import { spent } from '../support/spent.ts';

/** How many cases of each kind; together 100,000 in `npm test`. */
const CASES = { bytes: runs(62_000), soup: runs(12_000), cut: runs(18_000), edits: runs(8_000) };
/** A case that takes longer than this hangs, as far as an author can tell. */
const MOST_MILLISECONDS = 2_000;

// ---- What texts are made of

const ROOT = join(import.meta.dirname, '../..');

function texts(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tcp'))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
}

/** Right diagrams, wrong ones, and ones that were written by chance. */
function corpus(): readonly string[] {
  const examples = ALL_CODES.flatMap((code) => [CODES[code].bad, CODES[code].good]);
  const talks = Array.from({ length: 60 }, (_, seed) => {
    const random = new Random(seed + 1);
    const isns = { C: random.chance(0.5) ? 'x' : 2 ** 32 - 20, S: 'y' };
    return [...HEAD, ...converse(random, 25).map((event) => writeEvent(event, isns))].join('\n');
  });
  return [...texts('examples'), ...texts('test/fixtures/check'), ...examples, ...talks];
}

const TOKENS: readonly string[] = [
  ...FLAG_NAMES,
  ...FIELD_NAMES.flatMap((name) => [name, `${name}=`]),
  ...STATE_NAMES,
  ...['syntax', 'seq-gap', 'ack-mismatch', 'expect-unmet'],
  ...[
    'client',
    'server',
    'participant',
    'listen',
    'open',
    'close',
    'abort',
    'crash',
    'timeout',
    'state',
    'note over',
    'note left of',
  ],
  ...[
    'let',
    'option',
    'option rule',
    'option capture',
    'option msl',
    'expect',
    'diagram',
    'title',
    '...',
    'as',
    ':',
    '@1.5',
    '@100ms',
    '@',
  ],
  ...['->', '-->', '->>', '<-', '-x', 'x-', '->...', '...->', '...<-', '<-...', '→', '=>', '<->'],
  ...[
    'C',
    'S',
    'A',
    'B',
    '客户端',
    'C:80',
    'S:51000',
    'C:99999',
    '"a name"',
    'x',
    'y',
    'n',
    'x+1',
    'x+n-2',
    '2x',
    '-1',
    '0x10',
    '1_000',
  ],
  ...[
    '4294967295',
    '4294967296',
    '0',
    '1',
    '65535',
    '10-20/30-40',
    '1/2',
    'off',
    'hint',
    '"',
    '#',
    '//',
    '(',
    ')',
    '[S.]',
    '，',
    '：',
    '＝',
  ],
  ...[
    'seq=x',
    'ack=y+1',
    'seq=1',
    'ack=1',
    'len=10',
    'len=n',
    'win=0',
    'SYN=1',
    'ACK=0',
    'sack=5-9',
    'ts=1/2',
    'tfo=ab',
    'data="GET"',
  ],
];

const UNITS: readonly string[] = [
  '\0',
  '\t',
  ' ',
  '\r',
  '\n',
  '\r\n',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\udc00',
  '😀',
  'é',
  '中',
  '０',
  '…',
  '\u202e',
  '→',
];

function bytes(random: Random): string {
  const length = random.integer(0, 20);
  const unit = (): string => {
    if (random.chance(0.3)) return random.pick(UNITS);
    return String.fromCharCode(random.chance(0.7) ? random.integer(0, 255) : random.integer(0, 0xffff));
  };
  return Array.from({ length }, unit).join('');
}

function soup(random: Random): string {
  const line = (): string =>
    Array.from({ length: random.integer(0, 4) }, () => random.pick(TOKENS)).join(random.chance(0.9) ? ' ' : '');
  const segment = (): string => {
    const ends = random.pick([
      'C -> S',
      'S -> C',
      'C <- S',
      'A -> B',
      'C ->... S',
      'C ...-> S',
      'S -x C',
      'C:1 -> S:2',
      'C -> R',
    ]);
    return `${ends} ${line()}`;
  };
  return Array.from({ length: random.integer(1, 4) }, () => (random.chance(0.6) ? segment() : line())).join('\n');
}

/** Two texts, each cut at some place, put together. */
function cut(random: Random, sources: readonly string[]): string {
  const one = random.pick(sources);
  const head = one.slice(0, random.integer(0, Math.min(one.length, 400)));
  if (random.chance(0.4)) return head;
  const other = random.pick(sources);
  const from = random.integer(0, other.length);
  return head + other.slice(from, from + 200);
}

// ---- What must be true of every text

function inside({ lines }: Analysis, { line, from, to }: Place): boolean {
  return line >= 0 && line < lines.count && from >= 0 && from <= to && to <= lines.line(line).length;
}

function overlap(a: TextEdit, b: TextEdit): boolean {
  return a.line === b.line && a.from < b.to && b.from < a.to;
}

function checkFinding(analysis: Analysis, finding: Finding): void {
  assert.ok(inside(analysis, finding), `${finding.code} lies outside`);
  assert.ok(
    finding.related.every((place) => inside(analysis, place)),
    `${finding.code} points outside`,
  );
  for (const { edits } of finding.fixes) {
    assert.ok(
      edits.every((edit) => inside(analysis, edit)),
      `a fix of ${finding.code} lies outside`,
    );
    edits.forEach((edit, i) => {
      assert.ok(!edits.slice(i + 1).some((other) => overlap(edit, other)), `edits of a fix of ${finding.code} overlap`);
    });
  }
  assert.ok(Object.hasOwn(CODES, finding.code));
}

/** Analyses a text; `views` asks everything besides that a view may ask. */
function checkText(text: string, views: boolean): void {
  const began = spent();
  try {
    const analysis = analyze(text);
    for (const finding of analysis.findings) checkFinding(analysis, finding);
    if (views) askEverything(analysis);
    const took = spent() - began;
    assert.ok(took < MOST_MILLISECONDS, `it took ${took.toFixed(0)} ms`);
  } catch (error) {
    throw new Error(`in ${JSON.stringify(text)}`, { cause: error });
  }
}

function askEverything(analysis: Analysis): void {
  for (const finding of analysis.findings) {
    for (const { title } of finding.fixes) assert.doesNotMatch(say(title, english), /\{\w+\}/, finding.code);
    assert.notEqual(sentence(finding, english), '');
  }
  for (const diagram of analysis.diagrams) {
    analysis.trace(diagram);
    analysis.bindings(diagram);
  }
  const last = analysis.lines.count - 1;
  analysis.next(last);
  analysis.acknowledged(last);
}

// ---- Edits

function randomEdit(random: Random, { lines }: Analysis): TextEdit {
  const line = random.integer(0, lines.count - 1);
  const { length } = lines.line(line);
  const whole = random.chance(0.15);
  const from = whole ? 0 : random.integer(0, length);
  const to = whole ? length : Math.min(length, from + random.integer(0, random.chance(0.7) ? 2 : 12));
  return { line, from, to, text: random.chance(0.3) ? '' : insertion(random) };
}

function insertion(random: Random): string {
  if (random.chance(0.25)) return String(random.integer(0, 9));
  if (random.chance(0.2)) return '\n';
  if (random.chance(0.3)) return `\n${soup(random)}`;
  if (random.chance(0.1)) return random.pick(UNITS);
  return random.pick(TOKENS);
}

/** An analysis after an edit says what a fresh one says of the same text. */
function checkEdit(before: Analysis, edit: TextEdit): Analysis {
  const after = before.edit(edit);
  const fresh = analyze(after.lines.text);
  const told = `after ${JSON.stringify(edit)} of ${JSON.stringify(before.lines.text)}`;
  assert.deepEqual(after.findings, fresh.findings, told);
  assert.deepEqual(
    after.diagrams.map(({ title, line, endLine, participants }) => ({ title, line, endLine, participants })),
    fresh.diagrams.map(({ title, line, endLine, participants }) => ({ title, line, endLine, participants })),
    told,
  );
  return after;
}

describe('Any text at all', function () {
  this.timeout(PATIENCE);
  let cases = 0;
  const sources = corpus();

  after(() => {
    console.log(`      ${cases.toLocaleString('en')} texts and edits, of ${String(sources.length)} sources`);
  });

  it('of random bytes and characters is analysed', () => {
    const random = new Random(seed() + 1);
    for (let i = 0; i < CASES.bytes; i++, cases++) checkText(bytes(random), i % 4 === 0);
  });

  it('of random words of the notation is analysed', () => {
    const random = new Random(seed() + 2);
    for (let i = 0; i < CASES.soup; i++, cases++) checkText(soup(random), i % 4 === 0);
  });

  it('of diagrams that are cut and put together is analysed', () => {
    const random = new Random(seed() + 3);
    for (let i = 0; i < CASES.cut; i++, cases++) checkText(cut(random, sources), i % 4 === 0);
  });

  it('that is edited has the findings that it has when it is read afresh', () => {
    const random = new Random(seed() + 4);
    let analysis = analyze('');
    for (let i = 0; i < CASES.edits; i++, cases++) {
      if (i % 12 === 0) analysis = analyze(random.chance(0.7) ? random.pick(sources).slice(0, 700) : soup(random));
      analysis = checkEdit(analysis, randomEdit(random, analysis));
    }
  });
});
