import { commands, Disposable, ViewColumn, window, workspace } from 'vscode';
import type { PreviewCommand } from '../../protocol/index.ts';
import { mayHoldDiagrams } from '../diagrams.ts';
import type { Desk } from '../export/desk.ts';
import type { Target } from '../target.ts';
import type { OlderText } from './baseline.ts';
import { PreviewPanel, type PreviewHost } from './panel.ts';
import { readState } from './state.ts';

/** The kind of the panel: VS Code keeps it with a panel over a reload of the window. */
const VIEW_TYPE = 'handshake.preview';

/** What the commands of the palette are called in the webview. */
const COMMANDS: Readonly<Record<string, PreviewCommand>> = {
  'handshake.preview.zoomIn': 'zoom-in',
  'handshake.preview.zoomOut': 'zoom-out',
  'handshake.preview.fullSize': 'full-size',
  'handshake.preview.fitWidth': 'fit-width',
  'handshake.preview.stepForward': 'step-forward',
  'handshake.preview.stepBack': 'step-back',
  'handshake.preview.stepEnd': 'step-end',
  'handshake.preview.nextChange': 'next-change',
  'handshake.preview.previousChange': 'previous-change',
  'handshake.preview.exportSvg': 'export-svg',
  'handshake.preview.exportPng': 'export-png',
  'handshake.preview.copyPng': 'copy-png',
};

/** All previews of the window: at most one that follows the editor, and any number of pinned ones. */
export class PreviewManager {
  readonly #host: PreviewHost;
  readonly #panels = new Set<PreviewPanel>();

  constructor(host: PreviewHost) {
    this.#host = host;
  }

  /** Shows the diagram of a target, in the preview that follows the editor, or in a new one. */
  show(target: Target, column: ViewColumn): PreviewPanel {
    const following = [...this.#panels].find((preview) => !preview.pinned);
    if (following) {
      following.panel.reveal(undefined, true);
      following.follow(target);
      return following;
    }
    const panel = window.createWebviewPanel(
      VIEW_TYPE,
      '',
      { viewColumn: column, preserveFocus: column === ViewColumn.Beside },
      { enableFindWidget: true },
    );
    return this.#add(new PreviewPanel(panel, this.#host, target, false));
  }

  /** Shows the diagram of a target beside what it was: in a preview that shows its document, or as `show` does. */
  async compare(target: Target, older: OlderText): Promise<void> {
    const showing = this.#showing(target.document);
    const preview = showing.find(({ panel }) => panel.active) ?? showing[0] ?? this.show(target, ViewColumn.Beside);
    preview.panel.reveal(undefined, true);
    await preview.compare(older);
  }

  /** What the active preview shows; undefined where none is active. */
  activeTarget(): Target | undefined {
    return this.#active()?.target;
  }

  /** Has a preview that is in sight draw files; undefined where there is none. */
  desk(): Desk | undefined {
    return [...this.#panels].map(({ desk }) => desk).find((desk) => desk !== undefined);
  }

  /** Everything that keeps the previews up to date. */
  register(): Disposable {
    return Disposable.from(
      window.registerWebviewPanelSerializer(VIEW_TYPE, {
        deserializeWebviewPanel: (panel, saved: unknown) => this.#revive(panel, saved),
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) =>
        this.#moved(textEditor.document, textEditor.selection.active.line),
      ),
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor) void this.#entered(editor.document, editor.selection.active.line);
      }),
      workspace.onDidOpenTextDocument((document) => {
        for (const preview of this.#showing(document)) preview.reopened(document);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        for (const preview of this.#showing(document)) preview.edited(contentChanges);
      }),
      workspace.onDidSaveTextDocument((document) => {
        for (const preview of this.#showing(document)) void preview.saved();
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('handshake')) for (const preview of this.#panels) preview.refresh();
      }),
      ...Object.entries(COMMANDS).map(([id, command]) =>
        commands.registerCommand(id, () => this.#active()?.command(command)),
      ),
      { dispose: () => this.#panels.forEach(({ panel }) => void panel.dispose()) },
    );
  }

  async #revive(panel: PreviewPanel['panel'], saved: unknown): Promise<void> {
    const { uri, line, pinned } = readState(saved);
    const document = uri && (await Promise.resolve(workspace.openTextDocument(uri)).catch(() => undefined));
    if (document) this.#add(new PreviewPanel(panel, this.#host, { document, line }, pinned));
    else panel.dispose();
  }

  #add(preview: PreviewPanel): PreviewPanel {
    this.#panels.add(preview);
    preview.panel.onDidDispose(() => this.#panels.delete(preview));
    return preview;
  }

  #active(): PreviewPanel | undefined {
    return [...this.#panels].find(({ panel }) => panel.active);
  }

  #showing(document: Target['document']): PreviewPanel[] {
    return [...this.#panels].filter(({ target }) => isSame(target.document, document));
  }

  #moved(document: Target['document'], line: number): void {
    for (const preview of this.#showing(document)) preview.cursor(line);
  }

  /** Another editor is the active one: the preview that follows turns to it if there is a diagram in it. */
  async #entered(document: Target['document'], line: number): Promise<void> {
    this.#moved(document, line);
    const following = [...this.#panels].filter(({ pinned, target }) => !pinned && !isSame(target.document, document));
    if (following.length === 0 || !(await this.#holdsDiagrams(document))) return;
    if (window.activeTextEditor?.document === document)
      for (const preview of following) preview.follow({ document, line });
  }

  async #holdsDiagrams(document: Target['document']): Promise<boolean> {
    if (document.languageId === 'tcp') return true;
    if (!mayHoldDiagrams(document) || !this.#host.diagrams.running) return false;
    const found = await this.#host.diagrams.list(document.uri).catch(() => null);
    return (found?.diagrams.length ?? 0) > 0;
  }
}

/** A document that is closed and opened again is another object. */
const isSame = (one: Target['document'], other: Target['document']): boolean =>
  one.uri.toString() === other.uri.toString();
