import { analyze, DEFAULT_OPTIONS } from '../check/index.ts';
import type { Analysis } from '../check/analysis.ts';
import { tcpFences, type Fence } from '../text/fences.ts';

/** A text of the notation inside of what was given: all of it, or one fence of a note. */
export interface Part {
  readonly analysis: Analysis;
  /** How many lines of what was given stand above it. */
  readonly linesAbove: number;
}

/** More characters than this are not one note: whoever gives them is told so instead of kept waiting. */
export const MOST_CHARACTERS = 1_000_000;

/** The diagrams of a text: of each `tcp` fence where there is one, else the text itself is notation. */
export function partsOf(text: string): Part[] {
  const fences = tcpFences(text);
  if (fences.length === 0) return [{ analysis: analyze(text, DEFAULT_OPTIONS), linesAbove: 0 }];
  return fences.map((fence: Fence) => ({
    analysis: analyze(fence.text, DEFAULT_OPTIONS),
    linesAbove: fence.contentLine,
  }));
}
