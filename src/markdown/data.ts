import type { DiagramTrace, Overview, Step } from '../core/check/index.ts';
import { describe, type Finding, type Translate } from '../core/findings/finding.ts';
import { mermaidPieces, type WordOptions } from '../core/render/index.ts';
import type { DiagramResult } from '../protocol/index.ts';

/** A whole diagram as the language server would send it to the preview; lines are those of the fence. */
export function pictureData(
  trace: DiagramTrace,
  overview: Overview,
  findings: readonly Finding[],
  index: number,
  words: WordOptions,
): DiagramResult {
  const { steps } = trace;
  return {
    version: 0,
    index,
    trace: { ...trace, steps: steps.map(forDrawing) },
    range: { from: 0, to: steps.length },
    overview,
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

/** A step without what no picture shows: nobody steps through a note, and the text of the segment is in its Mermaid line. */
function forDrawing(step: Step): Step {
  if (step.kind !== 'segment') return step;
  return { ...step, tcbs: {}, reply: null, flags: [], options: [], text: '', seq: null, ack: null, win: null };
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
