import { addExport } from './commands/export.ts';
import { start } from './node.ts';

await start([addExport]);
