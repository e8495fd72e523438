import assert from 'node:assert/strict';
import { analyze, type Analysis } from '../../src/core/check/index.ts';
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

/** What the steps say by themselves. */
function expected(analysis: Analysis): unknown {
  return analysis.diagrams.map((diagram) => {
    const { steps } = analysis.trace(diagram);
    return {
      lines: steps.map(({ line }) => line),
      kinds: steps.map((step) => (step.kind === 'segment' ? DELIVERIES[step.delivery] : KINDS[step.kind])).join(''),
      phases: steps.map((step) => (step.kind === 'segment' ? (step.phase?.[0] ?? '-') : '-')).join(''),
    };
  });
}

const overviews = (analysis: Analysis): unknown => analysis.diagrams.map((diagram) => analysis.overview(diagram));

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
