import { formatLines } from '../core/notation/index.ts';
import { inText } from '../core/report/index.ts';
import { Lines } from '../core/text/lines.ts';
import { EXIT, type Io, STANDARD_INPUT, Trouble } from './io.ts';
import type { Source } from './source.ts';
import { printable } from '../core/text/printable.ts';
import { replaceFile } from './write.ts';

/**
 * Puts the files in order, and names those that change. The standard input goes to the standard output. With
 * `checkOnly` nothing is written, and files that would change are a failure.
 */
export async function format(sources: readonly Source[], checkOnly: boolean, io: Io): Promise<number> {
  let changed = 0;
  let troubles = 0;
  for (const source of sources) {
    const text = formatted(source);
    const same = text === source.text;
    if (source.file === STANDARD_INPUT && !checkOnly) io.stdout(source.mark + text);
    else if (!same && (checkOnly || (await wasWritten(source.file, source.mark + text, io)))) {
      io.stdout(`${printable(source.file)}\n`);
    } else if (!same) troubles++;
    if (!same) changed++;
  }
  if (troubles > 0) return EXIT.trouble;
  return checkOnly && changed > 0 ? EXIT.problems : EXIT.ok;
}

/** Writes a file; says why it cannot be written, and that is no reason to leave the others as they are. */
async function wasWritten(file: string, text: string, io: Io): Promise<boolean> {
  try {
    await replaceFile(file, text, io);
    return true;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    io.stderr(`handshake: ${error.message}\n`);
    return false;
  }
}

/** The text of a file with its diagrams in order; the rest of a Markdown file stays as it is. */
function formatted(source: Source): string {
  const lines = new Lines(source.text);
  let text = '';
  let done = 0;
  for (const part of source.parts) {
    for (const edit of formatLines(part.analysis.lines)) {
      const { line, from, to } = inText(edit, part);
      const start = lines.start(line);
      text += source.text.slice(done, start + from) + edit.text;
      done = start + to;
    }
  }
  return text + source.text.slice(done);
}
