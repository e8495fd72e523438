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
  // After a key this is most of what is done, and most blocks say nothing.
  const blocks = checked.blocks.filter(({ findings, expectations }) => findings.length > 0 || expectations.length > 0);
  for (const { expectations } of blocks) {
    for (const expectation of expectations) {
      expected.set(`${String(expectation.target)} ${expectation.code}`, expectation);
      unmet.add(expectation);
    }
  }
  const findings: Finding[] = [];
  const add = (raw: RawFinding): void => {
    const expectation = expected.size === 0 ? undefined : expected.get(`${String(raw.line)} ${raw.code}`);
    if (expectation !== undefined) unmet.delete(expectation);
    const severity = severityOf(raw.code);
    if (severity === 'off') return;
    findings.push(place(lines, offset, raw, expectation === undefined ? severity : 'hint'));
  };
  let unsaid = false;
  for (const { findings: found } of blocks) {
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

/** What was made of a finding. It stays so as long as its places fit on their lines, and those shown whole have the same text. */
interface Shown {
  readonly offset: number;
  readonly finding: Finding;
  readonly places: readonly { readonly line: number; readonly to: number; readonly whole: string | null }[];
}

/** An edit leaves most findings as they are, and there may be thousands. */
const SHOWN = new WeakMap<RawFinding, Shown>();

/** A finding with the lines of the document, and with spans that end where their lines end. */
function place(lines: Lines, offset: number, raw: RawFinding, severity: Severity): Finding {
  const known = SHOWN.get(raw);
  if (known?.offset === offset && known.finding.severity === severity) {
    const stays = known.places.every(({ line, to, whole }) =>
      whole === null ? to <= lines.length(line) : lines.line(line) === whole,
    );
    if (stays) return known.finding;
  }
  const places: Shown['places'][number][] = [];
  const at = <T extends { readonly line: number; readonly from: number; readonly to: number }>(where: T): T => {
    const line = where.line + offset;
    const whole = where.to <= lines.length(line) ? null : lines.line(line);
    places.push({ line, to: where.to, whole });
    return whole === null ? { ...where, line } : { ...where, line, ...clip(whole, where.from) };
  };
  const finding = {
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
  SHOWN.set(raw, { offset, finding, places });
  return finding;
}

/** A whole line is what stands on it, without the blanks at its ends. */
function clip(text: string, from: number): { from: number; to: number } {
  const start = text.length - text.trimStart().length;
  return { from: Math.max(from, Math.min(start, text.length)), to: text.trimEnd().length };
}

/** Line numbers in a sentence are counted from the diagram's first line until they are shown. */
function shift(sentence: Sentence, offset: number): Sentence {
  const { line } = sentence.args;
  if (offset === 0 || typeof line !== 'number') return sentence;
  return { template: sentence.template, args: { ...sentence.args, line: line + offset } };
}
