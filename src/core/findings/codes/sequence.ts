import type { CodeEntry } from '../entry.ts';

export const SEQUENCE = {} as const satisfies Readonly<Record<string, CodeEntry>>;
