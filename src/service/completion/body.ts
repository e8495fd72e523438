import { CompletionItemKind } from 'vscode-languageserver-types';
import type { SegmentStep } from '../../core/check/trace.ts';
import { FIELD_NAMES, fieldEntry, type FieldName } from '../../core/notation/fields.ts';
import { FLAG_NAMES, type FlagName, FLAGS } from '../../core/notation/flags.ts';
import { wordParagraph } from '../markdown.ts';
import { PURPOSE_WORDS } from '../words/purposes.ts';
import { writeFlags } from '../../core/notation/write.ts';
import type { CompletionPlace } from './place.ts';
import type { Group, Proposal, Site } from './item.ts';
import { probe } from './probe.ts';

type Body = Extract<CompletionPlace, { kind: 'body' }>;

/** Flags and fields behind the endpoints of a segment. */
export function bodyProposals(place: Body, site: Site): Proposal[] {
  const typed = typedWords(place.typed);
  const step = probe(site, place.from);
  const listing = /[,+|/]\s*$/u.test(place.typed);
  if (typed.size === 0) {
    return [
      ...flagSets(place, step, site),
      ...singleFlags(place, typed, 'flag', site),
      ...fields(place, typed, step, site),
    ];
  }
  if (listing && !hasField(typed)) return singleFlags(place, typed, 'flag', site);
  return [...fields(place, typed, step, site), ...singleFlags(place, typed, 'other', site)];
}

function typedWords(typed: string): ReadonlySet<string> {
  return new Set(typed.toUpperCase().match(/[A-Z]+(?==?)/gu) ?? []);
}

function hasField(typed: ReadonlySet<string>): boolean {
  return ['SEQ', 'LEN', 'WIN', 'MSS'].some((field) => typed.has(field));
}

/** The flags that a segment between these two may carry now, all at once. */
function flagSets(place: Body, step: SegmentStep | undefined, site: Site): Proposal[] {
  if (step === undefined) return [];
  const legal = site.unit.analysis.next(site.line - 1).filter(({ from, to }) => from === step.from && to === step.to);
  const sets = new Map(legal.map((suggestion) => [writeFlags(suggestion), suggestion]));
  return [...sets]
    .filter(([text]) => text.includes(','))
    .map(([label, { purpose }]) => ({
      group: 'flag',
      kind: CompletionItemKind.EnumMember,
      label,
      text: `${label} `,
      filter: label,
      from: place.from,
      detail: site.context.translate(PURPOSE_WORDS[purpose], {}),
      again: true,
    }));
}

/** Each flag by itself; those that a segment may carry now come first. */
function singleFlags(place: Body, typed: ReadonlySet<string>, group: Group, site: Site): Proposal[] {
  const legal = new Set<FlagName>(site.unit.analysis.next(site.line - 1).flatMap(({ flags }) => flags));
  const order = [...FLAG_NAMES.filter((flag) => legal.has(flag)), ...FLAG_NAMES.filter((flag) => !legal.has(flag))];
  return order
    .filter((flag) => !typed.has(flag))
    .map((flag) => ({
      group,
      kind: CompletionItemKind.EnumMember,
      label: flag,
      from: place.from,
      documentation: wordParagraph(
        flag,
        FLAGS[FLAG_NAMES.indexOf(flag)] ?? { text: '', rfc: '' },
        site.context.translate,
      ),
    }));
}

function fields(place: Body, typed: ReadonlySet<string>, step: SegmentStep | undefined, site: Site): Proposal[] {
  const syn = step?.flags.includes('SYN') === true;
  const written = place.typed.toLowerCase();
  return FIELD_NAMES.filter((field) => !new RegExp(`(?:^|[\\s,])${field}\\s*=`, 'u').test(written))
    .filter((field) => fieldEntry(field).form !== 'none' || !typed.has(field.toUpperCase()))
    .filter((field) => fieldEntry(field).where !== (syn ? 'later' : 'syn'))
    .filter((field) => field !== 'ack' || step?.flags.includes('ACK') === true)
    .map((field) => fieldProposal(field, place.from, step, typed.size > 0, site));
}

/** A value to be overwritten; '' where the field is a choice of its own each time. */
function usualValue(field: FieldName): string {
  const { form, usual } = fieldEntry(field);
  const own = field === 'seq' || field === 'ack' || form === 'ranges' || form === 'pair' || form === 'cookie';
  return own ? '' : (usual[0] ?? '');
}

/** `first`: in front of everything else, because the flags are there and the numbers come next. */
function fieldProposal(
  field: FieldName,
  from: number,
  step: SegmentStep | undefined,
  first: boolean,
  site: Site,
): Proposal {
  const required = field === 'seq' ? step?.seq : field === 'ack' ? step?.ack : undefined;
  const documentation = wordParagraph(field, fieldEntry(field), site.context.translate);
  const common = { kind: CompletionItemKind.Field, from, documentation, again: true } as const;
  if (required !== undefined && required !== null) {
    const label = `${field}=${required}`;
    const detail = site.context.translate('required', {});
    return { ...common, group: first ? 'value' : 'field', label, text: `${label} `, filter: label, detail };
  }
  if (fieldEntry(field).form === 'none') return { ...common, group: 'field', label: field, again: false };
  const usual = usualValue(field);
  return { ...common, group: 'field', label: `${field}=`, snippet: `${field}=\${1:${usual}}`, again: usual === '' };
}
