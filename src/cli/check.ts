import { describe, say, type Finding, type Severity, type Translate } from '../core/findings/finding.ts';
import { counted } from '../core/text/counted.ts';
import type { TextEdit } from '../core/text/place.ts';
import { EXIT, type Io } from './io.ts';
import { githubLine, junit, sarif, type Diagnostic, type FileEdit, type FileReport } from './reports.ts';
import { countDiagrams, inFile, lineInFile, noDiagram, type Part, type Source } from './source.ts';
import { printable } from './terminal.ts';

export const CHECK_FORMATS = ['text', 'json', 'github', 'sarif', 'junit'] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

export interface CheckCall {
  readonly format: CheckFormat;
  /** More warnings than this are as bad as an error; undefined for any number. */
  readonly maxWarnings: number | undefined;
  /** Report hints as well; JSON always holds them. */
  readonly hints: boolean;
}

/** Prints what is wrong in the files, and says by its exit code whether anything is. */
export function check(sources: readonly Source[], call: CheckCall, translate: Translate, io: Io): number {
  for (const source of sources) if (countDiagrams(source) === 0) io.stderr(noDiagram(source));
  const files = sources.map((source) => report(source, translate));
  const all = files.flatMap(({ diagnostics }) => diagnostics);
  const shown = call.hints ? files : files.map(withoutHints);
  switch (call.format) {
    case 'json':
      io.stdout(`${JSON.stringify({ files: files.map(({ cases: _, ...file }) => file) }, null, 2)}\n`);
      break;
    case 'sarif':
      io.stdout(sarif(shown, io.version));
      break;
    case 'junit':
      io.stdout(junit(shown));
      break;
    case 'github':
      for (const { file, diagnostics } of shown) for (const one of diagnostics) io.stdout(githubLine(file, one));
      break;
    case 'text':
      for (const { file, diagnostics } of shown) for (const one of diagnostics) io.stdout(textLine(file, one));
      // Of files that cannot be read, nothing can be said.
      if (sources.length > 0) io.stdout(`${countLine(all, call.hints)} in ${diagramsIn(sources)}\n`);
  }
  const warnings = count(all, 'warning');
  const tooMany = call.maxWarnings !== undefined && warnings > call.maxWarnings;
  if (tooMany) io.stderr(`handshake: ${warnings} warnings, more than ${call.maxWarnings}\n`);
  return tooMany || count(all, 'error') > 0 ? EXIT.problems : EXIT.ok;
}

function report(source: Source, translate: Translate): FileReport {
  return {
    file: source.file,
    diagrams: countDiagrams(source),
    diagnostics: source.parts.flatMap((part) =>
      part.analysis.findings.map((finding) => toDiagnostic(finding, part, translate)),
    ),
    cases: source.parts.flatMap(({ analysis, fence }) =>
      analysis.diagrams.map(({ title, line, endLine }) => ({
        title,
        line: lineInFile(line, fence) + 1,
        endLine: lineInFile(endLine - 1, fence) + 1,
      })),
    ),
  };
}

function withoutHints(file: FileReport): FileReport {
  return { ...file, diagnostics: file.diagnostics.filter(({ severity }) => severity !== 'hint') };
}

function toDiagnostic(finding: Finding, part: Part, translate: Translate): Diagnostic {
  const { line, from, to } = inFile(finding, part);
  const linesAbove = lineInFile(0, part.fence);
  return {
    line: line + 1,
    column: from + 1,
    endLine: line + 1,
    endColumn: to + 1,
    severity: finding.severity,
    code: finding.code,
    message: describe(finding, translate, linesAbove),
    related: finding.related.map((related) => {
      const place = inFile(related, part);
      return { line: place.line + 1, column: place.from + 1, message: say(related.why, translate, linesAbove) };
    }),
    fixes: finding.fixes.map((fix) => ({
      title: say(fix.title, translate, linesAbove),
      edits: fix.edits.map((edit) => fileEdit(edit, part)),
    })),
  };
}

function fileEdit(edit: TextEdit, part: Part): FileEdit {
  const { line, from, to } = inFile(edit, part);
  // A line that is put into a fence has the margin of the fence.
  const text = edit.text.replaceAll('\n', `\n${part.fence?.prefix ?? ''}`);
  return { line: line + 1, column: from + 1, endLine: line + 1, endColumn: to + 1, text };
}

function textLine(file: string, { line, column, severity, code, message }: Diagnostic): string {
  return `${printable(file)}:${line}:${column}: ${severity} ${code}: ${printable(message)}\n`;
}

/** `3 diagrams`: so that nobody takes what was not read for right. */
function diagramsIn(sources: readonly Source[]): string {
  return counted(
    sources.reduce((sum, source) => sum + countDiagrams(source), 0),
    'diagram',
  );
}

/** `1 error, 2 warnings`, or `no problems`. */
function countLine(diagnostics: readonly Diagnostic[], hints: boolean): string {
  const severities = (['error', 'warning', 'info', 'hint'] as const).filter((severity) => hints || severity !== 'hint');
  const counts = severities
    .map((severity) => [severity, count(diagnostics, severity)] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => counted(number, severity));
  return counts.length === 0 ? 'no problems' : counts.join(', ');
}

function count(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}
