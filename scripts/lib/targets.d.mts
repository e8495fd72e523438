import type { BuildOptions } from 'esbuild';

export const TARGETS: readonly {
  readonly out: string;
  readonly entry: string;
  readonly options: BuildOptions;
  readonly executable?: boolean;
}[];
