import type { DiagramResult, DiagramSummary } from './requests.ts';

/** From the extension to the webview. */
export type ToPreview =
  | { readonly type: 'diagram'; readonly uri: string; readonly diagrams: readonly DiagramSummary[]; readonly shown: DiagramResult | null }
  | { readonly type: 'cursor'; readonly line: number };

/** From the webview to the extension. */
export type FromPreview =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly line: number }
  | { readonly type: 'select'; readonly line: number };
