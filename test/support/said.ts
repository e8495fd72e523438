import type { Analysis } from '../../src/core/check/index.ts';
import { describe as sentence, english, type Finding } from '../../src/core/findings/finding.ts';

const normal = (text: string): string => text.replace(/ +/g, ' ').trimEnd();

function applied(analysis: Analysis, { edits }: Finding['fixes'][number]): string {
  return edits
    .toSorted((a, b) => b.line - a.line || b.from - a.from)
    .reduce((after, edit) => after.edit(edit), analysis).lines.text;
}

/** The lines of a text that another one does not have. */
function changed(after: string, before: string): string {
  const old = new Set(normal(before).split('\n'));
  const lines = normal(after).split('\n');
  const left = lines.filter((line) => !old.has(line));
  return left.length > 0 ? left.join(' / ') : `${String(old.size - new Set(lines).size)} lines less`;
}

/** A finding as it is read: its place, its words, the lines it follows from, and what each of its fixes makes of the text. */
export function said(finding: Finding, analysis: Analysis, right = ''): string {
  const related = finding.related.map(({ line, why }) => ` [${String(line + 1)}: ${english(why.template, why.args)}]`);
  const fixes = finding.fixes.map((fix) => {
    const after = applied(analysis, fix);
    const what = normal(after) === normal(right) ? 'as it was' : changed(after, analysis.lines.text);
    return `\n        ${english(fix.title.template, fix.title.args)} → ${what}`;
  });
  const place = `${String(finding.line + 1)}:${String(finding.from)}-${String(finding.to)} ${finding.severity} ${finding.code}`;
  return `    ${place}: ${sentence(finding, english)}${related.join('')}${fixes.join('')}\n`;
}
