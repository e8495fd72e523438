import { analyze } from '../core/check/index.ts';
import { importText, isNotationAlone } from '../core/intake/index.ts';
import { parse } from '../core/notation/index.ts';
import { fenced } from '../core/render/index.ts';
import { fences, type Fence, isTcpInfo } from '../core/text/fences.ts';
import type { ImportTextParams, ImportTextResult } from '../protocol/requests.ts';

/** Longer texts are pasted as they are: nobody pastes a million characters to read them. */
const LONGEST = 1_000_000;

/** `handshake/importText`: what is pasted as segments, as the place where it comes in takes it; null where it holds none. */
export function importPasted({ text, document, line }: ImportTextParams): ImportTextResult | null {
  if (text.length > LONGEST || document.text.length > LONGEST) return null;
  const place = placeOf(document, line);
  if (place === null) return null;
  const intake = importText(text);
  if (intake.segments === 0 || (place !== 'outside' && isNotationAlone(intake))) return null;
  const { segments, unread } = intake;
  const rest = { segments, unread: unread.length, fenced: place === 'outside' };
  if (place === 'outside') return { ...rest, text: fenced('tcp', intake.notation.trimEnd()) };
  return { ...rest, text: inDiagram(intake.notation, place.text, place.prefix, line - place.line) };
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

/** Notation that comes into a text of diagrams: what the diagram there declares is not declared again. */
export function inDiagram(notation: string, around: string, prefix: string, line: number): string {
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
  const kept = lines.slice(Math.max(0, first)).join('\n').trimEnd().split('\n');
  const rest = kept.slice(1).map((one) => `${(prefix + one).trimEnd()}\n`);
  return `${kept[0] ?? ''}\n${rest.join('')}${prefix}`;
}

function participantsAt(text: string, line: number): ReadonlySet<string> {
  const analysis = analyze(text, { severities: {} });
  const diagram = analysis.diagrams.findLast((one) => one.line <= Math.max(0, line)) ?? analysis.diagrams[0];
  return new Set(diagram === undefined ? [] : analysis.trace(diagram).participants.map(({ name }) => name));
}
