import type { ActionStep, Label, Phase } from '../check/trace.ts';

/*
 * Every phrase that the pictures of a diagram are made of beside the author's own words: English templates, which are
 * the keys of their translations as well.
 */

/** What Wireshark calls it. */
export const LABELS: Readonly<Record<Label, string>> = {
  retransmission: 'retransmission',
  'fast-retransmission': 'fast retransmission',
  'spurious-retransmission': 'spurious retransmission',
  'out-of-order': 'out of order',
  'duplicate-ack': 'duplicate ACK #{n}',
  'keep-alive': 'keep-alive',
  'keep-alive-ack': 'keep-alive ACK',
  'window-update': 'window update',
  'zero-window': 'zero window',
  'zero-window-probe': 'zero-window probe',
  'window-full': 'window full',
  'acked-unseen-segment': 'ACK of unseen segment',
  'previous-segment-not-captured': 'previous segment not captured',
  'port-reused': 'port reused',
  'old-duplicate': 'old duplicate',
  'challenge-ack': 'challenge ACK',
  ignored: 'ignored',
};

/** User calls and timers as the figures of RFC 9293 put them beside a lifeline. */
export const ACTIONS: Readonly<Record<ActionStep['action'], string>> = {
  listen: 'passive OPEN',
  open: 'active OPEN',
  close: 'CLOSE',
  abort: 'ABORT',
  crash: 'crash',
  timeout: 'timeout',
};

/** The timer that ends TIME-WAIT. */
export const TIME_WAIT_ENDS = '2 MSL';

export const PHASES: Readonly<Record<Phase, string>> = {
  handshake: 'handshake',
  data: 'data',
  close: 'close',
  reset: 'reset',
};

/** How a segment fares where it does not simply arrive. */
export const FARES = { lost: 'lost', sent: 'in flight', arrived: 'arrives' } as const;

/** What stands in the place of the state of who sent an old duplicate. */
export const DUPLICATE = 'duplicate';

/** The titles of the columns of the table. */
export const COLUMNS = {
  phase: 'Phase',
  step: 'Step',
  sender: 'Sender',
  flags: 'Flags',
  seq: 'seq',
  ack: 'ack',
  len: 'len',
  states: 'State change',
  remarks: 'Remarks',
  meaning: 'Meaning',
  analogy: 'On the phone',
} as const;

export const ASKS = '{from} asks for a connection; its sequence numbers begin at {seq}';
export const ENDS = '{from} has nothing more to send';

/** What the seven segments of the textbook do, in one plain sentence each, by their place in the story. */
export const TEXTBOOK: ReadonlyMap<string, string> = new Map([
  ['handshake 1', ASKS],
  ['handshake 2', '{from} agrees and confirms what it heard; its own sequence numbers begin at {seq}'],
  ['handshake 3', '{from} confirms; now both know that both directions work'],
  ['close 1', ENDS],
  ['close 2', '{from} confirms that, and may still have something to send'],
  ['close 3', '{from} has nothing more to send either'],
  ['close 4', '{from} confirms that, too'],
]);

/** The same seven as two people on the phone would say them. */
export const PHONE_CALL: ReadonlyMap<string, string> = new Map([
  ['handshake 1', '“Hello, can you hear me?”'],
  ['handshake 2', '“Yes, I can hear you. Can you hear me?”'],
  ['handshake 3', '“I can hear you, too. Let us begin.”'],
  ['close 1', '“I have said all I wanted to say.”'],
  ['close 2', '“I see. Wait, I have not finished yet.”'],
  ['close 3', '“Now I have said everything, too.”'],
  ['close 4', '“All right, goodbye.”'],
]);

/** What the other segments do. */
export const OTHERWISE = {
  reset: '{from} refuses or breaks off the connection',
  data: '{from} sends {len} bytes, numbered from {seq}',
  ack: '{from} confirms every byte before {ack}',
} as const;

export const WAITS = 'then it waits for 2 MSL, in case this answer is lost';
export const WITH_MORE = '{sentence}; {more}';

/** All of them, for who translates. */
export const PHRASES: readonly string[] = [
  ...[LABELS, ACTIONS, PHASES, FARES, COLUMNS, OTHERWISE].flatMap((table) => Object.values<string>(table)),
  ...[...TEXTBOOK.values(), ...PHONE_CALL.values()],
  ...[TIME_WAIT_ENDS, DUPLICATE, WAITS, WITH_MORE],
];
