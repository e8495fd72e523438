// Bundles everything into dist/. Options: --watch goes on as files change; --release leaves out the source maps.
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { thirdPartyNotices } from './lib/notices.mjs';
import { bundleOptions } from './lib/bundle.mjs';
import { inRoot } from './lib/paths.mjs';
import { TARGETS } from './lib/targets.mjs';

const { values: args } = parseArgs({ options: { watch: { type: 'boolean' }, release: { type: 'boolean' } } });

const optionsOf = (target) => ({
  ...bundleOptions(target, target.out),
  sourcemap: args.release ? false : 'linked',
});

await rm(inRoot('dist'), { recursive: true, force: true });
await mkdir(inRoot('dist'));

/** Says when no target is being built any more: debuggers start then (.vscode/tasks.json). */
let pending = TARGETS.length;
function tellWhenDone() {
  let first = true;
  return {
    name: 'tell-when-done',
    setup(build) {
      build.onStart(() => {
        if (!first) pending++;
        first = false;
      });
      build.onEnd(() => {
        if (--pending === 0) console.log('[watch] dist is up to date');
      });
    },
  };
}

if (args.watch) {
  for (const target of TARGETS) {
    const options = optionsOf(target);
    const plugins = [...(options.plugins ?? []), tellWhenDone()];
    await (await esbuild.context({ ...options, plugins, logLevel: 'info' })).watch();
  }
} else {
  const builds = await Promise.allSettled(TARGETS.map((target) => esbuild.build(optionsOf(target))));
  // esbuild has said what is wrong.
  if (builds.some(({ status }) => status === 'rejected')) process.exit(1);
  const results = builds.map(({ value }) => value);
  await writeFile(
    inRoot('dist/ThirdPartyNotices.txt'),
    await thirdPartyNotices(results.map(({ metafile }) => metafile)),
  );
  for (const { out, executable } of TARGETS) if (executable) await chmod(inRoot(out), 0o755);
  for (const { metafile } of results) {
    for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
      if (!file.endsWith('.map')) console.log(`${file}  ${(bytes / 1000).toFixed(0)} kB`);
    }
  }
}
