// How every bundle is made.
import { root } from './paths.mjs';

/**
 * @param {{ entry: string, options: import('esbuild').BuildOptions }} target
 * @param {string} outfile
 * @returns {import('esbuild').BuildOptions & { metafile: true }}
 */
export const bundleOptions = ({ entry, options }, outfile) => ({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile,
  bundle: true,
  minify: true,
  keepNames: false,
  metafile: true,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
  ...options,
});
