import {
  commands,
  Disposable,
  l10n,
  LanguageModelTextPart,
  LanguageModelToolResult,
  lm,
  ViewColumn,
  window,
  workspace,
  type LanguageModelTool,
} from 'vscode';
import * as vscode from 'vscode';
import type { ToolParams, ToolResult } from '../protocol/index.ts';
import { MAY_OPEN_TCP } from './fence.ts';
import type { LanguageServer } from './languageServer.ts';

/** What a model hands over; the manifest says what it should be, and nobody makes sure of it. */
type Input = Readonly<Record<string, unknown>>;

/** The tools of the manifest, each under its name there; the language server carries them out. */
const TOOLS: Readonly<Record<string, () => string>> = {
  notation: () => l10n.t('Reading the notation of TCP diagrams'),
  check: () => l10n.t('Checking the TCP diagram'),
  trace: () => l10n.t('Tracing the TCP diagram'),
  draw: () => l10n.t('Drawing the TCP diagram'),
};

/**
 * Registers the tools that a language model in VS Code can call. What it gives is a text; no file is read, and nothing
 * leaves the window.
 */
export function registerAssistant(server: LanguageServer): Disposable {
  const tools = Object.entries(TOOLS).map(([name, message]) =>
    lm.registerTool(`handshake_${name}`, toolOf(name, message, server)),
  );
  return Disposable.from(...tools);
}

function toolOf(name: string, message: () => string, server: LanguageServer): LanguageModelTool<Input> {
  return {
    prepareInvocation: () => ({ invocationMessage: message() }),
    invoke: async ({ input }, token) => {
      const params: ToolParams = { name, input };
      const { text, failed } = await server.request<ToolResult>('handshake/tool', params, token);
      if (name === 'draw' && !failed) await show(input['text']);
      return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
    },
  };
}

/** Opens a diagram that a model has written, as a new document with its preview: it is the user's from then on. */
async function show(text: unknown): Promise<void> {
  if (typeof text !== 'string') return;
  const language = MAY_OPEN_TCP.test(text) ? 'markdown' : 'tcp';
  const document = await workspace.openTextDocument({ language, content: text });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Active, preview: true });
  await commands.executeCommand('handshake.openPreviewToSide');
}

/** A program that an assistant can talk to, as VS Code starts it. */
export interface AssistantProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

type RegisterServer = (id: string, provider: { provideMcpServerDefinitions(): object[] }) => Disposable;

/** The part of `vscode.lm` that newer versions than the oldest one of ours have (1.101). */
interface WithServers {
  readonly registerMcpServerDefinitionProvider?: RegisterServer;
}

type ServerDefinition = new (
  label: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  version: string,
) => object;

/** The first version of VS Code in which extensions may do so: 1.100 has the function, and refuses every caller. */
const FIRST_VERSION = [1, 101] as const;

/** Tells VS Code of the MCP server, so that its assistants find it; does nothing in a version that does not know any. */
export function contributeServer(program: AssistantProgram, version: string): Disposable {
  const { McpStdioServerDefinition: Definition } = vscode as { McpStdioServerDefinition?: ServerDefinition };
  const { registerMcpServerDefinitionProvider: register } = lm as WithServers;
  const [major = 0, minor = 0] = vscode.version.split('.').map(Number);
  const old = major < FIRST_VERSION[0] || (major === FIRST_VERSION[0] && minor < FIRST_VERSION[1]);
  if (old || Definition === undefined || register === undefined) return Disposable.from();
  const definition = new Definition('Handshake', program.command, program.args, program.env, version);
  return register('handshake', { provideMcpServerDefinitions: () => [definition] });
}
