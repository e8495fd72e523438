// The language server for other editors: a program of its own, which talks on its standard input and output.
import { createConnection } from 'vscode-languageserver/node';
import { REFUSE_CANCELLED } from './cancelled.ts';
import { filesOnDisk } from './files.ts';
import { startServer } from './start.ts';

const rules = new URL('../docs/rules.md', import.meta.url).href;

startServer(createConnection(process.stdin, process.stdout, REFUSE_CANCELLED), {
  defer: setTimeout,
  files: filesOnDisk,
  ruleLink: (code) => `${rules}#${code}`,
});
