import { once } from 'node:events';
import { fstatSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import chinese from '../../l10n/bundle.l10n.zh-cn.json';
import { version } from '../../package.json';
import { printable } from '../core/text/printable.ts';
import { changedSince } from '../files/changed.ts';
import { findFiles } from '../files/find.ts';
import { gunzip, readChunks } from '../files/read.ts';
import { replaceFile } from '../files/replace.ts';
import { EXIT, reasonOf, STANDARD_INPUT, type Entry } from './io.ts';
import type * as Assistant from '../mcp/main.ts';
import { type Teller, withProgress } from './progress.ts';
import { run } from './run.ts';

process.stdout.on('error', (error) => {
  // Whoever reads the output may have seen enough: `handshake check … | head`.
  if (codeOf(error) === 'EPIPE') process.exit();
  process.stderr.write(`handshake: cannot write the output: ${plainReason(error)}\n`);
  process.exit(EXIT.trouble);
});
// A limit on the size of files is told as a failure to write, and is no reason to die on the spot.
process.on('SIGXFSZ', () => undefined);

process.exitCode = await run(process.argv.slice(2), {
  version,
  terminal: process.stdout.isTTY,
  read,
  readBytes,
  gunzip,
  decode,
  writeFile: (path, content) => replaceFile(path, content).catch(explain),
  stat: (path) => entryAt(path).catch(() => null),
  find: findFiles,
  changedSince,
  pause: (milliseconds) => setTimeout(milliseconds),
  serveAssistant: async (translate) => (await loadAssistant()).serve(version, translate),
  stdout: (text) => process.stdout.write(text),
  drained: async () => {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  },
  stderr: (text) => process.stderr.write(text),
  translations: (language) => (/^zh(?:$|[-_](?:cn|sg|hans))/i.test(language) ? chinese : null),
});

function readBytes(path: string): Promise<Uint8Array> {
  return (path === STANDARD_INPUT ? buffer(process.stdin) : readFile(path)).catch(explain);
}

/** A bundle of its own beside this one, larger than the whole command line: nobody waits for it who does not ask for it. */
function loadAssistant(): Promise<typeof Assistant> {
  return import(new URL('./mcp.js', import.meta.url).href) as Promise<typeof Assistant>;
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
  const stats = path === STANDARD_INPUT ? fstatSync(0, { bigint: true }) : await stat(path, { bigint: true });
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
