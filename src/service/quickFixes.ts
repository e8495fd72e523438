import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver-types';
import { say, type Finding, type Fix } from '../core/findings/finding.ts';
import type { Context } from './context.ts';
import { toDiagnostic } from './diagnostics.ts';
import { unitsIn } from './documents.ts';
import { unitEdit } from './edits.ts';
import { overlaps } from './ranges.ts';
import type { Unit } from './unit.ts';

/** The mends of the findings that touch a range, the best of each finding first. */
export function quickFixes(range: Range, context: Context): CodeAction[] {
  return unitsIn(context.document, range).flatMap((unit) =>
    findingsIn(unit, range).flatMap((finding) =>
      finding.fixes.map((fix, index) => toAction(fix, index === 0, finding, unit, context)),
    ),
  );
}

/** The findings of a unit that touch a range of the document. */
export function findingsIn(unit: Unit, range: Range): Finding[] {
  const from = unit.lineOf(range.start.line);
  const to = unit.lineOf(range.end.line);
  return unit.analysis.findings.filter(
    (finding) => finding.line >= from && finding.line <= to && overlaps(unit.range(finding), range),
  );
}

function toAction(fix: Fix, best: boolean, finding: Finding, unit: Unit, context: Context): CodeAction {
  return {
    title: say(fix.title, context.translate),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding, unit, context)],
    isPreferred: best,
    edit: unitEdit(fix.edits, unit, context),
  };
}
