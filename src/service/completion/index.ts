import type { CompletionList, Position } from 'vscode-languageserver-types';
import type { Context } from '../context.ts';
import { unitAt } from '../documents.ts';
import { bodyProposals } from './body.ts';
import { GROUPS, toItem, type Proposal, type Site } from './item.ts';
import { arrowProposals, participantProposals } from './names.ts';
import { placeOf } from './place.ts';
import { openingProposals } from './opening.ts';
import { segmentProposals } from './segments.ts';
import { keywordProposals, statementProposals } from './statements.ts';
import { valueProposals } from './values.ts';

/** The characters behind which an editor should ask by itself. */
export const TRIGGER_CHARACTERS: readonly string[] = [' ', '=', ',', '>', '-', '.', ':'];

/** What may be written at a position: first what TCP requires next, then what may be chosen. */
export function completion(position: Position, context: Context): CompletionList {
  const unit = unitAt(context.document, position);
  if (unit === undefined) return { isIncomplete: false, items: [] };
  const { line, column } = unit.spot(position);
  const text = unit.analysis.lines.line(line);
  const site: Site = { unit, line, column, before: text.slice(0, column), after: text.slice(column), context };
  const proposals = proposalsAt(site);
  const counts = new Map(GROUPS.map((group) => [group, 0]));
  const items = proposals.map((proposal) => {
    const index = counts.get(proposal.group) ?? 0;
    counts.set(proposal.group, index + 1);
    return toItem(proposal, index, site);
  });
  // The next character may lead to another kind of place, so the list is asked for anew.
  return { isIncomplete: true, items };
}

function proposalsAt(site: Site): Proposal[] {
  const place = placeOf(site.before);
  switch (place.kind) {
    case 'start':
      return [
        ...segmentProposals(site),
        ...openingProposals(place.from, site),
        ...participantProposals(place.from, site),
        ...keywordProposals(place.from, site),
      ];
    case 'arrow':
      return [...segmentProposals(site), ...arrowProposals(place.from, site)];
    case 'receiver':
      return [...segmentProposals(site), ...participantProposals(place.from, site, ' ', place.left)];
    case 'body':
      return [...segmentProposals(site), ...bodyProposals(place, site)];
    case 'value':
      return [...segmentProposals(site), ...valueProposals(place, site)];
    case 'statement':
      return statementProposals(place, site);
    case 'none':
      return [];
  }
}
