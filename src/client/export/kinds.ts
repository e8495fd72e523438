import { l10n, window, type QuickPickItem } from 'vscode';
import type { ExportKind, PictureKind } from '../../protocol/index.ts';
import type { Markable } from '../../files/mark.ts';

/** What a diagram can be exported as. */
export type Kind = ExportKind | PictureKind;

/** Where an export goes to. `beside`: files beside the document, and links to them in a note. */
export type Place = 'clipboard' | 'editor' | 'note' | 'file' | 'beside';

export const isPicture = (kind: Kind): kind is PictureKind => kind === 'svg' || kind === 'png';

/** What files of each kind are called, how a new editor shows them, and which of them can be marked as ours. */
export const FORMS: Readonly<Record<Kind, { extension: string; language: string; mark: Markable | null }>> = {
  svg: { extension: 'svg', language: 'xml', mark: 'svg' },
  png: { extension: 'png', language: '', mark: 'png' },
  mermaid: { extension: 'mmd', language: 'mermaid', mark: 'mermaid' },
  markdown: { extension: 'md', language: 'markdown', mark: 'markdown' },
  table: { extension: 'table.md', language: 'markdown', mark: 'markdown' },
  ladder: { extension: 'txt', language: 'plaintext', mark: null },
};

interface Choice<Value> extends QuickPickItem {
  readonly value: Value;
}

async function pick<Value>(placeHolder: string, choices: readonly Choice<Value>[]): Promise<Value | undefined> {
  return (await window.showQuickPick(choices, { placeHolder }))?.value;
}

export const pickKind = (): Promise<Kind | undefined> =>
  pick<Kind>(l10n.t('Export the diagram as …'), [
    { value: 'svg', label: l10n.t('SVG'), description: l10n.t('the picture, sharp at every size') },
    { value: 'png', label: l10n.t('PNG'), description: l10n.t('the picture, for programs that know no SVG') },
    { value: 'mermaid', label: l10n.t('Mermaid'), description: l10n.t('the sequence diagram as Mermaid text') },
    { value: 'markdown', label: l10n.t('Markdown'), description: l10n.t('the sequence diagram in a mermaid fence') },
    { value: 'table', label: l10n.t('Table'), description: l10n.t('phases, steps, numbers and states, in Markdown') },
    { value: 'ladder', label: l10n.t('Text Ladder'), description: l10n.t('for mail, code comments and RFC drafts') },
  ]);

/** How many pixels a length of 1 becomes. */
export const pickScale = (): Promise<number | undefined> =>
  pick(
    l10n.t('How large? …'),
    [2, 1, 3, 4].map((value) => ({ value, label: `${value}×` })),
  );

/** Whether all `count` diagrams of a document are meant, or the one at the cursor. */
export const pickScope = (count: number): Promise<boolean | undefined> =>
  pick(l10n.t('Which diagrams? …'), [
    { value: false, label: l10n.t('This Diagram') },
    { value: true, label: l10n.t('All {0} Diagrams of the File', count) },
  ]);

/** Asks where to, among what there is for this kind of export and this kind of document. */
export function pickPlace(kind: Kind, several: boolean, note: boolean): Promise<Place | undefined> {
  const clipboard: Choice<Place> = { value: 'clipboard', label: l10n.t('Clipboard') };
  const editor: Choice<Place> = { value: 'editor', label: l10n.t('New Editor') };
  const file: Choice<Place> = { value: 'file', label: l10n.t('File…') };
  const intoNote: Choice<Place> = {
    value: 'note',
    label: l10n.t('This Note'),
    description: l10n.t('beside the fence; replaces the last export'),
  };
  const beside: Choice<Place> = note
    ? {
        value: 'beside',
        label: l10n.t('This Note, as a File'),
        description: l10n.t('beside the note, with a link behind the fence; replaces the last export'),
      }
    : {
        value: 'beside',
        label: l10n.t('Beside the File'),
        description: l10n.t('in the same folder; replaces the last export'),
      };
  const choices = !isPicture(kind)
    ? [clipboard, editor, file, ...(note ? [intoNote] : [beside])]
    : [beside, ...(several ? [] : [file]), ...(kind === 'svg' && !several ? [clipboard, editor] : [])];
  return pick(l10n.t('Export to …'), choices);
}
