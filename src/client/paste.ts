import {
  Disposable,
  DocumentDropEdit,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  l10n,
  languages,
  type CancellationToken,
  type DataTransfer,
  type DocumentDropEditProvider,
  type DocumentPasteEditProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import type { ImportTextParams, ImportTextResult } from '../protocol/index.ts';
import type { LanguageServer } from './languageServer.ts';

const SELECTOR = [{ language: 'tcp' }, { language: 'markdown' }];
const TEXT = 'text/plain';

/** What a user names in `editor.pasteAs.preferences` to have it as the default in Markdown as well. */
const KIND = DocumentDropOrPasteEditKind.Text.append('handshake', 'segments');

/**
 * Pasting and dropping text that tools print and people write about TCP: it becomes segments in a diagram, and a `tcp`
 * fence elsewhere in a note, where it is offered beside the text as it is.
 */
export function registerPaste(server: LanguageServer): Disposable {
  const paste: DocumentPasteEditProvider = {
    async provideDocumentPasteEdits(document, ranges, data, _context, token) {
      const found = await importData(server, document, ranges[0]?.start, data, token);
      if (found === null) return undefined;
      const edit = new DocumentPasteEdit(found.text, titleOf(found), KIND);
      if (found.fenced) edit.yieldTo = [DocumentDropOrPasteEditKind.Text];
      return [edit];
    },
  };
  const drop: DocumentDropEditProvider = {
    async provideDocumentDropEdits(document, position, data, token) {
      const found = await importData(server, document, position, data, token);
      if (found === null) return undefined;
      const edit = new DocumentDropEdit(found.text, titleOf(found), KIND);
      if (found.fenced) edit.yieldTo = [DocumentDropOrPasteEditKind.Text];
      return [edit];
    },
  };
  return Disposable.from(
    languages.registerDocumentPasteEditProvider(SELECTOR, paste, {
      providedPasteEditKinds: [KIND],
      pasteMimeTypes: [TEXT],
    }),
    languages.registerDocumentDropEditProvider(SELECTOR, drop, {
      providedDropEditKinds: [KIND],
      dropMimeTypes: [TEXT],
    }),
  );
}

function titleOf({ fenced }: ImportTextResult): string {
  return fenced ? l10n.t('Paste as TCP Diagram') : l10n.t('Paste as TCP Segments');
}

/** A text without these holds no segment; the server is not started for it. */
const LIKELY = /SYN|ACK|FIN|RST|PSH|\[[SFRP.]{1,4}\]|[<>]\s+[SFRP.]{1,3}\s/i;

async function importData(
  server: LanguageServer,
  document: TextDocument,
  position: Position | undefined,
  data: DataTransfer,
  token: CancellationToken,
): Promise<ImportTextResult | null> {
  const text = await data.get(TEXT)?.asString();
  if (text === undefined || position === undefined || !LIKELY.test(text) || token.isCancellationRequested) return null;
  const { languageId } = document;
  const params: ImportTextParams = {
    text,
    document: { languageId, text: document.getText() },
    line: position.line,
    character: position.character,
  };
  return server.request<ImportTextResult | null>('handshake/importText', params, token);
}
