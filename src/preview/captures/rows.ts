import type { CaptureRow, CaptureVerdict } from '../../protocol/index.ts';

/** The columns that rows can be sorted by. */
export type Column = 'number' | 'left' | 'right' | 'packets' | 'bytes' | 'seconds' | 'flags' | 'problems';

export interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

/** A row together with what the checker says of it, which comes later. */
export interface Row extends CaptureRow {
  readonly verdict: CaptureVerdict | undefined;
}

/**
 * The rows that hold every word of a filter: in an address, a port, the flags or a label. Addresses match from their
 * beginning or behind a dot or colon, so that `80` finds the port and `10.0` the network, and not every number with an 80.
 */
export function filterRows(rows: readonly Row[], filter: string): readonly Row[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = searchText(row);
    return words.every((word) => text.includes(` ${word}`) || text.includes(`:${word}`) || text.includes(`.${word}`));
  });
}

function searchText({ left, right, flags, verdict }: Row): string {
  const labels = verdict?.labels.map(([label]) => label) ?? [];
  const problems =
    verdict === undefined ? [] : [verdict.errors > 0 ? 'error' : '', verdict.warnings > 0 ? 'warning' : ''];
  // Brackets of IPv6 would hide the beginning of the address.
  const ends = [left, right].map((end) => end.replace(/^\[/, ''));
  return ` ${[...ends, flags.replaceAll(',', ' '), ...labels, ...problems].join(' ').toLowerCase()}`;
}

/** Rows in the order of a column; rows that are equal there keep the order of the capture. */
export function sortRows(rows: readonly Row[], { column, descending }: Sorting): readonly Row[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a, b, column) || a.number - b.number);
}

function compare(a: Row, b: Row, column: Column): number {
  switch (column) {
    case 'left':
    case 'right':
    case 'flags':
      return a[column].localeCompare(b[column], 'en', { numeric: true });
    case 'problems':
      return weight(a) - weight(b);
    default:
      return (a[column] ?? -1) - (b[column] ?? -1);
  }
}

/** Errors weigh more than any number of warnings, those more than labels. */
function weight({ verdict }: Row): number {
  if (verdict === undefined) return -1;
  return verdict.errors * 1e12 + verdict.warnings * 1e6 + verdict.labels.reduce((sum, [, count]) => sum + count, 0);
}
