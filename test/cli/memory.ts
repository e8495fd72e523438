import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { constants, createGunzip } from 'node:zlib';
import type { Io } from '../../src/cli/io.ts';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { run } from '../../src/cli/run.ts';

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What was written, by file. */
  readonly written: Readonly<Record<string, string>>;
}

/** Other names of a file, as a link has one. */
const sameAs = (path: string): string => path.replace(/^\.\//, '');

/** Runs the command line on files in memory. A file that is null is a folder; one that is not there cannot be read. */
export async function cli(
  argv: readonly string[],
  files: Readonly<Record<string, string | Uint8Array | null>> = {},
  terminal = false,
  pause = (): Promise<void> => Promise.reject(new Error('nobody waits')),
  output: Partial<Pick<Io, 'stdout' | 'drained'>> = {},
): Promise<Result> {
  const result = { out: '', err: '', written: {} as Record<string, string> };
  const world: Io = {
    version: '1.2.3',
    terminal,
    read: (path) => Readable.from(pieces(files[sameAs(path)])) as AsyncIterable<Uint8Array>,
    gunzip: (chunks) => {
      const unpacked = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
      pipeline(Readable.from(chunks), unpacked, () => undefined);
      return unpacked as AsyncIterable<Uint8Array>;
    },
    decode: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
    readBytes: (path) => buffer(Readable.from(pieces(files[sameAs(path)]))),
    writeFile: (path, content) => {
      if (path.includes('read-only')) return Promise.reject(new Error('it may not be written'));
      result.written[path] = typeof content === 'string' ? content : new TextDecoder().decode(content);
      return Promise.resolve();
    },
    stat: (path) => {
      const file = files[sameAs(path)];
      if (file === undefined) return Promise.resolve(null);
      return Promise.resolve({
        id: sameAs(path),
        kind: file === null ? 'folder' : 'file',
        version: typeof file === 'string' ? file : '',
      });
    },
    find: (folder) => Readable.from(below(folder, files)) as AsyncIterable<string>,
    changedSince: (revision) =>
      revision === 'main'
        ? Promise.resolve(Object.keys(files).filter((name) => name.includes('new')))
        : Promise.reject(new Error('there is no such revision here')),
    pause,
    drained: () => Promise.resolve(),
    serveAssistant: () => Promise.reject(new Error('nobody is there')),
    stdout: (text) => (result.out += typeof text === 'string' ? text : new TextDecoder().decode(text)),
    stderr: (text) => (result.err += text),
    ...output,
    translations: (language) => Promise.resolve(language === 'zh-CN' ? { Phase: '阶段' } : null),
  };
  const code = await run(argv, world, COMMANDS);
  return { code, ...result };
}

/** The files of a folder, as `findFiles` finds them. */
function below(folder: string, files: Readonly<Record<string, string | Uint8Array | null>>): string[] {
  const start = folder === '.' ? '' : `${sameAs(folder).replace(/\/$/, '')}/`;
  return Object.keys(files)
    .filter((name) => files[name] !== null && name.startsWith(start))
    .toSorted();
}

/** A file in pieces, as it comes from a disk. */
function* pieces(file: string | Uint8Array | null | undefined): Generator<Uint8Array> {
  if (file === undefined) throw new Error('there is no such file');
  if (file === null) throw new Error('it is a folder');
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

const PIECE = 1000;

export const GOOD = 'client C\nserver S\nC -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\n';
/** One wrong number: the `ack` of line 4. */
export const BAD = GOOD.replace('ack=x+1', 'ack=x');
/** The same in a fence of a list in a note: line 4 is line 8, and columns are three further. */
export const NOTE = `# Note\n\n1. Text\n\n   \`\`\`tcp\n${BAD.replace(/^(?=.)/gm, '   ')}   \`\`\`\n\nEnd.\n`;
