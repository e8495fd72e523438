import type { Finding, Fix } from '../findings/finding.ts';
import { closest } from '../notation/closest.ts';
import { LineParser } from '../notation/parser.ts';
import { parseLine } from '../notation/tree.ts';
import { tokenize, type TokenKind } from '../notation/tokens.ts';
import { editLine, type TextEdit } from '../text/place.ts';
import type { Analysis } from './analysis.ts';

/** Mending one thing on a line can bring out another one; after so many rounds it is left as it is. */
const ROUNDS = 16;

/**
 * The analysis of the text in which what was found is mended as far as that can be done without asking: the best fix of
 * each finding that is `wanted`, as long as it leaves every word of the author's and brings no error. A number, a
 * symbol or a state is no word where one of these stands: they are mended. Words are, only if they are misspelt.
 */
export function mend(analysis: Analysis, wanted: (finding: Finding) => boolean): Analysis {
  let current = analysis;
  for (let round = 0; round < ROUNDS; round++) {
    const before = current.findings.filter(wanted);
    const edits = safeEdits(current, before);
    if (edits.length === 0) break;
    const next = applyEdits(current, edits);
    // A fix that brings as much trouble as it mends would go on for ever.
    if (next.findings.filter(wanted).length >= before.length || countErrors(next) > countErrors(current)) break;
    current = next;
  }
  return current;
}

/** The analysis after edits that all refer to the text as it is, and do not overlap: read anew once, not once for each. */
export function applyEdits(analysis: Analysis, edits: readonly TextEdit[]): Analysis {
  const ordered = edits.toSorted((a, b) => a.line - b.line || a.from - b.from || a.to - b.to);
  const [first] = ordered;
  if (first === undefined) return analysis;
  const { lines } = analysis;
  const from = lines.start(first.line) + first.from;
  const pieces: string[] = [];
  let done = from;
  for (const edit of ordered) {
    const start = lines.start(edit.line);
    pieces.push(lines.text.slice(done, start + edit.from), edit.text);
    done = start + edit.to;
  }
  const line = { line: first.line, from: first.from, to: done - lines.start(first.line) };
  return analysis.edit({ ...line, text: pieces.join('') });
}

/** How many errors a text has. */
export function countErrors(analysis: Analysis): number {
  return analysis.findings.filter(({ severity }) => severity === 'error').length;
}

/** The best fix of each finding that leaves every word, as long as no fix before it edits the same line: that is for the next round. */
function safeEdits(analysis: Analysis, findings: readonly Finding[]): TextEdit[] {
  const edits: TextEdit[] = [];
  const lines = new Set<number>();
  for (const { fixes } of findings) {
    const [fix] = fixes;
    if (fix === undefined || fix.edits.some(({ line }) => lines.has(line)) || !keepsWords(analysis, fix)) continue;
    edits.push(...fix.edits);
    for (const { line } of fix.edits) lines.add(line);
  }
  return edits;
}

/** What a fix may put another one of its kind in the place of. */
const VALUES: ReadonlySet<TokenKind> = new Set(['number', 'symbol', 'operator', 'state', 'arrow', 'time']);

/** Whether every word of the author's is still there after a fix, right or better spelt. */
function keepsWords(analysis: Analysis, { edits }: Fix): boolean {
  const lines = new Set(edits.map(({ line }) => line));
  return [...lines].every((line) => {
    const text = analysis.lines.line(line);
    const own = edits.filter((edit) => edit.line === line);
    const now = editLine(text, own);
    // What becomes a comment is kept, but no longer told.
    const lost = missing(wordsOf(toldIn(text)), wordsOf(toldIn(now)));
    if (lost.length === 0) return true;
    const replaced = own.filter((edit) => edit.text.trim() !== '' && isReplaced(analysis, text, edit));
    if (
      missing(
        lost,
        replaced.flatMap(({ from, to }) => wordsOf(text.slice(from, to))),
      ).length > 0
    )
      return false;
    // What reads no better afterwards was no slip of the pen; another one may be left on the line.
    const parser = new LineParser(analysis.names);
    const problems = (line: string): number => parser.parse(line, 0, line.length).problems.length;
    const left = problems(now);
    return left === 0 || left < problems(text);
  });
}

/** The words that the other list has not, or not as often. */
function missing(words: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}

/** A line without its comment. */
function toldIn(line: string): string {
  return line.slice(0, parseLine(line).comment?.from ?? line.length);
}

/** Words in any case, without the signs around them. */
function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []).map((word) => word.toLowerCase());
}

/** Whether an edit takes the place of nothing but values, or of one word that is misspelt. */
function isReplaced(analysis: Analysis, text: string, edit: TextEdit): boolean {
  const [word = '', ...more] = wordsOf(text.slice(edit.from, edit.to));
  const [now = '', ...others] = wordsOf(edit.text);
  // Short ones are near to much, and who slips seldom slips at once.
  const near = word.length >= 3 && now.startsWith(word.charAt(0)) && closest(word, [now]) !== null;
  if (near && more.length === 0 && others.length === 0) return true;
  return tokenize(analysis.statement(edit.line), text)
    .filter((token) => token.from < edit.to && edit.from < token.to)
    .filter((token) => wordsOf(text.slice(token.from, token.to)).length > 0)
    .every(({ kind }) => VALUES.has(kind));
}
