import type { DiagramTrace, Step } from '../core/check/index.ts';
import { describe, type Finding, type Translate } from '../core/findings/finding.ts';
import { mermaidPieces, type WordOptions } from '../core/render/index.ts';
import type { DiagramResult } from '../protocol/index.ts';

const KINDS = { action: 'c', state: 't', elision: 'e', note: 'n' } as const;
const DELIVERIES = { delivered: 'd', lost: 'l', sent: 's', arrived: 'a' } as const;
const PHASES = { handshake: 'h', data: 'd', close: 'c', reset: 'r' } as const;

/** A whole diagram as the language server would send it to the preview; lines are those of the fence. */
export function pictureData(
  trace: DiagramTrace,
  findings: readonly Finding[],
  index: number,
  words: WordOptions,
): DiagramResult {
  const { steps } = trace;
  return {
    version: 0,
    index,
    // Nobody steps through a note: the control blocks stay at home.
    trace: { ...trace, steps: steps.map((step): Step => (step.kind === 'segment' ? { ...step, tcbs: {} } : step)) },
    range: { from: 0, to: steps.length },
    overview: {
      lines: steps.map(({ line }) => line),
      kinds: steps.map((step) => (step.kind === 'segment' ? DELIVERIES[step.delivery] : KINDS[step.kind])).join(''),
      phases: steps.map((step) => (step.kind === 'segment' && step.phase !== null ? PHASES[step.phase] : '-')).join(''),
    },
    picture: mermaidPieces(trace, { ...words, remarks: false }),
    before: {},
    problems: findings.map((finding) => ({
      line: finding.line,
      from: finding.from,
      to: finding.to,
      severity: finding.severity,
      code: finding.code,
      message: describe(finding, words.translate),
    })),
    complete: true,
    unreadable: [],
  };
}

/** Texts of the picture (keys of `src/preview/strings.ts`) that the page's script cannot translate by itself. */
export const PICTURE_STRINGS: readonly string[] = [
  'Handshake',
  'Data',
  'Close',
  'Reset',
  'lost',
  'in flight',
  'arrives',
  'retransmission',
  'fast retransmission',
  'spurious retransmission',
  'out of order',
  'duplicate ACK #{n}',
  'keep-alive',
  'keep-alive ACK',
  'window update',
  'zero window',
  'zero-window probe',
  'window full',
  'ACK of unseen segment',
  'previous segment not captured',
  'port reused',
  'old duplicate',
  'challenge ACK',
  'ignored',
  'This step could not be drawn',
  'Sequence diagram: {title}',
  'Segments: {segments}. Participants: {participants}. Problems: {problems}.',
];

/** Their translations, where there are any. */
export function pictureStrings(translate: Translate): Record<string, string> {
  const pairs = PICTURE_STRINGS.map((key) => [key, translate(key, keepPlaceholders(key))] as const);
  return Object.fromEntries(pairs.filter(([key, text]) => key !== text));
}

/** Arguments that put each placeholder of a template back where it was. */
function keepPlaceholders(template: string): Record<string, string> {
  return Object.fromEntries([...template.matchAll(/\{(\w+)\}/g)].map(([whole, name = '']) => [name, whole]));
}
