import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Diagram } from '../../core/check/analysis.ts';
import { ARROW_WORDS } from '../words/arrows.ts';
import { writeName } from '../../core/notation/write.ts';
import { MOST_NAMES, type Proposal, type Site } from './item.ts';

/** The participants that may stand here, in drawing order; of very many, those whose names hold what is typed. `then` follows the name. */
export function participantProposals(from: number, site: Site, then = ' ', except?: string): Proposal[] {
  const { participants } = diagramOf(site) ?? { participants: [] };
  const typed = site.before.slice(from);
  const part = typed.replace(/^"/, '').toLowerCase();
  return participants
    .filter(({ name }) => name !== except && name !== typed)
    .filter(({ name }) => participants.length <= MOST_NAMES || name.toLowerCase().includes(part))
    .slice(0, MOST_NAMES)
    .map(({ name, label }) => ({
      group: 'name',
      kind: CompletionItemKind.Variable,
      label: writeName(name),
      text: `${writeName(name)}${then}`,
      filter: writeName(name),
      from,
      ...(label === name ? {} : { detail: label }),
      again: then !== '',
    }));
}

/** The diagram of the line, or that of the lines above where the line itself is the first behind it. */
export function diagramOf({ unit, line }: Site): Diagram | undefined {
  const { analysis } = unit;
  return (
    analysis.diagramAt(line) ?? analysis.diagrams.findLast((diagram) => diagram.line <= line) ?? analysis.diagrams[0]
  );
}

/** The arrows behind the first endpoint. */
export function arrowProposals(from: number, { context }: Site): Proposal[] {
  return Object.entries(ARROW_WORDS).map(([label, words]) => ({
    group: 'field',
    kind: CompletionItemKind.Operator,
    label,
    text: `${label} `,
    filter: label,
    from,
    detail: context.translate(words, {}),
    again: true,
  }));
}
