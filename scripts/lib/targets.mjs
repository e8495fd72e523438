// What is bundled: the entry files, where they run, and what comes out.
import { sequenceDiagramOnly } from '../mermaid-plugin.mjs';

/** The oldest Node that runs the extension (VS Code 1.100) and the command line. */
const node = { platform: 'node', target: 'node20' };
const browser = { platform: 'browser', target: 'es2022' };
/**
 * Commander starts the programs of commands that are files of their own. Ours has none, and Node takes 3 ms to load what
 * would start them.
 */
const startsNoPrograms = {
  name: 'starts-no-programs',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'nothing' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '' }));
  },
};
/** Loaded by VS Code's extension host, which provides `vscode`. A worker's host takes no ES modules; by `.cjs` it sees that this is none. */
const extension = { format: 'cjs', external: ['vscode'] };
/** A program of its own. In an ES module, bundled CommonJS packages need a `require` for Node's own modules. */
const program = {
  format: 'esm',
  banner: {
    js: `#!/usr/bin/env node\nimport { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);`,
  },
};
/** A classic script: a worker's, or a page's under a strict content security policy. */
const script = { format: 'iife' };

/** @type {readonly { out: string, entry: string, options: import('esbuild').BuildOptions, executable?: boolean }[]} */
export const TARGETS = [
  { out: 'dist/extension.node.cjs', entry: 'src/client/node.ts', options: { ...node, ...extension } },
  // Loaded by the extension when they are needed (a web worker's host can load no second file).
  {
    out: 'dist/language-client.node.cjs',
    entry: 'src/client/lazy/languageClient.ts',
    options: { ...node, ...extension },
  },
  { out: 'dist/fence.node.cjs', entry: 'src/client/lazy/fence.ts', options: { ...node, ...extension } },
  { out: 'dist/intake.node.cjs', entry: 'src/client/lazy/intake.ts', options: { ...node, ...extension } },
  { out: 'dist/extension.web.cjs', entry: 'src/client/web.ts', options: { ...browser, ...extension } },
  { out: 'dist/server.node.cjs', entry: 'src/server/node.ts', options: { ...node, format: 'cjs' } },
  { out: 'dist/server.web.js', entry: 'src/server/web.ts', options: { ...browser, ...script } },
  { out: 'dist/preview.js', entry: 'src/preview/main.ts', options: { ...browser, ...script } },
  { out: 'dist/capture.js', entry: 'src/preview/captures/main.ts', options: { ...browser, ...script } },
  { out: 'dist/markdown-preview.js', entry: 'src/markdown/script.ts', options: { ...browser, ...script } },
  {
    out: 'dist/notebook.js',
    entry: 'src/markdown/notebook.ts',
    options: { ...browser, format: 'esm', loader: { '.css': 'text' } },
  },
  // Loaded by the three above, when there is something to draw.
  {
    out: 'dist/mermaid.js',
    entry: 'src/preview/library.ts',
    options: { ...browser, format: 'esm', plugins: [sequenceDiagramOnly()] },
  },
  // In pieces, of which a command loads what it needs.
  {
    out: 'dist/cli.js',
    entry: 'src/cli/main.ts',
    // In ASCII, which Node need not decode.
    options: { ...node, ...program, splitting: true, charset: 'ascii', plugins: [startsNoPrograms] },
    executable: true,
  },
  // Loaded by the command line when an assistant asks for it: it is larger than all the rest.
  { out: 'dist/mcp.js', entry: 'src/mcp/main.ts', options: { ...node, ...program } },
  { out: 'dist/language-server.js', entry: 'src/server/stdio.ts', options: { ...node, ...program }, executable: true },
];
