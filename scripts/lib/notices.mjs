// The licences of the packages whose code is inside the bundles: their terms ask that they travel with it.
import { readdir, readFile } from 'node:fs/promises';
import { inRoot } from './paths.mjs';

/** @param {string} input a path in esbuild's metafile @returns {string | undefined} the package's folder */
const packageFolder = (input) => /^(?:[^:]*:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];

/**
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {Promise<string>} one paragraph a package, in the order of their names
 */
export async function thirdPartyNotices(metafiles) {
  // What was imported but left nothing in the output needs no notice.
  const used = metafiles.flatMap((meta) =>
    Object.values(meta.outputs).flatMap((output) =>
      Object.entries(output.inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
    ),
  );
  const folders = [...new Set(used.map(packageFolder).filter((folder) => folder !== undefined))].sort();
  const notices = await Promise.all(folders.map(notice));
  return `Handshake contains code of these packages:\n\n${notices.join('\n')}`;
}

async function notice(folder) {
  const { name, version, license, author } = JSON.parse(await readFile(inRoot(folder, 'package.json'), 'utf8'));
  const file = (await readdir(inRoot(folder))).find((entry) => /^licen[cs]e/i.test(entry));
  const by = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  const text = file ? await readFile(inRoot(folder, file), 'utf8') : `${license}, by ${by}`;
  return `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text.trim()}\n`;
}
