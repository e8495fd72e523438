import { analyze } from '../core/check/index.ts';
import { importText, isNotationAlone } from '../core/intake/index.ts';
import { parse } from '../core/notation/index.ts';
import { fenced } from '../core/render/index.ts';
import { fences, type Fence, isTcpInfo } from '../core/text/fences.ts';
import { Lines } from '../core/text/lines.ts';
import type { ImportTextParams, ImportTextResult } from '../protocol/requests.ts';

/** Longer texts are pasted as they are: nobody pastes a million characters to read them. */
const LONGEST = 1_000_000;

/** `handshake/importText`: what is pasted as segments, as the place where it comes in takes it; null where it holds none. */
export function importPasted({ text, document, range }: ImportTextParams): ImportTextResult | null {
  if (text.length > LONGEST || document.text.length > LONGEST) return null;
  const { line } = range.start;
  const place = placeOf(document, line);
  if (place === null) return null;
  const intake = importText(text);
  if (intake.segments === 0 || (place !== 'outside' && isNotationAlone(intake))) return null;
  const lines = new Lines(document.text);
  const { segments, unread } = intake;
  const rest = { segments, unread: unread.length, fenced: place === 'outside' };
  const prefix = place === 'outside' ? quoteOf(lines.line(line)) : place.prefix;
  const inserted =
    place === 'outside'
      ? fenced('tcp', intake.notation.trimEnd()).trimEnd().split('\n')
      : inDiagram(intake.notation, place.text, line - place.line);
  const ends = /[\r\n]$/.test(text) || place === 'outside';
  return { ...rest, ...fitted(inserted, prefix, lines, range, ends, place === 'outside') };
}

/** Whole lines as they come into a document: no line of the author's is cut in two, unless a part of it is replaced. */
function fitted(
  inserted: readonly string[],
  prefix: string,
  lines: Lines,
  { start, end }: ImportTextParams['range'],
  ends: boolean,
  apart: boolean,
): Pick<ImportTextResult, 'text' | 'below'> {
  const before = lines.line(start.line).slice(0, start.character);
  const after = lines.line(end.line).slice(end.character);
  const body = inserted.map((one, index) => (index === 0 ? one : (prefix + one).trimEnd())).join('\n');
  const next = `\n${prefix}`;
  const atStart = before.slice(before.startsWith(prefix) ? prefix.length : 0).trim() === '';
  if (atStart) return { text: body + (ends || after.trim() !== '' ? next : ''), below: false };
  const gap = apart ? next.trimEnd() + next : next;
  const selected = start.line !== end.line || start.character !== end.character;
  if (selected) return { text: gap + body + (after.trim() === '' ? '' : next), below: false };
  return { text: gap + body, below: true };
}

/** The marks of a quotation at the beginning of a line of Markdown. */
function quoteOf(line: string): string {
  return /^(?:\s{0,3}>\s?)*/.exec(line)?.[0] ?? '';
}

interface Inside {
  /** The text of the diagrams around. */
  readonly text: string;
  /** The first line of it, in the document. */
  readonly line: number;
  readonly prefix: string;
}

/** What a line of a document stands in: diagrams, a note outside of them, or null in a fence of another language. */
function placeOf(document: ImportTextParams['document'], line: number): Inside | 'outside' | null {
  if (document.languageId === 'tcp') return { text: document.text, line: 0, prefix: '' };
  const fence = fenceAt(document.text, line);
  if (fence === undefined) return 'outside';
  return isTcpInfo(fence.info) ? { text: fence.text, line: fence.contentLine, prefix: fence.prefix } : null;
}

/** The fence whose lines hold a line of a Markdown text. */
export function fenceAt(text: string, line: number): Fence | undefined {
  return fences(text).find((fence) => fence.line <= line && line < fence.endLine);
}

/** The lines of notation that come into a text of diagrams: what the diagram there declares is not declared again. */
export function inDiagram(notation: string, around: string, line: number): string[] {
  const known = participantsAt(around, line);
  const tree = parse(notation);
  const lines: string[] = [];
  for (let at = 0; at < tree.lines.count; at++) {
    const statement = tree.statement(at);
    const declared = statement.kind === 'participant' && statement.name !== null;
    if (declared && known.has(tree.names.text(statement.name.name))) continue;
    lines.push(tree.lines.line(at));
  }
  const first = lines.findIndex((one) => one.trim() !== '');
  return lines.slice(Math.max(0, first)).join('\n').trimEnd().split('\n');
}

function participantsAt(text: string, line: number): ReadonlySet<string> {
  const analysis = analyze(text, { severities: {} });
  const diagram = analysis.diagrams.findLast((one) => one.line <= Math.max(0, line)) ?? analysis.diagrams[0];
  return new Set(diagram === undefined ? [] : analysis.trace(diagram).participants.map(({ name }) => name));
}
