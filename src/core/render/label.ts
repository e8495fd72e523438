import type { SegmentStep } from '../check/trace.ts';
import { FARES } from './phrases.ts';
import { hasData, isMessage, ports, type Words } from './words.ts';

/** `SYN, ACK seq=y ack=x+1 len=100 "GET /" [retransmission]`: everything that a segment's arrow says, with or without the remarks; numbers that nobody has written, and that do not
 * follow from what is written, are not shown. */
export function segmentLabel(step: SegmentStep, words: Words, withRemarks = true): string {
  const parts = [ports(step)];
  if (isMessage(step)) {
    parts.push(step.text);
  } else {
    parts.push(step.flags.join(', '));
    if (step.seq !== null) parts.push(`seq=${step.seq}`);
    if (step.ack !== null) parts.push(`ack=${step.ack}`);
    if (step.len !== null && hasData(step)) parts.push(`len=${step.len}`);
  }
  if (step.win !== null) parts.push(`win=${step.win}`);
  parts.push(...step.options);
  if (step.text !== '' && !isMessage(step)) parts.push(`"${step.text}"`);
  const remarks = withRemarks ? remarksOf(step, words) : [];
  if (remarks.length > 0) parts.push(`[${remarks.join(', ')}]`);
  return parts.filter((part) => part !== '').join(' ');
}

/** The labels of a segment, and how it fares where it does not simply arrive. */
export function remarksOf(step: SegmentStep, words: Words): string[] {
  const remarks = words.labels(step);
  if (step.delivery !== 'delivered') remarks.push(words.translate(FARES[step.delivery], {}));
  return remarks;
}

/** What a lifeline's name is shortened to where every row repeats it. */
const MOST_REPEATED = 100;

/** A name as it stands in every row: of a very long one, the beginning. */
export function shortened(name: string): string {
  if (name.length <= MOST_REPEATED) return name;
  const beginning = name.slice(0, MOST_REPEATED - 1);
  // No half of a character.
  return `${beginning.replace(/[\ud800-\udbff]$/, '')}…`;
}
