import { describe, say, type Finding, type Severity, type Translate } from '../findings/finding.ts';
import type { TextEdit } from '../text/place.ts';
import { inText, lineInText, type Part } from './document.ts';

/** A finding as it is reported: lines and columns from 1, as the columns of editors (UTF-16); ends are exclusive. */
export interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** Other places that it follows from, and why. */
  readonly related: readonly { readonly line: number; readonly column: number; readonly message: string }[];
  /** What mends it, the best first: edits of the text, all of them of the text as it is. */
  readonly fixes: readonly { readonly title: string; readonly edits: readonly Edit[] }[];
}

/** A change of a text: the characters from line and column up to the end, which is exclusive, become `text`. */
export interface Edit {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** A finding of a part as it is reported of the whole text. */
export function diagnosticOf(finding: Finding, part: Part, translate: Translate): Diagnostic {
  const { line, from, to } = inText(finding, part);
  const linesAbove = lineInText(0, part.fence);
  return {
    line: line + 1,
    column: from + 1,
    endLine: line + 1,
    endColumn: to + 1,
    severity: finding.severity,
    code: finding.code,
    message: describe(finding, translate, linesAbove),
    related: finding.related.map((related) => {
      const place = inText(related, part);
      return { line: place.line + 1, column: place.from + 1, message: say(related.why, translate, linesAbove) };
    }),
    fixes: finding.fixes.map((fix) => ({
      title: say(fix.title, translate, linesAbove),
      edits: fix.edits.map((edit) => editOf(edit, part)),
    })),
  };
}

function editOf(edit: TextEdit, part: Part): Edit {
  const { line, from, to } = inText(edit, part);
  // A line that is put into a fence has the margin of the fence.
  const text = edit.text.replaceAll('\n', `\n${part.fence?.prefix ?? ''}`);
  return { line: line + 1, column: from + 1, endLine: line + 1, endColumn: to + 1, text };
}
