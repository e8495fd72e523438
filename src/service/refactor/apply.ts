import type { Analysis } from '../../core/check/analysis.ts';
import type { TextEdit } from '../../core/text/place.ts';

/** The analysis after edits that all refer to the text as it is, and do not overlap. */
export function applyEdits(analysis: Analysis, edits: readonly TextEdit[]): Analysis {
  const backwards = edits.toSorted((a, b) => b.line - a.line || b.from - a.from);
  return backwards.reduce((current, edit) => current.edit(edit), analysis);
}

/** How many errors a text has. */
export function countErrors(analysis: Analysis): number {
  return analysis.findings.filter(({ severity }) => severity === 'error').length;
}
