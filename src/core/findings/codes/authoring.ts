import type { CodeEntry } from '../entry.ts';

export const AUTHORING = {} as const satisfies Readonly<Record<string, CodeEntry>>;
