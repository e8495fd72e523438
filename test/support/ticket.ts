/** What a ticket holds: lines of tcpdump, and a sentence. */
export const TICKET = [
  'Seen on the gateway:',
  '09:30:01.100 IP 192.0.2.1.5000 > 192.0.2.2.80: Flags [S], seq 7, win 1000, length 0',
  '09:30:01.120 IP 192.0.2.2.80 > 192.0.2.1.5000: Flags [R.], seq 0, ack 8, win 0, length 0',
  '',
].join('\n');
