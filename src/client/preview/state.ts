import { Uri } from 'vscode';
import type { PreviewState } from '../../protocol/index.ts';

/** The parts of the webview's state that the extension needs to show the same again; the webview sees to the rest. */
export interface Revived {
  readonly uri: Uri | undefined;
  readonly line: number;
  readonly pinned: boolean;
}

/** Reads what the webview kept, which may be of another version, or nothing at all. */
export function readState(saved: unknown): Revived {
  const { uri, line, pinned } = (saved ?? {}) as Partial<Record<keyof PreviewState, unknown>>;
  return {
    uri: typeof uri === 'string' ? Uri.parse(uri) : undefined,
    line: typeof line === 'number' ? line : 0,
    pinned: pinned === true,
  };
}
