import type { CodeEntry } from '../entry.ts';

/** Mistakes in the text itself: the parser finds them, or the binding of names and symbols. */
export const TEXT = {
  syntax: {
    severity: 'error',
    title: 'The line is no statement of the notation',
    why: 'A line that cannot be read is left out of the diagram; the lines around it are checked all the same.',
    rfc: '',
    messages: { unreadable: 'this line cannot be read' },
    bad: 'C -> S SYN seq=x\nC >>> S ACK',
    good: 'C -> S SYN seq=x',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
