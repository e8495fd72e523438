import { svg, type SvgNode } from './svg.ts';

/** Names what is inside, for whoever reads the file. */
const NAMESPACE = 'urn:handshake:notation';

/** The notation that a picture was drawn from, as metadata of the picture: viewers do not show it. */
export function sourceMetadata(text: string): SvgNode {
  return svg('metadata', {}, svg('notation', { xmlns: NAMESPACE, 'xml:space': 'preserve' }, text));
}

/** The notation that an SVG document of ours was drawn from; undefined for any other. */
export function sourceInSvg(document: string): string | undefined {
  const start = new RegExp(`<notation xmlns="${NAMESPACE}"[^>]*>`).exec(document);
  if (!start) return undefined;
  const from = start.index + start[0].length;
  const end = document.indexOf('</notation>', from);
  if (end < 0) return undefined;
  return document
    .slice(from, end)
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: keyof typeof ENTITIES) => ENTITIES[name]);
}

/** As an editor of SVG files writes what is written by number here. */
const ENTITIES = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' } as const;
