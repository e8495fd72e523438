import { CODES, type Code } from '../findings/codes.ts';
import { type Finding, SEVERITIES, type Sentence, type Severity } from '../findings/finding.ts';
import type { Lines } from '../text/lines.ts';
import type { CheckOptions } from './analysis.ts';
import { finding } from './report.ts';
import type { CheckedDiagram } from './incremental.ts';
import type { Expectation, RawFinding } from './state.ts';

/** A checked diagram and the line of the document that it begins on. */
interface Placed {
  readonly line: number;
  readonly checked: CheckedDiagram;
}

/** The findings of a document in the order of the text, with the severities that settings and diagrams give them. */
export function collectFindings(lines: Lines, options: CheckOptions, placed: readonly Placed[]): readonly Finding[] {
  return placed.flatMap(({ line, checked }) => collectDiagram(lines, options, line, checked));
}

function collectDiagram(lines: Lines, options: CheckOptions, offset: number, checked: CheckedDiagram): Finding[] {
  const own = checked.final.variables.settings.severities;
  const severityOf = (code: Code): Severity | 'off' => own[code] ?? options.severities[code] ?? CODES[code].severity;
  const expected = new Map<string, Expectation>();
  const unmet = new Set<Expectation>();
  for (const { expectations } of checked.blocks) {
    for (const expectation of expectations) {
      expected.set(`${String(expectation.target)} ${expectation.code}`, expectation);
      unmet.add(expectation);
    }
  }
  const findings: Finding[] = [];
  const add = (raw: RawFinding): void => {
    const expectation = expected.get(`${String(raw.line)} ${raw.code}`);
    if (expectation !== undefined) unmet.delete(expectation);
    const severity = severityOf(raw.code);
    if (severity === 'off') return;
    findings.push(place(lines, offset, raw, expectation === undefined ? severity : 'hint'));
  };
  let unsaid = false;
  for (const { findings: found } of checked.blocks) {
    for (const raw of found) {
      // Once is enough.
      if (raw.code !== 'capture-unsaid' || !unsaid) add(raw);
      unsaid ||= raw.code === 'capture-unsaid';
    }
  }
  checked.endings.forEach(add);
  for (const expectation of unmet) add(unmetFinding(expectation));
  return findings.sort(byPlace);
}

function unmetFinding({ line, from, to, code }: Expectation): RawFinding {
  return finding('expect-unmet', 'unmet', line, { from, to }, { code });
}

/** By place, then the gravest first, then by code. */
function byPlace(a: Finding, b: Finding): number {
  return (
    a.line - b.line ||
    a.from - b.from ||
    a.to - b.to ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}

/** A finding with the lines of the document, and with spans that end where their lines end. */
function place(lines: Lines, offset: number, raw: RawFinding, severity: Severity): Finding {
  const at = <T extends { readonly line: number; readonly from: number; readonly to: number }>(where: T): T => {
    const line = where.line + offset;
    return { ...where, line, ...clip(lines, line, where.from, where.to) };
  };
  return {
    ...at(raw),
    severity,
    message: shift(raw.message, offset),
    reason: raw.reason === null ? null : shift(raw.reason, offset),
    related: raw.related.map((related) => ({ ...at(related), why: shift(related.why, offset) })),
    fixes: raw.fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ ...edit, line: edit.line + offset })),
    })),
  };
}

/** A whole line is what stands on it, without the blanks at its ends. */
function clip(lines: Lines, line: number, from: number, to: number): { from: number; to: number } {
  const length = lines.length(line);
  if (to <= length) return { from, to };
  const text = lines.line(line);
  const start = text.length - text.trimStart().length;
  return { from: Math.max(from, Math.min(start, text.length)), to: text.trimEnd().length };
}

/** Line numbers in a sentence are counted from the diagram's first line until they are shown. */
function shift(sentence: Sentence, offset: number): Sentence {
  const { line } = sentence.args;
  if (offset === 0 || typeof line !== 'number') return sentence;
  return { template: sentence.template, args: { ...sentence.args, line: line + offset } };
}
