// The extension in VS Code's extension host in a web worker.
import { Uri, type ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { start, type Exports } from './extension.ts';

export function activate(context: ExtensionContext): Exports {
  return start(context, (id, name, options) => {
    const script = Uri.joinPath(context.extensionUri, 'dist/server.web.js').toString(true);
    return new LanguageClient(id, name, new Worker(script), options);
  });
}
