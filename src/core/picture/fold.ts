import type { SegmentStep, Step } from '../check/trace.ts';
import { grouped } from '../text/counted.ts';
import type { DiagramOverview, PictureData } from './data.ts';
import type { Picture } from './picture.ts';
import { participantIds } from './source.ts';

/** Pictures in files with more rows than this have their runs folded: nobody reads so many rows, and few programs show them. */
const MOST_ROWS = 300;
/** A run has at least so many segments; fewer are as short as the row that would stand for them. */
const SHORTEST = 4;

/** Segments of a diagram that are told in one row: steps `from` (inclusive) to `to` (exclusive). */
interface Run {
  readonly from: number;
  readonly to: number;
  /** Undefined where the length of a segment is not a number. */
  readonly bytes: number | undefined;
}

/**
 * A diagram of which all steps are given, as it is drawn into a file: a long one with each run of like segments (data one way,
 * and plain acknowledgments the other) as one row, `37 segments, 53,280 bytes`.
 */
export function foldLong(data: PictureData): PictureData {
  return data.overview.lines.length > MOST_ROWS ? foldRuns(data) : data;
}

/** What all is known of a picture of which all steps were sent. */
export function wholeData(picture: Picture): PictureData {
  const all = Array.from({ length: picture.count }, (_, i) => picture.loaded(i));
  const loaded = all.filter((step) => step !== undefined);
  const { result } = picture;
  return {
    ...result,
    trace: { ...result.trace, steps: loaded.map(({ step }) => step) },
    range: { from: 0, to: loaded.length },
    picture: { ...result.picture, steps: loaded.map(({ text }) => text) },
    words: { ...result.words, steps: loaded.map(({ words }) => words) },
    before: picture.tcbsAfter(-1),
  };
}

export function foldRuns(data: PictureData): PictureData {
  const { trace, overview, picture, words } = data;
  const runs = new Map(runsOf(data).map((run) => [run.from, run]));
  const kept: number[] = [];
  const steps: Step[] = [];
  const pieces: string[] = [];
  for (let i = 0; i < trace.steps.length; i++) {
    const [run, step] = [runs.get(i), trace.steps[i]];
    if (!step) continue;
    kept.push(i);
    const text = run && textOf(run, words.run, words.runUnknown);
    steps.push(text === undefined ? step : { kind: 'elision', line: step.line, text });
    pieces.push(text === undefined ? (picture.steps[i] ?? '') : `Note over ${endsOf(step, data)}: ${text}`);
    if (run) i = run.to - 1;
  }
  return {
    ...data,
    trace: { ...trace, steps },
    range: { from: 0, to: steps.length },
    overview: {
      ...pick(overview, kept),
      kinds: kept.map((i) => (runs.has(i) ? 'e' : (overview.kinds[i] ?? ''))).join(''),
    },
    picture: { ...picture, steps: pieces },
    words: { ...words, steps: kept.flatMap((i) => words.steps[i] ?? []) },
  };
}

/** The same outline for some of the steps alone: each of its members but `travels` has one entry a step, or none. */
function pick(overview: DiagramOverview, kept: readonly number[]): DiagramOverview {
  const one = (member: string | readonly unknown[]): string | readonly unknown[] =>
    typeof member === 'string'
      ? kept.map((i) => member[i] ?? '').join('')
      : member.length === 0
        ? member
        : kept.map((i) => member[i]);
  const place = new Map(kept.map((step, i) => [step, i]));
  // What travels is in no run: both of its ends are kept.
  const travels = overview.travels.map(([sent, arrived]) => [place.get(sent) ?? 0, place.get(arrived) ?? 0] as const);
  const members = Object.entries(overview).map(([name, member]: [string, string | readonly unknown[]]) => [
    name,
    one(member),
  ]);
  return { ...(Object.fromEntries(members) as DiagramOverview), travels };
}

function runsOf({ trace: { steps }, problems, overview: { changes } }: PictureData): Run[] {
  const grave = problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const wrong = new Set(grave.map(({ line }) => line));
  const isLike = (i: number): boolean => (changes[i] ?? '=') === '=' && !wrong.has(steps[i]?.line ?? -1);
  const runs: Run[] = [];
  for (let from = 0; from < steps.length; from++) {
    const first = steps[from];
    if (first?.kind !== 'segment' || !isPlain(first) || !isLike(from)) continue;
    let sender = first.len === '0' ? null : endOf(first);
    let [to, bytes]: [number, number | undefined] = [from, 0];
    for (; to < steps.length; to++) {
      const step = steps[to];
      if (step?.kind !== 'segment' || !isPlain(step) || !isLike(to) || !sameConnection(step, first)) break;
      if (step.len !== '0') {
        // Data the other way is another run.
        sender ??= endOf(step);
        if (sender !== endOf(step)) break;
      }
      const size = /^\d+$/.test(step.len ?? '') ? Number(step.len) : undefined;
      bytes = bytes === undefined || size === undefined ? undefined : bytes + size;
    }
    if (to - from >= SHORTEST && sender !== null) {
      runs.push({ from, to, bytes });
      from = to - 1;
    }
  }
  return runs;
}

/** A segment of which there is nothing to tell but its numbers. */
function isPlain({ flags, labels, delivery, text, states, phase }: SegmentStep): boolean {
  return (
    delivery === 'delivered' &&
    phase === 'data' &&
    labels.length === 0 &&
    text === '' &&
    flags.every((flag) => flag === 'ACK' || flag === 'PSH') &&
    Object.values(states).every(([before, after]) => before === after)
  );
}

const endOf = ({ from, fromPort }: SegmentStep): string => `${from}:${String(fromPort)}`;
const otherEnd = ({ to, toPort }: SegmentStep): string => `${to}:${String(toPort)}`;

function sameConnection(a: SegmentStep, b: SegmentStep): boolean {
  const [from, to] = [endOf(a), otherEnd(a)];
  return (from === endOf(b) && to === otherEnd(b)) || (from === otherEnd(b) && to === endOf(b));
}

function textOf({ from, to, bytes }: Run, template: string, unknown: string): string {
  const n = grouped(to - from);
  return bytes === undefined
    ? unknown.replace('{n}', n)
    : template.replace('{n}', n).replace('{bytes}', grouped(bytes));
}

/** The ids of the lifelines of a segment, from left to right. */
function endsOf(step: Step, { trace, picture }: PictureData): string {
  const ids = participantIds(picture.head);
  const lanes =
    step.kind === 'segment'
      ? [step.from, step.to].map((name) => trace.participants.findIndex((one) => one.name === name))
      : [];
  return lanes
    .sort((a, b) => a - b)
    .map((lane) => ids[lane] ?? ids[0] ?? '')
    .join(',');
}
