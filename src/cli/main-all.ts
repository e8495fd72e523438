import { COMMANDS } from './commands/index.ts';
import { start } from './node.ts';

await start(COMMANDS);
