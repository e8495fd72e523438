// A file of its own in the extension host on Node, loaded with the first Markdown preview (see `src/client/node.ts`).
export { tcpFence } from '../../markdown/plugin.ts';
