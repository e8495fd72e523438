import { isPattern, type Pattern, readPattern } from '../files/glob.ts';
import { DIAGRAM_FILE } from '../files/kinds.ts';
import { printable } from '../core/text/printable.ts';
import { type Io, reasonOf, STANDARD_INPUT, Trouble } from './io.ts';

/** A file that a call is about. */
export interface InputFile {
  readonly file: string;
  /** The call names it; else it was found in a folder or by a pattern, and may well hold nothing of ours. */
  readonly named: boolean;
}

export interface Inputs {
  readonly files: readonly InputFile[];
  /** A line for each word of the call that means no file. */
  readonly problems: readonly string[];
}

/** What a folder means besides being named: the files of it that are of one kind, by their names. */
export interface Wanted {
  readonly kind: RegExp;
  /** What they are called, for a folder in which there are none. */
  readonly name: string;
}

const DIAGRAMS: Wanted = { kind: DIAGRAM_FILE, name: '.tcp or Markdown files' };

/**
 * The files that the words of a call mean, each once: a file by its name, all of a kind in a folder (and in those below
 * it), or all that a pattern such as `docs/**`, `*.md` fits. A file that has the name of a pattern is that file.
 */
export async function inputsOf(words: readonly string[], io: Io, wanted: Wanted = DIAGRAMS): Promise<Inputs> {
  const files: InputFile[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  const add = (input: InputFile, id: string | undefined): void => {
    if (id !== undefined && seen.has(id)) return;
    if (id !== undefined) seen.add(id);
    files.push(input);
  };
  for (const word of words) {
    const there = word === STANDARD_INPUT ? null : await io.stat(word);
    const folder = there?.kind === 'folder';
    if (!folder && (there !== null || word === STANDARD_INPUT || !isPattern(word))) {
      add({ file: word, named: true }, there?.id);
      continue;
    }
    const { folder: from, path } = folder ? { folder: word, path: wanted.kind } : patternOf(word);
    let some = false;
    for await (const file of io.find(from)) {
      if (!path.test(file.replaceAll('\\', '/'))) continue;
      some = true;
      add({ file, named: false }, (await io.stat(file))?.id);
    }
    if (some) continue;
    problems.push(
      folder ? `there are no ${wanted.name} in ${printable(word)}` : `no file has a name like ${printable(word)}`,
    );
  }
  return { files, problems };
}

function patternOf(word: string): Pattern {
  try {
    return readPattern(word);
  } catch (error) {
    throw new Trouble(`${printable(word)} is no pattern: ${printable(reasonOf(error))}`);
  }
}

/** Those of the files that Git finds changed since a revision, or does not know. Throws `Trouble` where it can't tell. */
export async function changedAmong(
  files: readonly InputFile[],
  revision: string,
  io: Io,
): Promise<readonly InputFile[]> {
  // Git would take it for an option.
  if (revision.startsWith('-')) throw new Trouble(`${printable(revision)} is no revision`);
  const ids = new Set<string>();
  try {
    for (const file of await io.changedSince(revision)) {
      const there = await io.stat(file);
      if (there !== null) ids.add(there.id);
    }
  } catch (error) {
    throw new Trouble(`cannot tell what has changed since ${printable(revision)}: ${printable(reasonOf(error))}`);
  }
  const changed: InputFile[] = [];
  for (const input of files) {
    const there = await io.stat(input.file);
    // What is not there is reported when it is read.
    if (there === null || ids.has(there.id)) changed.push(input);
  }
  return changed;
}
