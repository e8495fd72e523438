import type { Finding } from '../findings/finding.ts';
import type { Analysis, Diagram } from './analysis.ts';

/** The findings on the lines of a diagram, in their order. */
export function findingsOf(
  { findings }: Analysis,
  { line, endLine }: Pick<Diagram, 'line' | 'endLine'>,
): readonly Finding[] {
  return findings.slice(firstFrom(findings, line), firstFrom(findings, endLine));
}

/** The index of the first finding at `line` or behind it. */
function firstFrom(findings: readonly Finding[], line: number): number {
  let low = 0;
  let high = findings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((findings[middle]?.line ?? Infinity) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
