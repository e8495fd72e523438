import type { SegmentStep } from '../check/trace.ts';
import { ASKS, ENDS, OTHERWISE, PHONE_CALL, TEXTBOOK, WAITS, WITH_MORE } from './phrases.ts';
import { ackText, hasData, seqText, type Words } from './words.ts';

/** What a segment does, in one plain sentence without a full stop. */
export function meaningOf(step: SegmentStep, words: Words, label: (name: string) => string): string {
  const args = {
    from: label(step.from),
    to: label(step.to),
    seq: seqText(step),
    ack: ackText(step) ?? '',
    len: step.len,
  };
  const sentence = words.translate(templateOf(step), args);
  const waits = step.phase === 'close' && step.states[step.from]?.[1] === 'TIME-WAIT';
  const waiting = waits ? words.translate(WAITS, args) : '';
  return waiting === '' ? sentence : words.translate(WITH_MORE, { sentence, more: waiting });
}

/** What would be said on the phone in the place of this segment; '' for a segment without a place in the textbook. */
export function analogyOf(step: SegmentStep, words: Words): string {
  const template = PHONE_CALL.get(place(step));
  return template === undefined ? '' : words.translate(template, {});
}

function place(step: SegmentStep): string {
  return `${step.phase ?? ''} ${step.step ?? ''}`;
}

function templateOf(step: SegmentStep): string {
  const textbook = TEXTBOOK.get(place(step));
  if (textbook !== undefined) return textbook;
  if (step.flags.includes('RST')) return OTHERWISE.reset;
  if (step.flags.includes('SYN')) return ASKS;
  if (step.flags.includes('FIN')) return ENDS;
  if (hasData(step)) return OTHERWISE.data;
  return OTHERWISE.ack;
}
