import { l10n, ViewColumn, window, type Uri, type WebviewPanel } from 'vscode';
import { readPreviewMessage } from '../messages.ts';
import { previewPage, resourceRoots } from '../page.ts';
import { Desk } from './desk.ts';

/** Milliseconds that a webview may take to load its page. */
const LOADING = 30_000;

/** Lends desks to exports: that of a preview which is open, or else one in a webview that is opened for it. */
export class Painter {
  readonly #extension: Uri;
  readonly #openDesk: () => Desk | undefined;

  /** `openDesk`: the desk of a preview that is in sight; one behind another tab has no page. */
  constructor(extension: Uri, openDesk: () => Desk | undefined) {
    [this.#extension, this.#openDesk] = [extension, openDesk];
  }

  /** Does something with a desk. `document` is what the pictures are of: its settings count. */
  async withDesk<Result>(document: Uri, work: (desk: Desk) => Promise<Result>): Promise<Result> {
    const open = this.#openDesk();
    if (open) return work(open);
    const panel = window.createWebviewPanel(
      'handshake.drawing',
      l10n.t('Drawing …'),
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: resourceRoots(this.#extension) },
    );
    try {
      return await work(await this.#deskIn(panel, document));
    } finally {
      panel.dispose();
    }
  }

  #deskIn(panel: WebviewPanel, document: Uri): Promise<Desk> {
    const { webview } = panel;
    const desk = new Desk((message) => void webview.postMessage(message));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(l10n.t('The drawing page did not open.'))), LOADING);
      panel.onDidDispose(() => {
        clearTimeout(timer);
        desk.close();
        reject(new Error(l10n.t('The drawing page was closed.')));
      });
      webview.onDidReceiveMessage((given: unknown) => {
        const message = readPreviewMessage(given);
        if (!message || desk.receive(message)) return;
        if (message.type !== 'ready') return;
        clearTimeout(timer);
        resolve(desk);
      });
      webview.html = previewPage(webview, this.#extension, document, { drawOnly: true });
    });
  }
}
