import {
  Disposable,
  l10n,
  type LogOutputChannel,
  type TextEditor,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
  type CustomReadonlyEditorProvider,
} from 'vscode';
import type {
  CaptureChoice,
  CaptureVerdict,
  FromCapture,
  JudgeParams,
  JudgeResult,
  ToCapture,
} from '../../protocol/index.ts';
import type { LanguageServer } from '../languageServer.ts';
import { readCaptureMessage } from '../messages.ts';
import { insertFence } from '../newDiagram.ts';
import type { PreviewManager } from '../preview/manager.ts';
import { resourceRoots } from '../page.ts';
import { CaptureDocument, type CaptureHost } from './document.ts';
import { askForNames } from './names.ts';
import { capturePage } from './page.ts';
import { CaptureTexts } from './texts.ts';

/** The kinds of the editor, as the manifest has them: the second stands back behind others that know `.cap` files. */
const CAPTURE_EDITORS = ['handshake.capture', 'handshake.captureOption'];

/** So many segments are judged with one question to the server: it answers others in between. */
const BATCH = 2000;
/** Progress is told no more often than this (milliseconds). */
const PAUSE = 100;

export interface CaptureEditorHost extends CaptureHost {
  readonly extension: Uri;
  readonly server: LanguageServer;
  readonly previews: PreviewManager;
  readonly log: LogOutputChannel;
}

/** Shows what capture files hold. */
export class CaptureEditors implements CustomReadonlyEditorProvider<CaptureDocument> {
  readonly #host: CaptureEditorHost;
  readonly #texts = new CaptureTexts();
  /** The note or diagram that was open last: where a connection is inserted. */
  #note: TextEditor | undefined;

  constructor(host: CaptureEditorHost) {
    this.#host = host;
  }

  register(): Disposable {
    this.#remember(window.activeTextEditor);
    return Disposable.from(
      ...CAPTURE_EDITORS.map((kind) => window.registerCustomEditorProvider(kind, this)),
      window.onDidChangeActiveTextEditor((editor) => this.#remember(editor)),
      this.#texts.register(),
    );
  }

  openCustomDocument(uri: Uri): CaptureDocument {
    return new CaptureDocument(uri, this.#host);
  }

  resolveCustomEditor(capture: CaptureDocument, panel: WebviewPanel): void {
    const { webview } = panel;
    const post = (message: ToCapture): void => void webview.postMessage(message);
    webview.options = { enableScripts: true, localResourceRoots: resourceRoots(this.#host.extension) };
    webview.onDidReceiveMessage((given: unknown) => {
      const message = readCaptureMessage(given);
      if (message === undefined) this.#host.log.warn('The page of a capture sent what is no message.');
      else this.#receive(capture, message, post);
    });
    let told = 0;
    const progress = capture.onProgress((state) => {
      if (Date.now() - told < PAUSE) return;
      told = Date.now();
      post({ type: 'progress', ...state });
    });
    panel.onDidDispose(() => {
      progress.dispose();
      this.#texts.forget(capture);
    });
    webview.html = capturePage(webview, this.#host.extension);
  }

  #receive(capture: CaptureDocument, message: FromCapture, post: (message: ToCapture) => void): void {
    const work = this.#answer(capture, message, post);
    work.catch((error: unknown) => {
      this.#host.log.error(String(error));
      const reason = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(l10n.t('The capture could not be read: {0}', reason));
    });
  }

  async #answer(capture: CaptureDocument, message: FromCapture, post: (message: ToCapture) => void): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#show(capture, post);
      case 'cancel':
        capture.cancel();
        return;
      case 'segments':
        post({ type: 'segments', number: message.number, segments: capture.segments(message.number) });
        return;
      case 'preview':
        return this.#preview(capture, message.number);
      case 'open':
        return this.#open(capture, message);
      case 'insert':
        return this.#insert(capture, message);
      case 'names':
        if (await askForNames(capture, [], { again: true })) await this.#show(capture, post);
    }
  }

  async #show(capture: CaptureDocument, post: (message: ToCapture) => void): Promise<void> {
    const summary = await capture.read();
    post({ type: 'summary', summary });
    let numbers: number[] = [];
    let segments = 0;
    for (const { number, packets } of summary.rows) {
      numbers.push(number);
      segments += packets;
      if (segments < BATCH && number < summary.rows.length) continue;
      post({ type: 'verdicts', verdicts: await this.#judge(capture, numbers) });
      numbers = [];
      segments = 0;
    }
  }

  async #judge(capture: CaptureDocument, numbers: readonly number[]): Promise<CaptureVerdict[]> {
    const params: JudgeParams = {
      uri: capture.uri.toString(),
      texts: numbers.map((number) => capture.text(number) ?? ''),
    };
    const verdicts = await this.#host.server.request<JudgeResult>('handshake/judge', params);
    return verdicts.map((verdict, index) => ({ number: numbers[index] ?? 0, ...verdict }));
  }

  async #preview(capture: CaptureDocument, number: number): Promise<void> {
    this.#host.previews.show({ document: await this.#texts.open(capture, number), line: 0 }, ViewColumn.Beside);
  }

  async #open(capture: CaptureDocument, choice: CaptureChoice): Promise<void> {
    const text = await this.#textOf(capture, choice);
    if (text === undefined) return;
    await window.showTextDocument(await workspace.openTextDocument({ language: 'tcp', content: text }));
  }

  async #insert(capture: CaptureDocument, choice: CaptureChoice): Promise<void> {
    const note = this.#note;
    if (note === undefined || note.document.isClosed) {
      void window.showInformationMessage(l10n.t('Open the Markdown note that it is to go into first.'));
      return;
    }
    const text = await this.#textOf(capture, choice);
    if (text === undefined) return;
    const { document, selection } = note;
    const editor = await window.showTextDocument(document, {
      selection,
      ...(note.viewColumn && { viewColumn: note.viewColumn }),
    });
    await insertFence(text, editor);
  }

  async #textOf(capture: CaptureDocument, { numbers, segments }: CaptureChoice): Promise<string | undefined> {
    if ((await askForNames(capture, numbers)) === undefined) return undefined;
    const only = numbers.length === 1 ? segments : undefined;
    return numbers.map((number) => capture.text(number, only) ?? '').join('\n');
  }

  #remember(editor: TextEditor | undefined): void {
    if (editor?.document.languageId === 'markdown') this.#note = editor;
  }
}
