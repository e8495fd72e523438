import { CodeActionKind, type Range } from 'vscode-languageserver-types';
import type { Suggestion } from '../../core/check/analysis.ts';
import type { Sentence } from '../../core/findings/finding.ts';
import { NO_ARGS, type Context } from '../context.ts';
import { unitAt } from '../documents.ts';
import type { Unit } from '../unit.ts';
import { writeSegment } from '../../core/notation/write.ts';
import { ladderAt } from '../writing.ts';
import type { Refactoring } from './refactoring.ts';

type Purpose = Suggestion['purpose'];

/** Where a continuation goes: behind a line of a unit. */
interface End {
  readonly unit: Unit;
  readonly line: number;
}

/** Writes the answer that the receiver of a segment owes at once. */
export const INSERT_REPLY: Refactoring = {
  name: 'reply',
  kind: CodeActionKind.RefactorRewrite,
  offer: (range, context) => {
    const end = endOf(range, context);
    const reply = end && replyBehind(end);
    return reply && { template: 'Insert the reply of {name}', args: { name: reply.from } };
  },
  edits: (range, context) => {
    const end = endOf(range, context);
    const reply = end && replyBehind(end);
    return end === undefined || reply === undefined ? [] : [insertBehind(end, [writeSegment(reply, ladderOf(end))])];
  },
};

/** Writes what is missing of the handshake. */
export const REST_OF_HANDSHAKE = rest('handshake', { template: 'Insert the rest of the handshake', args: NO_ARGS }, [
  'syn',
  'syn-ack',
  'handshake-ack',
]);

/** Writes the close of the connection, or what is missing of it. */
export const REST_OF_CLOSE = rest('close', { template: 'Insert the rest of the close', args: NO_ARGS }, [
  'fin',
  'fin-ack',
  'close-ack',
]);

/** More segments than a handshake or a close can have. */
const MOST = 8;

function rest(name: string, title: Sentence, purposes: readonly Purpose[]): Refactoring {
  return {
    name,
    kind: CodeActionKind.RefactorRewrite,
    offer: (range, context) => {
      const end = endOf(range, context);
      if (end === undefined || !isLast(end)) return undefined;
      return choose(end.unit.analysis.next(end.line), purposes) === undefined ? undefined : title;
    },
    edits: (range, context) => {
      const end = endOf(range, context);
      const lines = end === undefined ? [] : continuation(end, purposes);
      return end === undefined || lines.length === 0 ? [] : [insertBehind(end, lines)];
    },
  };
}

/** The segments that lead on with these purposes alone, each as TCP asks for after the one before. */
function continuation(end: End, purposes: readonly Purpose[]): string[] {
  const written: string[] = [];
  const ladder = ladderOf(end);
  let { analysis } = end.unit;
  for (let line = end.line; written.length < MOST; line++) {
    const suggestion = choose(analysis.next(line), purposes);
    if (suggestion === undefined) break;
    const text = writeSegment(suggestion, ladder);
    written.push(text);
    const at = analysis.lines.length(line);
    analysis = analysis.edit({ line, from: at, to: at, text: `\n${text}` });
  }
  return written;
}

/** A reply goes first, whatever its purpose would be called; a connection is not opened anew. */
function choose(suggestions: readonly Suggestion[], purposes: readonly Purpose[]): Suggestion | undefined {
  const fitting = suggestions.filter(({ purpose }) => purposes.includes(purpose));
  return fitting.find(({ rank }) => rank === 'reply') ?? fitting.find(({ rank }) => rank === 'next') ?? fitting[0];
}

function endOf(range: Range, context: Context): End | undefined {
  const unit = unitAt(context.document, range.end);
  return unit && { unit, line: unit.lineOf(range.end.line) };
}

function replyBehind({ unit, line }: End): Suggestion | undefined {
  const step = unit.analysis.step(line);
  if (step?.kind !== 'segment' || step.reply === null) return undefined;
  const reply = unit.analysis.next(line).find(({ rank }) => rank === 'reply');
  const following = nextSegment({ unit, line });
  const there =
    following !== undefined && following.from === reply?.from && following.flags.join() === reply.flags.join();
  return there ? undefined : reply;
}

/** Whether no segment of the diagram follows. */
function isLast(end: End): boolean {
  return nextSegment(end) === undefined;
}

function nextSegment({ unit, line }: End): { from: string; flags: readonly string[] } | undefined {
  const last = unit.analysis.diagramAt(line)?.endLine ?? unit.analysis.lines.count;
  for (let at = line + 1; at < last; at++) {
    const step = unit.analysis.step(at);
    if (step?.kind === 'segment') return step;
  }
  return undefined;
}

function ladderOf({ unit, line }: End): string | null {
  return ladderAt(unit, line + 1);
}

function insertBehind({ unit, line }: End, texts: readonly string[]): ReturnType<Unit['edit']> {
  const { lines } = unit.analysis;
  const text = lines.line(line);
  if (text.trim() === '') return unit.edit({ line, from: 0, to: text.length, text: texts.join('\n') });
  return unit.edit({ line, from: text.length, to: text.length, text: `\n${texts.join('\n')}` });
}
