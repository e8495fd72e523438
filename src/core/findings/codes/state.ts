import type { CodeEntry } from '../entry.ts';

export const STATE = {} as const satisfies Readonly<Record<string, CodeEntry>>;
