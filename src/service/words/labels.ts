import type { Label } from '../../core/check/trace.ts';

/** Why a segment has a label, in one sentence. */
export const LABEL_WORDS: Readonly<Record<Label, string>> = {
  retransmission: 'These bytes were sent before.',
  'fast-retransmission': 'These bytes were sent before; duplicate ACKs asked for them, before any timer ran out.',
  'spurious-retransmission': 'These bytes were sent before, and are acknowledged already.',
  'out-of-order': 'Bytes that come before these ones were sent earlier and have not arrived yet.',
  'duplicate-ack': 'It acknowledges the same as the one before: something in between is missing.',
  'keep-alive': 'It asks whether the peer is still there, with a byte that is acknowledged already.',
  'keep-alive-ack': 'It answers a keep-alive.',
  'window-update': 'It acknowledges nothing new, but offers another window.',
  'zero-window': 'Its sender has no room for data at the moment.',
  'zero-window-probe': 'It asks whether the closed window has opened again.',
  'window-full': 'It fills the window that the receiver offered.',
  'acked-unseen-segment': 'It acknowledges bytes that do not stand in this diagram.',
  'previous-segment-not-captured': 'Bytes before these ones do not stand in this diagram.',
  'port-reused': 'A new connection uses the endpoints of an old one.',
  'old-duplicate': 'It comes from before the segments of this diagram.',
  'challenge-ack': 'It answers a segment that looks forged or out of date, and asks the peer to prove itself.',
  ignored: 'The receiver drops it without a word.',
};
