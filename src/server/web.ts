// The language server in a web worker.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { REFUSE_CANCELLED } from './cancelled.ts';
import { startServer } from './start.ts';

declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self), REFUSE_CANCELLED), {
  defer: (run, milliseconds) => {
    setTimeout(run, milliseconds);
  },
});
