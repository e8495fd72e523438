type Attributes = Readonly<Record<string, string | number>>;

/** An element of a picture: a plain object, so that a picture can be drawn where there is no page. */
export interface SvgNode {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: (SvgNode | string)[];
}

/** A new SVG element. */
export function svg(name: string, attributes: Attributes = {}, ...children: readonly (SvgNode | string)[]): SvgNode {
  const pairs = Object.entries(attributes).map(([key, value]) => [key, String(value)] as const);
  return { name, attributes: new Map(pairs), children: [...children] };
}

/** Rounds a length to what a screen can show. */
export function round(length: number): number {
  return Math.round(length * 10) / 10;
}

/** An element as the text of an SVG document. Whatever stands in a diagram is escaped here. */
export function markup(node: SvgNode | string): string {
  if (typeof node === 'string') return escapeXml(node);
  const attributes = [...node.attributes].map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('');
  if (node.children.length === 0) return `<${node.name}${attributes}/>`;
  return `<${node.name}${attributes}>${node.children.map(markup).join('')}</${node.name}>`;
}

/** Text in an element or an attribute of XML 1.0, which cannot hold control characters or halves of characters at all. */
export function escapeXml(text: string): string {
  return text.replace(UNSPEAKABLE, '\ufffd').replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

const UNSPEAKABLE =
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
