/**
 * `npm run slips -- [CONVERSATIONS] [--seed N] [--kind TEXT] [--show N]`: random conversations that are right, with one
 * slip each, and what the engine says of them. Prints for each kind of slip how many findings (errors and warnings) it
 * raises, and where the first of them stands: on the slip's line, which is what counts where one token is wrong; or
 * "placed", there or on the first line that the slip makes impossible, as two TCPs decide that know nothing of the engine,
 * which is what counts where a line is wrong. `--show` prints the texts that miss the bar of their kind. Where the first
 * finding stands elsewhere, and what it offers makes the whole conversation possible as well, the text does not tell which
 * slip it was: that is "as likely", and no bar counts it.
 */
import { type Analysis, analyze } from '../src/core/check/index.ts';
import { applyEdits } from '../src/core/check/mend.ts';
import { describe, english, type Fix } from '../src/core/findings/finding.ts';
import { Random } from '../test/support/random.ts';
import { firstImpossible } from '../test/support/plain-tcp.ts';
import type { Numbering } from '../test/support/write.ts';
import {
  conversation,
  HEAD_LINES,
  type Kind,
  KINDS,
  read as readLines,
  slip,
  type Slipped,
  write,
} from '../test/support/slips.ts';

/** What a kind of slip should come to, in per cent of the conversations; the worst in findings. */
interface Bar {
  readonly one: number;
  readonly two: number;
  readonly place: number;
}
const BARS: Readonly<Record<Kind['of'], Bar>> = {
  token: { one: 98, two: 98, place: 99.5 },
  line: { one: 90, two: 97, place: 97 },
};
const WORST = 5;

interface Tally {
  readonly of: Kind['of'];
  readonly counts: number[];
  /** The first finding stands on the slip's line. */
  onLine: number;
  /** It stands there, or on the first line that is impossible. */
  placed: number;
  /** It stands elsewhere, and mends the whole conversation as well. */
  alike: number;
}

interface Call {
  readonly conversations: number;
  readonly seed: number;
  readonly kind: string;
  readonly show: number;
}

function main({ conversations, seed, kind: wanted, show }: Call): number {
  let clean = 0;
  const kinds = KINDS.filter(({ name }) => name.includes(wanted));
  const tallies = new Map(
    kinds.map((kind): [Kind, Tally] => [kind, { of: kind.of, counts: [], onLine: 0, placed: 0, alike: 0 }]),
  );
  let shown = 0;
  for (let i = 0; i < conversations; i++) {
    const { lines, numbers } = conversation(new Random(seed + i));
    if (findingsOf(analyze(write(lines, numbers))).length === 0) clean++;
    for (const [j, kind] of kinds.entries()) {
      const slipped = slip(lines, numbers, kind, new Random((seed + i) * 1000 + j));
      const tally = tallies.get(kind);
      if (slipped === null || tally === undefined) continue;
      const text = write(slipped.lines, numbers, slipped.at, kind);
      const missed = judge(text, slipped, numbers, tally);
      if (missed === null || shown >= show) continue;
      shown++;
      tell(`${kind.name}, seed ${String(seed + i)}`, text, slipped, missed);
    }
  }
  console.log(`conversations without a finding before the slip: ${String(clean)} of ${String(conversations)}\n`);
  return clean === conversations ? print(tallies) : 1;
}

/** Counts a text's findings; returns them where they are not one in the place that its kind's bar asks for. */
function judge(text: string, { at, impossible }: Slipped, numbers: Numbering, tally: Tally): readonly Told[] | null {
  const analysis = analyze(text);
  const told = findingsOf(analysis);
  tally.counts.push(told.length);
  const first = told[0]?.line ?? -1;
  const places = at.length === 0 ? [impossible] : at;
  const onLine = places.includes(first);
  if (onLine) tally.onLine++;
  const placed = onLine || first === impossible;
  if (placed) tally.placed++;
  const right = tally.of === 'token' ? onLine : placed;
  if (!right && told[0] !== undefined && mends(analysis, told[0], numbers)) tally.alike++;
  return told.length === 1 && right ? null : told;
}

/** Whether a fix of the finding makes every line possible, by the two TCPs that have written the conversation. */
function mends(analysis: Analysis, { fixes }: Told, numbers: Numbering): boolean {
  return fixes.some(({ edits }) => {
    const lines = readLines(applyEdits(analysis, edits).lines.text, numbers);
    return lines !== null && firstImpossible(lines) < 0;
  });
}

interface Told {
  /** From the first segment on, from 0. */
  readonly line: number;
  readonly words: string;
  readonly fixes: readonly Fix[];
}

function findingsOf({ findings }: Analysis): readonly Told[] {
  return findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map((finding) => ({
      line: finding.line - HEAD_LINES,
      words: `${finding.code}: ${describe(finding, english)}`,
      fixes: finding.fixes,
    }))
    .toSorted((a, b) => a.line - b.line);
}

function tell(title: string, text: string, { at, impossible }: Slipped, told: readonly Told[]): void {
  console.log(`--- ${title}: slip on ${at.join(', ')}, first impossible ${String(impossible)}`);
  for (const [i, line] of text.split('\n').slice(HEAD_LINES).entries()) {
    const here = told.filter((one) => one.line === i);
    console.log(`${at.includes(i) ? '*' : ' '}${String(i).padStart(3)} ${line}`);
    for (const { words } of here) console.log(`       ^ ${words}`);
  }
}

function print(tallies: ReadonlyMap<Kind, Tally>): number {
  const heads = [
    'slip',
    'texts',
    'none',
    'one',
    'at most two',
    'mean',
    'worst',
    'on its line',
    'placed',
    'as likely',
    'bar',
  ];
  const rows = [...tallies].map(([kind, tally]) => row(kind, tally));
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((cells) => (cells[i] ?? '').length)));
  const show = (cells: readonly string[]): void => {
    console.log(
      cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    );
  };
  show(heads);
  rows.forEach(show);
  return rows.every((cells) => cells.at(-1) === 'met') ? 0 : 1;
}

function row({ name, of }: Kind, { counts, onLine, placed, alike }: Tally): readonly string[] {
  const n = counts.length;
  const share = (part: number): number => (n === 0 ? 100 : (100 * part) / n);
  const one = share(counts.filter((count) => count === 1).length);
  const two = share(counts.filter((count) => count === 1 || count === 2).length);
  const worst = Math.max(0, ...counts);
  const place = share(of === 'token' ? onLine : placed);
  const bar = BARS[of];
  const met = one >= bar.one && two >= bar.two && place >= bar.place && worst <= WORST;
  const percent = (value: number): string => `${value.toFixed(1)} %`;
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, n);
  return [
    name,
    String(n),
    percent(share(counts.filter((count) => count === 0).length)),
    percent(one),
    percent(two),
    mean.toFixed(2),
    String(worst),
    percent(share(onLine)),
    percent(share(placed)),
    percent(share(alike)),
    met ? 'met' : 'missed',
  ];
}

function read(args: readonly string[]): Call {
  const value = (name: string): string | undefined => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : args[at + 1];
  };
  const first = Number(args[0]);
  return {
    conversations: Number.isInteger(first) ? first : 500,
    seed: Number(value('--seed') ?? 1),
    kind: value('--kind') ?? '',
    show: Number(value('--show') ?? 0),
  };
}

process.exitCode = main(read(process.argv.slice(2)));
