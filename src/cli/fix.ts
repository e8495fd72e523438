import { mend } from '../core/check/mend.ts';
import type { Finding } from '../core/findings/finding.ts';
import { Lines } from '../core/text/lines.ts';
import { type Io, STANDARD_INPUT, Trouble } from './io.ts';
import { sourceOf, type Source } from './source.ts';
import { printable } from '../core/text/printable.ts';
import { replaceFile } from './write.ts';

/** What is mended without asking: what is more than a hint, and has one remedy alone. */
const hasOneRemedy = ({ severity, fixes }: Finding): boolean => severity !== 'hint' && fixes.length === 1;

/**
 * Mends a file as far as that can be done without asking, writes it where that changed anything, and returns it as it is
 * then. Throws `Trouble` for what is no file of notation, and where the file cannot be written.
 */
export async function fixFile(source: Source, io: Io): Promise<Source> {
  if (source.file === STANDARD_INPUT) throw new Trouble('--fix changes files: the standard input is none');
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
    const { from, to, lines: changed } = changedLines(analysis.lines.text.split('\n'), mended.split('\n'));
    // Where lines were only changed, each keeps its margin; else they get that of the fence.
    const sameCount = to - from === changed.length;
    const margin = (index: number): string =>
      sameCount
        ? lines.line(fence.contentLine + from + index).slice(0, fence.columns[from + index] ?? 0)
        : fence.prefix;
    const lineEnd = source.text.includes('\r\n') ? '\r\n' : '\n';
    const start = lines.start(fence.contentLine + from);
    text += source.text.slice(done, start) + changed.map((line, index) => margin(index) + line).join(lineEnd);
    done = start;
    if (to > from) done = lines.start(fence.contentLine + to - 1) + lines.length(fence.contentLine + to - 1);
    else text += lineEnd;
  }
  return text + source.text.slice(done);
}

/** The lines `from` to `to` (exclusive) that became others: what is the same in front of them and behind is left out. */
function changedLines(
  old: readonly string[],
  now: readonly string[],
): { from: number; to: number; lines: readonly string[] } {
  let from = 0;
  while (from < old.length && from < now.length && old[from] === now[from]) from++;
  let tail = 0;
  while (tail < old.length - from && tail < now.length - from && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return { from, to: old.length - tail, lines: now.slice(from, now.length - tail) };
}
