import type { AddCommand } from '../options.ts';
import { addCheck } from './check.ts';
import { addExport } from './export.ts';
import { addFormat } from './format.ts';
import { addImport } from './import.ts';
import { addMcp } from './mcp.ts';
import { addTrace } from './trace.ts';

/** In the order of the help. */
export const COMMANDS: readonly AddCommand[] = [addCheck, addTrace, addExport, addFormat, addMcp, addImport];
