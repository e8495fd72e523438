import type { Analysis, Diagram } from '../check/analysis.ts';
import { describe, say, type Finding, type Severity, type Translate } from '../findings/finding.ts';
import { writeSegment } from '../notation/write.ts';
import { counted } from '../text/counted.ts';
import { editLine, type TextEdit } from '../text/place.ts';
import { lineInText, partsOf, type Part } from '../report/index.ts';

/** What is wrong with a text, for a reader that can't see it underlined: each finding with its line, as it is and mended. */
export interface CheckReport {
  readonly diagrams: number;
  readonly errors: number;
  readonly warnings: number;
  readonly findings: readonly CheckedFinding[];
  /** The segments that a TCP must send next at the end of each diagram; empty where nothing is owed. */
  readonly owed: readonly string[];
}

/** Lines and columns are those of what was given, from 1; `endColumn` is exclusive. */
export interface CheckedFinding {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly text: string;
  readonly fixes: readonly MendedLine[];
}

/** What a fix does: the lines that it changes, as they are afterwards. A line that it puts in has the number of the line below. */
export interface MendedLine {
  readonly title: string;
  readonly lines: readonly { readonly line: number; readonly text: string }[];
}

/** Checks the diagrams of a text: notation, or a Markdown note with `tcp` fences. Hints are left out. */
export function checkReport(text: string, translate: Translate): CheckReport {
  const parts = partsOf(text);
  const findings = parts.flatMap((part) =>
    part.analysis.findings
      .filter(({ severity }) => severity !== 'hint')
      .map((finding) => checked(finding, part, translate)),
  );
  return {
    diagrams: parts.reduce((sum, { analysis }) => sum + analysis.diagrams.length, 0),
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
    findings,
    owed: parts.flatMap(({ analysis }) => analysis.diagrams.flatMap((diagram) => owed(analysis, diagram))),
  };
}

function checked(finding: Finding, { analysis, fence }: Part, translate: Translate): CheckedFinding {
  const linesAbove = lineInText(0, fence);
  return {
    line: finding.line + linesAbove + 1,
    column: finding.from + 1,
    endColumn: finding.to + 1,
    severity: finding.severity,
    code: finding.code,
    message: describe(finding, translate, linesAbove),
    text: analysis.lines.line(finding.line),
    fixes: finding.fixes.map((fix) => ({
      title: say(fix.title, translate, linesAbove),
      lines: mended(fix.edits, analysis).map(({ line, text }) => ({ line: line + linesAbove + 1, text })),
    })),
  };
}

/** The lines that the edits touch, as they are afterwards. */
function mended(edits: readonly TextEdit[], analysis: Analysis): { line: number; text: string }[] {
  const touched = [...new Set(edits.map(({ line }) => line))].sort((a, b) => a - b);
  return touched.map((line) => {
    const ofLine = edits.filter((edit) => edit.line === line);
    return { line, text: editLine(analysis.lines.line(line), ofLine) };
  });
}

function owed(analysis: Analysis, diagram: Diagram): string[] {
  return analysis
    .next(lastLine(analysis, diagram))
    .filter(({ rank }) => rank === 'reply')
    .map((suggestion) => writeSegment(suggestion, null));
}

/** Blank lines at the end belong to nobody. */
function lastLine({ lines }: Analysis, { line, endLine }: Diagram): number {
  let last = endLine - 1;
  while (last > line && lines.line(last).trim() === '') last--;
  return last;
}

/** The report as text: what is right is said in one line, what is wrong with the line and its remedy. */
export function checkText(report: CheckReport): string {
  const { diagrams, errors, warnings, findings, owed } = report;
  if (diagrams === 0) return 'There is no diagram in this text.\n';
  const head =
    findings.length === 0
      ? `${counted(diagrams, 'diagram')}, no problems`
      : `${counted(diagrams, 'diagram')}, ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  const must = owed.map((segment) => `must follow: ${segment}`);
  return `${[head, ...findings.flatMap(findingLines), ...must].join('\n')}\n`;
}

function findingLines({ line, column, severity, code, message, text, fixes }: CheckedFinding): string[] {
  return [
    `line ${String(line)}, column ${String(column)}: ${severity} ${code}: ${message}`,
    `  is: ${text.trim()}`,
    ...fixes.flatMap(({ title, lines }) =>
      lines.map((mendedLine) => `  fix (${title}), line ${String(mendedLine.line)}: ${mendedLine.text.trim()}`),
    ),
  ];
}
