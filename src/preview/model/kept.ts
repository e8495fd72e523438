import { readLook } from '../../core/notation/look.ts';
import type { Baseline, FoldWish, PreviewState } from '../../protocol/index.ts';
import type { ZoomMode } from '../view/zoom.ts';

/** The zoom as it is kept over a reload: 0 for `auto`, −1 for `fit`. */
export const keptZoom = (mode: ZoomMode): number => (mode === 'auto' ? 0 : mode === 'fit' ? -1 : mode);

/** The same, taken back. */
export function zoomModeOf(kept: number): ZoomMode {
  if (kept === 0) return 'auto';
  return kept < 0 ? 'fit' : kept;
}

/** What an earlier page kept, if it is still of this form. */
export function readState(state: unknown): PreviewState | null {
  if (typeof state !== 'object' || state === null) return null;
  const { uri, line, pinned, zoom, top, offset, step, look, fold, plot, baseline } = state as Partial<
    Record<keyof PreviewState, unknown>
  >;
  if (typeof uri !== 'string' || typeof pinned !== 'boolean') return null;
  const numbers = [line, zoom, top, offset, step];
  if (!numbers.every((value): value is number => typeof value === 'number' && Number.isFinite(value))) return null;
  const [l, z, t, o, s] = numbers as [number, number, number, number, number];
  return {
    uri,
    pinned,
    line: l,
    zoom: z,
    top: t,
    offset: o,
    step: s,
    look: readLook(look),
    plot: plot === true,
    ...readFold(fold),
    ...readBaseline(baseline),
  };
}

function readBaseline(kept: unknown): Pick<PreviewState, 'baseline'> {
  const { kind, ref, name } = (kept ?? {}) as Partial<Record<'kind' | 'ref' | 'name', unknown>>;
  if (kind === 'saved') return { baseline: { kind } };
  const sound = kind === 'revision' && typeof ref === 'string' && typeof name === 'string';
  return sound ? { baseline: { kind, ref, name } satisfies Baseline } : {};
}

function readFold(kept: unknown): Pick<PreviewState, 'fold'> {
  const { on, open } = (kept ?? {}) as Partial<Record<keyof FoldWish, unknown>>;
  if ((on !== null && typeof on !== 'boolean') || !Array.isArray(open)) return {};
  return { fold: { on, open: open.filter((line): line is number => Number.isSafeInteger(line) && line >= 0) } };
}
