import { CODES, isCode } from '../core/findings/codes.ts';
import { escapeXml } from '../core/picture/index.ts';
import type { Diagnostic } from '../core/report/index.ts';
import { printable, printableJson } from '../core/text/printable.ts';

/** What is to be said of a file: of each of its diagrams, and of what stands outside of all. */
export interface FileReport {
  readonly file: string;
  readonly diagrams: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly cases: readonly { readonly title: string; readonly line: number; readonly endLine: number }[];
}

// ---- GitHub

/** A workflow command: GitHub shows it beside the line (https://docs.github.com/actions, "Workflow commands"). */
export function githubLine(file: string, diagnostic: Diagnostic): string {
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

// ---- SARIF 2.1.0 (OASIS), which code scanning reads

const LEVELS = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/** A log of one run, as text. */
export function sarif(files: readonly FileReport[], version: string): string {
  const codes = [...new Set(files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))].sort();
  const run = {
    tool: { driver: { name: 'Handshake', version, rules: codes.map(sarifRule) } },
    columnKind: 'utf16CodeUnits',
    results: files.flatMap(({ file, diagnostics }) =>
      diagnostics.map((diagnostic) => sarifResult(file, diagnostic, codes)),
    ),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${printableJson(JSON.stringify(log, null, 2))}\n`;
}

function sarifRule(code: string): object {
  if (!isCode(code)) return { id: code };
  const { title, why, rfc, severity } = CODES[code];
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: rfc === '' ? why : `${why} (${rfc})` },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function sarifResult(file: string, diagnostic: Diagnostic, codes: readonly string[]): object {
  const { line, column, endLine, endColumn, severity, code, message, related } = diagnostic;
  const artifactLocation = { uri: uriOf(file) };
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: sarifText(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation,
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    relatedLocations: related.map((place, id) => ({
      id,
      physicalLocation: { artifactLocation, region: { startLine: place.line, startColumn: place.column } },
      message: { text: sarifText(place.message) },
    })),
  };
}

/** A message, in which what looks like a link of SARIF (§3.11.6) is none. */
function sarifText(text: string): string {
  return text.includes('](') ? text.replace(/[\\[\]]/g, '\\$&') : text;
}

/** A path as a reference: relative to the root of the sources unless it is absolute. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${path.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}` : encoded;
}

// ---- JUnit, as most build servers read it

/** A suite for each file, with a test for each diagram; errors are its failure, all else its output. */
export function junit(files: readonly FileReport[]): string {
  const suites = files.map(junitSuite);
  const sum = (key: 'tests' | 'failures'): number => suites.reduce((total, suite) => total + suite[key], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="handshake check" tests="${sum('tests')}" failures="${sum('failures')}">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
}

function junitSuite({ file, diagnostics, cases }: FileReport): { tests: number; failures: number; xml: string } {
  const inside = (diagnostic: Diagnostic, one: FileReport['cases'][number]): boolean =>
    diagnostic.line >= one.line && diagnostic.line <= one.endLine;
  const outside = diagnostics.filter((diagnostic) => !cases.some((one) => inside(diagnostic, one)));
  const tests = cases.map((one) => ({
    name: one.title === '' ? `diagram at line ${one.line}` : one.title,
    found: diagnostics.filter((diagnostic) => inside(diagnostic, one)),
  }));
  if (outside.length > 0) tests.push({ name: 'outside of all diagrams', found: outside });
  const failures = tests.filter(({ found }) => found.some(isError)).length;
  const name = escapeXml(printable(file));
  const lines = tests.map((test) => junitCase(file, test.name, test.found));
  return {
    tests: tests.length,
    failures,
    xml: [`<testsuite name="${name}" tests="${tests.length}" failures="${failures}">`, ...lines, '</testsuite>'].join(
      '\n',
    ),
  };
}

function junitCase(file: string, name: string, found: readonly Diagnostic[]): string {
  const errors = found.filter(isError);
  const others = found.filter((diagnostic) => !isError(diagnostic));
  const list = (some: readonly Diagnostic[]): string =>
    escapeXml(
      some
        .map(
          (one) =>
            `${printable(file)}:${one.line}:${one.column}: ${one.severity} ${one.code}: ${printable(one.message)}`,
        )
        .join('\n'),
    );
  const [first] = errors;
  const failure =
    first === undefined
      ? ''
      : `<failure message="${escapeXml(printable(first.message))}" type="${escapeXml(first.code)}">${list(errors)}</failure>`;
  const output = others.length === 0 ? '' : `<system-out>${list(others)}</system-out>`;
  return `<testcase name="${escapeXml(printable(name))}" classname="${escapeXml(printable(file))}">${failure}${output}</testcase>`;
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';
