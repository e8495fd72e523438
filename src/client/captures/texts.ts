import {
  languages,
  Uri,
  workspace,
  type Disposable,
  type TextDocument,
  type TextDocumentContentProvider,
} from 'vscode';
import type { CaptureDocument } from './document.ts';

/** The scheme of the texts that connections are shown as: nobody can write into them. */
const SCHEME = 'handshake-capture';

/** Connections as documents of the notation, so that the preview shows them like any other diagram. */
export class CaptureTexts implements TextDocumentContentProvider {
  readonly #captures = new Map<string, CaptureDocument>();

  register(): Disposable {
    return workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  provideTextDocumentContent(uri: Uri): string {
    const { capture, number } = JSON.parse(uri.query) as { readonly capture: string; readonly number: number };
    return this.#captures.get(capture)?.text(number) ?? '';
  }

  /** The document of a connection. */
  async open(capture: CaptureDocument, number: number): Promise<TextDocument> {
    const key = capture.uri.toString();
    this.#captures.set(key, capture);
    const name = capture.uri.path.split('/').at(-1) ?? '';
    // The names of the ends are part of the address: with others, it is another text.
    const options = capture.options && { anonymous: capture.options.anonymous, names: [...capture.options.names] };
    const query = JSON.stringify({ capture: key, number, options });
    const uri = Uri.from({ scheme: SCHEME, path: `/${name} ${number}.tcp`, query });
    const document = await workspace.openTextDocument(uri);
    return document.languageId === 'tcp' ? document : languages.setTextDocumentLanguage(document, 'tcp');
  }

  forget(capture: CaptureDocument): void {
    this.#captures.delete(capture.uri.toString());
  }
}
