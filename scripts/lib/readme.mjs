// The README as the extension's page in VS Code shows it. That page has no files beside it, so pictures are in the text
// itself, and links lead to the repository.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from './paths.mjs';

/**
 * @param {string} markdown the README of the repository
 * @param {string} address of the repository, without a slash at the end
 * @returns {Promise<string>} the same with nothing relative in it
 */
export async function standalone(markdown, address) {
  const parts = markdown.split(/(!?\[[^\]]*\]\([^)\s]+\))/);
  const whole = await Promise.all(
    parts.map(async (part) => {
      const [, mark, text, target] = /^(!?)\[([^\]]*)\]\(([^)\s]+)\)$/.exec(part) ?? [];
      if (target === undefined || /^(?:[a-z]+:|#)/i.test(target)) return part;
      return mark === '!' ? `![${text}](${await embedded(target)})` : `[${text}](${address}/blob/HEAD/${target})`;
    }),
  );
  return whole.join('');
}

async function embedded(file) {
  if (path.extname(file) !== '.png') throw new Error(`${file}: the page of an extension shows PNG pictures alone`);
  return `data:image/png;base64,${(await readFile(inRoot(file))).toString('base64')}`;
}
