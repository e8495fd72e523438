import type { Markable } from '../core/render/forms.ts';
import { chunk, joined } from './png.ts';

export type { Markable };

/**
 * What tells a file that an export wrote from any other: a checksum of its content, inside of it. As long as it is right,
 * the next export may take the file's place; a file that somebody has changed since, or that is somebody else's, is his.
 */

/** What to do with a file that an export is to take the place of. */
export type Verdict = 'write' | 'same' | 'ask';

/** The file with its mark. An SVG or PNG that is none is left as it is. */
export function mark(form: Markable | null, content: Uint8Array): Uint8Array {
  if (form === null) return content;
  if (form === 'png') return markPng(content);
  const text = decode(content).replace(/\n+$/, '');
  const sum = checksum(text);
  if (form === 'svg') return encode(text.replace(/<\/svg>$/, `<!-- ${MARK} ${sum} --></svg>`));
  return encode(`${text}\n${form === 'mermaid' ? `%% ${MARK} ${sum}` : `<!-- ${MARK} ${sum} -->`}\n`);
}

/** Judges what is there (undefined: nothing) before `wanted`, which is marked, is written. */
export function judge(form: Markable | null, there: Uint8Array | undefined, wanted: Uint8Array): Verdict {
  if (there === undefined) return 'write';
  if (form === 'png' ? same(there, wanted) : decode(there) === decode(wanted)) return 'same';
  return form !== null && isIntact(form, there) ? 'write' : 'ask';
}

/** Whether a file is one that an export wrote, and nobody has changed since. */
export function isIntact(form: Markable, content: Uint8Array): boolean {
  if (form === 'png') return isIntactPng(content);
  const text = decode(content);
  const found = TEXT_MARK.exec(text);
  if (!found) return false;
  const without = text.slice(0, found.index).replace(/\n+$/, '') + (form === 'svg' ? '</svg>' : '');
  return checksum(without) === found[1];
}

const MARK = 'handshake:export';
const TEXT_MARK = /(?:<!--|%%) handshake:export ([0-9a-f]{8})(?: -->)?(?:<\/svg>)?\n*$/;

/** Line ends are no change: version control and editors write them as the system likes them. */
const decode = (content: Uint8Array): string => new TextDecoder().decode(content).replace(/\r\n?/g, '\n');
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** FNV-1a over the bytes of the text. */
function checksum(content: string | Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of typeof content === 'string' ? encode(content) : content) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

// PNG: the mark is a tEXt chunk in front of the last chunk, IEND.

const IEND = 12;
const KEY = 'Handshake';
const textChunk = (sum: string): Uint8Array => chunk('tEXt', encode(`${KEY}\0${MARK} ${sum}`));
const CHUNK_LENGTH = textChunk('00000000').length;

function markPng(content: Uint8Array): Uint8Array {
  const end = content.length - IEND;
  if (end < 0) return content;
  return joined(content.subarray(0, end), textChunk(checksum(content)), content.subarray(end));
}

function isIntactPng(content: Uint8Array): boolean {
  const at = content.length - IEND - CHUNK_LENGTH;
  if (at < 0) return false;
  const without = joined(content.subarray(0, at), content.subarray(at + CHUNK_LENGTH));
  return same(content.subarray(at, at + CHUNK_LENGTH), textChunk(checksum(without)));
}
