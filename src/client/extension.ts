import { commands, window, type ExtensionContext } from 'vscode';
import { registerAssistant } from './assistant.ts';
import { registerInsertCapture } from './captures/choose.ts';
import type { CaptureHost } from './captures/document.ts';
import { CaptureDrops } from './captures/drop.ts';
import { CaptureEditors } from './captures/provider.ts';
import { registerCommands } from './commands.ts';
import { Diagrams } from './diagrams.ts';
import type { WriteFile } from './export/files.ts';
import { Painter } from './export/painter.ts';
import { watchCursor } from './inDiagram.ts';
import { LanguageServer, type CreateClient } from './languageServer.ts';
import { registerExtract } from './extract.ts';
import { extendMarkdownIt, type LoadFence } from './markdown.ts';
import { registerNewDiagram } from './newDiagram.ts';
import { registerPaste } from './paste.ts';
import { PreviewManager } from './preview/manager.ts';
import { RulesPage } from './rulesPage.ts';
import { WorkspaceCheck } from './workspace/check.ts';
import { CheckTasks } from './workspace/task.ts';

/** What other extensions get of this one: the built-in Markdown preview asks for its plugin. */
export interface Exports {
  readonly extendMarkdownIt: ReturnType<typeof extendMarkdownIt>;
}

/** Starts the extension; the language server is started when there is something for it to do. */
export function start(
  context: ExtensionContext,
  createClient: CreateClient,
  loadFence: LoadFence,
  writeFile: WriteFile,
  captures: CaptureHost,
): Exports {
  const log = window.createOutputChannel('Handshake', { log: true });
  const rules = new RulesPage(context.extensionUri);
  const server = new LanguageServer(createClient, rules, log);
  const diagrams = new Diagrams(server);
  const painter = new Painter(context.extensionUri, () => previews.desk());
  const previews: PreviewManager = new PreviewManager({
    extension: context.extensionUri,
    diagrams,
    painter,
    writeFile,
    log,
  });
  const check = new WorkspaceCheck(server);
  context.subscriptions.push(
    log,
    rules,
    server,
    watchCursor(diagrams),
    previews.register(),
    registerCommands({ diagrams, painter, writeFile }, previews, rules),
    registerNewDiagram(),
    registerAssistant(server),
    registerPaste(server),
    registerExtract(),
    new CaptureEditors({ ...captures, extension: context.extensionUri, server, previews, log }).register(),
    new CaptureDrops(captures).register(),
    registerInsertCapture(captures),
    check.register(),
    new CheckTasks(check).register(),
    commands.registerCommand('handshake.restartServer', () => server.restart()),
  );
  return { extendMarkdownIt: extendMarkdownIt(loadFence) };
}
