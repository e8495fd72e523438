import assert from 'node:assert/strict';
import { SEVERITIES, type Severity } from '../../src/core/findings/finding.ts';
import type { Place } from '../../src/core/text/place.ts';

/**
 * Expectations that stand in a text of the notation, as comments below the lines that they are about:
 *
 *     C -> S SYN seq=x win=70000
 *     #                    ^^^^^ error number-range +fix: at most 65535
 *     #                    | related @first
 *     CC -> S ACK
 *     # <-- error unknown-participant
 *
 * - `#  ^^^ BODY` is about these columns of the nearest line above that is no annotation. One caret just past the end of
 *   that line is the empty place at its end; `^!` is the empty place before the caret's column.
 * - `# <-- BODY` is about columns from 0 on, one a dash; `# <~~-` skips one a tilde.
 * - BODY is `severity code[ +fix][: words]`, where the words occur in the message; or `@name`, a name for the place; or
 *   anything else, which is kept as a note for other tests.
 * - `# | related @name` demands that the finding above points to the place of that name.
 * - `# @key value` before the first other line is an option. `$0` in a line is a cursor and is taken out.
 *
 * Lines are those of the file, and the file is valid notation as it is.
 */
export interface Annotated {
  /** The text without the cursor; the annotations are still in it. */
  readonly text: string;
  readonly cursor: { readonly line: number; readonly column: number } | null;
  readonly options: ReadonlyMap<string, string>;
  readonly expected: readonly Expected[];
  /** What is said of places with other words than those of findings. */
  readonly notes: readonly (Place & { readonly body: string })[];
}

/** A finding that must be there. */
export interface Expected extends Place {
  readonly severity: Severity;
  readonly code: string;
  readonly fix: boolean;
  /** What must occur in the message; '' for nothing. */
  readonly words: string;
  readonly related: readonly Place[];
}

/** A finding that is there. */
export interface Actual extends Place {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly fix: boolean;
  readonly related: readonly Place[];
}

/** A line that says something of another one. */
const ANNOTATION = /^\s*#\s*(?:(?<carets>\^+)(?<empty>!?)|<(?<skip>~*)(?<dashes>-+)|\|(?<more>))\s*(?<body>.*)$/;
const OPTION = /^#\s*@(\S+)\s+(.*)$/;
const FINDING = new RegExp(`^(${SEVERITIES.join('|')}) ([\\w-]+)( \\+fix)?(?:: (.*))?$`);

interface Mark extends Place {
  readonly body: string;
  /** Bodies of the `|` lines below. */
  readonly more: string[];
}

/** Whether a line of a text is an annotation. */
export function isAnnotation(line: string): boolean {
  return ANNOTATION.test(line);
}

/** Reads the annotations of a text. Throws an Error for one that makes no sense. */
export function extract(source: string): Annotated {
  const { text, cursor } = takeCursor(source);
  const lines = text.split('\n');
  const marks = marksOf(lines);
  const labels = labelsOf(marks);
  const expected: Expected[] = [];
  const notes: (Place & { body: string })[] = [];
  for (const mark of marks) {
    if (mark.body.startsWith('@')) continue;
    const place = { line: mark.line, from: mark.from, to: mark.to };
    const finding = FINDING.exec(mark.body);
    if (finding === null) notes.push({ ...place, body: mark.body });
    else
      expected.push({
        ...place,
        ...readFinding(finding),
        related: mark.more.map((body) => relatedPlace(body, labels)),
      });
  }
  return { text, cursor, options: optionsOf(lines), expected, notes };
}

function takeCursor(source: string): Pick<Annotated, 'text' | 'cursor'> {
  const at = source.indexOf('$0');
  if (at < 0) return { text: source, cursor: null };
  const before = source.slice(0, at);
  const line = before.split('\n').length - 1;
  return { text: before + source.slice(at + 2), cursor: { line, column: at - (before.lastIndexOf('\n') + 1) } };
}

function optionsOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const line of lines) {
    if (!line.startsWith('#')) break;
    const option = OPTION.exec(line);
    if (option?.[1] !== undefined) options.set(option[1], option[2] ?? '');
  }
  return options;
}

function marksOf(lines: readonly string[]): Mark[] {
  const marks: Mark[] = [];
  let target = -1;
  for (const [index, line] of lines.entries()) {
    const groups = ANNOTATION.exec(line)?.groups;
    if (groups === undefined) {
      target = index;
    } else if (groups['more'] !== undefined) {
      const last = marks.at(-1);
      if (last === undefined) throw new Error(`line ${String(index + 1)} continues nothing`);
      last.more.push(groups['body'] ?? '');
    } else {
      if (target < 0) throw new Error(`line ${String(index + 1)} is about no line`);
      marks.push({ ...placeOf(groups, line, target, lines[target] ?? ''), body: groups['body'] ?? '', more: [] });
    }
  }
  return marks;
}

function placeOf(groups: Readonly<Record<string, string>>, line: string, target: number, about: string): Place {
  const { skip = '', dashes = '', carets = '', empty = '' } = groups;
  const from = dashes === '' ? line.indexOf('^') : skip.length;
  const to = from + (dashes === '' ? carets.length : dashes.length);
  if (empty !== '') return { line: target, from, to: from };
  if (from === about.length && to === from + 1) return { line: target, from, to: from };
  if (to > about.length) throw new Error(`columns ${String(from)} to ${String(to)} are not all in "${about}"`);
  return { line: target, from, to };
}

function labelsOf(marks: readonly Mark[]): ReadonlyMap<string, Place> {
  const labels = new Map<string, Place>();
  for (const { body, line, from, to } of marks) if (body.startsWith('@')) labels.set(body, { line, from, to });
  return labels;
}

function readFinding(finding: RegExpExecArray): Pick<Expected, 'severity' | 'code' | 'fix' | 'words'> {
  const [, severity, code = '', fix, words = ''] = finding;
  const found = SEVERITIES.find((one) => one === severity);
  assert(found !== undefined);
  return { severity: found, code, fix: fix !== undefined, words };
}

function relatedPlace(body: string, labels: ReadonlyMap<string, Place>): Place {
  const place = labels.get(body.replace(/^related\s+/, ''));
  if (place === undefined) throw new Error(`no place has the name in "${body}"`);
  return place;
}

/**
 * Asserts that a text has exactly the findings that its annotations say: none missing, none besides, none twice. On a
 * difference shows both lists, and the text with the annotations that would be right.
 */
export function assertFindings(source: string, actual: readonly Actual[]): void {
  const { text, expected } = extract(source);
  const rest = [...actual];
  const missing: Expected[] = [];
  for (const one of expected) {
    const at = rest.findIndex((finding) => meets(finding, one));
    if (at < 0) missing.push(one);
    else rest.splice(at, 1);
  }
  if (missing.length === 0 && rest.length === 0) return;
  const lines = [
    ...missing.map((one) => `missing:    ${show(one)} ${one.words}`),
    ...rest.map((one) => `unexpected: ${show(one)} ${one.message}`),
    'With the findings as they are:',
    print(text, actual),
  ];
  assert.fail(lines.join('\n'));
}

function meets(actual: Actual, expected: Expected): boolean {
  return (
    samePlace(actual, expected) &&
    actual.severity === expected.severity &&
    actual.code === expected.code &&
    actual.fix === expected.fix &&
    actual.message.includes(expected.words) &&
    expected.related.every((place) => actual.related.some((other) => samePlace(place, other)))
  );
}

function samePlace(a: Place, b: Place): boolean {
  return a.line === b.line && a.from === b.from && a.to === b.to;
}

function show(finding: Expected | Actual): string {
  const { line, from, to, severity, code, fix } = finding;
  return `${String(line + 1)}:${String(from + 1)}-${String(to + 1)} ${severity} ${code}${fix ? ' +fix' : ''}:`;
}

/** The text with these findings as its annotations, in place of those of findings that it has. */
export function print(text: string, findings: readonly Actual[]): string {
  const printed: string[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const body = ANNOTATION.exec(line)?.groups?.['body'];
    if (body === undefined || body.startsWith('@')) printed.push(line);
    for (const finding of findings.filter((one) => one.line === index)) printed.push(annotation(finding, line));
  }
  return printed.join('\n');
}

function annotation(finding: Actual, about: string): string {
  const body = `${finding.severity} ${finding.code}${finding.fix ? ' +fix' : ''}: ${finding.message}`;
  const { from, to } = finding;
  if (from === to && from !== about.length) return `#${' '.repeat(Math.max(0, from - 1))}^! ${body}`;
  const width = Math.max(1, to - from);
  if (from === 0) return `# <${'-'.repeat(width)} ${body}`;
  return `#${' '.repeat(from - 1)}${'^'.repeat(width)} ${body}`;
}
