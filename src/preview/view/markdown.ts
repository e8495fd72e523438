import { html } from './dom.ts';

/**
 * The little Markdown that hovers are written in, as elements: paragraphs, lists, rules, fenced and inline code, bold, italic.
 * Everything else, links and HTML among it, is shown as plain text. Text nodes are made, never markup.
 */
export function markdownNodes(markdown: string): Node[] {
  const blocks = markdown.replace(/\r\n?/g, '\n').split(/\n{2,}(?![^`]*```\s*$)/);
  return blocks.filter((block) => block.trim() !== '').map(blockNode);
}

function blockNode(block: string): Node {
  const fence = /^```[^\n]*\n([\s\S]*?)\n?```\s*$/.exec(block.trim());
  if (fence) return html('pre', {}, fence[1] ?? '');
  if (/^\s*([-*_]\s*){3,}$/.test(block)) return html('hr');
  const lines = block.split('\n');
  if (lines.every((line) => /^\s*[-*]\s+/.test(line)))
    return html('ul', {}, ...lines.map((line) => html('li', {}, ...inline(line.replace(/^\s*[-*]\s+/, '')))));
  const paragraph = html('p');
  lines.forEach((line, i) => {
    if (i > 0) paragraph.append(/ {2}$/.test(lines[i - 1] ?? '') ? html('br') : ' ');
    paragraph.append(...inline(line.replace(/^#+\s+/, '').trim()));
  });
  return paragraph;
}

const INLINE =
  /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\b_([^_]+)_\b|\[([^\]]+)\]\([^)\s]*\)|\\([\\`*_{}[\]()#+\-.!<>|~&])|&(nbsp|lt|gt|amp|quot);/g;
const ENTITIES: Readonly<Record<string, string>> = { nbsp: '\u00a0', lt: '<', gt: '>', amp: '&', quot: '"' };

function inline(text: string): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let last = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(text.slice(last, match.index));
    last = match.index + match[0].length;
    const [, code, bold, italic, slanted, link, escaped, entity] = match;
    if (code !== undefined) nodes.push(html('code', {}, code));
    else if (bold !== undefined) nodes.push(html('strong', {}, ...inline(bold)));
    else if ((italic ?? slanted) !== undefined) nodes.push(html('em', {}, ...inline(italic ?? slanted ?? '')));
    else nodes.push(link ?? escaped ?? ENTITIES[entity ?? ''] ?? '');
  }
  nodes.push(text.slice(last));
  return nodes;
}
