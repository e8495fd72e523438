import type MarkdownIt from 'markdown-it';
import { markup } from '../core/picture/index.ts';
import { isTcpInfo } from '../core/text/fences.ts';
import { translateInto } from '../library/language.ts';
import { NoteFences } from './fences.ts';
import { figuresOf } from './figure.ts';
import { problemText, type NoteProblem, type SiteOptions } from './options.ts';

export { problemText, type NoteProblem, type SiteOptions } from './options.ts';

/** What is known of the page that is being rendered, as VitePress and others hand it on. */
interface Environment {
  readonly path?: unknown;
  readonly relativePath?: unknown;
}

/**
 * Makes markdown-it draw `tcp` fences as SVG pictures: the page needs no script. Other fences stay as they are. Problems go
 * to `onProblem`, or as warnings to the console; with `strict` an error is thrown, with its file and line.
 */
export default function handshake(md: MarkdownIt, options: SiteOptions = {}): void {
  const translate = translateInto(options.language ?? 'en');
  const whole = new WeakMap<object, string>();
  const parts = new WeakMap<object, NoteFences>();

  // Front matter may be taken off before the note is parsed; lines are those of the whole note.
  const render = md.render.bind(md);
  md.render = (text, environment: object = {}) => {
    whole.set(environment, text);
    return render(text, environment);
  };

  md.core.ruler.push('handshake', (state) => {
    const environment = (state.env ?? {}) as object;
    const source = normalized(whole.get(environment) ?? state.src);
    const taken = source.endsWith(state.src) ? source.length - state.src.length : 0;
    const linesAbove = source.slice(0, taken).split('\n').length - 1;
    const note = new NoteFences(source);
    for (const token of state.tokens) {
      if (token.type !== 'fence' || !isTcpInfo(token.info)) continue;
      token.meta = { ...(token.meta as object | null), line: linesAbove + (token.map?.[0] ?? 0) };
      parts.set(token, note);
    }
  });

  const others = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, settings, environment: Environment | undefined, self) => {
    const token = tokens[index];
    if (token === undefined || !isTcpInfo(token.info)) {
      return others?.(tokens, index, settings, environment, self) ?? self.renderToken(tokens, index, settings);
    }
    const line = (token.meta as { readonly line: number }).line;
    const part = (parts.get(token) ?? new NoteFences('')).part(line, token.content);
    const { nodes, problems } = figuresOf(part, translate, `tcp-${String(line)}-`, options.listProblems ?? true);
    const file = fileOf(environment);
    for (const problem of problems) tell({ file, ...problem }, options);
    return nodes.map((node) => `${plain(markup(node))}\n`).join('');
  };
}

function tell(problem: NoteProblem, { strict, onProblem }: SiteOptions): void {
  if (onProblem !== undefined) onProblem(problem);
  // oxlint-disable-next-line no-console -- what a site generator is told while it builds
  else console.warn(problemText(problem));
  if (strict === true && problem.severity === 'error') throw new Error(problemText(problem));
}

function fileOf(environment: Environment | undefined): string | undefined {
  const named = [environment?.relativePath, environment?.path].find((name) => typeof name === 'string');
  return named;
}

/** Line ends as markdown-it has them. */
function normalized(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');
}

/** Braces by their numbers: VitePress takes what stands in pairs of them for a program. */
function plain(html: string): string {
  return html.replace(/[{}]/g, (brace) => `&#${String(brace.charCodeAt(0))};`);
}
