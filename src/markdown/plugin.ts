import type MarkdownIt from 'markdown-it';
import { analyze, findingsOf, type Analysis, type CheckOptions, type Diagram } from '../core/check/index.ts';
import { describe, english, type Finding, type Translate } from '../core/findings/finding.ts';
import { pictureOf } from '../core/picture-of.ts';
import { toMermaid, type StateSpelling } from '../core/render/index.ts';
import { isTcpInfo } from '../core/text/fences.ts';
import { pictureData } from './data.ts';
import { escapeHtml } from './html.ts';

/** What the diagrams of a note depend on besides their text. Read anew for each page, so that settings take effect. */
export interface FenceOptions {
  readonly check: CheckOptions;
  readonly translate: Translate;
  readonly stateSpelling: StateSpelling;
}

const USUAL: FenceOptions = { check: { severities: {} }, translate: english, stateSpelling: 'SYN-SENT' };

/**
 * Makes markdown-it draw `tcp` fences. Each diagram of a fence becomes an element of the class `tcp-diagram`:
 * what any page that knows Mermaid draws (`pre.mermaid`), what our own script draws a better picture from (`data-tcp`),
 * and below it what is wrong. Everything of the author's is escaped: it is text and stays text.
 */
export function tcpFence(md: MarkdownIt, options: () => FenceOptions = () => USUAL): MarkdownIt {
  const others = md.renderer.rules.fence;
  const cache = new FenceCache();
  md.renderer.rules.fence = (tokens, index, settings, env, self) => {
    const token = tokens[index];
    if (token === undefined || !isTcpInfo(token.info)) return others?.(tokens, index, settings, env, self) ?? '';
    // VS Code marks each block with its line of the note; other hosts only have the token's own.
    const marked = Number(token.attrGet('data-line') ?? Number.NaN);
    const line = Number.isInteger(marked) ? marked : (token.map?.[0] ?? 0);
    return cache.html(token.content, line, options());
  };
  return md;
}

/** Fences that are kept: more than one note has, so that typing in one costs that one alone. */
const KEPT = 64;

class FenceCache {
  #pages = new Map<string, string>();

  html(content: string, line: number, options: FenceOptions): string {
    const key = JSON.stringify([
      content,
      line,
      options.check,
      options.stateSpelling,
      options.translate('Problems', {}),
    ]);
    const known = this.#pages.get(key);
    if (known !== undefined) return known;
    const html = fenceHtml(content, line, options);
    if (this.#pages.size >= KEPT) this.#pages = new Map();
    this.#pages.set(key, html);
    return html;
  }
}

/** The HTML of a fence whose opening marks stand on `line` of the note. */
function fenceHtml(content: string, line: number, options: FenceOptions): string {
  const analysis = analyze(content, options.check);
  // The fence's own first line is the one below its marks.
  const first = line + 1;
  if (analysis.diagrams.length === 0) {
    return `<div class="tcp-diagram code-line" data-line="${String(line)}" dir="auto"><p class="tcp-empty">${escapeHtml(options.translate('No segments yet', {}))}</p></div>\n`;
  }
  return analysis.diagrams
    .map((diagram, i) => diagramHtml(analysis, diagram, i, i === 0 ? line : first + diagram.line, first, options))
    .join('');
}

function diagramHtml(
  analysis: Analysis,
  diagram: Diagram,
  index: number,
  line: number,
  first: number,
  options: FenceOptions,
): string {
  const { translate, stateSpelling } = options;
  const picture = pictureOf(analysis, diagram, index, { translate, stateSpelling });
  const { text } = toMermaid(picture.trace, { translate, stateSpelling });
  const data = { result: pictureData(picture), stateSpelling };
  return `<div class="tcp-diagram code-line" data-line="${String(line)}" dir="auto" data-tcp="${escapeHtml(JSON.stringify(data))}">
${sourceHtml(text)}
</div>
${problemsHtml(findingsOf(analysis, diagram), first, translate)}`;
}

/** Lines of Mermaid text that a page may be given to draw: more of them would stop it for seconds. */
const MOST_LINES = 250;

/** What stands in for the picture until it is drawn, or for good where no script runs. */
function sourceHtml(mermaid: string): string {
  const lines = mermaid.split('\n');
  if (lines.length <= MOST_LINES) return `<pre class="mermaid" style="all: unset;">${escapeHtml(mermaid)}</pre>`;
  return `<pre>${escapeHtml(`${lines.slice(0, MOST_LINES).join('\n')}\n…`)}</pre>`;
}

/** Problems that are listed below a diagram: a long one may have thousands, and the editor has them all. */
const MOST_PROBLEMS = 200;

/** What is wrong, as a list; each entry belongs to the line of the note that it is about. */
function problemsHtml(findings: readonly Finding[], first: number, translate: Translate): string {
  const problems = findings.filter(({ severity }) => severity !== 'hint');
  if (problems.length === 0) return '';
  const items = problems.slice(0, MOST_PROBLEMS).map((finding) => {
    const { severity, line, code } = finding;
    const text = `<strong>${escapeHtml(translate(severity, {}))}</strong> ${escapeHtml(describe(finding, translate, first))} <code>${escapeHtml(code)}</code>`;
    return `<li class="code-line tcp-${severity}" data-line="${String(first + line)}" dir="auto">${text}</li>\n`;
  });
  return `<ul class="tcp-problems" aria-label="${escapeHtml(translate('Problems', {}))}">\n${items.join('')}</ul>\n`;
}
