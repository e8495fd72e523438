/** What the arrows of a picture say: the numbers as written, or relative to the initial ones, none of them, or all fields. */
export const NUMBER_FORMS = ['absolute', 'relative', 'flags', 'all'] as const;

export type NumberForm = (typeof NUMBER_FORMS)[number];

/** How a diagram looks, whoever chose it: its author, its reader, or nobody. */
export interface Look {
  readonly numbers: NumberForm;
  /** Rows are spaced by their times, where they have any. */
  readonly timeScale: boolean;
}

/** What somebody wishes of a look; what is left out is left to others. */
export type LookWish = Partial<Look>;

/** What holds where nobody wishes anything. */
export const DEFAULT_LOOK: Look = { numbers: 'absolute', timeScale: false };

/** What is understood of a wish that came from outside: settings, messages, what a page has kept. */
export function readLook(value: unknown): LookWish {
  if (typeof value !== 'object' || value === null) return {};
  const { numbers, timeScale } = value as Partial<Record<keyof Look, unknown>>;
  const form = NUMBER_FORMS.find((one) => one === numbers);
  return { ...(form !== undefined && { numbers: form }), ...(typeof timeScale === 'boolean' && { timeScale }) };
}
