import type { FromPreview, PreviewState } from '../protocol/index.ts';

/** The part of VS Code's webview API that the preview uses. */
export interface Host {
  postMessage(message: FromPreview): void;
  getState(): unknown;
  setState(state: PreviewState): void;
}
