// A file of its own in the extension host on Node, loaded with the first diagram (see `src/client/node.ts`).
export { LanguageClient, TransportKind } from 'vscode-languageclient/node';
