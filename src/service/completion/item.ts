import {
  type CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  type Command,
  type CompletionItem,
} from 'vscode-languageserver-types';
import { printable } from '../../core/text/printable.ts';
import type { Context } from '../context.ts';
import type { Unit } from '../unit.ts';

/** As many as one looks through: who has more types a part of the name, and the list is asked for anew. */
export const MOST_NAMES = 500;

/** The groups of completions, the first ones first: what TCP asks for before what may be chosen freely. */
export const GROUPS = ['segment', 'value', 'flag', 'field', 'name', 'other', 'keyword'] as const;
export type Group = (typeof GROUPS)[number];

/** A completion before it is told to the protocol. */
export interface Proposal {
  readonly group: Group;
  readonly kind: CompletionItemKind;
  readonly label: string;
  /** What takes the place of the columns `from` to the cursor; `label` where it is left out. */
  readonly text?: string;
  /** The same with tab stops, for an editor that knows them. */
  readonly snippet?: string;
  readonly from: number;
  /** What the typed text is compared with; `text` where it is left out. */
  readonly filter?: string;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Markdown for the pop-up. */
  readonly documentation?: string;
  /** Ask again right after this one is taken: something must follow. */
  readonly again?: boolean;
}

/** Where the completions are asked for. */
export interface Site {
  readonly unit: Unit;
  readonly line: number;
  readonly column: number;
  /** The text of the line in front of the cursor, and behind it. */
  readonly before: string;
  readonly after: string;
  readonly context: Context;
}

/** A proposal as the protocol tells it; `index` keeps its place among the others of its group. */
export function toItem(proposal: Proposal, index: number, site: Site): CompletionItem {
  const { unit, line, column, context } = site;
  const text = proposal.text ?? proposal.label;
  const snippet = context.client.snippets ? proposal.snippet : undefined;
  const item: CompletionItem = {
    label: printable(proposal.label),
    kind: proposal.kind,
    sortText: `${String(GROUPS.indexOf(proposal.group))}${String(index).padStart(4, '0')}`,
    filterText: proposal.filter ?? text,
    insertTextFormat: snippet === undefined ? InsertTextFormat.PlainText : InsertTextFormat.Snippet,
    insertTextMode: InsertTextMode.asIs,
    textEdit: unit.edit({ line, from: proposal.from, to: column, text: snippet ?? text }),
  };
  if (proposal.detail !== undefined) item.labelDetails = { description: printable(proposal.detail) };
  if (proposal.documentation !== undefined) item.documentation = { kind: 'markdown', value: proposal.documentation };
  if (index === 0 && proposal.group === 'segment') item.preselect = true;
  if (proposal.again === true && context.client.vscodeCommands) item.command = SUGGEST;
  return item;
}

/** VS Code's own command that opens the list again. */
const SUGGEST: Command = { title: '', command: 'editor.action.triggerSuggest' };

/** A text in which nothing is a tab stop. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
