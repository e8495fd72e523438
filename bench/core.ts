/**
 * What parsing, checking and a keystroke cost, each as a ratio to a bare `charCodeAt` loop over the same text in the
 * same run: absolute times say more about the machine than about the program.
 */
import { analyze } from '../src/core/check/index.ts';
import { LineParser } from '../src/core/notation/index.ts';
import { Lines } from '../src/core/text/lines.ts';
import { Names } from '../src/core/text/names.ts';

/** A conversation of `segments` segments: data and its acknowledgment in turn, as authors write it. */
function conversation(segments: number): string {
  const lines = [
    'client C',
    'server S',
    'C -> S SYN seq=x',
    'S -> C SYN,ACK seq=y ack=x+1',
    'C -> S ACK seq=x+1 ack=y+1',
  ];
  let sent = 1;
  for (let i = 3; i < segments; i += 2) {
    lines.push(`C -> S PSH,ACK seq=x+${String(sent)} ack=y+1 len=100`);
    sent += 100;
    lines.push(`S -> C ACK seq=y+1 ack=x+${String(sent)}`);
  }
  // Out of a buffer, so that the text is one flat string and not a tree of pieces.
  return Buffer.from(lines.join('\n')).toString();
}

/** What may go wrong on a line: a number, a flag, the direction, the order, or the line is gone. */
const SLIPS: readonly ((lines: string[], at: number) => void)[] = [
  (lines, at) => (lines[at] = (lines[at] ?? '').replace(/(?<=seq=\w\+)\d+/, (number) => String(Number(number) + 7))),
  (lines, at) => (lines[at] = (lines[at] ?? '').replace(/(?<=ack=\w\+)\d+/, (number) => String(Number(number) + 7))),
  (lines, at) => (lines[at] = '# gone'),
  (lines, at) => ([lines[at], lines[at + 1]] = [lines[at + 1] ?? '', lines[at] ?? '']),
  (lines, at) => (lines[at] = (lines[at] ?? '').replace('->', '<-')),
  (lines, at) => (lines[at] = (lines[at] ?? '').replace('ACK', 'RST,ACK')),
  (lines, at) => (lines[at] = (lines[at] ?? '').replace('ACK', 'FIN,ACK')),
  (lines, at) => (lines[at] = (lines[at] ?? '').replace('len=100', 'len=90')),
];

/** The text with one slip in a hundred lines, each kind in turn, on data and on acknowledgments. */
function withSlips(text: string): string {
  const lines = text.split('\n');
  for (let at = 50, kind = 0; at < lines.length - 20; at += 100, kind++) {
    SLIPS[kind % SLIPS.length]?.(lines, at + (Math.floor(kind / SLIPS.length) & 1));
  }
  return Buffer.from(lines.join('\n')).toString();
}

/** The median time of `runs` calls in milliseconds, after a warm-up. */
function time(runs: number, work: () => unknown): number {
  for (let i = 0; i < Math.max(3, runs >> 1); i++) work();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] ?? NaN;
}

function bareLoop(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
  return sum;
}

function parseAll(text: string): number {
  const parser = new LineParser(new Names());
  const lines = new Lines(text);
  let problems = 0;
  const parse = (source: string, from: number, to: number): number => parser.parse(source, from, to).problems.length;
  for (let line = 0; line < lines.count; line++) problems += lines.read(line, parse);
  return problems;
}

/** So many keys are timed: a pass has met each function a hundred thousand times before, and code that has run seldom is slow. */
const KEYS = 1_000;

/** One number of a segment near `share` of the way through is changed, and changed back. */
function keystrokes(text: string, share: number): () => unknown {
  let analysis = analyze(text);
  const line = Math.min(analysis.lines.count - 3, Math.max(7, Math.floor(analysis.lines.count * share))) & ~1;
  const column = analysis.lines.line(line).length;
  let typed = false;
  return () => {
    analysis = typed
      ? analysis.edit({ line, from: column - 1, to: column, text: '0' })
      : analysis.edit({ line, from: column - 1, to: column, text: '1' });
    typed = !typed;
    return analysis.findings;
  };
}

function heapPerSegment(text: string, segments: number): number {
  const collect = globalThis.gc;
  if (collect === undefined) return NaN;
  collect();
  const before = process.memoryUsage().heapUsed;
  const analysis = analyze(text);
  const findings = analysis.findings.length;
  collect();
  const after = process.memoryUsage().heapUsed;
  return analysis.lines.count > findings ? (after - before) / segments : NaN;
}

const ratio = (value: number, base: number): string => `${(value / base).toFixed(value < base ? 3 : 1)}×`.padStart(9);

console.log('ratios to a bare charCodeAt loop over the same text');
console.log(
  'segments   loop ms     parse  parse+check   start    middle      end   keystroke / full pass   bytes/segment',
);
const passes = new Map<number, number>();
for (const segments of [1_000, 10_000, 100_000]) {
  const text = conversation(segments);
  const runs = segments >= 100_000 ? 15 : 41;
  const base = time(runs, () => bareLoop(text));
  const parse = time(runs, () => parseAll(text));
  const full = time(runs, () => analyze(text).findings);
  passes.set(segments, full);
  const [start, middle, end] = [0, 0.5, 1].map((share) => time(KEYS, keystrokes(text, share)));
  const worst = Math.max(start ?? NaN, middle ?? NaN, end ?? NaN);
  const memory = heapPerSegment(text, segments);
  console.log(
    [
      String(segments).padStart(8),
      base.toFixed(3).padStart(9),
      ratio(parse, base),
      ratio(full, base).padStart(12),
      ratio(start ?? NaN, base),
      ratio(middle ?? NaN, base),
      ratio(end ?? NaN, base),
      `1/${(full / worst).toFixed(0)}`.padStart(14),
      memory.toFixed(0).padStart(18),
    ].join(' '),
  );
}
console.log(
  `100,000 segments cost ${((passes.get(100_000) ?? NaN) / (passes.get(10_000) ?? NaN)).toFixed(1)}× what 10,000 cost`,
);

console.log('\none slip in a hundred lines');
console.log('segments   clean ms   slips ms   slips / clean   findings   keystroke / full pass, clean   with slips');
for (const segments of [10_000, 100_000]) {
  const clean = conversation(segments);
  const slips = withSlips(clean);
  const runs = segments >= 100_000 ? 9 : 31;
  const [cleanTime, slipsTime] = [clean, slips].map((text) => time(runs, () => analyze(text).findings)) as [
    number,
    number,
  ];
  const keys = [clean, slips].map((text) =>
    Math.max(...[0.25, 0.5, 0.75].map((at) => time(KEYS, keystrokes(text, at)))),
  );
  console.log(
    [
      String(segments).padStart(8),
      cleanTime.toFixed(1).padStart(10),
      slipsTime.toFixed(1).padStart(10),
      `${(slipsTime / cleanTime).toFixed(1)}×`.padStart(15),
      String(analyze(slips).findings.length).padStart(10),
      `1/${(cleanTime / (keys[0] ?? NaN)).toFixed(0)}`.padStart(30),
      `1/${(slipsTime / (keys[1] ?? NaN)).toFixed(0)}`.padStart(12),
    ].join(' '),
  );
}
