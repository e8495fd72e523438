import type { TARGETS } from './targets.mjs';

/** An npm package of `packages/`. */
export interface Package {
  readonly folder: string;
  readonly bundles: typeof TARGETS;
  /** The file whose types it has. */
  readonly types?: string;
  readonly style?: boolean;
}

export declare const PACKAGES: readonly Package[];
