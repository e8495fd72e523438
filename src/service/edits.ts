import type { TextEdit as LspEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { TextEdit } from '../core/text/place.ts';
import type { Context } from './context.ts';
import type { Unit } from './unit.ts';

/** Edits of the document as a workspace edit; for an editor that can, one that is refused when the text has changed since. */
export function workspaceEdit(edits: LspEdit[], context: Context): WorkspaceEdit {
  const { uri, version } = context.document;
  if (!context.client.versionedEdits) return { changes: { [uri]: edits } };
  return { documentChanges: [{ textDocument: { uri, version }, edits }] };
}

/** Edits of a unit as a workspace edit. */
export function unitEdit(edits: readonly TextEdit[], unit: Unit, context: Context): WorkspaceEdit {
  return workspaceEdit(
    edits.map((edit) => unit.edit(edit)),
    context,
  );
}
