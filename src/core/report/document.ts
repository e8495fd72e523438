import { analyze, analyzeAndTrace, DEFAULT_OPTIONS, type Analysis } from '../check/index.ts';
import { tcpFences, type Fence } from '../text/fences.ts';
import type { Place } from '../text/place.ts';

/** A text of the notation: one of its own, or what stands in a fence of a note. */
export interface Part {
  readonly analysis: Analysis;
  /** The fence that it stands in; undefined for a text of its own. */
  readonly fence: Fence | undefined;
}

/** The text as one part. `traced`: all of its steps will be asked for, once, and are kept from the first reading. */
export function wholeText(text: string, traced = false): Part {
  return { analysis: traced ? analyzeAndTrace(text).analysis : analyze(text, DEFAULT_OPTIONS), fence: undefined };
}

/** A fence as a part of its note. */
export function partOfFence(fence: Fence): Part {
  return { analysis: analyze(fence.text, DEFAULT_OPTIONS), fence };
}

/** Each `tcp` fence of a Markdown text. */
export function partsOfNote(text: string): Part[] {
  return tcpFences(text).map(partOfFence);
}

/** The diagrams of a text whose kind nobody names: of each `tcp` fence where there is one, else the text itself is notation. */
export function partsOf(text: string): Part[] {
  const parts = partsOfNote(text);
  return parts.length > 0 ? parts : [wholeText(text)];
}

/** Where something of a part stands in the whole text; lines and columns from 0. */
export function inText(place: Place, { fence }: Part): Place {
  if (fence === undefined) return { line: place.line, from: place.from, to: place.to };
  const column = fence.columns[place.line] ?? 0;
  return { line: lineInText(place.line, fence), from: place.from + column, to: place.to + column };
}

/** The line of the whole text that is `line` of a fence, or of the text itself where there is no fence. */
export function lineInText(line: number, fence: Fence | undefined): number {
  return fence === undefined ? line : fence.contentLine + line;
}
