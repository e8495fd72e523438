import type { Capture } from '../core/intake/index.ts';
import { partsOfNote, wholeText, type Part } from '../core/report/index.ts';
import { NOTE_FILE } from '../files/kinds.ts';
import { readInput } from './input.ts';
import { type Io, Trouble } from './io.ts';
import { printable } from '../core/text/printable.ts';
import type { FramesOfCapture } from './capture.ts';

/** A file that was read: a text of the notation, or a Markdown text with fences of it. */
export interface Source {
  readonly file: string;
  readonly markdown: boolean;
  /** Without a byte order mark. */
  readonly text: string;
  /** The byte order mark that the file begins with, or ''. */
  readonly mark: string;
  /** The whole text, or each fence. */
  readonly parts: readonly Part[];
  /** For a capture file: where its lines come from. */
  readonly frames?: FramesOfCapture;
}

/** Reads and analyses a file; `traced` as in `wholeText`. Throws `Trouble` with a line that says what is wrong with it. */
export async function readSource(file: string, io: Io, traced = false): Promise<Source> {
  const input = await readInput(file, io);
  if ('capture' in input) return captureSource(file, input.capture);
  if ('text' in input) return sourceOf(file, input.text, traced);
  throw new Trouble(`${printable(file)} is a picture: handshake import brings its notation back`);
}

/** Analyses what a file holds: `whole` is all of its text, with its byte order mark if there is one. */
export function sourceOf(file: string, whole: string, traced = false): Source {
  const mark = whole.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const text = whole.slice(mark.length);
  const markdown = NOTE_FILE.test(file);
  const parts = markdown ? partsOfNote(text) : [wholeText(text, traced)];
  return { file, markdown, text, mark, parts };
}

/** How many diagrams a file holds. */
export function countDiagrams({ parts }: Source): number {
  return parts.reduce((sum, { analysis }) => sum + analysis.diagrams.length, 0);
}

/** Says that a file was read in which there is none: it may not be what its author thinks. */
export function noDiagram({ file, markdown }: Source): string {
  return `handshake: there is no ${markdown ? 'tcp fence with a ' : ''}diagram in ${printable(file)}\n`;
}

/** A capture is read as the notation that `handshake import` writes of it: lines are those of that text. */
async function captureSource(file: string, capture: Capture): Promise<Source> {
  const { captureText } = await import('./capture.ts');
  const { text, frames } = captureText(file, capture);
  return {
    file,
    markdown: false,
    text,
    mark: '',
    parts: [wholeText(text)],
    frames,
  };
}

const BYTE_ORDER_MARK = '\ufeff';
