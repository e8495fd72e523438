import type { SegmentStep } from '../check/trace.ts';
import { ackText, hasData, seqText, type Words } from './words.ts';

const ASKS = '{from} asks for a connection; its sequence numbers begin at {seq}';
const ENDS = '{from} has nothing more to send';

/** What the seven segments of the textbook do, in one plain sentence each, by their place in the story. */
const TEXTBOOK: ReadonlyMap<string, string> = new Map([
  ['handshake 1', ASKS],
  ['handshake 2', '{from} agrees and confirms what it heard; its own sequence numbers begin at {seq}'],
  ['handshake 3', '{from} confirms; now both know that both directions work'],
  ['close 1', ENDS],
  ['close 2', '{from} confirms that, and may still have something to send'],
  ['close 3', '{from} has nothing more to send either'],
  ['close 4', '{from} confirms that, too'],
]);

/** The same seven as two people on the phone would say them. */
const PHONE_CALL: ReadonlyMap<string, string> = new Map([
  ['handshake 1', '“Hello, can you hear me?”'],
  ['handshake 2', '“Yes, I can hear you. Can you hear me?”'],
  ['handshake 3', '“I can hear you, too. Let us begin.”'],
  ['close 1', '“I have said all I wanted to say.”'],
  ['close 2', '“I see. Wait, I have not finished yet.”'],
  ['close 3', '“Now I have said everything, too.”'],
  ['close 4', '“All right, goodbye.”'],
]);

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
  const waiting = waits ? words.translate('then it waits for 2 MSL, in case this answer is lost', args) : '';
  return waiting === '' ? sentence : words.translate('{sentence}; {more}', { sentence, more: waiting });
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
  if (step.flags.includes('RST')) return '{from} refuses or breaks off the connection';
  if (step.flags.includes('SYN')) return ASKS;
  if (step.flags.includes('FIN')) return ENDS;
  if (hasData(step)) return '{from} sends {len} bytes, numbered from {seq}';
  return '{from} confirms every byte before {ack}';
}
