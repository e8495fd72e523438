import {
  CancellationTokenSource,
  l10n,
  type LogOutputChannel,
  type TextDocumentContentChangeEvent,
  type Uri,
  type WebviewPanel,
} from 'vscode';
import type {
  Baseline,
  DiagramParams,
  DiagramSummary,
  FoldWish,
  FromPreview,
  LookWish,
  PreviewCommand,
  StepRange,
  ToPreview,
} from '../../protocol/index.ts';
import { indexAt, type Diagrams } from '../diagrams.ts';
import { Desk } from '../export/desk.ts';
import { FORMS } from '../export/kinds.ts';
import { exportDiagram, saveAs, type ExportHost } from '../export/index.ts';
import { mark } from '../../files/mark.ts';
import { withSource } from '../../files/source.ts';
import type { Target } from '../target.ts';
import { keptText, revisionText, savedText, type OlderText } from './baseline.ts';
import { cursorLine, revealLine } from './editors.ts';
import { readPreviewMessage } from '../messages.ts';
import { inBytes } from './columns.ts';
import { movedLines } from './lines.ts';
import { previewPage, resourceRoots } from '../page.ts';

/** How long the language client may take to tell the server of a change (milliseconds). */
const RETRY = 20;
const RETRIES = 100;

/** How long the first picture waits for the version that it was compared with before a reload (milliseconds). */
const FINDING = 2000;

/** What previews share. */
export interface PreviewHost extends ExportHost {
  readonly extension: Uri;
  readonly diagrams: Diagrams;
  readonly log: LogOutputChannel;
}

/** One preview: it knows what is shown, and carries the talk between the webview, the server and the editor. */
export class PreviewPanel {
  readonly panel: WebviewPanel;
  /** Has the webview draw files. */
  readonly #desk = new Desk((message) => this.#post(message));
  readonly #host: PreviewHost;
  #target: Target;
  #pinned: boolean;
  /** All diagrams of the document, as they were last heard of, and which of them is shown. */
  #diagrams: readonly DiagramSummary[] = [];
  #shown: number | undefined;
  /** The diagram that the cursor is in, or was in last: only entering another one changes what is shown. */
  #entered: number | undefined;
  /** The steps that the webview wants in full. */
  #window: StepRange | undefined;
  /** Ends the request for more steps that is under way. */
  #loading = new CancellationTokenSource();
  /** How the reader wants diagrams to look. */
  #look: LookWish = {};
  /** Which runs the reader wants folded. */
  #fold: FoldWish = { on: null, open: [] };
  /** What the document is compared with. */
  #older: OlderText | undefined;
  /** Its text, as it was read last. */
  #before: string | undefined;
  /** It is being found again, after a reload: the first picture waits for it, within reason. */
  #finding: Promise<void> | undefined;
  #ready = false;
  #refreshing = false;
  #again = false;
  #retries = 0;

  constructor(panel: WebviewPanel, host: PreviewHost, target: Target, pinned: boolean) {
    this.panel = panel;
    this.#host = host;
    this.#target = target;
    this.#pinned = pinned;
    panel.webview.onDidReceiveMessage((given: unknown) => {
      const message = readPreviewMessage(given);
      if (message) this.#receive(message);
    });
    panel.onDidDispose(() => this.#desk.close());
    // Behind another tab there is no page: it is made anew when it comes to the front.
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#desk.close();
    });
    panel.webview.options = { enableScripts: true, localResourceRoots: resourceRoots(host.extension) };
    panel.webview.html = previewPage(panel.webview, host.extension, target.document.uri);
    this.#nameIt();
  }

  /** The document, and the line that decides which of its diagrams is shown. */
  get target(): Target {
    return this.#target;
  }

  get pinned(): boolean {
    return this.#pinned;
  }

  /** Has the webview draw files; undefined while there is no page to draw in. */
  get desk(): Desk | undefined {
    return this.#ready && this.panel.visible ? this.#desk : undefined;
  }

  /** Shows another document, or the diagram at another line. */
  follow(target: Target): void {
    this.#window = fromStart(this.#window);
    if (target.document.uri.toString() !== this.#target.document.uri.toString()) this.#compareWith(undefined);
    this.#target = target;
    this.#shown = undefined;
    this.#entered = undefined;
    this.#nameIt();
    this.refresh();
  }

  /** The document was closed and is open again: VS Code knows it by another object now. */
  reopened(document: Target['document']): void {
    this.#target = { ...this.#target, document };
    this.refresh();
  }

  /** The text has changed: what is open stays open, wherever it stands now. */
  edited(changes: readonly TextDocumentContentChangeEvent[]): void {
    this.#fold = { ...this.#fold, open: movedLines(this.#fold.open, changes) };
    this.refresh();
  }

  /** The cursor of the editor is on another line of the document. */
  cursor(line: number): void {
    this.#post({ type: 'cursor', line });
    const entered = indexAt(this.#diagrams, line);
    if (this.#pinned || entered === undefined || entered === this.#entered) return;
    this.#entered = entered;
    if (entered !== this.#shown) this.#show(line);
  }

  /** Compares the document with an older text, or (undefined) with none any more. */
  async compare(older: OlderText | undefined): Promise<void> {
    this.#compareWith(older);
    await this.saved();
  }

  /** The document was saved: what it is compared with may be another text now. */
  async saved(): Promise<void> {
    const older = this.#older;
    const before = await older?.text();
    if (this.#older !== older) return;
    this.#before = before;
    this.refresh();
  }

  #compareWith(older: OlderText | undefined): void {
    [this.#older, this.#before] = [older, undefined];
    this.#window = fromStart(this.#window);
    this.#nameIt();
  }

  /** Has the webview carry out a command. */
  command(command: PreviewCommand): void {
    this.#post({ type: 'command', command });
  }

  /** Shows what there is now. Calls while one is under way are taken together. */
  refresh(): void {
    this.#retries = 0;
    this.#refreshOnce();
  }

  #refreshOnce(): void {
    if (!this.#ready || this.#target.document.isClosed) return;
    if (this.#refreshing) {
      this.#again = true;
      return;
    }
    this.#refreshing = true;
    void this.#try(this.#refresh()).finally(() => {
      this.#refreshing = false;
      if (!this.#again) return;
      this.#again = false;
      this.#refreshOnce();
    });
  }

  async #refresh(): Promise<void> {
    await Promise.race([this.#finding, pause(FINDING)]);
    this.#finding = undefined;
    const { document, line } = this.#target;
    const { diagrams } = this.#host;
    const answer = await diagrams.list(document.uri);
    if (!answer) {
      this.#retry();
      return;
    }
    const list = answer.diagrams;
    const index = this.#shown === undefined ? (indexAt(list, line) ?? 0) : Math.min(this.#shown, list.length - 1);
    const summary = list[index];
    const shown = summary ? await diagrams.at(document.uri, summary.line, this.#wanted()) : null;
    if (document !== this.#target.document) return;
    this.#diagrams = list;
    this.#shown = summary && index;
    this.#entered ??= indexAt(list, line);
    const { name, baseline } = this.#older ?? {};
    const compared = this.#before !== undefined && name !== undefined && baseline ? { name, baseline } : null;
    this.#post({ type: 'diagram', uri: document.uri.toString(), diagrams: list, shown, compared });
    // The server may hear of a change later than we do: what it said was about the text before.
    if ((shown ?? answer).version !== document.version) this.#retry();
  }

  #retry(): void {
    if (this.#retries++ < RETRIES) setTimeout(() => this.#refreshOnce(), RETRY);
  }

  #show(line: number): void {
    this.#target = { ...this.#target, line };
    this.#shown = undefined;
    this.#window = fromStart(this.#window);
    this.refresh();
  }

  #receive(message: FromPreview): void {
    switch (message.type) {
      case 'ready':
        this.#begin();
        return;
      case 'reveal':
        void this.#try(revealLine(this.#target.document, message.line, message.focus === true));
        return;
      case 'select':
        this.#show(message.line);
        return;
      case 'window':
        this.#window = message.steps;
        if (this.#ready) void this.#try(this.#sendSteps());
        return;
      case 'look':
        this.#look = message.look;
        this.refresh();
        return;
      case 'fold':
        this.#fold = message.fold;
        this.refresh();
        return;
      case 'pin':
        this.#pin(message.pinned);
        return;
      case 'compare':
        if (typeof message.with === 'object' && message.with)
          this.#finding = this.#try(this.#compareAgain(message.with));
        else void this.#try(this.#compare(message.with));
        return;
      case 'hover':
        void this.#try(this.#hover(message.line));
        return;
      case 'save':
        void this.#try(this.#saved(this.#save(message)));
        return;
      case 'plot':
        void this.#try(this.#plot(message.direction));
        return;
      case 'export':
        void this.#try(
          this.#saved(exportDiagram(this.#host, this.#shownTarget(), { kind: message.kind, look: this.#look })),
        );
        return;
      case 'cancel':
        this.#loading.cancel();
        return;
      case 'drawing':
      case 'drawn':
        this.#desk.receive(message);
        return;
      case 'failed':
        this.#host.log.error(message.message);
        return;
    }
  }

  async #compare(what: 'saved' | 'revision' | null): Promise<void> {
    const { document } = this.#target;
    const older = what === null ? undefined : await (what === 'saved' ? savedText(document) : revisionText(document));
    if (older || what === null) await this.compare(older);
  }

  /** Compares with what the document was compared with before the window was loaded again, if that is still there. */
  async #compareAgain(baseline: Baseline): Promise<void> {
    const { document } = this.#target;
    const older = await keptText(document, baseline);
    if (!older || this.#older || document.uri.toString() !== this.#target.document.uri.toString()) return;
    // What is in view stays in view.
    this.#older = older;
    this.#nameIt();
    await this.saved();
  }

  #wanted(): Pick<DiagramParams, 'steps' | 'look' | 'before' | 'fold'> {
    return {
      look: this.#look,
      fold: this.#fold,
      ...(this.#window && { steps: this.#window }),
      ...(this.#before !== undefined && { before: this.#before }),
    };
  }

  #begin(): void {
    this.#ready = true;
    this.#post({ type: 'pin', pinned: this.#pinned });
    this.refresh();
    const line = cursorLine(this.#target.document);
    if (line !== undefined) this.#post({ type: 'cursor', line });
  }

  #pin(pinned: boolean): void {
    this.#pinned = pinned;
    this.#nameIt();
    this.#post({ type: 'pin', pinned });
  }

  async #sendSteps(): Promise<void> {
    const { document, line } = this.#shownTarget();
    this.#loading.dispose();
    this.#loading = new CancellationTokenSource();
    const { token } = this.#loading;
    const shown = await this.#host.diagrams.at(document.uri, line, this.#wanted(), token).catch((error: unknown) => {
      if (token.isCancellationRequested) return null;
      throw error;
    });
    if (token.isCancellationRequested) return;
    if (shown) this.#post({ type: 'steps', uri: document.uri.toString(), shown });
  }

  async #plot(direction: number | null): Promise<void> {
    const { document, line } = this.#shownTarget();
    const result = await this.#host.diagrams.plot(document.uri, line, direction);
    const plot = result && { ...result, plot: inBytes(result.plot) };
    this.#post({ type: 'plot', uri: document.uri.toString(), result: plot });
  }

  async #hover(line: number): Promise<void> {
    const markdown = await this.#host.diagrams.hover(this.#target.document.uri, line);
    this.#post({ type: 'hover', line, markdown });
  }

  async #save({
    format,
    title,
    version,
    text,
    bytes,
  }: Extract<FromPreview, { readonly type: 'save' }>): Promise<boolean> {
    const { document, line } = this.#shownTarget();
    const notation = await this.#host.diagrams.notation(document.uri, line);
    const picture = bytes ?? new TextEncoder().encode(text ?? '');
    // Of a text that has changed since, the picture would not tell the truth.
    const content = notation?.version === version ? withSource(FORMS[format].mark, picture, notation.text) : picture;
    return saveAs(this.#host.writeFile, document, title, format, mark(FORMS[format].mark, content));
  }

  async #saved(saving: Promise<boolean>): Promise<void> {
    let ok = false;
    try {
      ok = await saving;
    } finally {
      this.#post({ type: 'saved', ok });
    }
  }

  /** The diagram that is shown, wherever the cursor is. */
  #shownTarget(): Target {
    const line = this.#diagrams[this.#shown ?? -1]?.line ?? this.#target.line;
    return { document: this.#target.document, line };
  }

  #nameIt(): void {
    const name = this.#target.document.uri.path.split('/').at(-1) ?? '';
    const title = this.#pinned ? l10n.t('[TCP Preview] {0}', name) : l10n.t('TCP Preview {0}', name);
    this.panel.title = this.#older ? `${title} ↔ ${this.#older.name}` : title;
  }

  #post(message: ToPreview): void {
    if (this.#ready) void this.panel.webview.postMessage(message);
  }

  /** What goes wrong is logged: a preview never interrupts the writing. */
  #try(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => this.#host.log.error(String(error)));
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** As many steps of another diagram, from its first one on: where the webview begins to look. */
const fromStart = (steps: StepRange | undefined): StepRange | undefined =>
  steps && { from: 0, to: steps.to - steps.from };
