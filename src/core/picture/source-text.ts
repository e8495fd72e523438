import { markup, svg } from './svg.ts';

/** Names what is inside, for whoever reads the file. */
const NAMESPACE = 'urn:handshake:notation';

/**
 * An SVG document of ours with the notation that it was drawn from, as metadata: viewers do not show it. What XML cannot
 * hold (control characters, halves of characters) becomes U+FFFD.
 */
export function svgWithSource(document: string, source: string): string {
  const metadata = markup(svg('metadata', {}, svg('notation', { xmlns: NAMESPACE, 'xml:space': 'preserve' }, source)));
  return document.replace('</desc>', (end) => end + metadata);
}

/**
 * The notation that an SVG document of ours was drawn from, also after an editor of SVG files has written it its own way;
 * undefined for any other document.
 */
export function sourceInSvg(document: string): string | undefined {
  if (!document.includes(NAMESPACE)) return undefined;
  const start = /<((?:[\w.-]+:)?notation)\b[^<>]*>/.exec(document);
  if (!start) return undefined;
  const from = start.index + start[0].length;
  const end = document.indexOf(`</${start[1] ?? ''}>`, from);
  return end < 0 ? undefined : plainText(document.slice(from, end));
}

/** What is written in the content of an element that holds text alone. */
function plainText(content: string): string {
  return content.replace(
    /<!\[CDATA\[([^]*?)\]\]>|&#(\d{1,7});|&#x([0-9a-f]{1,6});|&(lt|gt|quot|apos|amp);/gi,
    (whole, data?: string, decimal?: string, hexadecimal?: string, name?: string) => {
      if (data !== undefined) return data;
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const point = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
      return point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
    },
  );
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
