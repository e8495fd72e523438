import { l10n, window, type QuickPickItem } from 'vscode';
import { FORM_NAMES, FORMS, isDrawn, isPicture, type Form } from '../../core/render/forms.ts';

/** What a diagram can be exported as. */
export type Kind = Form;
export { FORMS, isDrawn, isPicture };

/** Where an export goes to. `beside`: files beside the document, and links to them in a note. */
export type Place = 'clipboard' | 'editor' | 'note' | 'file' | 'beside';

interface Choice<Value> extends QuickPickItem {
  readonly value: Value;
}

async function pick<Value>(placeHolder: string, choices: readonly Choice<Value>[]): Promise<Value | undefined> {
  return (await window.showQuickPick(choices, { placeHolder }))?.value;
}

export const pickKind = (): Promise<Kind | undefined> =>
  pick<Kind>(
    l10n.t('Export the diagram as …'),
    FORM_NAMES.map((value) => ({ value, label: l10n.t(FORMS[value].label), description: l10n.t(FORMS[value].text) })),
  );

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
    : [beside, ...(several ? [] : [file]), ...(FORMS[kind].language !== '' && !several ? [clipboard, editor] : [])];
  return pick(l10n.t('Export to …'), choices);
}
