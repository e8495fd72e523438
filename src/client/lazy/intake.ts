// A file of its own in the extension host on Node, loaded with the first capture (see `src/client/node.ts`).
export * from '../../core/intake/index.ts';
