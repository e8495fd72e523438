// npm run packages: builds the npm packages of packages/, each into its dist/. Option: --pack FOLDER makes the tarballs.
import { copyFile, chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleOptions } from './lib/bundle.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { PACKAGES } from './lib/packages.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const { values: args } = parseArgs({ options: { pack: { type: 'string' } } });

await ensureInstalled();
const { default: esbuild } = await import('esbuild');
const { thirdPartyNotices } = await import('./lib/notices.mjs');

for (const { folder, bundles, types, style, grammar } of PACKAGES) {
  const dist = inRoot(folder, 'dist');
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const built = await Promise.all(
    bundles.map(async (target) => {
      const outfile = inRoot(folder, target.out);
      const result = await esbuild.build(bundleOptions(target, outfile));
      if (target.executable) await chmod(outfile, 0o755);
      return result.metafile;
    }),
  );
  const notices = await thirdPartyNotices(built);
  if (notices.trim().includes('\n')) await writeFile(path.join(dist, 'ThirdPartyNotices.txt'), notices);
  if (types !== undefined) await writeTypes(types, path.join(dist, 'index.d.ts'));
  if (style) await writeFile(path.join(dist, 'style.css'), await styleSheet());
  if (grammar) await writeGrammar(dist);
  await copyFile(inRoot('LICENSE'), inRoot(folder, 'LICENSE'));
}

if (args.pack !== undefined) {
  const folder = path.resolve(args.pack);
  await mkdir(folder, { recursive: true });
  for (const one of PACKAGES) {
    await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: inRoot(one.folder), quiet: true });
  }
}

/** All types that a user sees, in one file. */
async function writeTypes(entry, out) {
  const { rollup } = await import('rollup');
  const { dts } = await import('rollup-plugin-dts');
  const bundle = await rollup({
    input: inRoot(entry),
    external: ['markdown-it'],
    plugins: [dts({ tsconfig: inRoot('tsconfig.base.json') })],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  await bundle.write({ file: out, format: 'es' });
  await bundle.close();
}

/** The grammar for other programs: as JSON (VS Code, Shiki), and as a property list (TextMate, Sublime Text). */
async function writeGrammar(dist) {
  const { build } = await import('plist');
  const json = await readFile(inRoot('syntaxes/tcp.tmLanguage.json'), 'utf8');
  await writeFile(path.join(dist, 'tcp.tmLanguage.json'), json);
  await writeFile(path.join(dist, 'tcp.tmLanguage'), build({ fileTypes: ['tcp'], ...JSON.parse(json) }));
}

async function styleSheet() {
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['src/site/style.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
  });
  const code = result.outputFiles[0]?.text ?? '';
  const { SITE_CSS } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return SITE_CSS;
}
