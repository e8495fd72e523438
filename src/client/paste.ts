import {
  Disposable,
  DocumentDropEdit,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  l10n,
  languages,
  Range,
  WorkspaceEdit,
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
      const [range] = ranges;
      // Into several places the text goes as it is: nobody wants a diagram at each cursor.
      if (range === undefined || ranges.length > 1) return undefined;
      const found = await importData(server, document, range, data, token);
      if (found === null) return undefined;
      const edit = new DocumentPasteEdit('', titleOf(found), KIND);
      return [fill(edit, found, document, range)];
    },
  };
  const drop: DocumentDropEditProvider = {
    async provideDocumentDropEdits(document, position, data, token) {
      const range = new Range(position, position);
      const found = await importData(server, document, range, data, token);
      if (found === null) return undefined;
      return [fill(new DocumentDropEdit('', titleOf(found), KIND), found, document, range)];
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

/** Puts the text where it belongs. In a note, where anything may be meant, the text as it is comes first. */
function fill<Edit extends DocumentPasteEdit | DocumentDropEdit>(
  edit: Edit,
  { text, below, fenced }: ImportTextResult,
  document: TextDocument,
  { start }: Range,
): Edit {
  if (below) {
    edit.additionalEdit = new WorkspaceEdit();
    edit.additionalEdit.insert(document.uri, document.lineAt(start.line).range.end, text);
  } else {
    edit.insertText = text;
  }
  if (fenced) edit.yieldTo = [DocumentDropOrPasteEditKind.Text];
  return edit;
}

function titleOf({ fenced }: ImportTextResult): string {
  return fenced ? l10n.t('Paste as TCP Diagram') : l10n.t('Paste as TCP Segments');
}

/** A text without any of these holds no segment; the server is not asked about it, nor started for it. */
const LIKELY =
  /\b(?:SYN|ACK|FIN|RST|PSH)(?![a-z])|\b(?:syn|ack|fin|rst|seq)(?![a-z])\s*[-+/=:(\d]|\b[Ss]yn[-_ ]?[Aa]ck\b|\[[SFRPUEW.]{1,6}\]|[<>] [SFRP.]{1,3} \d/;

async function importData(
  server: LanguageServer,
  document: TextDocument,
  range: Range,
  data: DataTransfer,
  token: CancellationToken,
): Promise<ImportTextResult | null> {
  const text = await data.get(TEXT)?.asString();
  if (text === undefined || !LIKELY.test(text) || token.isCancellationRequested) return null;
  const { languageId } = document;
  const params: ImportTextParams = {
    text,
    document: { languageId, text: document.getText() },
    range: { start: place(range.start), end: place(range.end) },
  };
  return server.request<ImportTextResult | null>('handshake/importText', params, token);
}

function place({ line, character }: Position): { line: number; character: number } {
  return { line, character };
}
