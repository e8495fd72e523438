import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Oniguruma from 'vscode-oniguruma';
import type * as Textmate from 'vscode-textmate';
import type { Span } from '../../src/core/text/place.ts';

// Both are scripts without an export that an import statement could name.
const load = createRequire(import.meta.url);
const oniguruma = load('vscode-oniguruma') as typeof Oniguruma;
const textmate = load('vscode-textmate') as typeof Textmate;

const ROOT = path.join(import.meta.dirname, '../..');

/** A piece of a line with its scopes, the outermost first. */
export interface Scoped extends Span {
  readonly scopes: readonly string[];
}

/** A minimal grammar of Markdown: fences are the injected grammar's, and everything else is text. */
const MARKDOWN = { scopeName: 'text.html.markdown', patterns: [{ match: '^> ', name: 'markup.quote.markdown' }] };

const FILES: Readonly<Record<string, string>> = {
  'source.tcp': 'syntaxes/tcp.tmLanguage.json',
  'markdown.tcp.codeblock': 'syntaxes/markdown-tcp.tmLanguage.json',
};

/** Tells the scopes of the lines of a text, as an editor does. */
export type Tokenizer = (text: string) => Scoped[][];

/** Loads the grammar with this scope name. */
export async function tokenizer(scopeName: 'source.tcp' | 'text.html.markdown'): Promise<Tokenizer> {
  const registry = new textmate.Registry({
    onigLib: loadOniguruma(),
    loadGrammar: (name) => Promise.resolve(rawGrammar(name)),
    getInjections: (name) => (name === 'text.html.markdown' ? ['markdown.tcp.codeblock'] : []),
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (grammar === null) throw new Error(`no grammar ${scopeName}`);
  return (text) => {
    let stack = textmate.INITIAL;
    return text.split(/\r?\n/).map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
      stack = ruleStack;
      return tokens.map((token) => ({ from: token.startIndex, to: token.endIndex, scopes: token.scopes }));
    });
  };
}

function rawGrammar(name: string): Textmate.IRawGrammar | null {
  if (name === MARKDOWN.scopeName) return textmate.parseRawGrammar(JSON.stringify(MARKDOWN), 'markdown.json');
  const file = FILES[name];
  if (file === undefined) return null;
  return textmate.parseRawGrammar(readFileSync(path.join(ROOT, file), 'utf8'), file);
}

let engine: Promise<Textmate.IOnigLib> | null = null;

/** The engine of regular expressions that VS Code uses; it is loaded once. */
function loadOniguruma(): Promise<Textmate.IOnigLib> {
  engine ??= start();
  return engine;
}

async function start(): Promise<Textmate.IOnigLib> {
  const file = load.resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(file));
  return {
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  };
}
