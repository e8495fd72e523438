import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, context } from 'esbuild';
import { inRoot, root } from './paths.mjs';

/** Told to mocha with the tests: the seed, and what runs before all of them. */
const SUPPORT = 'test/support/property.ts';

/** The tests that need no browser, no VS Code and no package, as paths from the root. */
export function testFiles() {
  return readdirSync(inRoot('test'), { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.test.ts') && !name.endsWith('.browser.test.ts'))
    .filter((name) => !/^test\/(vscode|packages|fixtures)\//.test(name))
    .sort();
}

/** A module is somewhere else after the build: what it asks about itself is answered with where its source is. */
const whereItIs = {
  name: 'where-it-is',
  setup({ onLoad }) {
    onLoad({ filter: /\.(ts|mjs)$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      if (!text.includes('import.meta.')) return undefined;
      const about = { dirname: path.dirname(file), filename: file, url: pathToFileURL(file).href };
      const contents = text.replace(/\bimport\.meta\.(dirname|filename|url)\b/g, (_, key) =>
        JSON.stringify(about[key]),
      );
      return { contents, loader: file.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};

/**
 * Makes JavaScript of tests and of all that they import, in one go and with source maps: a second, where a loader takes ten
 * to load a thousand files one by one. What two of them import is one module, as it would be without.
 * @param {readonly string[]} files from the root
 * @param {string} folder for what is made; its maker removes it
 * @returns {Promise<Built>}
 *
 * @typedef {{ readonly specs: readonly string[], readonly support: string }} Built
 */
export async function buildTests(files, folder) {
  await build(options(files, folder, []));
  return builtFrom(files, folder);
}

/**
 * One spec for each folder of tests, in place of one for each test: mocha's processes load what the tests of a room have in common
 * once, and tell of a room at a time. The rooms whose tests load jsdom, which takes longer than most of them, are one. The largest
 * is the first, so that none of them works alone at the end.
 * @param {Built} built
 * @param {string} folder where it was built
 * @returns {Built}
 */
export function byFolder({ specs, support }, folder) {
  const roomOf = (test) => path.relative(folder, path.dirname(test)).replaceAll(path.sep, '-');
  const withDocuments = new Set(specs.filter((test) => /\bfrom "jsdom"/.test(readFileSync(test, 'utf8'))).map(roomOf));
  const rooms = new Map();
  for (const test of specs) {
    const name = withDocuments.has(roomOf(test)) ? 'documents' : roomOf(test);
    const room = rooms.get(name) ?? { spec: path.join(folder, `${name}.mjs`), tests: [], size: 0 };
    room.tests.push(test);
    room.size += statSync(test).size;
    rooms.set(name, room);
  }
  const bySize = [...rooms.values()].sort((a, b) => b.size - a.size);
  for (const { spec, tests } of bySize)
    writeFileSync(spec, tests.map((test) => `import ${JSON.stringify(pathToFileURL(test).href)};\n`).join(''));
  return { specs: bySize.map(({ spec }) => spec), support };
}

/** The same again after each change; `done` is called where it could be built. */
export async function watchTests(files, folder, done) {
  const tell = {
    name: 'tell',
    setup({ onStart, onEnd }) {
      onStart(() => rmSync(folder, { recursive: true, force: true }));
      onEnd(({ errors }) => errors.length > 0 || done(builtFrom(files, folder)));
    },
  };
  await (await context(options(files, folder, [tell]))).watch();
}

function builtFrom(files, folder) {
  const place = (file) => path.join(folder, file.replace(/\.ts$/, '.mjs'));
  return { specs: files.map(place), support: place(SUPPORT) };
}

/** @returns {import('esbuild').BuildOptions} */
function options(files, folder, plugins) {
  return {
    absWorkingDir: root,
    entryPoints: [SUPPORT, ...files],
    outbase: '.',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [whereItIs, ...plugins],
  };
}
