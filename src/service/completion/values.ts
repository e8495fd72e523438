import { CompletionItemKind } from 'vscode-languageserver-types';
import { FIELD_NAMES, fieldEntry } from '../../core/notation/fields.ts';
import type { CompletionPlace } from './place.ts';
import { MOST_NAMES, type Proposal, type Site } from './item.ts';
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
  for (const label of [...common(place.field), ...symbols(site, place.from)]) {
    if (label === required) continue;
    proposals.push({ group: 'name', kind: CompletionItemKind.Variable, label, from: place.from });
  }
  return proposals;
}

/** Values that are seen in the wild, for a field that is no choice of the diagram's own. */
function common(name: string): readonly string[] {
  const field = FIELD_NAMES.find((one) => one === name);
  return field === undefined || field === 'seq' || field === 'ack' || fieldEntry(field).form !== 'number'
    ? []
    : fieldEntry(field).usual;
}

function symbols({ unit, line, before }: Site, from: number): readonly string[] {
  const diagram = unit.analysis.diagramAt(line);
  return diagram === undefined ? [] : unit.analysis.symbolNames(diagram, before.slice(from), MOST_NAMES);
}
