import { describe, say, type Finding, type Severity, type Translate } from '../core/findings/finding.ts';
import { EXIT, type Io } from './io.ts';
import { countDiagrams, inFile, lineInFile, noDiagram, type Part, type Source } from './source.ts';
import { printable } from './terminal.ts';

export interface CheckCall {
  readonly format: 'text' | 'json' | 'github';
  /** More warnings than this are as bad as an error; undefined for any number. */
  readonly maxWarnings: number | undefined;
  /** Print hints as well; JSON always holds them. */
  readonly hints: boolean;
}

/** A finding as it is printed: lines and columns from 1. */
interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly related: readonly { readonly line: number; readonly column: number; readonly message: string }[];
}

/** Prints what is wrong in the files, and says by its exit code whether anything is. */
export function check(sources: readonly Source[], call: CheckCall, translate: Translate, io: Io): number {
  for (const source of sources) if (countDiagrams(source) === 0) io.stderr(noDiagram(source));
  const files = sources.map((source) => ({
    file: source.file,
    diagrams: countDiagrams(source),
    diagnostics: source.parts.flatMap((part) =>
      part.analysis.findings.map((finding) => toDiagnostic(finding, part, translate)),
    ),
  }));
  const all = files.flatMap(({ diagnostics }) => diagnostics);
  if (call.format === 'json') io.stdout(`${JSON.stringify({ files }, null, 2)}\n`);
  else {
    for (const { file, diagnostics } of files) {
      for (const diagnostic of diagnostics) {
        if (diagnostic.severity === 'hint' && !call.hints) continue;
        io.stdout(call.format === 'github' ? githubLine(file, diagnostic) : textLine(file, diagnostic));
      }
    }
    // Of files that cannot be read, nothing can be said.
    if (call.format === 'text' && sources.length > 0)
      io.stdout(`${countLine(all, call.hints)} in ${diagramsIn(sources)}\n`);
  }
  const warnings = count(all, 'warning');
  const tooMany = call.maxWarnings !== undefined && warnings > call.maxWarnings;
  if (tooMany) io.stderr(`handshake: ${warnings} warnings, more than ${call.maxWarnings}\n`);
  return tooMany || count(all, 'error') > 0 ? EXIT.problems : EXIT.ok;
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
  };
}

function textLine(file: string, { line, column, severity, code, message }: Diagnostic): string {
  return `${printable(file)}:${line}:${column}: ${severity} ${code}: ${printable(message)}\n`;
}

/** A workflow command: GitHub shows it beside the line (https://docs.github.com/actions, "Workflow commands"). */
function githubLine(file: string, diagnostic: Diagnostic): string {
  const { line, column, endLine, endColumn, severity, code, message } = diagnostic;
  const command = severity === 'error' || severity === 'warning' ? severity : 'notice';
  const properties = { file, line, col: column, endLine, endColumn, title: code };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${githubProperty(String(value))}`);
  return `::${command} ${list.join(',')}::${githubText(message)}\n`;
}

function githubText(text: string): string {
  return printable(text).replaceAll('%', '%25');
}

function githubProperty(text: string): string {
  return githubText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** `3 diagrams`: so that nobody takes what was not read for right. */
function diagramsIn(sources: readonly Source[]): string {
  const diagrams = sources.reduce((sum, source) => sum + countDiagrams(source), 0);
  return `${diagrams} diagram${diagrams === 1 ? '' : 's'}`;
}

/** `1 error, 2 warnings`, or `no problems`. */
function countLine(diagnostics: readonly Diagnostic[], hints: boolean): string {
  const severities = (['error', 'warning', 'info', 'hint'] as const).filter((severity) => hints || severity !== 'hint');
  const counts = severities
    .map((severity) => [severity, count(diagnostics, severity)] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => `${number} ${severity}${number === 1 ? '' : 's'}`);
  return counts.length === 0 ? 'no problems' : counts.join(', ');
}

function count(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}
