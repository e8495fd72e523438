import { CodeActionKind, type TextEdit as LspEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../../core/check/analysis.ts';
import { mend } from '../../core/check/mend.ts';
import type { Code } from '../../core/findings/codes.ts';
import type { Finding } from '../../core/findings/finding.ts';
import type { Context } from '../context.ts';
import { spliceBetween } from '../splice.ts';
import type { Unit } from '../unit.ts';

/** The kind by which an editor asks for everything to be mended, for instance when a file is saved. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.handshake`;

/** The edits that mend all errors and warnings that can be, or all findings of one code. */
export function fixAllEdits(context: Context, only?: Code): LspEdit[] {
  return context.document.units.flatMap((unit) => {
    const after = mend(unit.analysis, (finding) => (only === undefined ? isGrave(finding) : finding.code === only));
    return after === unit.analysis ? [] : editsTo(unit, after);
  });
}

/** Whether a finding is mended without being asked about: what is textbook shorthand, or merely noted, stays. */
function isGrave({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}

/** Line by line where no line came or went; else as one edit. */
function editsTo(unit: Unit, after: Analysis): LspEdit[] {
  const { lines } = unit.analysis;
  if (after.lines.count === lines.count) return changedLines(unit, after);
  const splice = spliceBetween(lines, after.lines.text);
  if (splice === null) return [];
  const start = lines.start(splice.line);
  return [unit.edit({ line: splice.line, from: splice.from - start, to: splice.to - start, text: splice.text })];
}

function changedLines(unit: Unit, after: Analysis): LspEdit[] {
  const { lines } = unit.analysis;
  const edits: LspEdit[] = [];
  for (let line = 0; line < lines.count; line++) {
    const [before, text] = [lines.line(line), after.lines.line(line)];
    if (before !== text) edits.push(unit.edit({ line, from: 0, to: before.length, text }));
  }
  return edits;
}
