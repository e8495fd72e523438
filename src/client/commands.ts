import { commands, Disposable, l10n, Uri, ViewColumn, window, workspace, type TextDocument } from 'vscode';
import { exportFolder } from './export/folder.ts';
import { exportDiagram, type ExportHost, type Kind, type Wish } from './export/index.ts';
import { revisionText, savedText, type OlderText } from './preview/baseline.ts';
import type { PreviewManager } from './preview/manager.ts';
import type { RulesPage } from './rulesPage.ts';
import { targetOf } from './target.ts';

/** Registers the commands about diagrams. Menus give a URI, lenses a URI as text and a line; the palette gives nothing. */
export function registerCommands(host: ExportHost, previews: PreviewManager, rules: RulesPage): Disposable {
  const preview = async (column: ViewColumn, uri: unknown, line: unknown): Promise<void> => {
    const target = await targetOf(uri, line);
    if (target) previews.show(target, column);
  };
  const compare = async (
    find: (document: TextDocument) => Promise<OlderText | undefined>,
    uri: unknown,
    line: unknown,
  ): Promise<void> => {
    const target = (uri === undefined ? previews.activeTarget() : undefined) ?? (await targetOf(uri, line));
    const baseline = target && (await find(target.document));
    if (baseline) await previews.compare(target, baseline);
  };
  return Disposable.from(
    commands.registerCommand('handshake.compareWithSaved', (uri: unknown, line: unknown) =>
      compare(savedText, uri, line),
    ),
    commands.registerCommand('handshake.compareWithRevision', (uri: unknown, line: unknown) =>
      compare(revisionText, uri, line),
    ),
    commands.registerCommand('handshake.openPreview', (uri: unknown, line: unknown) =>
      preview(ViewColumn.Active, uri, line),
    ),
    commands.registerCommand('handshake.openPreviewToSide', (uri: unknown, line: unknown) =>
      preview(ViewColumn.Beside, uri, line),
    ),
    commands.registerCommand(
      'handshake.exportDiagram',
      async (uri?: unknown, line?: unknown, kind?: Kind, place?: Wish['place'], more: Wish = {}) => {
        const previewed = uri === undefined ? previews.activeTarget() : undefined;
        const target = previewed ?? (await targetOf(uri, line));
        // Given by our own menus and keys; the Explorer hands over the selected files as its second argument.
        if (target) await exportDiagram(host, target, { ...more, kind, place });
      },
    ),
    commands.registerCommand('handshake.exportFolder', async (uri?: unknown, kind?: unknown, scale?: number) => {
      const folder = uri instanceof Uri ? uri : await askForFolder();
      if (folder) await exportFolder(host, folder, typeof kind === 'string' ? { kind: kind as Kind, scale } : {});
    }),
    commands.registerCommand('handshake.showRule', (code: unknown) => showRule(rules, code)),
  );
}

/** The only folder of the workspace, or the one that is chosen. */
async function askForFolder(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length > 1) return (await window.showWorkspaceFolderPick())?.uri;
  if (!folders[0]) void window.showInformationMessage(l10n.t('Open a folder first.'));
  return folders[0]?.uri;
}

async function showRule(rules: RulesPage, given: unknown): Promise<void> {
  const headings = await rules.headings();
  const code =
    typeof given === 'string'
      ? given
      : await window.showQuickPick(Object.keys(headings), { placeHolder: l10n.t('Which rule?') });
  if (code === undefined) return;
  const line = headings[code] ?? 0;
  await commands.executeCommand('vscode.open', rules.uri.with({ fragment: `L${line + 1}` }));
}
