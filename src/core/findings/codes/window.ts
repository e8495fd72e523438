import type { CodeEntry } from '../entry.ts';

const OPENED =
  'client C\nserver S\nC -> S SYN seq=0 win=1000 mss=500\nS -> C SYN,ACK seq=0 ack=1 win=1000 mss=500\nC -> S ACK seq=1 ack=1 win=1000';

/** The window and the segment size. */
export const WINDOW = {
  'window-overflow': {
    severity: 'error',
    title: 'More data than the window allows',
    why: 'A sender may have no more than SND.WND bytes on the way; the receiver drops what is beyond.',
    rfc: 'RFC 9293 §3.8.6, RFC 7323 §2.2',
    messages: {
      overflow: 'the data goes {count} past the window of {peer}, which ends at {edge}',
      unscaled:
        'the data goes {count} past the window of {peer}, which ends at {edge}: window scale was offered by one side only, so it does not count',
    },
    bad: `${OPENED}\nC -> S PSH,ACK seq=1 ack=1 len=500 win=1000\nC -> S PSH,ACK seq=501 ack=1 len=500 win=1000\nC -> S PSH,ACK seq=1001 ack=1 len=100 win=1000`,
    good: `${OPENED}\nC -> S PSH,ACK seq=1 ack=1 len=500 win=1000\nC -> S PSH,ACK seq=501 ack=1 len=500 win=1000`,
  },
  'zero-window-data': {
    severity: 'error',
    title: 'Data against a closed window',
    why: 'While the window is zero a sender may only probe it, with one byte.',
    rfc: 'RFC 9293 §3.8.6.1',
    messages: { closed: 'the window of {peer} is closed: only a probe of one byte may be sent' },
    bad: `${OPENED}\nS -> C ACK seq=1 ack=1 win=0\nC -> S PSH,ACK seq=1 ack=1 len=10 win=1000`,
    good: `${OPENED}\nS -> C ACK seq=1 ack=1 win=0\nC -> S PSH,ACK seq=1 ack=1 len=1 win=1000`,
  },
  'window-shrunk': {
    severity: 'warning',
    title: 'The window is drawn back',
    why: 'The right edge of the window should not move to the left: bytes that were allowed may be on the way already.',
    rfc: 'RFC 9293 §3.8.6',
    messages: { shrunk: 'the window should not end before {edge}, as it was offered before' },
    bad: `${OPENED}\nC -> S ACK seq=1 ack=1 win=500`,
    good: `${OPENED}\nC -> S ACK seq=1 ack=1 win=1500`,
  },
  'mss-exceeded': {
    severity: 'warning',
    title: 'More data than one segment may hold',
    why: 'The peer announced its maximum segment size in its SYN. Captures on a host with segmentation offload show larger ones: say so with option capture.',
    rfc: 'RFC 9293 §3.7.1',
    messages: { size: '{peer} takes at most {mss} bytes in a segment, not {size}' },
    bad: `${OPENED}\nC -> S PSH,ACK seq=1 ack=1 len=600 win=1000`,
    good: `${OPENED}\nC -> S PSH,ACK seq=1 ack=1 len=500 win=1000`,
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
