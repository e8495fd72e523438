import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { describe as sentence, english } from '../../src/core/findings/finding.ts';

/**
 * All that is said of a diagram, hints as well: the line, how grave it is, the sentence with its reason, and the lines that
 * it follows from. A reader must find the place and the remedy in it.
 */
function said(text: string): string[] {
  return analyze(text).findings.map((finding) => {
    const related = finding.related.map(
      ({ line, why }) => ` [${String(line + 1)}: ${english(why.template, why.args)}]`,
    );
    return `${String(finding.line + 1)} ${finding.severity}: ${sentence(finding, english)}${related.join('')}`;
  });
}

const NAMED = 'client C\nserver S\n';
const OPENED = `${NAMED}C -> S SYN     seq=100\nS -> C SYN,ACK seq=300 ack=101\nC -> S ACK     seq=101 ack=301\n`;

/** What is told; the diagram; and what is said of it. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'the FIN that an ACK leaves out (RFC 9293 §3.4)',
    `${OPENED}C -> S FIN,ACK seq=101 ack=301\nS -> C ACK seq=301 ack=101\n`,
    [
      '6 hint: S stays in CLOSE-WAIT until its program closes: a pile of these is a leak in the program',
      '7 error: ack should be 102, not 101: the FIN on line 6 occupies one sequence number [6: it follows from this segment]',
    ],
  ],
  [
    'the FIN behind text that an ACK leaves out',
    `${OPENED}C -> S FIN,ACK seq=101 ack=301 len=10\nS -> C ACK seq=301 ack=111\n`,
    [
      '6 hint: S stays in CLOSE-WAIT until its program closes: a pile of these is a leak in the program',
      '7 error: ack should be 112, not 111: line 6 has len=10, and its FIN counts as one more [6: it follows from this segment]',
    ],
  ],
  [
    'the byte that an ACK leaves out',
    `${OPENED}C -> S PSH,ACK seq=101 ack=301 len=10\nS -> C ACK seq=301 ack=110\n`,
    ['7 error: ack should be 111, not 110: line 6 has len=10 [6: it follows from this segment]'],
  ],
  [
    'how many bytes were skipped',
    `${OPENED}C -> S PSH,ACK seq=101 ack=301 len=10\nS -> C ACK seq=301 ack=111\nC -> S PSH,ACK seq=121 ack=301 len=10\nS -> C ACK seq=301 ack=131\n`,
    ['8 error: a segment is missing before this line: C -> S PSH,ACK seq=111 ack=301 len=10'],
  ],
  [
    'the SYN that the next number leaves out (RFC 9293 §3.4)',
    `${NAMED}C -> S SYN     seq=100\nS -> C SYN,ACK seq=300 ack=101\nC -> S ACK     seq=100 ack=301\n`,
    [
      '5 error: seq should be 101, not 100: the SYN on line 3 occupies one sequence number [3: it follows from this segment]',
    ],
  ],
  [
    'an older timestamp (RFC 7323 §5.3)',
    `${NAMED}C -> S SYN     seq=100 ts=10/0\nS -> C SYN,ACK seq=300 ack=101 ts=20/10\nC -> S ACK     seq=101 ack=301 ts=11/20\nC ->... S PSH,ACK seq=101 ack=301 len=10 ts=12/20\nC -> S PSH,ACK seq=111 ack=301 len=10 ts=13/20\nC -> S PSH,ACK seq=101 ack=301 len=10 ts=14/20\nC ...-> S PSH,ACK seq=101 ack=301 len=10 ts=12/20\n`,
    [
      '8 hint: the bytes of C from 101 on are not acknowledged',
      '9 hint: S answers this with ACK; the diagram ends before',
      '9 info: S drops this segment: its timestamp is older than one that has arrived',
    ],
  ],
  [
    'what the receiver expects (RFC 9293 §3.10.7.4)',
    `${OPENED}C -> S PSH,ACK seq=101 ack=301 len=10\nS -> C ACK seq=301 ack=111\nC ...-> S PSH,ACK seq=101 ack=301 len=10\n`,
    [
      '8 hint: S answers this with ACK; the diagram ends before',
      '8 info: S drops this segment: it expects 111',
      '8 hint: no segment in flight is like this one: it is an old duplicate',
    ],
  ],
  [
    'a clock that goes back (RFC 7323 §3.2)',
    `${NAMED}C -> S SYN     seq=100 ts=10/0\nS -> C SYN,ACK seq=300 ack=101 ts=20/10\nC -> S ACK     seq=101 ack=301 ts=9/20\n`,
    ['5 error: TSval goes back: it was 10, and is 9 here'],
  ],
  [
    'an echo of nothing that was sent',
    `${NAMED}C -> S SYN     seq=100 ts=10/0\nS -> C SYN,ACK seq=300 ack=101 ts=20/10\nC -> S ACK     seq=101 ack=301 ts=11/21\n`,
    ['5 error: TSecr should be 20, not 21: S has sent no such TSval'],
  ],
  [
    'ECN that was not agreed on (RFC 3168 §6.1.1)',
    `${OPENED}C -> S PSH,ACK,ECE seq=101 ack=301 len=10\n`,
    [
      '6 hint: the bytes of C from 101 on are not acknowledged',
      '6 warning: ECE has no meaning here: the handshake did not agree on ECN',
    ],
  ],
  [
    'half a question for ECN',
    `${NAMED}C -> S SYN,ECE seq=100\n`,
    [
      '3 hint: S answers this with SYN,ACK; the diagram ends before',
      '3 warning: a SYN asks for ECN with ECE and CWR together, not with ECE',
    ],
  ],
  [
    'an answer without a question for ECN',
    `${NAMED}C -> S SYN seq=100\nS -> C SYN,ACK,ECE seq=300 ack=101\n`,
    [
      '4 hint: the handshake lacks its last ACK: S stays in SYN-RECEIVED',
      '4 warning: the SYN of C did not ask for ECN: ECE has no meaning here',
    ],
  ],
  [
    'a question instead of an answer for ECN',
    `${NAMED}C -> S SYN,ECE,CWR seq=100\nS -> C SYN,ACK,ECE,CWR seq=300 ack=101\n`,
    [
      '4 hint: the handshake lacks its last ACK: S stays in SYN-RECEIVED',
      '4 warning: a SYN,ACK agrees to ECN with ECE alone, not with ECE,CWR',
    ],
  ],
  [
    'a server that has lost the connection (RFC 9293 §3.5.1)',
    `${OPENED}crash S\n`,
    ['6 hint: C is still in ESTABLISHED, but S knows nothing of the connection any more'],
  ],
  [
    'a client that has lost it',
    `${OPENED}crash C\n`,
    ['6 hint: S is still in ESTABLISHED, but C knows nothing of the connection any more'],
  ],
  [
    'a reset that was lost',
    `${OPENED}S -x C RST seq=301\n`,
    ['6 hint: C is still in ESTABLISHED, but S knows nothing of the connection any more'],
  ],
  ['RST with FIN', `${OPENED}C -> S FIN,RST,ACK seq=101 ack=301\n`, ['6 error: RST and FIN exclude each other']],
  [
    'SYN with FIN',
    `${NAMED}C -> S SYN,FIN seq=100\n`,
    ['3 hint: S answers this with SYN,ACK; the diagram ends before', '3 error: SYN and FIN exclude each other'],
  ],
  [
    'the first pair of flags that exclude each other, and no other',
    `${NAMED}C -> S SYN,RST,FIN seq=100\n`,
    ['3 error: SYN and RST exclude each other', '3 error: C is CLOSED: it may only send a SYN'],
  ],
  [
    'all options that were not offered, in one finding',
    `${NAMED}C -> S SYN seq=100\nS -> C SYN,ACK seq=300 ack=101 wscale=7 sackok ts=1/0\n`,
    [
      '4 hint: the handshake lacks its last ACK: S stays in SYN-RECEIVED',
      '4 error: the SYN of C did not offer wscale, sackok, ts: the SYN,ACK cannot take it up',
    ],
  ],
  [
    'a handshake without its last ACK',
    `${NAMED}C -> S SYN seq=100\nS -> C SYN,ACK seq=300 ack=101\n`,
    ['4 hint: the handshake lacks its last ACK: S stays in SYN-RECEIVED'],
  ],
  ['a SYN that was lost', `${NAMED}C -x S SYN seq=100\n`, ['3 hint: the SYN of C is not answered']],
  [
    'a server that does not close',
    `${OPENED}C -> S FIN,ACK seq=101 ack=301\nS -> C ACK seq=301 ack=102\n`,
    ['6 hint: S stays in CLOSE-WAIT until its program closes: a pile of these is a leak in the program'],
  ],
  [
    'a client that does not close',
    `${OPENED}S -> C FIN,ACK seq=301 ack=101\nC -> S ACK seq=101 ack=302\n`,
    ['6 hint: C stays in CLOSE-WAIT until its program closes: a pile of these is a leak in the program'],
  ],
  [
    'all that the end of a diagram leaves open',
    `${OPENED}C -> S FIN,ACK seq=101 ack=301\n`,
    [
      '6 hint: the FIN of C is not acknowledged: it stays in FIN-WAIT-1',
      '6 hint: S stays in CLOSE-WAIT until its program closes: a pile of these is a leak in the program',
      '6 hint: S answers this with ACK; the diagram ends before',
    ],
  ],
  [
    'nothing of a second copy that is lost',
    `${OPENED}C -> S PSH,ACK seq=101 ack=301 len=10\nC -x S PSH,ACK seq=101 ack=301 len=10\nS -> C ACK seq=301 ack=111\n`,
    [],
  ],
  [
    'a second copy that arrives',
    `${OPENED}C -> S PSH,ACK seq=101 ack=301 len=10\nC -> S PSH,ACK seq=101 ack=301 len=10\nS -> C ACK seq=301 ack=111\n`,
    ['7 hint: these bytes have arrived already; if the first copy was lost, mark it with -x'],
  ],
  [
    'how far the data goes past the window',
    `${NAMED}C -> S SYN     seq=100\nS -> C SYN,ACK seq=300 ack=101 win=20\nC -> S ACK     seq=101 ack=301\nC -> S PSH,ACK seq=101 ack=301 len=25\n`,
    [
      '6 hint: the bytes of C from 101 on are not acknowledged',
      '6 error: the data goes 5 past the window of S, which ends at 121',
    ],
  ],
  [
    'where the window was',
    `${NAMED}C -> S SYN     seq=100 win=100\nS -> C SYN,ACK seq=300 ack=101 win=20\nC -> S ACK     seq=101 ack=301 win=100\nC -> S PSH,ACK seq=101 ack=301 len=5 win=90\n`,
    [
      '6 hint: the bytes of C from 101 on are not acknowledged',
      '6 warning: the window should not end before 401, as it was offered before',
    ],
  ],
  [
    'the largest segment and the length',
    `${NAMED}C -> S SYN     seq=100\nS -> C SYN,ACK seq=300 ack=101 mss=536\nC -> S ACK     seq=101 ack=301\nC -> S PSH,ACK seq=101 ack=301 len=537\n`,
    [
      '6 hint: the bytes of C from 101 on are not acknowledged',
      '6 warning: S takes at most 536 bytes in a segment, not 537',
    ],
  ],
  [
    'the line of the reset',
    `${OPENED}C -> S RST seq=101\nC -> S PSH,ACK seq=101 ack=301 len=5\n`,
    ['7 error: the connection of C was reset: it may only send a SYN [6: the reset]'],
  ],
  [
    'a listener that speaks first',
    `${NAMED}S -> C PSH,ACK seq=1 ack=1 len=5\n`,
    ['3 error: S is in LISTEN: it waits for a SYN'],
  ],
  [
    'the line of the FIN',
    `${OPENED}C -> S FIN,ACK seq=101 ack=301\nS -> C ACK seq=301 ack=102\nC -> S PSH,ACK seq=102 ack=301 len=5\n`,
    [
      '6 hint: S stays in CLOSE-WAIT until its program closes: a pile of these is a leak in the program',
      '8 error: C has sent its FIN: it may not send more data [6: its FIN]',
    ],
  ],
  [
    'a reset in the window (RFC 5961 §3.2)',
    `${OPENED}C -> S PSH,ACK seq=101 ack=301 len=10\nS -> C ACK seq=301 ack=111\nC ...-> S RST seq=115\n`,
    [
      '8 hint: S answers this with ACK; the diagram ends before',
      '8 hint: no segment in flight is like this one: it is an old duplicate',
      '8 hint: S answers this with a challenge ACK',
    ],
  ],
  [
    'a reset outside of it',
    `${OPENED}C ...-> S RST seq=90\n`,
    ['6 hint: no segment in flight is like this one: it is an old duplicate', '6 hint: S ignores this reset'],
  ],
  [
    'where the segment was sent',
    `${OPENED}C ->... S PSH,ACK seq=101 ack=301 len=10\nC ...-> S PSH,ACK seq=101 ack=301 len=11\n`,
    [
      '6 hint: the bytes of C from 101 on are not acknowledged',
      '7 warning: len was 10 when this segment was sent, not 11 [6: sent here]',
    ],
  ],
  ['the number of a reset', `${OPENED}C -> S RST,ACK seq=105 ack=301\n`, ['6 error: seq should be 101, not 105']],
  ['the ACK of a reset', `${OPENED}C -> S RST,ACK seq=101 ack=305\n`, ['6 error: ack should be 301, not 305']],
  [
    'what was never sent',
    `${OPENED}S -> C ACK seq=301 ack=120\n`,
    [
      '6 error: ack should be 101, not 120: C has not sent that much: the SYN on line 3 occupies one sequence number [3: it follows from this segment]',
    ],
  ],
  [
    'what was acknowledged before',
    `${OPENED}C -> S PSH,ACK seq=101 ack=301 len=10\nS -> C ACK seq=301 ack=111\nS -> C ACK seq=301 ack=105\n`,
    [
      '8 error: ack should be 111, not 105: S has acknowledged more than that already: line 6 has len=10 [6: it follows from this segment]',
    ],
  ],
];

describe('What is said tells', () => {
  for (const [name, text, expected] of CASES) {
    it(name, () => {
      assert.deepEqual(said(text), expected);
    });
  }
});
