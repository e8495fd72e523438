import type { Severity, Translate } from '../core/findings/finding.ts';
import { diagnosticOf, lineInText, type Diagnostic } from '../core/report/index.ts';
import { counted } from '../core/text/counted.ts';
import { EXIT, type Io } from './io.ts';
import { githubLine, junit, sarif, type FileReport } from './reports.ts';
import { countDiagrams, type Source } from './source.ts';
import { printable, printableJson } from '../core/text/printable.ts';

export const CHECK_FORMATS = ['text', 'json', 'github', 'sarif', 'junit'] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

export interface CheckCall {
  readonly format: CheckFormat;
  /** More warnings than this are as bad as an error; undefined for any number. */
  readonly maxWarnings: number | undefined;
  /** Report hints as well; JSON always holds them. */
  readonly hints: boolean;
  /** Some file could not be read. */
  readonly incomplete: boolean;
}

/** Prints what is wrong in the files, and says by its exit code whether anything is. */
export function check(sources: readonly Source[], call: CheckCall, translate: Translate, io: Io): number {
  const files = sources.map((source) => reportOf(source, translate));
  const all = files.flatMap(({ diagnostics }) => diagnostics);
  const shown = call.hints ? files : files.map(withoutHints);
  switch (call.format) {
    case 'json':
      io.stdout(`${printableJson(JSON.stringify({ files: files.map(({ cases: _, ...file }) => file) }, null, 2))}\n`);
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
      for (const file of files) io.stdout(textLines(file, call.hints));
      // Of files that cannot be read, nothing can be said.
      if (sources.length > 0 || !call.incomplete) io.stdout(`${summary(files, call.hints)}\n`);
  }
  const warnings = count(all, 'warning');
  const tooMany = call.maxWarnings !== undefined && warnings > call.maxWarnings;
  if (tooMany) io.stderr(`handshake: ${warnings} warnings, more than ${call.maxWarnings}\n`);
  return tooMany || count(all, 'error') > 0 ? EXIT.problems : EXIT.ok;
}

/** All that is found in a file. */
export function reportOf(source: Source, translate: Translate): FileReport {
  return {
    file: source.file,
    diagrams: countDiagrams(source),
    diagnostics: source.parts.flatMap((part) =>
      part.analysis.findings.map((finding) => diagnosticOf(finding, part, translate)),
    ),
    cases: source.parts.flatMap(({ analysis, fence }) =>
      analysis.diagrams.map(({ title, line, endLine }) => ({
        title,
        line: lineInText(line, fence) + 1,
        endLine: lineInText(endLine - 1, fence) + 1,
      })),
    ),
  };
}

function withoutHints(file: FileReport): FileReport {
  return { ...file, diagnostics: file.diagnostics.filter(({ severity }) => severity !== 'hint') };
}

/** A line for each finding of a file; hints only where they are wanted. */
export function textLines(file: FileReport, hints: boolean): string {
  const { diagnostics } = hints ? file : withoutHints(file);
  return diagnostics
    .map(
      ({ line, column, severity, code, message }) =>
        `${printable(file.file)}:${line}:${column}: ${severity} ${code}: ${printable(message)}\n`,
    )
    .join('');
}

/** `1 error in 3 diagrams`: how many were read is said so that nobody takes what was not read for right. */
export function summary(files: readonly FileReport[], hints: boolean): string {
  const diagnostics = files.flatMap((file) => file.diagnostics);
  const diagrams = files.reduce((sum, file) => sum + file.diagrams, 0);
  return `${countLine(diagnostics, hints)} in ${counted(diagrams, 'diagram')}`;
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
