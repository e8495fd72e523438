import type { SegmentStep } from '../check/trace.ts';
import { secondsText } from '../text/seconds.ts';
import { FARES } from './phrases.ts';
import { hasData, isMessage, ports, type Words } from './words.ts';

/**
 * `SYN, ACK seq=y ack=x+1 len=100 "GET /" [retransmission]`: everything that a segment's arrow says, with or without the
 * remarks, in the form of numbers that is wished for. Numbers that nobody has written, and that do not follow from what is
 * written, are not shown.
 */
export function segmentLabel(step: SegmentStep, words: Words, withRemarks = true): string {
  const parts = [words.numbers === 'all' && step.time !== null ? `@${secondsText(step.time)}` : '', ports(step)];
  if (isMessage(step)) {
    parts.push(step.text);
  } else {
    parts.push(step.flags.join(', '), ...numbersOf(step, words));
  }
  if (words.numbers !== 'flags') {
    if (step.win !== null) parts.push(`win=${step.win}`);
    parts.push(...step.options);
  }
  if (step.text !== '' && !isMessage(step)) parts.push(`"${step.text}"`);
  const remarks = withRemarks ? remarksOf(step, words) : [];
  if (remarks.length > 0) parts.push(`[${remarks.join(', ')}]`);
  return parts.filter((part) => part !== '').join(' ');
}

/** `seq=0 ack=1 len=100`; a length of 0 is said where every field is. */
function numbersOf(step: SegmentStep, words: Words): string[] {
  if (words.numbers === 'flags') return [];
  const [seq, ack] = [words.seq(step), words.ack(step)];
  const len = words.numbers === 'all' || hasData(step) ? step.len : null;
  return [
    ...(seq === null ? [] : [`seq=${seq}`]),
    ...(ack === null ? [] : [`ack=${ack}`]),
    ...(len === null ? [] : [`len=${len}`]),
  ];
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
