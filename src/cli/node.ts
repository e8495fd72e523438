import { readFile, stat } from 'node:fs/promises';
import { version } from '../../package.json';
import { printable } from '../core/text/printable.ts';
import { findFiles } from '../files/find.ts';
import { gunzip, readChunks } from '../files/read.ts';
import { replaceFile } from '../files/replace.ts';
import { EXIT, type Io, reasonOf, STANDARD_INPUT, type Entry } from './io.ts';
import type * as Assistant from '../mcp/main.ts';
import { type Teller, withProgress } from './progress.ts';
import type { AddCommand } from './options.ts';
import { run } from './run.ts';

/** The computer as Node gives it. What most calls do without is loaded by those that need it. */
const world: Io = {
  version,
  get terminal() {
    return output().isTTY;
  },
  read,
  readBytes,
  gunzip,
  decode,
  writeFile: (path, content) => replaceFile(path, content).catch(explain),
  stat: (path) => entryAt(path).catch(() => null),
  find: findFiles,
  changedSince: async (revision) => (await import('../files/changed.ts')).changedSince(revision),
  pause: async (milliseconds) => (await import('node:timers/promises')).setTimeout(milliseconds),
  serveAssistant: async (translate) => (await loadAssistant()).serve(version, translate),
  stdout: (text) => output().write(text),
  drained: async () => {
    if (output().writableNeedDrain) await new Promise((resolve) => output().once('drain', resolve));
  },
  stderr: (text) => process.stderr.write(text),
  translations: async (language) =>
    /^zh(?:$|[-_](?:cn|sg|hans))/i.test(language) ? (await import('./chinese.ts')).chinese : null,
};

/** The program as a process: with these commands, on the words that it was called with. */
export async function start(commands: readonly AddCommand[]): Promise<void> {
  // A limit on the size of files is told as a failure to write, and is no reason to die on the spot.
  process.on('SIGXFSZ', () => undefined);
  process.exitCode = await run(process.argv.slice(2), world, commands);
}

/** The standard output, which Node makes when it is asked for. */
function output(): typeof process.stdout {
  if (process.stdout.listenerCount('error') === 0) {
    process.stdout.on('error', (error) => {
      // Whoever reads the output may have seen enough: `handshake check … | head`.
      if (codeOf(error) === 'EPIPE') process.exit();
      process.stderr.write(`handshake: cannot write the output: ${plainReason(error)}\n`);
      process.exit(EXIT.trouble);
    });
  }
  return process.stdout;
}

async function readBytes(path: string): Promise<Uint8Array> {
  if (path === STANDARD_INPUT) return (await import('node:stream/consumers')).buffer(process.stdin).catch(explain);
  return readFile(path).catch(explain);
}

/**
 * A bundle of its own, larger than the whole command line: nobody waits for it who does not ask for it. It is beside the
 * first piece of the command line; this one stands in the folder of the others (scripts/lib/bundle.mjs).
 */
function loadAssistant(): Promise<typeof Assistant> {
  return import(new URL('../mcp.js', import.meta.url).href) as Promise<typeof Assistant>;
}

async function* read(path: string): AsyncGenerator<Uint8Array> {
  try {
    const chunks: AsyncIterable<Uint8Array> = path === STANDARD_INPUT ? process.stdin : readChunks(path);
    yield* process.stderr.isTTY ? withProgress(chunks, await tellerOf(path)) : chunks;
  } catch (error) {
    explain(error);
  }
}

async function tellerOf(path: string): Promise<Teller> {
  const size = path === STANDARD_INPUT ? 0 : (await stat(path)).size;
  const name = path === STANDARD_INPUT ? 'standard input' : printable(path);
  return { name, size, tell: (text) => process.stderr.write(text), now: () => performance.now() };
}

/** Throws for bytes that are not UTF-8. A byte order mark stays: it belongs to the file. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error('it is not UTF-8 text');
  }
}

async function entryAt(path: string): Promise<Entry> {
  const stats =
    path === STANDARD_INPUT
      ? (await import('node:fs')).fstatSync(0, { bigint: true })
      : await stat(path, { bigint: true });
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  return { id: `${stats.dev}:${stats.ino}`, kind, version: `${stats.mtimeNs} ${stats.ctimeNs} ${stats.size}` };
}

function explain(error: unknown): never {
  throw new Error(plainReason(error));
}

/** What is wrong with a file, in plain words where the system's are not. */
function plainReason(error: unknown): string {
  const why = new Map([
    ['ENOENT', 'there is no such file'],
    ['EISDIR', 'it is a folder'],
    ['EACCES', 'permission denied'],
    ['EFBIG', 'it would be larger than files may be here'],
  ]);
  const message = reasonOf(error);
  // Node's own: `ENOSPC: no space left on device, write`.
  return why.get(codeOf(error)) ?? /^E[A-Z0-9]+: (.*?)(?:, \w+.*)?$/s.exec(message)?.[1] ?? message;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
