// The language server as a child process of VS Code.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { REFUSE_CANCELLED } from './cancelled.ts';
import { startServer } from './start.ts';

startServer(createConnection(ProposedFeatures.all, REFUSE_CANCELLED), { defer: setTimeout });
