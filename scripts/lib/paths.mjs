import path from 'node:path';

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, '../..');

/** A path inside the repository. */
export const inRoot = (...parts) => path.join(root, ...parts);
