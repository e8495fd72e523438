import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { callTool, NOTATION_PAGE, ruleSection, TOOLS, type Parameter } from '../core/assist/index.ts';
import { ALL_CODES, CODES, isCode } from '../core/findings/codes.ts';
import type { Translate } from '../core/findings/finding.ts';

/** The addresses of what can be read. */
const NOTATION = 'handshake://notation';
const RULES = 'handshake://rules/{code}';

/**
 * Handshake for assistants that speak the Model Context Protocol: its tools, and the notation and the rules to read.
 * It reads no file and opens no connection: what it is given is all that it knows.
 */
export function createMcpServer(version: string, translate: Translate): McpServer {
  const server = new McpServer(
    { name: 'handshake', title: 'Handshake', version },
    {
      instructions:
        'Handshake checks diagrams of TCP segments against RFC 9293. Read the notation once, check every diagram that you write, and mend what it reports before you show it.',
    },
  );
  addTools(server, translate);
  addResources(server);
  return server;
}

function addTools(server: McpServer, translate: Translate): void {
  for (const { name, title, description, parameters } of TOOLS) {
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: Object.fromEntries(parameters.map((parameter) => [parameter.name, schemaOf(parameter)])),
        annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
      },
      (input: Readonly<Record<string, unknown>>) => {
        const { text, failed, report } = callTool(name, input, translate);
        return {
          content: [{ type: 'text' as const, text }],
          ...(failed === true ? { isError: true } : {}),
          ...(report === undefined ? {} : { structuredContent: { ...report } }),
        };
      },
    );
  }
}

function schemaOf({ description, required, words }: Parameter): z.ZodType {
  const schema = (words === undefined ? z.string() : z.enum(words)).describe(description);
  return required ? schema : schema.optional();
}

function addResources(server: McpServer): void {
  const mimeType = 'text/markdown';
  server.registerResource(
    'notation',
    NOTATION,
    { title: 'The notation in one page', description: 'How to write TCP segments as text, with examples.', mimeType },
    ({ href }) => ({ contents: [{ uri: href, mimeType, text: NOTATION_PAGE }] }),
  );
  const template = new ResourceTemplate(RULES, {
    list: () => ({
      resources: ALL_CODES.map((code) => ({
        name: code,
        uri: RULES.replace('{code}', code),
        title: CODES[code].title,
        mimeType,
      })),
    }),
    complete: { code: (begin) => ALL_CODES.filter((code) => code.startsWith(begin)) },
  });
  server.registerResource(
    'rule',
    template,
    { title: 'A rule', description: 'Why a finding is one, with the section of its RFC and an example.', mimeType },
    ({ href }, { code }) => {
      const name = String(code);
      if (!isCode(name)) throw new Error(`There is no rule ${name}.`);
      return { contents: [{ uri: href, mimeType, text: ruleSection(name) }] };
    },
  );
}
