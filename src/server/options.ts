import type { InitializeParams } from 'vscode-languageserver';

/** What a client may say in `initializationOptions`: `{ rules: { uri, lines } }`, where its copy of the rules' documentation is. */
export interface Options {
  /** The place where a rule is described; undefined where the client did not say. */
  ruleLink(code: string): string | undefined;
}

/** Reads `initializationOptions`, which may hold anything: what is not understood is left out. */
export function readOptions(value: unknown): Options {
  const rules = member(value, 'rules');
  const uri = member(rules, 'uri');
  const lines = member(rules, 'lines');
  return {
    ruleLink: (code) => {
      if (typeof uri !== 'string') return undefined;
      const line = member(lines, code);
      return typeof line === 'number' ? `${uri}#L${line + 1}` : uri;
    },
  };
}

/** Whether the client is VS Code, under one of its names. */
export function isVSCode(client: InitializeParams['clientInfo']): boolean {
  return /Visual Studio Code|VSCodium|Code - OSS|code-server/i.test(client?.name ?? '');
}

/** An object's own member; undefined for anything that is not an object or has no such member. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
