import type { CodeEntry } from '../entry.ts';

export const HEADER = {} as const satisfies Readonly<Record<string, CodeEntry>>;
