import type { SvgNode } from '../core/picture/index.ts';
import { isTcpInfo } from '../core/text/fences.ts';
import { translateInto } from '../library/language.ts';
import { NoteFences } from './fences.ts';
import { figuresOf } from './figure.ts';
import type { SiteOptions } from './options.ts';

export { problemText, type NoteProblem, type SiteOptions } from './options.ts';

/** A node of mdast, as far as it is looked at (https://github.com/syntax-tree/mdast). */
interface MdastNode {
  readonly type: string;
  readonly lang?: string | null;
  readonly meta?: string | null;
  readonly value?: string;
  readonly position?: { readonly start: { readonly line: number } };
  readonly children?: MdastNode[];
  readonly data?: object;
}

/** The file that is being read (https://github.com/vfile/vfile), as far as it is used. */
interface NoteFile {
  readonly path?: string | undefined;
  toString(): string;
  message(reason: string, place: object, origin: string): unknown;
  fail(reason: string, place: object, origin: string): never;
}

/**
 * Makes remark draw `tcp` code blocks as SVG pictures, in Markdown and in MDX: the page needs no script. Problems become
 * messages of the file at their lines, and are told to `onProblem`; with `strict` an error ends the build.
 */
export default function handshake(options: SiteOptions = {}): (tree: MdastNode, file: NoteFile) => void {
  const translate = translateInto(options.language ?? 'en');
  return (tree, file) => {
    const note = new NoteFences(String(file).replace(/^\ufeff/, ''));
    visit(tree, (node) => {
      if (node.type !== 'code' || !isTcpInfo(`${node.lang ?? ''} ${node.meta ?? ''}`)) return undefined;
      const line = (node.position?.start.line ?? 1) - 1;
      const part = note.part(line, node.value ?? '');
      const { nodes, problems } = figuresOf(part, translate, `tcp-${String(line)}-`, options.listProblems ?? true);
      for (const problem of problems) {
        options.onProblem?.({ file: file.path, ...problem });
        const { line: startLine, column, endLine, endColumn } = problem;
        const place = { start: { line: startLine, column }, end: { line: endLine, column: endColumn } };
        const fatal = options.strict === true && problem.severity === 'error';
        file[fatal ? 'fail' : 'message'](problem.message, place, `handshake:${problem.code}`);
      }
      return nodes.map(toMdast);
    });
  };
}

/** Goes through a tree and puts what `replace` gives in the place of a node. */
function visit(node: MdastNode, replace: (node: MdastNode) => readonly MdastNode[] | undefined): void {
  const { children } = node;
  if (children === undefined) return;
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (child === undefined) continue;
    const others = replace(child);
    if (others === undefined) visit(child, replace);
    else {
      children.splice(i, 1, ...others);
      i += others.length - 1;
    }
  }
}

/** An element of ours as a node that remark-rehype and MDX turn into just that element: no HTML that somebody must parse. */
function toMdast(node: SvgNode): MdastNode {
  const { tagName, properties, children } = toHast(node);
  return { type: 'tcpDiagram', data: { hName: tagName, hProperties: properties, hChildren: children } };
}

interface HastElement {
  readonly type: 'element';
  readonly tagName: string;
  readonly properties: Readonly<Record<string, string | readonly string[]>>;
  readonly children: readonly (HastElement | { readonly type: 'text'; readonly value: string })[];
}

function toHast({ name, attributes, children }: SvgNode): HastElement {
  const properties: Record<string, string | readonly string[]> = Object.fromEntries(attributes);
  const { class: classes, ...others } = properties;
  return {
    type: 'element',
    tagName: name,
    properties: typeof classes === 'string' ? { className: classes.split(' '), ...others } : others,
    children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : toHast(child))),
  };
}
