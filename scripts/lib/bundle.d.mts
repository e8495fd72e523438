import type { BuildOptions } from 'esbuild';

export declare function bundleOptions(
  target: { readonly entry: string; readonly options: BuildOptions },
  outfile: string,
): BuildOptions & { readonly metafile: true };
