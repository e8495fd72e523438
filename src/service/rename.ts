import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { applyEdits } from '../core/check/mend.ts';
import type { TextEdit } from '../core/text/place.ts';
import type { Context } from './context.ts';
import { unitAt } from './documents.ts';
import { unitEdit } from './edits.ts';
import { occurrences, targetAt, type Target } from './occurrences.ts';
import type { Unit } from './unit.ts';
import { isSymbolName, writeName } from '../core/notation/write.ts';

/** What would be renamed at a position, and how it is called now. */
export interface RenameStart {
  readonly range: Range;
  readonly placeholder: string;
}

/** A rename that cannot be done, and why. */
export interface Refusal {
  readonly refused: string;
}

/** The name at a position, null where there is none. */
export function prepareRename(position: Position, context: Context): RenameStart | null {
  const unit = unitAt(context.document, position);
  const target = unit && targetAt(unit, unit.spot(position));
  if (unit === undefined || target === undefined) return null;
  return { range: unit.range(target.place), placeholder: target.name };
}

/** Gives a participant or a symbol another name throughout its diagram; null where no name stands. */
export function rename(position: Position, newName: string, context: Context): WorkspaceEdit | Refusal | null {
  const unit = unitAt(context.document, position);
  const target = unit && targetAt(unit, unit.spot(position));
  if (unit === undefined || target === undefined) return null;
  const name = newName.trim();
  const refused = objection(target, name, unit, context);
  if (refused !== undefined) return { refused };
  const text = target.kind === 'participant' ? writeName(name) : name;
  const edits = occurrences(target, unit).map(({ line, from, to }) => ({ line, from, to, text }));
  if (!readsAsNamed(edits, { ...target, name }, unit)) {
    return { refused: context.translate('{name} would not be read as a name here.', { name }) };
  }
  return unitEdit(edits, unit, context);
}

function objection(target: Target, name: string, unit: Unit, { translate }: Context): string | undefined {
  if (name === target.name) return undefined;
  if (name === '' || /[\r\n]/.test(name)) return translate('A name cannot be empty.', {});
  if (target.kind === 'symbol' && !isSymbolName(name)) {
    return translate('{name} is no name of a symbol: letters, digits and _ only.', { name });
  }
  const taken =
    target.kind === 'participant'
      ? target.diagram.participants.some((participant) => participant.name === name)
      : unit.analysis.binding(target.diagram, name) !== undefined;
  return taken ? translate('{name} is taken already.', { name }) : undefined;
}

/** Whether the text after the edits names the new name in just these places. */
function readsAsNamed(edits: readonly TextEdit[], target: Target, unit: Unit): boolean {
  const after = applyEdits(unit.analysis, edits);
  const diagram = after.diagramAt(target.place.line);
  if (diagram === undefined) return false;
  return occurrences({ ...target, diagram }, unit.with(after)).length === edits.length;
}
