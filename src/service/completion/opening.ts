import { CompletionItemKind } from 'vscode-languageserver-types';
import { plain } from '../markdown.ts';
import type { Proposal, Site } from './item.ts';
import { diagramOf } from './names.ts';

/** The two ends of a new diagram, where none has been named yet: with them, everything else can be suggested. */
export function openingProposals(from: number, site: Site): Proposal[] {
  if ((diagramOf(site)?.participants.length ?? 0) > 0 || site.after.trim() !== '') return [];
  const { translate } = site.context;
  return PAIRS.map(([client, server]) => {
    const lines = `client ${client}\nserver ${server}`;
    return {
      group: 'segment',
      kind: CompletionItemKind.Module,
      label: `client ${client}, server ${server}`,
      text: `${lines}\n`,
      filter: lines,
      from,
      detail: translate('a new diagram', {}),
      documentation: `${plain(translate('Declares both ends; the handshake can follow.', {}))}\n\n\`\`\`tcp\n${lines}\n\`\`\``,
      again: true,
    };
  });
}

/** Names that are quickly typed, and names that are quickly read. */
const PAIRS: readonly (readonly [client: string, server: string])[] = [
  ['C', 'S'],
  ['Client', 'Server'],
];
