import type { CodeEntry } from '../entry.ts';

export const ARRIVAL = {} as const satisfies Readonly<Record<string, CodeEntry>>;
