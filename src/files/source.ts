import { sourceInSvg, svgWithSource } from '../core/picture/source-text.ts';
import type { DrawnKind } from '../core/render/forms.ts';
import { chunk, chunksOf, isPng, joined } from './png.ts';

/**
 * The notation that a picture was drawn from travels in its file: as metadata of an SVG document, and in an `iTXt` chunk of
 * a PNG file. Whatever is read here was made by anybody: nothing throws, and nothing large is looked at.
 */

/** Files larger than this (bytes) are no pictures of diagrams. */
export const LARGEST_PICTURE = 100_000_000;
/** Longer notation (bytes) is neither put into a picture nor taken out of one. */
const LONGEST_SOURCE = 20_000_000;

/** A file of ours with the notation of what it shows. One that holds some already gets the new one. */
export function withSource(kind: DrawnKind, content: Uint8Array, source: string): Uint8Array {
  const text = encode(source);
  if (text.length > LONGEST_SOURCE) return content;
  if (kind === 'svg') return encode(svgWithSource(decode(content), source));
  const [header] = chunksOf(content);
  if (header === undefined) return content;
  const behind = header.at + chunk(header.type, header.data).length;
  return joined(content.subarray(0, behind), chunk('iTXt', joined(PREFIX, text)), content.subarray(behind));
}

/** The notation that a picture was drawn from; undefined for one that holds none, and for any other file. */
export function sourceIn(content: Uint8Array): string | undefined {
  if (content.length > LARGEST_PICTURE) return undefined;
  const source = isPng(content) ? sourceInPng(content) : sourceInSvg(decode(content));
  return source === undefined || source.length > LONGEST_SOURCE ? undefined : source;
}

/** Whether a file is a picture by its first bytes: one whose notation is looked for, and whose bytes are no text to be read. */
export function isPictureFile(content: Uint8Array): boolean {
  return (
    isPng(content) ||
    /^\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/.test(
      decode(content.subarray(0, 2000)),
    )
  );
}

function sourceInPng(content: Uint8Array): string | undefined {
  for (const { type, data } of chunksOf(content)) {
    if (type === 'iTXt' && PREFIX.every((byte, index) => data[index] === byte))
      return decode(data.subarray(PREFIX.length));
    // What stands behind the pixels was put there by somebody else.
    if (type === 'IEND') return undefined;
  }
  return undefined;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (content: Uint8Array): string => new TextDecoder().decode(content);

/** Keyword, no compression, no language, no translated keyword (PNG §11.3.3.4). */
const PREFIX = encode('Handshake notation\0\0\0\0\0');
