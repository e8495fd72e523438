import { InlayHintKind, type InlayHint, type Range } from 'vscode-languageserver-types';
import { printable } from '../core/text/printable.ts';
import type { Step, StateChanges } from '../core/check/trace.ts';
import { spellState, type Context } from './context.ts';
import { unitsIn } from './documents.ts';
import { impliedNumbers } from './implied.ts';
import type { Unit } from './unit.ts';

/** The numbers that were left out, and the states that a line leads to, for the lines of a range. */
export function inlayHints(range: Range, context: Context): InlayHint[] {
  return unitsIn(context.document, range).flatMap((unit) => {
    const from = unit.lineOf(range.start.line);
    const to = unit.lineOf(range.end.line) + 1;
    return stepsBetween(unit, from, to).flatMap((step) => hintsOf(step, unit, context));
  });
}

/** The steps on the lines `from` (inclusive) to `to` (exclusive), whatever diagrams they belong to. */
export function stepsBetween(unit: Unit, from: number, to: number): Step[] {
  return unit.analysis.diagrams
    .filter((diagram) => diagram.line < to && from < diagram.endLine)
    .flatMap((diagram) => {
      const { steps } = unit.analysis.trace(diagram, Math.max(from, diagram.line), Math.min(to, diagram.endLine));
      return [...steps];
    });
}

function hintsOf(step: Step, unit: Unit, context: Context): InlayHint[] {
  if (step.kind === 'segment') return [...numberHints(step, unit, context), ...stateHints(step, unit, context)];
  return step.kind === 'action' ? stateHints(step, unit, context) : [];
}

function numberHints(step: Extract<Step, { kind: 'segment' }>, unit: Unit, context: Context): InlayHint[] {
  const { hints } = context.settings;
  const { implied } = step;
  const wanted = (implied.seq && hints.seq) || (implied.ack && hints.ack) || (implied.len && hints.len);
  if (!wanted) return [];
  const statement = unit.analysis.statement(step.line);
  if (statement.kind !== 'segment') return [];
  return impliedNumbers(statement, step)
    .filter(({ field }) => hints[field])
    .map(({ text, column }) => ({
      position: unit.position(step.line, column),
      label: text,
      kind: InlayHintKind.Parameter,
      paddingLeft: true,
      textEdits: [unit.edit({ line: step.line, from: column, to: column, text: ` ${text}` })],
      tooltip: context.translate('Left out; this is what the rules require here.', {}),
    }));
}

function stateHints(step: { line: number; states: StateChanges }, unit: Unit, context: Context): InlayHint[] {
  if (!context.settings.hints.states) return [];
  const spelling = context.settings.stateSpelling;
  const changes = Object.entries(step.states).filter(([, [before, after]]) => before !== after);
  if (changes.length === 0) return [];
  const label = changes.map(([name, [, after]]) => `${printable(name)} → ${spellState(after, spelling)}`).join(', ');
  return [
    {
      position: unit.position(step.line, endOfStatement(unit, step.line)),
      label,
      kind: InlayHintKind.Type,
      paddingLeft: true,
      tooltip: changes
        .map(
          ([name, [before, after]]) =>
            `${printable(name)}: ${spellState(before, spelling)} → ${spellState(after, spelling)}`,
        )
        .join('\n'),
    },
  ];
}

/** The column behind the statement, in front of a comment. */
function endOfStatement(unit: Unit, line: number): number {
  const text = unit.analysis.lines.line(line);
  if (!/#|\/\//.test(text)) return text.trimEnd().length;
  const comment = unit.analysis.statement(line).comment;
  return text.slice(0, comment?.from ?? text.length).trimEnd().length;
}
