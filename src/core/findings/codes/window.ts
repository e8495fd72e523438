import type { CodeEntry } from '../entry.ts';

export const WINDOW = {} as const satisfies Readonly<Record<string, CodeEntry>>;
