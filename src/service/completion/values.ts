import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CompletionPlace } from './place.ts';
import type { Proposal, Site } from './item.ts';
import { probe } from './probe.ts';

type Value = Extract<CompletionPlace, { kind: 'value' }>;

/** What may stand behind `seq=` and the like: the required value, then the symbols of the diagram. */
export function valueProposals(place: Value, site: Site): Proposal[] {
  const step = probe(site, place.before);
  const required = place.field === 'seq' ? step?.seq : place.field === 'ack' ? step?.ack : undefined;
  const proposals: Proposal[] = [];
  if (required !== undefined && required !== null) {
    const detail = site.context.translate('required', {});
    proposals.push({ group: 'value', kind: CompletionItemKind.Value, label: required, from: place.from, detail });
  }
  for (const label of [...(COMMON[place.field] ?? []), ...symbols(site)]) {
    if (label === required) continue;
    proposals.push({ group: 'name', kind: CompletionItemKind.Variable, label, from: place.from });
  }
  return proposals;
}

/** Values that are seen in the wild. */
const COMMON: Readonly<Record<string, readonly string[]>> = {
  len: ['100', '1460'],
  win: ['65535', '64240', '0'],
  mss: ['1460', '1440', '536'],
  wscale: ['7', '8', '0'],
};

function symbols({ unit, line }: Site): string[] {
  const diagram = unit.analysis.diagramAt(line);
  return diagram === undefined ? [] : unit.analysis.bindings(diagram).map(({ name }) => name);
}
