import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { type Analysis, analyze } from '../../src/core/check/index.ts';
import type { SegmentStep } from '../../src/core/check/trace.ts';
import { importText } from '../../src/core/intake/text/index.ts';

/**
 * Cases of texts as people paste them, one file a form: `=== name | codes`, the text, `--- segments`, and a line for each
 * segment that must come out: `1>2 SYN seq=x`. Ends are numbered in the order in which segments name them; only what is
 * given is compared; `data` is a segment of application data. The codes are all errors and warnings, in order; `unread`
 * in front of them says how many lines are reported as unread.
 */
const FOLDER = new URL('../fixtures/intake/', import.meta.url);

interface Case {
  readonly name: string;
  readonly codes: readonly string[];
  readonly unread: number;
  readonly text: string;
  readonly segments: readonly string[];
}

function casesOf(file: string): Case[] {
  const whole = readFileSync(new URL(file, FOLDER), 'utf8');
  return whole
    .split(/^=== /m)
    .slice(1)
    .map((one) => {
      const [head = '', ...rest] = one.split('\n');
      const [name = '', words = ''] = head.split('|').map((part) => part.trim());
      const [text = '', segments = ''] = rest.join('\n').split(/^--- segments\n/m);
      const unread = Number(/unread=(\d+)/.exec(words)?.[1] ?? 0);
      const codes = words.split(/[ ,]+/).filter((word) => word !== '' && !word.startsWith('unread'));
      return { name, codes, unread, text, segments: segments.split('\n').filter((line) => line.trim() !== '') };
    });
}

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))) {
  describe(`intake of text: ${file.replace('.txt', '')}`, () => {
    for (const one of casesOf(file)) {
      it(one.name, () => {
        const intake = importText(one.text);
        const analysis = analyze(intake.notation, { severities: {} });
        const findings = analysis.findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
        assert.deepEqual(
          findings.map(({ code }) => code),
          one.codes,
          `${intake.notation}\n${findings.map(({ code, line }) => `${String(line + 1)}: ${code}`).join('\n')}`,
        );
        assert.equal(intake.unread.length, one.unread, JSON.stringify(intake.unread));
        assert.deepEqual(told(analysis, one.segments), one.segments, intake.notation);
      });
    }
  });
}

/** What came out, in the words of the case: of each segment just the parts that the case gives. */
function told(analysis: Analysis, expected: readonly string[]): string[] {
  const steps = analysis.diagrams
    .flatMap((diagram) => analysis.trace(diagram).steps)
    .filter((step): step is SegmentStep => step.kind === 'segment');
  const ends: string[] = [];
  const numberOf = (name: string): number => {
    if (!ends.includes(name)) ends.push(name);
    return ends.indexOf(name) + 1;
  };
  return steps.map((step, index) => {
    const way = `${String(numberOf(step.from))}>${String(numberOf(step.to))}`;
    const [, what = '', ...fields] = (expected[index] ?? '').trim().split(/\s+/);
    const values = fields.map((field) => `${field.split('=')[0] ?? ''}=${valueOf(step, field.split('=')[0] ?? '')}`);
    return [way, what === 'data' ? dataOf(step) : flagsLike(step, what), ...values].join(' ');
  });
}

function valueOf(step: SegmentStep, field: string): string {
  switch (field) {
    case 'seq':
      return String(step.seq);
    case 'ack':
      return String(step.ack);
    case 'len':
      return String(step.len);
    case 'win':
      return String(step.win);
    case 'text':
      return step.text.replace(/\s+/g, '_');
    case 'delivery':
      return step.delivery;
    default:
      return step.options.find((option) => option.startsWith(field))?.slice(field.length + 1) ?? 'none';
  }
}

function dataOf(step: SegmentStep): string {
  return step.len === '0' || step.flags.some((flag) => flag === 'SYN' || flag === 'FIN' || flag === 'RST')
    ? 'no data'
    : 'data';
}

/** The flags as the case gives them, if they are the same. */
function flagsLike(step: SegmentStep, what: string): string {
  return [...step.flags].sort().join() === what.split(',').sort().join() ? what : step.flags.join();
}
