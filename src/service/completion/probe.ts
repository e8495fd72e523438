import type { SegmentStep } from '../../core/check/trace.ts';
import type { Site } from './item.ts';

/**
 * What the rules would make of the line if it ended at a column: its numbers are then the required ones. The text of
 * the document stays as it is.
 */
export function probe(site: Site, column: number): SegmentStep | undefined {
  const { analysis } = site.unit;
  const text = site.before.slice(0, column).replace(/[\s,+|/]+$/u, '');
  const length = analysis.lines.length(site.line);
  const step = analysis.edit({ line: site.line, from: 0, to: length, text }).step(site.line);
  return step?.kind === 'segment' ? step : undefined;
}
