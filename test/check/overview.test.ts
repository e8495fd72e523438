import assert from 'node:assert/strict';
import { analyze, type Analysis } from '../../src/core/check/index.ts';
import type { Step } from '../../src/core/check/trace.ts';
import { fc } from '../support/property.ts';

const LINES = [
  'client C',
  'server S',
  'diagram D',
  'C -> S SYN seq=x',
  'C <- S SYN,ACK seq=y ack=x+1',
  'C -> S ACK',
  'C -x S len=5',
  'C ->... S len=1',
  'C ...-> S len=1',
  '@1.5 C ->... S len=2',
  '@2 C ...-> S len=2',
  'C -> C SYN',
  'note over C: hi',
  'state C ESTABLISHED',
  '... later',
  'close C',
  'abort Q',
  'C <- S RST',
  'C >>> S',
  '# comment',
  '',
];

const KINDS = { action: 'c', state: 't', elision: 'e', note: 'n' } as const;
const DELIVERIES = { delivered: 'd', lost: 'l', sent: 's', arrived: 'a' } as const;

/** One more than the bytes of a segment of which there is nothing to tell but its numbers; 0 for all else. */
function plainSize(step: Step): number {
  if (step.kind !== 'segment' || step.delivery !== 'delivered' || step.phase !== 'data') return 0;
  const { flags, labels, text, states, len } = step;
  const isPlain =
    labels.length === 0 &&
    text === '' &&
    flags.every((flag) => flag === 'ACK' || flag === 'PSH') &&
    Object.values(states).every(([before, after]) => before === after);
  return isPlain ? (/^\d+$/.test(len ?? '') ? Number(len) + 1 : Infinity) : 0;
}

/** What the steps say by themselves. */
function expected(analysis: Analysis): unknown {
  return analysis.diagrams.map((diagram) => {
    const { steps } = analysis.trace(diagram);
    return {
      lines: steps.map(({ line }) => line),
      kinds: steps.map((step) => (step.kind === 'segment' ? DELIVERIES[step.delivery] : KINDS[step.kind])).join(''),
      phases: steps.map((step) => (step.kind === 'segment' ? (step.phase?.[0] ?? '-') : '-')).join(''),
      times: steps.map((step) => (step.kind === 'segment' ? step.time : null)),
      sentLines: steps.map((step) => (step.kind === 'segment' ? (step.sentLine ?? -1) : -1)),
      plain: steps.map(plainSize),
    };
  });
}

/** All of the overviews but the connections. */
const overviews = (analysis: Analysis): unknown =>
  analysis.diagrams.map((diagram) => {
    const { lines, kinds, phases, times, sentLines, plain } = analysis.overview(diagram);
    return { lines, kinds, phases, times, sentLines, plain: plain.map(Math.abs) };
  });

/** The connection of each step as its ends and their ports, in words. */
const connections = (analysis: Analysis): string[] =>
  analysis.diagrams.flatMap((diagram) => {
    const { connections: numbers, ends } = analysis.overview(diagram);
    return numbers.map((number) => {
      const both = ends[number - 1];
      if (both === undefined) return '';
      return [`${both.left}:${String(both.leftPort)}`, `${both.right}:${String(both.rightPort)}`].sort().join(' ');
    });
  });

describe('the overview', () => {
  const texts = fc.array(fc.constantFrom(...LINES), { maxLength: 300 });

  it('says of every step what the trace says', () => {
    fc.assert(
      fc.property(texts, (lines) => {
        const analysis = analyze(lines.join('\n'));
        assert.deepEqual(overviews(analysis), expected(analysis));
      }),
    );
  });

  it('says of plain text and ACKs how long they are and which end sends them', () => {
    const open = 'C -> S SYN seq=0\nS -> C SYN,ACK seq=0 ack=1\nC -> S ACK seq=1 ack=1\n';
    const analysis = analyze(
      `${open}C -> S PSH,ACK seq=1 ack=1 len=5\nS -> C ACK seq=1 ack=6\nS -> C ACK seq=1 ack=6 len=2\nC -> S ACK seq=6 ack=3 "done"\nC -> S FIN,ACK seq=6 ack=3`,
    );
    assert.deepEqual(analysis.overview(analysis.diagrams[0]!).plain, [0, 0, 0, 6, -1, -3, 0, 0]);
  });

  it('says which connection each step belongs to', () => {
    const analysis = analyze(
      'C:1 -> S:80 SYN\nC:2 -> S:80 SYN\nnote over C: hi\nC:1 <- S:80 SYN,ACK\nQ -> S "What time is it?"\nclose C',
    );
    assert.deepEqual(connections(analysis), ['C:1 S:80', 'C:2 S:80', '', 'C:1 S:80', '', '']);
  });

  it('is the same whenever it is asked, and holds all that it tells', () => {
    const analysis = analyze('C -> S SYN seq=0\nS -> C SYN,ACK seq=0 ack=1\nC -> S ACK seq=1 ack=1');
    const [diagram] = analysis.diagrams;
    const overview = analysis.overview(diagram!);
    const names = ['lines', 'kinds', 'phases', 'connections', 'times', 'sentLines', 'plain', 'ends'];
    assert.deepEqual(Object.keys(overview), names);
    assert.deepEqual({ ...overview }, { ...analysis.overview(diagram!) });
    assert.deepEqual(Object.keys(overview), names);
    assert.equal(overview.lines, overview.lines);
  });

  it('does so after an edit as well', () => {
    fc.assert(
      fc.property(texts, fc.nat(299), fc.constantFrom(...LINES), (lines, at, line) => {
        const before = analyze(lines.join('\n'));
        overviews(before);
        const edited = Math.min(at, before.lines.count - 1);
        const after = before.edit({ line: edited, from: 0, to: before.lines.length(edited), text: line });
        assert.deepEqual(overviews(after), expected(after));
      }),
    );
  });
});
