import { mend } from '../core/check/mend.ts';
import type { Finding } from '../core/findings/finding.ts';
import type { Fence } from '../core/text/fences.ts';
import { Lines } from '../core/text/lines.ts';
import { type Io, Trouble } from './io.ts';
import { sourceOf, type Part, type Source } from './source.ts';
import { printable } from './terminal.ts';
import { replaceFile } from './write.ts';

/** What is mended without asking: what is more than a hint, and has one remedy alone. */
const hasOneRemedy = ({ severity, fixes }: Finding): boolean => severity !== 'hint' && fixes.length === 1;

/**
 * Mends a file as far as that can be done without asking, writes it where that changed anything, and returns it as it is
 * then. Throws `Trouble` for what is no file of notation, and where the file cannot be written.
 */
export async function fixFile(source: Source, io: Io): Promise<Source> {
  if (source.file === '-') throw new Trouble('--fix changes files: the standard input is none');
  if (source.frames !== undefined)
    throw new Trouble(`${printable(source.file)} is a capture, which --fix leaves alone`);
  const text = mendedText(source);
  if (text === source.text) return source;
  await replaceFile(source.file, source.mark + text, io);
  return sourceOf(source.file, source.mark + text);
}

/** The text of a file with its diagrams mended; the rest of a Markdown file stays as it is. */
function mendedText(source: Source): string {
  const lines = new Lines(source.text);
  let text = '';
  let done = 0;
  for (const { analysis, fence } of source.parts) {
    const mended = mend(analysis, hasOneRemedy).lines.text;
    if (mended === analysis.lines.text) continue;
    if (fence === undefined) return mended;
    const start = lines.start(fence.contentLine);
    text += source.text.slice(done, start) + inFence(mended, { analysis, fence }, source.text);
    done = fence.contentEnd < lines.count ? lines.start(fence.contentEnd) : source.text.length;
  }
  return text + source.text.slice(done);
}

/** The new content of a fence as it stands in its file: what was there keeps its margin, and a new line gets the fence's. */
function inFence(mended: string, { analysis, fence }: Part & { fence: Fence }, file: string): string {
  const lines = new Lines(file);
  const old = Array.from({ length: analysis.lines.count }, (_, line) => analysis.lines.line(line));
  const now = mended.split('\n');
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const sameCount = old.length === now.length;
  const lineEnd = file.includes('\r\n') ? '\r\n' : '\n';
  const margin = (line: number): string => {
    const was = sameCount || line < head ? line : line >= now.length - tail ? line - now.length + old.length : -1;
    if (was < 0) return fence.prefix;
    return lines.line(fence.contentLine + was).slice(0, fence.columns[was] ?? 0);
  };
  return now
    .map((line, index) => (index === now.length - 1 && line === '' ? '' : `${margin(index)}${line}${lineEnd}`))
    .join('');
}
