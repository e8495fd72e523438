// The extension in VS Code's extension host on Node.
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { start, type Exports } from './extension.ts';

export function activate(context: ExtensionContext): Exports {
  return start(context, (id, name, options) => {
    const module = context.asAbsolutePath('dist/server.node.cjs');
    return new LanguageClient(id, name, { module, transport: TransportKind.ipc }, options);
  });
}
