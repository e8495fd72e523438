import type { CodeEntry } from '../entry.ts';

export const ENDS = {} as const satisfies Readonly<Record<string, CodeEntry>>;
