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
  'zero-window-probe-ack': 'zero-window probe ACK',
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

/** The same as the names of parts of a picture or an outline. */
export const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  handshake: 'Handshake',
  data: 'Data',
  close: 'Close',
  reset: 'Reset',
};

/** What is said of a picture as a whole, and in the place of what is missing in it. */
export const PICTURE = {
  name: 'Sequence diagram: {title}',
  description: 'Segments: {segments}. Participants: {participants}. Problems: {problems}.',
  failed: 'This step could not be drawn',
  run: '{n} segments, {bytes} bytes',
  runUnknown: '{n} segments',
} as const;

/** How a segment fares where it does not simply arrive. */
export const FARES = { lost: 'lost', sent: 'in flight', arrived: 'arrives' } as const;

/** What stood in an older version of a row that was changed; of a part that is new: that there was none. */
export const WAS = {
  was: 'was {before}',
  none: 'no {part}',
  delivered: 'delivered',
  flags: 'flags',
  options: 'options',
  text: 'label',
  time: 'time',
} as const;

/** What stands in the place of the state of who sent an old duplicate. */
export const DUPLICATE = 'duplicate';

/** The titles of the columns of the table. */
export const COLUMNS = {
  phase: 'Phase',
  step: 'Step',
  sender: 'Sender',
  flags: 'Flags',
  text: 'Text',
  seq: 'seq',
  ack: 'ack',
  len: 'len',
  states: 'State change',
  remarks: 'Remarks',
  meaning: 'Meaning',
  analogy: 'On the phone',
} as const;

/** A sentence on a segment, and the one that does without its numbers where nobody knows them. */
export interface Sentence {
  readonly text: string;
  readonly without: string;
}

const plain = (text: string): Sentence => ({ text, without: text });

const OPENS: Sentence = {
  text: '{from} asks for a connection; its sequence numbers begin at {seq}',
  without: '{from} asks for a connection',
};
const ENDS = plain('{from} has nothing more to send');

/** What the seven segments of the textbook do, in one plain sentence each, by their place in the story. */
export const TEXTBOOK: ReadonlyMap<string, Sentence> = new Map([
  ['handshake 1', OPENS],
  [
    'handshake 2',
    {
      text: '{from} agrees and confirms what it heard; its own sequence numbers begin at {seq}',
      without: '{from} agrees and confirms what it heard',
    },
  ],
  ['handshake 3', plain('{from} confirms; now both know that both directions work')],
  ['close 1', ENDS],
  ['close 2', plain('{from} confirms that, and may still have something to send')],
  ['close 3', plain('{from} has nothing more to send either')],
  ['close 4', plain('{from} confirms that, too')],
]);

/** What the other segments do. */
export const MEANINGS = {
  reset: plain('{from} refuses or breaks off the connection'),
  opens: OPENS,
  ends: ENDS,
  lastData: {
    text: '{from} sends its last {len} bytes, numbered from {seq}, and has nothing more to send',
    without: '{from} sends its last {len} bytes, and has nothing more to send',
  },
  keepAlive: plain('{from} asks whether the other side is still there'),
  message: plain('{from} says something to {to} that belongs to no connection here'),
  text: plain('{from} sends what its application has to say'),
  byte: { text: '{from} sends the byte {seq}', without: '{from} sends one byte' },
  data: { text: '{from} sends {len} bytes, numbered from {seq}', without: '{from} sends {len} bytes' },
  repeats: {
    text: '{from} says again that it is waiting for the byte {ack}',
    without: '{from} says again which byte it is waiting for',
  },
  confirms: { text: '{from} confirms every byte before {ack}', without: '{from} confirms what has arrived' },
} satisfies Record<string, Sentence>;

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

/** Why a segment has a label. */
export const REASONS: Readonly<Record<Label, string>> = {
  retransmission: 'It was sent before.',
  'fast-retransmission': 'It was sent before; duplicate ACKs asked for it, before any timer ran out.',
  'spurious-retransmission': 'It was sent before, and is acknowledged already.',
  'out-of-order': 'Bytes that come before these ones were sent earlier and have not arrived yet.',
  'duplicate-ack': 'It acknowledges the same as the one before: something in between is missing.',
  'keep-alive': 'It does so with a number that is acknowledged already: that must be answered.',
  'keep-alive-ack': 'It answers a keep-alive.',
  'window-update': 'It acknowledges nothing new, but offers another window.',
  'zero-window': 'Its sender has no room for data at the moment.',
  'zero-window-probe': 'It asks whether the closed window has opened again.',
  'zero-window-probe-ack': 'It answers the probe: the window is still closed.',
  'window-full': 'It fills the window that the receiver offered.',
  'acked-unseen-segment': 'It acknowledges bytes that do not stand in this diagram.',
  'previous-segment-not-captured': 'Bytes before these ones do not stand in this diagram.',
  'port-reused': 'A new connection uses the endpoints of an old one.',
  'old-duplicate': 'It comes from before the segments of this diagram.',
  'challenge-ack': 'It answers a segment that looks forged or out of date, and asks the peer to prove itself.',
  ignored: '{to} drops it without a word.',
};

/** What happens to a segment on its way; nothing is said where it simply arrives. */
export const DELIVERIES = {
  lost: 'It is lost on the way: {to} does not learn of it.',
  sent: 'It is on its way: {to} will learn of it when it arrives.',
} as const;

/** What user calls and timers do. */
export const CALLS: Readonly<Record<ActionStep['action'], string>> = {
  listen: '{target} is told to wait for connections.',
  open: '{target} is told to open a connection.',
  close: '{target} is told that there is nothing more to send.',
  abort: '{target} is told to give the connection up.',
  crash: '{target} loses all it knew of the connection.',
  timeout: 'The timer of {target} fires.',
};

/** What else is said of a step. */
export const SENTENCES = {
  segment: '{from} to {to}: {segment}',
  action: '{target}: {action}',
  state: '{name} is in {state}',
  states: 'From here on the ends are in these states.',
  passes: 'Time passes',
  passesWith: 'Time passes: {text}',
  elided: 'Time passes. Anything may have been exchanged.',
  note: 'Note: {text}',
  change: '{name}: {change}',
  stop: '{sentence}.',
  more: '{sentence}; {more}',
  carries: 'it sends {len} bytes along',
  waits: 'then it waits for 2 MSL, in case this answer is lost',
  fin: 'Its FIN takes up the number {fin}.',
  receives: '{from} can still receive.',
  arrives: 'It was sent on line {line} and arrives only now.',
  reply: 'The rules require an answer at once: {reply}.',
  timeWaitOver: '{target} has waited for 2 MSL: the connection is gone.',
} as const;

/** All of them, for who translates. */
export const PHRASES: readonly string[] = [
  ...[
    LABELS,
    ACTIONS,
    PHASES,
    PHASE_NAMES,
    PICTURE,
    FARES,
    COLUMNS,
    REASONS,
    DELIVERIES,
    CALLS,
    SENTENCES,
    WAS,
  ].flatMap((table) => Object.values<string>(table)),
  ...[...TEXTBOOK.values(), ...Object.values(MEANINGS)].flatMap(({ text, without }) => [text, without]),
  ...PHONE_CALL.values(),
  ...[TIME_WAIT_ENDS, DUPLICATE],
];
