// Bundles Mermaid with the sequence diagram alone: a tenth of its size. Mermaid has no such build, so its own module is
// cut at known places; each must be found exactly as often as expected, or the build fails. That can only happen after a
// change of the pinned version: look at the new module then, adapt the counts and run the tests of the preview.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const notBundled = (what) => `Promise.reject(new Error(${JSON.stringify(`${what} is not part of this build`)}))`;

/** What is cut from which of Mermaid's modules: [file name, pattern, how often it is there, replacement]. */
const CUTS = [
  // Every other kind of diagram.
  [
    'mermaid.core.mjs',
    /import\("\.\/chunks\/mermaid\.core\/(?!sequenceDiagram-)[^"]+"\)/g,
    36,
    notBundled('This kind of diagram'),
  ],
  // Chunks that are imported for nothing but what the other diagrams share (layouts, shapes, icons).
  ['mermaid.core.mjs', /^import "\.\/chunks\/mermaid\.core\/chunk-[^"]+";$/gm, 8, ''],
  [
    'mermaid.core.mjs',
    /^import \{\s+registerLayoutLoaders\s+\} from "[^"]+";$/gm,
    1,
    'const registerLayoutLoaders = () => {};',
  ],
  [
    'mermaid.core.mjs',
    /^import \{\s+registerIconPacks\s+\} from "[^"]+";$/gm,
    1,
    'const registerIconPacks = () => {};',
  ],
  // Formulas.
  ['the chunk that loads KaTeX', /import\("katex"\)/g, 1, notBundled('KaTeX')],
];

/** Modules that are replaced as a whole. */
const STUBS = {
  // Only selections and curves are used by the sequence diagram; a missing name would fail the build.
  d3: `export * from 'd3-selection'; export * from 'd3-shape';`,
  // Only the time in log lines.
  dayjs: `export default () => ({ format: () => '' });`,
};

/** @returns {import('esbuild').Plugin} */
export function sequenceDiagramOnly() {
  return {
    name: 'mermaid-sequence-diagram-only',
    setup(build) {
      const found = new Map();
      let loaded = false;
      let dist = '';
      build.onStart(() => {
        found.clear();
        loaded = false;
      });
      build.onLoad({ filter: /[\\/]mermaid[\\/]dist[\\/].*\.mjs$/ }, async ({ path: file }) => {
        loaded = true;
        if (path.basename(file) === 'mermaid.core.mjs') dist = path.dirname(file);
        let contents = await readFile(file, 'utf8');
        for (const cut of CUTS) {
          const [name, pattern, , replacement] = cut;
          if (name.endsWith('.mjs') && name !== path.basename(file)) continue;
          contents = contents.replace(pattern, () => {
            found.set(cut, (found.get(cut) ?? 0) + 1);
            return replacement;
          });
        }
        return { contents, loader: 'js' };
      });
      build.onResolve({ filter: /^(d3|dayjs)$/ }, (args) =>
        /[\\/]mermaid[\\/]/.test(args.importer)
          ? { path: args.path, namespace: 'mermaid-stub', sideEffects: false }
          : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'mermaid-stub' }, (args) => ({
        contents: STUBS[args.path],
        resolveDir: dist,
      }));
      build.onEnd(() => {
        if (!loaded) return undefined;
        const wrong = CUTS.filter((cut) => (found.get(cut) ?? 0) !== cut[2]);
        return {
          errors: wrong.map((cut) => ({
            text: `${cut[0]}: ${cut[1]} was found ${found.get(cut) ?? 0} times instead of ${cut[2]}. Has Mermaid's version changed?`,
          })),
        };
      });
    },
  };
}
