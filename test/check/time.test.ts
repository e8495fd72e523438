import { assertCodes, assertRight } from '../support/told.ts';

/** C closes first and is in TIME-WAIT from second 1 on. */
const CLOSED = (option = ''): string => `${option}client C
server S
@0 C -> S SYN     seq=100
@0 S -> C SYN,ACK seq=300 ack=101
@0 C -> S ACK     seq=101 ack=301
@1 C -> S FIN,ACK seq=101 ack=301
@1 S -> C FIN,ACK seq=301 ack=102
@1 C -> S ACK     seq=102 ack=302
`;

describe('TIME-WAIT and the clock (RFC 9293 §3.6.1, §3.10.8)', () => {
  it('lasts twice two minutes', () => {
    assertRight(`${CLOSED()}state C TIME-WAIT, S CLOSED\n@240 C -> S ACK seq=102 ack=302`);
    assertCodes(`${CLOSED()}@242 C -> S ACK seq=102 ack=302`, ['9 segment-after-time-wait']);
  });

  it('lasts twice what option msl says', () => {
    assertRight(`${CLOSED('option msl 30\n')}@60 C -> S ACK seq=102 ack=302`);
    assertCodes(`${CLOSED('option msl 30s\n')}@62 C -> S ACK seq=102 ack=302`, ['10 segment-after-time-wait']);
  });

  it('is over when the timer is said to fire', () => {
    assertRight(`${CLOSED()}timeout C\nstate C CLOSED`);
  });

  it('lasts as long as the author likes where no line has a time', () => {
    assertRight(CLOSED().replace(/@\d /g, '') + 'C -> S ACK seq=102 ack=302\nstate C TIME-WAIT');
  });

  it('begins anew when the FIN comes once more', () => {
    const again = '@200 S ...-> C FIN,ACK seq=301 ack=102\n@200 C -> S ACK seq=102 ack=302\n';
    assertCodes(`${CLOSED()}${again}@400 C -> S ACK seq=102 ack=302`, ['9 unacceptable-segment']);
    assertCodes(`${CLOSED()}${again}@442 C -> S ACK seq=102 ack=302`, [
      '9 unacceptable-segment',
      '11 segment-after-time-wait',
    ]);
  });

  it('may be cut short by a new SYN beyond the old numbers (RFC 1122 §4.2.2.13)', () => {
    assertRight(`${CLOSED()}S -> C SYN seq=400
C -> S SYN,ACK seq=5000 ack=401
S -> C ACK seq=401 ack=5001
state C ESTABLISHED, S ESTABLISHED`);
  });
});
