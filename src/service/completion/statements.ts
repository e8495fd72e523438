import { CompletionItemKind } from 'vscode-languageserver-types';
import { ALL_CODES, CODES } from '../../core/findings/codes.ts';
import { NUMBER_FORMS } from '../../core/notation/look.ts';
import { OPTION_NAMES, OPTIONS, RULE_SEVERITIES, SWITCH_VALUES } from '../../core/notation/options.ts';
import { STATE_NAMES, type StateName, STATES } from '../../core/notation/states.ts';
import { spellState } from '../context.ts';
import { SEVERITY_WORDS } from '../hover/rule.ts';
import { plain, wordParagraph } from '../markdown.ts';
import { stateBefore } from '../ends.ts';
import { KEYWORD_WORDS } from '../words/keywords.ts';
import type { CompletionPlace } from './place.ts';
import { escapeSnippet, type Proposal, type Site } from './item.ts';
import { diagramOf, participantProposals } from './names.ts';

type Place = Extract<CompletionPlace, { kind: 'statement' }>;

/** The keywords that a line may begin with, each with the rest of its statement to fill in. */
export function keywordProposals(from: number, site: Site): Proposal[] {
  const { translate } = site.context;
  return Object.entries(KEYWORD_WORDS).map(([label, entry]) => {
    const snippet = SNIPPETS[label as keyof typeof KEYWORD_WORDS];
    return {
      group: 'keyword',
      kind: CompletionItemKind.Keyword,
      label,
      text: `${label} `,
      filter: label,
      ...(snippet === '' ? {} : { snippet: `${label} ${snippet}` }),
      from,
      documentation: wordParagraph(label, entry, translate),
      again: snippet === '',
    };
  });
}

/** What follows each keyword, with tab stops; '' where the list opens again instead. */
const SNIPPETS: Readonly<Record<keyof typeof KEYWORD_WORDS, string>> = {
  diagram: '${1:TCP}',
  client: '${1:C}',
  server: '${1:S}',
  participant: '${1:A}',
  listen: '',
  open: '',
  close: '',
  abort: '',
  crash: '',
  timeout: '',
  state: '',
  '...': '$0',
  note: '',
  let: '${1:n} = ${2:100}',
  option: '',
  expect: '',
};

/** What may stand behind the keyword of a statement. */
export function statementProposals(place: Place, site: Site): Proposal[] {
  const { keyword, words, from } = place;
  switch (keyword) {
    case 'listen':
    case 'open':
    case 'close':
    case 'abort':
    case 'crash':
    case 'timeout':
      return words.length === 0 ? participantProposals(from, site, '') : [];
    case 'state':
      return stateProposals(place, site);
    case 'note':
      return noteProposals(place, site);
    case 'option':
      return optionProposals(place, site);
    case 'expect':
      return words.length === 0 ? codeProposals(from, site) : [];
    case 'client':
    case 'server':
    case 'participant':
    case 'actor':
    case 'host':
      return words.length === 1
        ? [{ group: 'keyword', kind: CompletionItemKind.Keyword, label: 'as', text: 'as ', from }]
        : [];
    default:
      return [];
  }
}

function stateProposals({ words, from }: Place, site: Site): Proposal[] {
  const own = words.slice(words.lastIndexOf(',') + 1);
  const name = own[0];
  if (name === undefined) return [...allStates(from, words, site), ...participantProposals(from, site)];
  if (own.length > 1) return [];
  const participant = diagramOf(site)?.participants.find((other) => other.name === name.replace(/^"|"$/g, ''));
  const now = participant === undefined ? undefined : stateBefore(site.unit, site.line, participant.name);
  return STATE_NAMES.map((state) => stateProposal(state, state === now, from, site));
}

function stateProposal(state: StateName, current: boolean, from: number, { context }: Site): Proposal {
  const label = spellState(state, context.settings.stateSpelling);
  return {
    group: current ? 'value' : 'name',
    kind: CompletionItemKind.EnumMember,
    label,
    from,
    ...(current ? { detail: context.translate('the state here', {}) } : {}),
    documentation: wordParagraph(label, { ...STATES[state], rfc: 'RFC 9293 §3.3.2' }, context.translate),
  };
}

/** More ends than that have more states than one wants in a line. */
const MOST_STATES = 16;

/** The states of all ends at once, as they are here. */
function allStates(from: number, words: readonly string[], site: Site): Proposal[] {
  const { context, unit, line } = site;
  const ends = diagramOf(site)?.participants ?? [];
  if (words.length > 0 || ends.length > MOST_STATES) return [];
  const states = ends.flatMap(({ name }) => {
    const state = stateBefore(unit, line, name);
    return state === undefined ? [] : [`${name} ${spellState(state, context.settings.stateSpelling)}`];
  });
  if (states.length === 0) return [];
  const label = states.join(', ');
  const detail = context.translate('the states here', {});
  return [{ group: 'value', kind: CompletionItemKind.Value, label, from, detail }];
}

function noteProposals({ words, from }: Place, site: Site): Proposal[] {
  const first = words[0]?.toLowerCase();
  if (first === undefined) {
    return ['over', 'left of', 'right of'].map((label) => ({
      group: 'value',
      kind: CompletionItemKind.Keyword,
      label,
      text: `${label} `,
      filter: label,
      from,
      again: true,
    }));
  }
  const ready =
    first === 'over'
      ? words.length === 1 || words.at(-1) === ','
      : words[1]?.toLowerCase() === 'of' && words.length === 2;
  return ready ? participantProposals(from, site, ': ').map((proposal) => ({ ...proposal, again: false })) : [];
}

function optionProposals({ words, from }: Place, site: Site): Proposal[] {
  const { translate } = site.context;
  const [option, argument] = words.map((word) => word.toLowerCase());
  if (option === undefined) {
    return OPTION_NAMES.map((label) => ({
      group: 'value',
      kind: CompletionItemKind.Property,
      label,
      text: `${label} `,
      filter: label,
      from,
      documentation: plain(translate(OPTIONS[label].text, {})),
      again: true,
    }));
  }
  const form = OPTION_NAMES.filter((name) => name === option).map((name) => OPTIONS[name].form)[0];
  if (form === 'rule' && words.length === 2) return severityProposals(from, site);
  if (argument !== undefined) return [];
  switch (form) {
    case 'participant':
      return participantProposals(from, site, '');
    case 'switch':
      return plainWords(SWITCH_VALUES, from);
    case 'numbers':
      return plainWords(NUMBER_FORMS, from);
    case 'seconds':
      return plainWords([OPTIONS.msl.default], from);
    case 'rule':
      return codeProposals(from, site, ' ');
    default:
      return [];
  }
}

function severityProposals(from: number, { context }: Site): Proposal[] {
  return RULE_SEVERITIES.map((label) => ({
    group: 'value',
    kind: CompletionItemKind.EnumMember,
    label,
    from,
    detail: context.translate(SEVERITY_WORDS[label], {}),
  }));
}

function plainWords(labels: readonly string[], from: number): Proposal[] {
  return labels.map((label) => ({ group: 'value', kind: CompletionItemKind.Value, label, from }));
}

function codeProposals(from: number, { context }: Site, then = ''): Proposal[] {
  return ALL_CODES.map((label) => ({
    group: 'value',
    kind: CompletionItemKind.Constant,
    label,
    text: `${label}${then}`,
    filter: label,
    snippet: escapeSnippet(`${label}${then}`),
    from,
    detail: context.translate(SEVERITY_WORDS[CODES[label].severity], {}),
    documentation: `${plain(context.translate(CODES[label].title, {}))}\n\n${plain(context.translate(CODES[label].why, {}))}`,
    again: then !== '',
  }));
}
