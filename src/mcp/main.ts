// The MCP server as a bundle of its own, which the command line loads when it is asked for.
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Translate } from '../core/findings/finding.ts';
import { createMcpServer } from './server.ts';

/** Serves an assistant on the standard input and output. Resolves when the input has ended. */
export async function serve(version: string, translate: Translate): Promise<void> {
  const server = createMcpServer(version, translate);
  const ended = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    server.server.onclose = resolve;
  });
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
}
