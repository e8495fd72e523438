import type { Step } from '../core/check/index.ts';
import type { PictureData } from '../core/picture/index.ts';
import type { DiagramResult } from '../protocol/index.ts';

/** A whole diagram as the language server would send it to the preview; lines are those of the fence. */
export function pictureData(picture: PictureData): DiagramResult {
  const { trace, words } = picture;
  return {
    ...picture,
    trace: { ...trace, steps: trace.steps.map(forDrawing) },
    words: { ...words, steps: words.steps.map(({ remarks }) => ({ what: '', remarks, why: '', changes: [] })) },
    complete: true,
    unreadable: [],
  };
}

/** A step without what no picture shows: nobody steps through a note, and the text of the segment is in its Mermaid line. */
function forDrawing(step: Step): Step {
  if (step.kind !== 'segment') return step;
  return { ...step, tcbs: {}, reply: null, flags: [], options: [], text: '', seq: null, ack: null, win: null };
}
