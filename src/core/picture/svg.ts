type Attributes = Readonly<Record<string, string | number>>;

/** An element of a picture: a plain object, so that a picture can be drawn where there is no page. */
export interface SvgNode {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: (SvgNode | string)[];
}

/** A new SVG element. */
export function svg(name: string, attributes: Attributes = {}, ...children: readonly (SvgNode | string)[]): SvgNode {
  const texts = new Map<string, string>();
  for (const key in attributes) texts.set(key, String(attributes[key]));
  return { name, attributes: texts, children: [...children] };
}

/** Rounds a length to what a screen can show. */
export function round(length: number): number {
  return Math.round(length * 10) / 10;
}

/** An element as the text of an SVG document. Whatever stands in a diagram is escaped here. */
export function markup(node: SvgNode | string): string {
  if (typeof node === 'string') return escapeXml(node);
  let text = `<${node.name}`;
  for (const [key, value] of node.attributes) text += ` ${key}="${escapeXml(value)}"`;
  if (node.children.length === 0) return `${text}/>`;
  text += '>';
  for (const child of node.children) text += markup(child);
  return `${text}</${node.name}>`;
}

/** Text in an element or an attribute of XML 1.0, which cannot hold control characters or halves of characters at all. */
export function escapeXml(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(UNSPEAKABLE, '\ufffd').replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** What most texts have none of: markup, and all that may be unspeakable. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const SPECIAL = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;

const UNSPEAKABLE =
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
