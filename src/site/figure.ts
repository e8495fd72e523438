import type { Translate } from '../core/findings/finding.ts';
import { svg, type SvgNode } from '../core/picture/index.ts';
import { diagnosticOf, lineInText, pictureForPage, type Diagnostic, type Part } from '../core/report/index.ts';

/** What becomes of a fence in a page: elements that need no script, and what is wrong in it. */
export interface Figures {
  readonly nodes: readonly SvgNode[];
  readonly problems: readonly Diagnostic[];
}

/**
 * Draws each diagram of a fence; `listed` says whether what is wrong is listed below it. All text of the author's stays
 * text. `id` is what the ids in the page begin with.
 */
export function figuresOf(part: Part, translate: Translate, id: string, listed: boolean): Figures {
  const list = (problems: readonly Diagnostic[]): SvgNode[] => (listed ? listOf(problems, translate) : []);
  const { analysis, fence } = part;
  const problems = analysis.findings
    .filter(({ severity }) => severity !== 'hint')
    .map((finding) => diagnosticOf(finding, part, translate));
  if (analysis.diagrams.length === 0) {
    const empty = svg('p', { class: 'tcp-empty' }, translate('No segments yet', {}));
    return { nodes: [svg('figure', { class: 'tcp-diagram' }, empty, ...list(problems))], problems };
  }
  const nodes = analysis.diagrams.map((diagram, i) => {
    // A wide picture scrolls by itself: with the keys, too.
    const picture = pictureForPage(part, diagram, translate, `${id}${String(i)}-`).root;
    const frame = svg('div', { class: 'tcp-picture', tabindex: 0 }, picture);
    const [from, to] = [lineInText(diagram.line, fence), lineInText(diagram.endLine, fence)];
    const own = problems.filter(({ line }) => from < line && line <= to);
    return svg('figure', { class: 'tcp-diagram' }, frame, ...list(own));
  });
  return { nodes, problems };
}

/** Problems that are listed below a diagram. */
const MOST_PROBLEMS = 200;

function listOf(problems: readonly Diagnostic[], translate: Translate): SvgNode[] {
  if (problems.length === 0) return [];
  const items = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ severity, line, message, code }) =>
      svg(
        'li',
        { class: `tcp-${severity}` },
        svg('strong', {}, translate(severity, {})),
        ` ${translate('Line {line}', { line })}: ${message} `,
        svg('code', {}, code),
      ),
    );
  return [svg('ul', { class: 'tcp-problems', 'aria-label': translate('Problems', {}) }, ...items)];
}
