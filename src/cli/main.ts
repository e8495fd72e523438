import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import chinese from '../../l10n/bundle.l10n.zh-cn.json';
import { version } from '../../package.json';
import { run } from './run.ts';

const STANDARD_INPUT = '-';

// Whoever reads the output may have seen enough: `handshake check … | head`.
process.stdout.on('error', () => process.exit());

process.exitCode = await run(process.argv.slice(2), {
  version,
  terminal: process.stdout.isTTY,
  readFile: (path) => (path === STANDARD_INPUT ? buffer(process.stdin) : readFile(path)).then(decode).catch(explain),
  writeFile: (path, text) => writeFile(path, text).catch(explain),
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  translations: (language) => (/^zh(?:$|[-_](?:cn|sg|hans))/i.test(language) ? chinese : null),
});

/** Throws for bytes that are not UTF-8. A byte order mark stays: it belongs to the file. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error('it is not UTF-8 text');
  }
}

/** Fails with what is wrong with a file, in plain words where the system's are not. */
function explain(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = new Map([
    ['ENOENT', 'there is no such file'],
    ['EISDIR', 'it is a folder'],
    ['EACCES', 'permission denied'],
  ]);
  throw new Error(why.get(code) ?? (error instanceof Error ? error.message : String(error)));
}
