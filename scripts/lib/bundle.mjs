// How every bundle is made.
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * @param {{ entry: string, options: import('esbuild').BuildOptions }} target
 * @param {string} outfile
 * @returns {import('esbuild').BuildOptions & { metafile: true }}
 */
export const bundleOptions = ({ entry, options }, outfile) => ({
  absWorkingDir: root,
  entryPoints: [entry],
  // What is in pieces has a folder of its name for those besides the first.
  ...(options.splitting === true
    ? {
        outdir: path.dirname(outfile),
        entryNames: path.parse(outfile).name,
        chunkNames: `${path.parse(outfile).name}/[name]-[hash]`,
      }
    : { outfile }),
  bundle: true,
  minify: true,
  keepNames: false,
  metafile: true,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
  ...options,
});
