import type { Finding } from '../findings/finding.ts';
import { firstFrom } from '../text/place.ts';
import type { Analysis, Diagram } from './analysis.ts';

/** The findings on the lines of a diagram, in their order. */
export function findingsOf(
  { findings }: Analysis,
  { line, endLine }: Pick<Diagram, 'line' | 'endLine'>,
): readonly Finding[] {
  return findings.slice(firstFrom(findings, line), firstFrom(findings, endLine));
}
