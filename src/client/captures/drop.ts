import {
  DocumentDropEdit,
  DocumentDropOrPasteEditKind,
  l10n,
  languages,
  SnippetString,
  Uri,
  type CancellationToken,
  type DataTransfer,
  type Disposable,
  type DocumentDropEditProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { fenceEdit } from '../fence.ts';
import { linesOf } from '../newDiagram.ts';
import { chosenText } from './choose.ts';
import { CaptureDocument, type CaptureHost } from './document.ts';

/** Names of capture files. */
const CAPTURE_FILE = /\.(?:pcap|pcapng|cap)(?:\.gz)?$/i;

/** Drags of a capture into a note: a connection of it becomes a diagram there. */
export class CaptureDrops implements DocumentDropEditProvider {
  readonly #host: CaptureHost;

  constructor(host: CaptureHost) {
    this.#host = host;
  }

  register(): Disposable {
    return languages.registerDocumentDropEditProvider({ language: 'markdown' }, this, {
      dropMimeTypes: ['text/uri-list'],
      providedDropEditKinds: [KIND],
    });
  }

  async provideDocumentDropEdits(
    document: TextDocument,
    position: Position,
    transfer: DataTransfer,
    token: CancellationToken,
  ): Promise<DocumentDropEdit | undefined> {
    const list = (await transfer.get('text/uri-list')?.asString()) ?? '';
    const address = list.split(/\r?\n/).find((line) => CAPTURE_FILE.test(line.replace(/[?#].*$/, '')));
    if (address === undefined || token.isCancellationRequested) return undefined;
    const capture = new CaptureDocument(Uri.parse(address.trim()), this.#host);
    token.onCancellationRequested(() => capture.cancel());
    const text = await chosenText(capture);
    if (text === undefined) return undefined;
    const note = linesOf(document);
    const { lines } = fenceEdit(note, position.line, text);
    const edit = new DocumentDropEdit('', l10n.t('Insert as TCP Diagram'), KIND);
    const inserted = document.lineAt(position.line).isEmptyOrWhitespace ? lines : ['', ...lines];
    edit.insertText = new SnippetString().appendText(`${inserted.join('\n')}\n`);
    return edit;
  }
}

const KIND = DocumentDropOrPasteEditKind.Empty.append('tcp', 'capture');
