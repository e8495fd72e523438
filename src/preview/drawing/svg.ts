import type { SvgNode } from '../../core/picture/index.ts';

const NS = 'http://www.w3.org/2000/svg';

type Attributes = Readonly<Record<string, string | number>>;

/** A new SVG element. Attribute values are set, never parsed. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** A shape of a picture as an element of the page. */
export function toElement({ name, attributes, children }: SvgNode): SVGElement {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of attributes) element.setAttribute(key, value);
  element.append(...children.map((child) => (typeof child === 'string' ? child : toElement(child))));
  return element;
}
