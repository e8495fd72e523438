import { CodeActionKind } from 'vscode-languageserver-types';
import type { Delivery } from '../../core/notation/syntax.ts';
import { NO_ARGS } from '../context.ts';
import { changeArrow, isSent } from './arrows.ts';
import type { Refactoring } from './refactoring.ts';
import { segmentAt, segmentsIn } from './statements.ts';

const TITLES: Readonly<Record<Exclude<Delivery, 'arrived'>, string>> = {
  delivered: 'Mark as received',
  lost: 'Mark as lost',
  sent: 'Mark as delayed',
};

/** Says that segments are lost, still on their way, or received after all. */
function delivery(to: Exclude<Delivery, 'arrived'>): Refactoring {
  return {
    name: `delivery.${to}`,
    kind: CodeActionKind.RefactorRewrite,
    offer: (range, context) => {
      const statement = segmentAt(range, context)?.statement;
      if (statement === undefined || !isSent(statement) || statement.delivery === to) return undefined;
      return { template: TITLES[to], args: NO_ARGS };
    },
    edits: (range, context) =>
      segmentsIn(range, context)
        .filter(({ statement }) => isSent(statement))
        .map((segment) => segment.unit.edit(changeArrow(segment, { delivery: to }))),
  };
}

export const MARK_LOST = delivery('lost');
export const MARK_DELAYED = delivery('sent');
export const MARK_RECEIVED = delivery('delivered');

/** Turns the arrows round: the other end sends. */
export const SWAP_DIRECTION: Refactoring = {
  name: 'direction',
  kind: CodeActionKind.RefactorRewrite,
  offer: (range, context) =>
    segmentAt(range, context) === undefined ? undefined : { template: 'Swap the direction', args: NO_ARGS },
  edits: (range, context) =>
    segmentsIn(range, context).map((segment) =>
      segment.unit.edit(changeArrow(segment, { mirrored: !segment.statement.mirrored })),
    ),
};
