import { fences, type Fence } from '../text/fences.ts';
import { Lines } from '../text/lines.ts';
import type { NoteKind } from './forms.ts';

/** An export that is to stand beside a fence. */
export interface NoteExport {
  /** A line of the fence: of its marks or of its content. */
  readonly line: number;
  readonly kind: NoteKind;
  /** Markdown. */
  readonly text: string;
}

/** A change of a note: the lines `line` (inclusive) to `endLine` (exclusive) become `text`. */
export interface NoteEdit {
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
}

/**
 * The edits that put exports behind their fences, between two comments:
 *
 *     <!-- handshake:export mermaid 1c291ca3 -->
 *     …
 *     <!-- /handshake:export -->
 *
 * The number is a checksum of what stands between. As long as it is right, the next export of that kind takes the place
 * of this one; once somebody has changed a word there, the text is his, and the next export stands before it. So an
 * export never overwrites what an export did not write, and exporting twice changes nothing.
 *
 * A fence that is not closed gets nothing: there is no place behind it.
 */
export function intoNote(note: string, exports: readonly NoteExport[]): NoteEdit[] {
  const lines = new Lines(note);
  const all = fences(note);
  const newline = note.includes('\r\n') ? '\r\n' : '\n';
  const edits = exports.flatMap((wanted) => {
    const fence = all.find(({ line, endLine }) => line <= wanted.line && wanted.line < endLine);
    return fence?.closed === true ? place(wanted, fence, { lines, fences: all, newline }) : [];
  });
  return edits.sort((a, b) => a.line - b.line);
}

/** The note after the edits, which must be in order and must not overlap. */
export function applyNoteEdits(note: string, edits: readonly NoteEdit[]): string {
  const lines = new Lines(note);
  let text = '';
  let done = 0;
  for (const edit of edits) {
    text += note.slice(done, lines.start(edit.line)) + edit.text;
    done = lines.start(edit.endLine);
  }
  return text + note.slice(done);
}

interface Note {
  readonly lines: Lines;
  readonly fences: readonly Fence[];
  readonly newline: string;
}

/** An export in the note, from the line of its first comment to the line behind its last one. */
interface Block {
  readonly kind: string;
  readonly line: number;
  readonly endLine: number;
  /** True where nobody has changed it. */
  readonly intact: boolean;
}

function place(wanted: NoteExport, fence: Fence, note: Note): NoteEdit[] {
  const block = blocksBehind(fence, note).find(({ kind, intact }) => kind === wanted.kind && intact);
  const written = write(wanted, fence.prefix);
  if (block !== undefined) {
    const text = written.join(note.newline) + (block.endLine < note.lines.count ? note.newline : '');
    const before = note.lines.text.slice(note.lines.start(block.line), note.lines.start(block.endLine));
    return text === before ? [] : [{ line: block.line, endLine: block.endLine, text }];
  }
  const blank = fence.prefix.trimEnd();
  if (fence.endLine >= note.lines.count) {
    // The closing fence is the end of the text, without a line break.
    const line = fence.endLine - 1;
    return [{ line, endLine: fence.endLine, text: [note.lines.line(line), blank, ...written].join(note.newline) }];
  }
  const followed = bare(note.lines.line(fence.endLine)) !== '';
  const inserted = [blank, ...written, ...(followed ? [blank] : [])];
  const text = inserted.join(note.newline) + note.newline;
  return [{ line: fence.endLine, endLine: fence.endLine, text }];
}

function write({ kind, text }: NoteExport, prefix: string): string[] {
  const body = text.trimEnd().split('\n');
  const block = [`<!-- handshake:export ${kind} ${checksum(body)} -->`, '', ...body, '', END];
  return block.map((line) => (prefix + line).trimEnd());
}

const START = /^<!-- handshake:export ([a-z]+) ([0-9a-f]{8}) -->$/;
const END = '<!-- /handshake:export -->';

/** The exports that stand behind a fence with nothing but blank lines between. */
function blocksBehind(fence: Fence, note: Note): Block[] {
  const blocks: Block[] = [];
  let line = fence.endLine;
  while (line < note.lines.count) {
    const start = START.exec(bare(note.lines.line(line)));
    if (start !== null) {
      const end = endOf(line, note);
      if (end === undefined) break;
      const [, kind = '', sum = ''] = start;
      const body = Array.from({ length: end - line - 1 }, (_, i) => note.lines.line(line + 1 + i));
      blocks.push({ kind, line, endLine: end + 1, intact: checksum(body) === sum });
      line = end + 1;
    } else if (bare(note.lines.line(line)) === '') line++;
    else break;
  }
  return blocks;
}

/** The line of the comment that ends the export which begins at `start`; what stands in code fences is no comment. */
function endOf(start: number, note: Note): number | undefined {
  let line = start + 1;
  while (line < note.lines.count) {
    const at = line;
    const fence = note.fences.find((one) => one.line === at);
    const text = bare(note.lines.line(line));
    if (text === END) return line;
    if (START.test(text)) return undefined;
    line = fence?.endLine ?? line + 1;
  }
  return undefined;
}

/** A line without quote marks and indentation. */
function bare(line: string): string {
  return line.replace(/^[>\s]+/, '').trimEnd();
}

/**
 * FNV-1a over what is more than layout: formatters of Markdown pad tables and indent lists anew, and that is no change
 * of a word.
 */
function checksum(lines: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const line of lines) {
    const text = bare(line).replace(/\s+/g, '');
    if (/^\|[|:-]*$/.test(text)) continue;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
