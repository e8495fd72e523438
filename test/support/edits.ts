import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { BLOCK_LINES } from '../../src/core/check/incremental.ts';
import { type Analysis, analyze, DEFAULT_OPTIONS } from '../../src/core/check/index.ts';
import { english } from '../../src/core/findings/finding.ts';
import type { TextEdit } from '../../src/core/text/place.ts';
import type { Context } from '../../src/service/context.ts';
import type { Document } from '../../src/service/documents.ts';
import { DEFAULT_SETTINGS, type Host } from '../../src/service/host.ts';
import { inlayHints } from '../../src/service/inlayHints.ts';
import { semanticTokens } from '../../src/service/semanticTokens.ts';
import { documentSymbols } from '../../src/service/symbols.ts';
import { Unit, WHOLE } from '../../src/service/unit.ts';
import { SLIPS } from './lineSlips.ts';
import { converse } from './pair.ts';
import { seed } from './property.ts';
import { Random } from './random.ts';
import { HEAD, writeEvent } from './write.ts';

/** Lines of a block: few enough that most edits begin behind a checkpoint, as many as in the editor, and many. */
export const BLOCKS = [1, 2, 4, BLOCK_LINES, 128] as const;

/** A long diagram: conversations one after the other on several ports, with the other statements between them. */
export function longText(random: Random, events = 40): string {
  const lines: string[] = [...HEAD];
  for (let port = 1; port <= 5; port++) {
    const isns = {
      C: random.chance(0.5) ? `x${String(port)}` : 2 ** 32 - 20,
      S: random.chance(0.5) ? `y${String(port)}` : 7,
    };
    for (const event of converse(random, events)) {
      lines.push(writeEvent(event, isns).replaceAll(/^(\w) (\S+) (\w)/g, `$1:${String(port)} $2 $3:80`));
      if (random.chance(0.04)) lines.push(random.pick(OTHERS));
    }
  }
  return lines.join('\n');
}

const OTHERS = [
  '...',
  '',
  '# a comment',
  'note over C,S: here',
  'option msl 5',
  'option rule seq-gap off',
  'expect seq-gap',
  'state C ESTABLISHED',
  'close C:1',
  'crash S',
  'let n = 5',
];

const PIECES = ['0', '7', '', 'x1+', ' SYN', ' FIN', ' RST', ' win=0', ' mss=500', '...', '\n', '\n...', ' len=9', 'x'];

export function randomEdit(random: Random, { lines }: Analysis): TextEdit {
  const line = random.integer(0, lines.count - 1);
  const { length } = lines.line(line);
  const from = random.chance(0.2) ? 0 : random.integer(0, length);
  const to = random.chance(0.1) ? length : Math.min(length, from + random.integer(0, 2));
  return { line, from, to, text: random.pick(PIECES) };
}

/** Everything that can be asked of an analysis, and what an editor shows of it: hints, tokens and symbols. */
export function everything(analysis: Analysis): unknown {
  const { lines, findings, diagrams } = analysis;
  return {
    findings,
    diagrams: diagrams.map((diagram) => ({
      diagram,
      steps: analysis.trace(diagram).steps,
      overview: analysis.overview(diagram),
      bindings: analysis.bindings(diagram),
    })),
    next: [0.3, 0.6, 1].map((share) => analysis.next(Math.floor((lines.count - 1) * share))),
    ...shown({ uri: 'file:///a', version: 1, kind: 'tcp', lines, units: [new Unit(analysis, WHOLE)] }),
  };
}

const HOST: Host = {
  translate: english,
  ruleLink: (code) => code,
  settings: () => DEFAULT_SETTINGS,
  client: { snippets: true, versionedEdits: false, vscodeCommands: true, lazyEdits: true },
};

/** What an editor shows of a document besides findings: hints, tokens and symbols. */
export function shown(document: Document): {
  readonly hints: unknown;
  readonly tokens: unknown;
  readonly symbols: unknown;
} {
  const { client, translate } = HOST;
  const context: Context = { document, host: HOST, settings: DEFAULT_SETTINGS, client, translate };
  const whole = { start: { line: 0, character: 0 }, end: { line: document.lines.count, character: 0 } };
  return {
    hints: inlayHints(whole, context),
    tokens: semanticTokens(undefined, context).data,
    symbols: documentSymbols(context),
  };
}

/** The analysis after an edit, which says all that a fresh reading of the text says. */
export function edited(analysis: Analysis, edit: TextEdit, blockLines: number): Analysis {
  const after = analysis.edit(edit);
  const fresh = analyze(after.lines.text, DEFAULT_OPTIONS, blockLines);
  const where = `after ${JSON.stringify(edit)} of ${JSON.stringify(analysis.lines.text)}`;
  assert.deepEqual(everything(after), everything(fresh), where);
  return after;
}

/** Edits texts at random, in blocks of so many lines, and compares after each edit. */
export function editAtRandom(blockLines: number, texts: number, edits: number, events: number): void {
  const random = new Random(seed() * 1000 + blockLines);
  for (let i = 0; i < texts; i++) {
    let analysis = analyze(longText(random, events), DEFAULT_OPTIONS, blockLines);
    for (let j = 0; j < edits; j++) analysis = edited(analysis, randomEdit(random, analysis), blockLines);
  }
}

let conversations: readonly (readonly string[])[] | undefined;

/** The conversations of test/fixtures/slips, line by line. */
function slipped(): readonly (readonly string[])[] {
  const folder = new URL('../fixtures/slips/', import.meta.url);
  conversations ??= readdirSync(folder)
    .filter((name) => name.endsWith('.tcp'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n'));
  return conversations;
}

/** The lines with a slip on one of them. */
function withSlip(lines: readonly string[], at: number, random: Random): string[] {
  const slip = random.pick(Object.values(SLIPS));
  return lines.toSpliced(at, 1, slip(lines[at] ?? '', lines[at - 1] ?? '') ?? '...');
}

/** Lines between: what explains a slip is looked for at most 48 lines below it and 64 above, for most only 12 and 16. */
const APART = [0, 0, 1, 11, 12, 13, 15, 16, 17, 40, 46, 47, 48, 49, 50, 62, 63, 64, 65];

/** Makes slips in conversations that have one already, and compares after each edit, as far from the first slip as decides. */
export function slipAtRandom(blockLines: number, texts: number): void {
  const random = new Random(seed() * 77 + blockLines);
  for (let i = 0; i < texts; i++) {
    const lines = random.pick(slipped());
    const cut = random.integer(3, lines.length - 1);
    const between = Array.from({ length: random.pick(APART) }, () => '# …');
    const right = lines.toSpliced(cut, 0, ...between);
    const wrong = withSlip(right, random.integer(2, cut - 1), random)
      .join('\n')
      .split('\n');
    let analysis = analyze(wrong.join('\n'), DEFAULT_OPTIONS, blockLines);
    for (const line of [random.integer(cut, right.length - 1), random.integer(1, cut)]) {
      const { lines } = analysis;
      const text = withSlip([lines.line(line)], 0, random).join('\n');
      analysis = edited(analysis, { line, from: 0, to: lines.length(line), text }, blockLines);
    }
  }
}
