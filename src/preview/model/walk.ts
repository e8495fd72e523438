import type { Picture } from '../../core/picture/index.ts';

/** Where a step-through goes. */
export type Way = 'first' | 'back' | 'forward' | 'last';

/** The steps of a picture that are walked through: what is there of segments, calls and elisions, of one connection where one is chosen. */
export function walkable(picture: Picture | null, connection = 0): number[] {
  if (!picture) return [];
  const kinds = [...picture.result.overview.kinds];
  return kinds.flatMap((kind, i) =>
    'dlsace'.includes(kind) && picture.change(i) !== '-' && picture.isOf(i, connection) ? [i] : [],
  );
}

/** The step to go to from `now`; −1 where there is none. */
export function walkTo(steps: readonly number[], now: number, way: Way): number {
  const target = {
    first: steps[0],
    last: steps.at(-1),
    forward: steps.find((i) => i > now) ?? steps.at(-1),
    back: steps.findLast((i) => i < now) ?? steps[0],
  }[way];
  return target ?? -1;
}
