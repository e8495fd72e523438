/** The custom requests of the language server, and the messages of the webview: types alone. */
export type * from './captures.ts';
export type * from './requests.ts';
export type * from './preview.ts';
