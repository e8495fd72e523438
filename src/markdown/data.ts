import type { DiagramTrace, Overview, Step } from '../core/check/index.ts';
import { describe, type Finding } from '../core/findings/finding.ts';
import { mermaidPieces, pictureWords, Words, type WordOptions } from '../core/render/index.ts';
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
  const counts = {
    segments: steps.filter(({ kind }) => kind === 'segment').length,
    problems: findings.filter(({ severity }) => severity === 'error' || severity === 'warning').length,
  };
  const said = pictureWords(trace, counts, new Words(words));
  return {
    version: 0,
    index,
    trace: { ...trace, steps: steps.map(forDrawing) },
    range: { from: 0, to: steps.length },
    overview,
    picture: mermaidPieces(trace, { ...words, remarks: false }),
    words: { ...said, steps: said.steps.map(({ remarks }) => ({ what: '', remarks, why: '', changes: [] })) },
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
