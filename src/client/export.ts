import { env, l10n, Range, window, workspace, WorkspaceEdit, type QuickPickItem } from 'vscode';
import type { ExportKind } from '../protocol/index.ts';
import type { Target } from './commands.ts';
import { indexAt, type Diagrams } from './diagrams.ts';

/** Where an export goes to. */
export type Place = 'clipboard' | 'editor' | 'note';

interface Choice<Value> extends QuickPickItem {
  readonly value: Value;
}

/** The language of the new editor that holds an export. */
const LANGUAGES: Readonly<Record<ExportKind, string>> = {
  mermaid: 'mermaid',
  markdown: 'markdown',
  table: 'markdown',
  ladder: 'plaintext',
};

/** What is known beforehand of an export; the rest is asked for. */
export interface Wish {
  readonly kind?: ExportKind | undefined;
  readonly place?: Place | undefined;
}

/** Asks what to make of the diagram and where to put it, and does it. Answers whether it was done. */
export async function exportDiagram(diagrams: Diagrams, target: Target, wish: Wish = {}): Promise<boolean> {
  const line = await lineWithDiagram(diagrams, target);
  if (line === undefined) {
    void window.showInformationMessage(l10n.t('There is no diagram here.'));
    return false;
  }
  const kind = wish.kind ?? (await pick(l10n.t('Export the diagram as …'), kinds()));
  if (kind === undefined) return false;
  const place = wish.place ?? (await pick(l10n.t('Export to …'), places(target)));
  if (place === undefined) return false;
  if (place === 'note') return exportIntoNote(diagrams, target, line, kind);
  return exportText(diagrams, target, line, kind, place);
}

/** The line, if it is inside of a diagram; else the first line of the only diagram, if there is just one. */
async function lineWithDiagram(diagrams: Diagrams, { document, line }: Target): Promise<number | undefined> {
  const all = (await diagrams.list(document.uri))?.diagrams ?? [];
  if (indexAt(all, line) !== undefined) return line;
  return all.length === 1 ? all[0]?.line : undefined;
}

async function pick<Value>(placeHolder: string, choices: readonly Choice<Value>[]): Promise<Value | undefined> {
  return (await window.showQuickPick(choices, { placeHolder }))?.value;
}

const kinds = (): Choice<ExportKind>[] => [
  { value: 'mermaid', label: l10n.t('Mermaid'), description: l10n.t('the sequence diagram as Mermaid text') },
  { value: 'markdown', label: l10n.t('Markdown'), description: l10n.t('the sequence diagram in a mermaid fence') },
  { value: 'table', label: l10n.t('Table'), description: l10n.t('phases, steps, numbers and states, in Markdown') },
  { value: 'ladder', label: l10n.t('Text Ladder'), description: l10n.t('for mail, code comments and RFC drafts') },
];

const places = ({ document }: Target): Choice<Place>[] => [
  { value: 'clipboard', label: l10n.t('Clipboard') },
  { value: 'editor', label: l10n.t('New Editor') },
  ...(document.languageId === 'markdown'
    ? [
        {
          value: 'note' as const,
          label: l10n.t('This Note'),
          description: l10n.t('beside the fence; replaces the last export'),
        },
      ]
    : []),
];

async function exportText(
  diagrams: Diagrams,
  { document }: Target,
  line: number,
  kind: ExportKind,
  place: 'clipboard' | 'editor',
): Promise<boolean> {
  const result = await diagrams.export({ uri: document.uri.toString(), line, kind });
  if (!result) return false;
  if (place === 'clipboard') {
    await env.clipboard.writeText(result.text);
    void window.showInformationMessage(l10n.t('The diagram was copied to the clipboard.'));
  } else {
    const opened = await workspace.openTextDocument({ language: LANGUAGES[kind], content: result.text });
    await window.showTextDocument(opened, { preview: false });
  }
  return true;
}

async function exportIntoNote(
  diagrams: Diagrams,
  { document }: Target,
  line: number,
  kind: ExportKind,
): Promise<boolean> {
  const result = await diagrams.exportIntoNote({ uri: document.uri.toString(), line, kind });
  if (!result) return false;
  if (result.version !== document.version) {
    void window.showWarningMessage(l10n.t('The note has changed in the meantime: export it once more.'));
    return false;
  }
  const edit = new WorkspaceEdit();
  for (const { line: from, endLine, text } of result.edits)
    edit.replace(document.uri, new Range(from, 0, endLine, 0), text);
  return workspace.applyEdit(edit);
}
