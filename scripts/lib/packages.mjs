// The npm packages of packages/: what each is built from. All of them have the version of the extension.
import { TARGETS } from './targets.mjs';

const programs = ['dist/cli.js', 'dist/mcp.js', 'dist/language-server.js'];
/** Runs in Node and in browsers; brings all that it needs along, but for what the user's site has anyway. */
const library = { platform: 'neutral', target: 'es2022', format: 'esm' };

/** @type {readonly { folder: string, bundles: readonly { out: string, entry: string, options: import('esbuild').BuildOptions, executable?: boolean }[], types?: string, style?: boolean, grammar?: boolean }[]} */
export const PACKAGES = [
  { folder: 'packages/cli', bundles: TARGETS.filter(({ out }) => programs.includes(out)), grammar: true },
  {
    folder: 'packages/core',
    bundles: [{ out: 'dist/index.js', entry: 'src/library/index.ts', options: library }],
    types: 'src/library/index.ts',
  },
  {
    folder: 'packages/markdown-it',
    bundles: [{ out: 'dist/index.js', entry: 'src/site/markdownIt.ts', options: library }],
    types: 'src/site/markdownIt.ts',
    style: true,
  },
  {
    folder: 'packages/remark',
    bundles: [{ out: 'dist/index.js', entry: 'src/site/remark.ts', options: library }],
    types: 'src/site/remark.ts',
    style: true,
  },
];
