import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';

/**
 * A slip on an earlier line, which a later one shows (`explain/earlier.ts`): what stands around it decides where it was made.
 * Beside each one stands a conversation that differs in a single condition, and is told otherwise.
 */
function said(head: string, lines: readonly string[]): string[] {
  return analyze(head + lines.join('\n'))
    .findings.filter(({ severity }) => severity !== 'hint')
    .map(({ line, code, fixes }) => `${String(line - 2)} ${code}: ${fixes[0]?.edits[0]?.text.trim() ?? ''}`);
}

/** Lines are counted from behind the handshake. */
const OPEN = 'A -> B SYN seq=0\nB -> A SYN,ACK seq=7000 ack=1\nA -> B ACK seq=1 ack=7001\n';
/** Both ends count alike. */
const ALIKE = 'A -> B SYN seq=0\nB -> A SYN,ACK seq=0 ack=1\nA -> B ACK seq=1 ack=1\n';
const PORTS = 'A:1 -> B:80 SYN seq=0\nB:80 -> A:1 SYN,ACK seq=7000 ack=1\nA:1 -> B:80 ACK seq=1 ack=7001\n';

const is = (lines: readonly string[], expected: string, head = OPEN): void => {
  assert.deepEqual(said(head, lines), [expected], lines.join('\n'));
};

describe('A FIN that a line above has not, and is counted (RFC 9293 §3.4)', () => {
  it('is no part of an ACK that answers something: its FIN has a line of its own', () => {
    const fin = 'B -> A FIN,ACK seq=7001 ack=1';
    is([fin, 'A -> B ACK seq=1 ack=7002', 'B -> A ACK seq=7002 ack=2'], '3 ack-unsent: 1');
    is(
      ['A -> B FIN,ACK seq=1 ack=7001', 'B -> A ACK seq=7001 ack=2', 'A -> B ACK seq=2 ack=7002'],
      '3 ack-unsent: 7001',
    );
    is(
      [
        'A -> B FIN,ACK seq=1 ack=7001',
        'B -> A ACK seq=7001 ack=2',
        'B -> A ACK seq=7001 ack=2',
        'A -> B ACK seq=2 ack=7002',
      ],
      '3 flag-missing: FIN,ACK',
    );
    const text = 'B -> A PSH,ACK seq=7001 ack=1 len=30';
    is([text, 'A -> B ACK seq=1 ack=7031', 'B -> A ACK seq=7031 ack=2'], '3 ack-unsent: 1');
    const closes = ['B -> A ACK seq=7031 ack=2', 'B -> A FIN,ACK seq=7031 ack=2', 'A -> B ACK seq=2 ack=7032'];
    is([text, 'A -> B ACK seq=1 ack=7031', 'A -> B ACK seq=1 ack=7031', ...closes], '3 flag-missing: FIN,ACK');
  });

  it('is no part of the ACK that answers the FIN of the peer: the line is missing (RFC 9293 §3.6, figure 12)', () => {
    const twice = (line: string): string[] => [line, line];
    is(
      ['B -> A FIN,ACK seq=7001 ack=1', 'A -> B ACK seq=1 ack=7002', ...twice('B -> A ACK seq=7002 ack=2')],
      '3 segment-missing: A -> B FIN,ACK seq=1 ack=7002',
    );
    is(
      ['A -> B FIN,ACK seq=1 ack=7001', 'B -> A ACK seq=7001 ack=2', ...twice('A -> B ACK seq=2 ack=7002')],
      '3 segment-missing: B -> A FIN,ACK seq=7001 ack=2',
    );
  });

  it('is no part of it either where nothing is known of what its end has acknowledged before', () => {
    const ends = ['B -> A ACK seq=7002 ack=2', 'B -> A ACK seq=7002 ack=2'];
    const fin = 'B -> A FIN,ACK seq=7001 ack=1';
    is(
      [
        'A -> B FIN,ACK seq=7001 ack=1',
        'B -> A ACK seq=1 ack=7002',
        'A -> B ACK seq=7002 ack=2',
        'A -> B ACK seq=7002 ack=2',
      ],
      '0 segment-missing: B -> A FIN,ACK seq=1 ack=7002',
      '',
    );
    is([fin, 'A -> B ACK seq=1 ack=7002', ...ends], '0 segment-missing: A -> B FIN,ACK seq=1 ack=7002', '');
    is(
      ['state A ESTABLISHED, B ESTABLISHED', 'A -> B ACK seq=1', fin, 'A -> B ACK seq=1 ack=7002', ...ends],
      '2 segment-missing: A -> B FIN,ACK seq=1 ack=7002',
      '',
    );
    is(
      ['A -> B ACK seq=1 ack=7001', fin, 'A -> B ACK seq=1', ...ends],
      '1 segment-missing: A -> B FIN,ACK seq=1 ack=7002',
      '',
    );
    // Where the peer has not closed, it answers nothing.
    is(
      [
        'A -> B ACK seq=1 ack=7001',
        'B -> A ACK seq=7001 ack=1',
        'A -> B ACK seq=1',
        'B -> A ACK seq=7001 ack=2',
        'B -> A ACK seq=7001 ack=2',
      ],
      '0 flag-missing: FIN,ACK',
      '',
    );
  });

  it('is that of an ACK that says nothing new, and is answered all the same', () => {
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B ACK seq=1 ack=7031',
        'B -> A PSH,ACK seq=7031 ack=2 len=5',
        'A -> B ACK seq=2 ack=7036',
      ],
      '3 flag-missing: FIN,ACK',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B ACK seq=1 ack=7031',
        'B -> A FIN,ACK seq=7031 ack=2',
        'A -> B ACK seq=2 ack=7032',
      ],
      '3 flag-missing: FIN,ACK',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B ACK seq=1 ack=7031',
        'note over A: here',
        'B -> A ACK seq=7031 ack=2',
        'B -> A FIN,ACK seq=7031 ack=2',
        'A -> B ACK seq=2 ack=7032',
      ],
      '3 flag-missing: FIN,ACK',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031 len=10',
        'A -> B ACK seq=11 ack=7031',
        'A -> B ACK seq=11 ack=7031',
        'B -> A ACK seq=7031 ack=12',
        'B -> A FIN,ACK seq=7031 ack=12',
        'A -> B ACK seq=12 ack=7032',
      ],
      '4 flag-missing: FIN,ACK',
    );
    // What says something, or is answered with something else, was no FIN.
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'B -> A ACK seq=7031 ack=2',
        'B -> A FIN,ACK seq=7031 ack=2',
        'A -> B ACK seq=2 ack=7032',
      ],
      '3 segment-missing: A -> B FIN,ACK seq=1 ack=7031',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B PSH,ACK seq=1 ack=7031',
        'B -> A ACK seq=7031 ack=2',
        'B -> A FIN,ACK seq=7031 ack=2',
        'A -> B ACK seq=2 ack=7032',
      ],
      '4 segment-missing: A -> B FIN,ACK seq=1 ack=7031',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B ACK seq=1 ack=7031',
        'B -> A ACK seq=7031 ack=3',
        'B -> A FIN,ACK seq=7031 ack=3',
        'A -> B ACK seq=3 ack=7032',
      ],
      '4 segment-missing: A -> B PSH,ACK seq=1 ack=7031 len=2',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B ACK seq=1 ack=7031',
        'B -> A RST,ACK seq=7031 ack=2',
      ],
      '4 rst-numbers: 1',
    );
  });

  it('is that of such an ACK where nothing stands behind: it decides alone', () => {
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B ACK seq=1 ack=7031',
        'B -> A ACK seq=7031 ack=2',
      ],
      '3 flag-missing: FIN,ACK',
    );
    // The answer says something, or something stands between the two.
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B ACK seq=1 ack=7031',
        'B -> A PSH,ACK seq=7031 ack=2 len=5',
      ],
      '4 ack-unsent: 1',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B ACK seq=1 ack=7031',
        'B -> A FIN,ACK seq=7031 ack=2',
      ],
      '4 ack-unsent: 1',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B ACK seq=1 ack=7031',
        'note over A: here',
        'B -> A ACK seq=7031 ack=2',
      ],
      '5 ack-unsent: 1',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B ACK seq=1 ack=7031',
        'timeout A',
        'B -> A ACK seq=7031 ack=2',
      ],
      '5 ack-unsent: 1',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B ACK seq=1 ack=7031',
        'B -> A ACK seq=7031 ack=1',
        'B -> A ACK seq=7031 ack=2',
      ],
      '5 ack-unsent: 1',
    );
    // The ACK says something, or more is counted.
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B PSH,ACK seq=1 ack=7031',
        'B -> A ACK seq=7031 ack=2',
      ],
      '4 ack-unsent: 1',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031 len=10',
        'A -> B ACK seq=11 ack=7031',
        'A -> B ACK seq=11 ack=7031',
        'B -> A ACK seq=7031 ack=12',
      ],
      '5 ack-unsent: 11',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031 len=10',
        'B -> A ACK seq=7031 ack=11',
        'A -> B ACK seq=11 ack=7031',
        'B -> A ACK seq=7031 ack=12',
      ],
      '5 ack-unsent: 11',
    );
    is(
      [
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'A -> B ACK seq=1 ack=7031',
        'B -> A ACK seq=7031 ack=3',
      ],
      '4 ack-unsent: 1',
    );
  });

  it('is one of text that is not pushed: behind text that is, it has a line of its own', () => {
    const closes = ['B -> A ACK seq=7001 ack=32', 'B -> A FIN,ACK seq=7001 ack=32', 'A -> B ACK seq=32 ack=7002'];
    is(['A -> B ACK seq=1 ack=7001 len=30', ...closes], '1 flag-missing: FIN,ACK');
    is(['A -> B PSH,ACK seq=1 ack=7001 len=30', ...closes], '2 segment-missing: A -> B FIN,ACK seq=31 ack=7001');
  });

  it('stands on the line that is sent again, or that sends it again, if that has as many bytes', () => {
    const text = 'A -> B PSH,ACK seq=1 ack=7001 len=40';
    const ack = 'B -> A ACK seq=7001 ack=42';
    is([text, 'A -x B FIN,ACK seq=41 ack=7001', 'A -> B ACK seq=41 ack=7001', ack], '3 flag-missing: FIN,ACK');
    is(['A -x B FIN,ACK seq=1 ack=7001 len=40', text, ack], '2 flag-missing: FIN,PSH,ACK');
    is(['A -x B FIN,ACK seq=1 ack=7001 len=40', 'A -> B PSH,ACK seq=1 ack=7001 len=30', ack], '3 ack-not-received: 31');
    is(
      [text, 'B -x A ACK seq=7001 ack=42', 'A -> B FIN,ACK seq=1 ack=7001 len=40', ack],
      '1 flag-missing: FIN,PSH,ACK',
    );
    is(
      [text, 'A -> B ACK seq=41 ack=7001', 'B -x A ACK seq=7001 ack=42', 'A -> B FIN,ACK seq=41 ack=7001', ack],
      '2 flag-missing: FIN,ACK',
    );
    is(
      [text, 'B -x A ACK seq=7001 ack=42', 'A -> B FIN,ACK seq=1 ack=7001 len=41', 'B -> A ACK seq=7001 ack=43'],
      '1 len-mismatch: 41',
    );
  });
});

describe('A FIN of a line that is sent twice (RFC 9293 §3.8.1)', () => {
  it('is missing on that one of them which has none, whatever stands between', () => {
    is(
      [
        'A -> B PSH,ACK seq=1 ack=7001 len=40',
        'A -x B FIN,ACK seq=41 ack=7001',
        'A -> B ACK seq=41 ack=7001',
        'A -> B ACK seq=42 ack=7001',
        'B -> A ACK seq=7001 ack=42',
      ],
      '3 flag-missing: FIN,ACK',
    );
    is(
      [
        'A -> B PSH,ACK seq=1 ack=7001 len=40',
        'A -x B FIN,ACK seq=41 ack=7001 len=5',
        'A -> B PSH,ACK seq=41 ack=7001 len=5',
        'A -> B ACK seq=47 ack=7001',
        'B -> A ACK seq=7001 ack=47',
      ],
      '3 flag-missing: FIN,PSH,ACK',
    );
    is(
      [
        'A -> B PSH,ACK seq=1 ack=7001 len=40',
        'A -> B PSH,ACK seq=41 ack=7001 len=5',
        'B -x A ACK seq=7001 ack=47',
        'A -> B FIN,ACK seq=41 ack=7001 len=5',
        'B -> A ACK seq=7001 ack=47',
      ],
      '2 flag-missing: FIN,PSH,ACK',
    );
    // Where neither has one, it is a byte more.
    is(
      [
        'A -> B PSH,ACK seq=1 ack=7001 len=40',
        'A -> B PSH,ACK seq=41 ack=7001 len=5',
        'B -x A ACK seq=7001 ack=47',
        'A -> B PSH,ACK seq=41 ack=7001 len=5',
        'B -> A ACK seq=7001 ack=47',
        'B -> A ACK seq=7001 ack=47',
      ],
      '2 len-mismatch: 6',
    );
  });
});

describe('A FIN or a RST on a line above that is one too many (RFC 9293 §3.6, §3.5.2)', () => {
  it('is followed by more: text that has its number, or news that it brought', () => {
    const fin = 'A -> B FIN,ACK seq=1 ack=7001';
    is([fin, 'A -> B PSH,ACK seq=1 ack=7001 len=10', 'B -> A ACK seq=7001 ack=11'], '1 flag-extra: ACK');
    is([fin, 'A -> B PSH,ACK seq=2 ack=7001 len=10', 'B -> A ACK seq=7001 ack=12'], '2 data-after-fin: #');
    is(
      [fin, 'B -> A ACK seq=7001 ack=1', 'A -> B PSH,ACK seq=1 ack=7001 len=40', 'B -> A ACK seq=7001 ack=41'],
      '1 flag-extra: ACK',
    );
    is(
      ['A -> B PSH,ACK seq=1 ack=7001 len=10', 'B -> A RST,ACK seq=7001 ack=11', 'A -> B ACK seq=11 ack=7001'],
      '2 flag-extra: ACK',
    );
    is(
      ['A -> B FIN,ACK seq=1 ack=7001', 'B -> A RST,ACK seq=7001 ack=2', 'B -> A PSH,ACK seq=7001 ack=2 len=5'],
      '2 flag-extra: ACK',
    );
    is(
      [
        'A -> B FIN,ACK seq=1 ack=7001',
        'B -> A FIN,ACK seq=7001 ack=2',
        'B -> A PSH,ACK seq=7001 ack=2 len=5',
        'B -> A PSH,ACK seq=7006 ack=2 len=5',
      ],
      '2 flag-extra: ACK',
    );
    is(['A -> B RST,ACK seq=1 ack=7001', 'B -> A ACK seq=7001 ack=1'], '2 segment-after-reset: #');
  });
});

describe('A FIN or a RST behind which its end, or its peer, goes on', () => {
  it('is one too many, whoever goes on with what (RFC 9293 §3.6)', () => {
    is(
      ['A -> B RST,ACK seq=1 ack=7001', 'A -> B PSH,ACK seq=1 ack=7001 len=5', 'B -> A ACK seq=7001 ack=6'],
      '1 flag-extra: ACK',
    );
    is(
      [
        'A -> B RST,ACK seq=1 ack=7001',
        'B -> A PSH,ACK seq=7001 ack=1 len=5',
        'A -> B ACK seq=1 ack=7006',
        'B -> A PSH,ACK seq=7006 ack=1 len=5',
      ],
      '1 flag-extra: ACK',
    );
    is(
      ['A -> B FIN,ACK seq=1 ack=7001', 'A -> B PSH,ACK seq=1 ack=7001 len=5', 'B -> A RST,ACK seq=7001 ack=6'],
      '1 flag-extra: ACK',
    );
    is(
      [
        'A -> B FIN,ACK seq=1 ack=7001',
        'B -> A ACK seq=7001 ack=1',
        'A -> B ACK seq=1 ack=7001',
        'A -> B FIN,ACK seq=1 ack=7001',
        'B -> A ACK seq=7001 ack=2',
      ],
      '1 flag-extra: ACK',
    );
    // What is only one further on was not meant to go on.
    is(
      [
        'A -> B FIN,ACK seq=1 ack=7001',
        'B -> A ACK seq=7001 ack=2',
        'A -> B ACK seq=3 ack=7001',
        'A -> B ACK seq=3 ack=7001',
      ],
      '3 seq-after-fin: 2',
    );
  });
});

describe('A FIN that its peer does not count (RFC 9293 §3.6)', () => {
  it('is one too many where anybody goes on as if there were none, and is not counted where both close', () => {
    const fin = 'A -> B FIN,ACK seq=1 ack=7001 len=10';
    const ack = 'B -> A ACK seq=7001 ack=11';
    is([fin, ack, 'A -> B PSH,ACK seq=11 ack=7001 len=5', 'B -> A ACK seq=7001 ack=16'], '1 flag-extra: ACK');
    is([fin, ack, 'B -> A PSH,ACK seq=7001 ack=11 len=10', 'A -> B ACK seq=11 ack=7011'], '1 flag-extra: ACK');
    is(
      [
        'A -> B FIN,ACK seq=1 ack=7001',
        'B -> A ACK seq=7001 ack=1',
        'B -> A FIN,ACK seq=7001 ack=1',
        'A -> B ACK seq=1 ack=7002',
      ],
      '2 ack-mismatch: 2',
    );
  });
});

describe('The FIN or the RST that is one too many, of several (RFC 9293 §3.6)', () => {
  it('is the last one above the line that goes on', () => {
    is(
      [
        'A -> B FIN,ACK seq=1 ack=7001',
        'B -> A ACK seq=7001 ack=2',
        'A -> B RST,ACK seq=2 ack=7001',
        'B -> A PSH,ACK seq=7001 ack=2 len=5',
        'A -> B ACK seq=2 ack=7006',
        'B -> A FIN,ACK seq=7006 ack=2',
      ],
      '3 flag-extra: ACK',
    );
    is(
      [
        'A -> B RST,ACK seq=1 ack=7001',
        'A -> B FIN,ACK seq=1 ack=7001',
        'B -> A ACK seq=7001 ack=2',
        'B -> A FIN,ACK seq=7001 ack=2',
        'A -> B ACK seq=2 ack=7002',
      ],
      '1 flag-extra: ACK',
    );
    is(
      [
        'B -> A FIN,ACK seq=7001 ack=1',
        'A -> B FIN,ACK seq=1 ack=7002',
        'A -> B PSH,ACK seq=1 ack=7002 len=5',
        'B -> A ACK seq=7002 ack=6',
      ],
      '2 flag-extra: ACK',
    );
  });
});

describe('A sequence number on a line above (RFC 9293 §3.4)', () => {
  const FIRST = 'A -> B ACK seq=1 ack=7001 len=100';
  const LOST = ['A -x B ACK seq=1 ack=7001 len=100', 'A -> B ACK seq=101 ack=7001 len=60'];

  it('is wrong in the middle of other text: it sends a line again that has as many bytes', () => {
    const again = [FIRST, 'A -x B ACK seq=101 ack=7001 len=100', 'B -> A ACK seq=7001 ack=101'];
    is([...again, 'A -> B ACK seq=151 ack=7001 len=100', 'B -> A ACK seq=7001 ack=201'], '4 seq-mismatch: 101');
    is(
      [
        FIRST,
        'A -x B ACK seq=101 ack=7001 len=50',
        'B -> A ACK seq=7001 ack=101',
        'A -> B ACK seq=126 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=201',
      ],
      '5 ack-not-received: 101',
    );
    is([...LOST, 'A -> B ACK seq=51 ack=7001 len=100', 'B -> A ACK seq=7001 ack=161'], '3 seq-mismatch: 1');
    is([...LOST, 'A -> B ACK seq=51 ack=7001 len=90', 'B -> A ACK seq=7001 ack=161'], '4 ack-not-received: 1');
  });

  it('is that of the other lost line, the one that has as many bytes', () => {
    is(
      [
        'A -x B ACK seq=1 ack=7001 len=100',
        'A -x B ACK seq=101 ack=7001 len=60',
        'A -> B ACK seq=101 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=101',
        'A -> B ACK seq=101 ack=7001 len=60',
        'B -> A ACK seq=7001 ack=161',
      ],
      '3 seq-mismatch: 1',
    );
  });

  it('is not that of the lost line whose bytes are acknowledged: a copy of another line is that one', () => {
    const sent = [
      'A -> B PSH,ACK seq=1 ack=7001 len=40',
      'A -x B PSH,ACK seq=41 ack=7001 len=40',
      'A -> B PSH,ACK seq=81 ack=7001 len=40',
      'B -> A ACK seq=7001 ack=41',
    ];
    for (const seq of [1, 31])
      is(
        [...sent, `A -> B PSH,ACK seq=${String(seq)} ack=7001 len=40`, 'B -> A ACK seq=7001 ack=121'],
        '5 seq-mismatch: 41',
      );
  });

  it('is that of the line that was lost, and fills its gap; what is sent twice, or goes on, is meant', () => {
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=30',
        'A -x B ACK seq=31 ack=7001 len=60',
        'A -> B ACK seq=91 ack=7001 len=60',
        'A -> B ACK seq=51 ack=7001 len=60',
        'B -> A ACK seq=7001 ack=151',
        'A -> B ACK seq=151 ack=7001 len=5',
      ],
      '4 seq-mismatch: 31',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=50',
        'A -> B ACK seq=51 ack=7001 len=60',
        'B -x A ACK seq=7001 ack=111',
        'A -> B ACK seq=71 ack=7001 len=60',
        'B -> A ACK seq=7001 ack=111',
        'A -> B ACK seq=111 ack=7001 len=10',
      ],
      '4 seq-mismatch: 51',
    );
    is(
      [
        'A -x B ACK seq=1 ack=7001 len=60',
        'A -> B ACK seq=61 ack=7001 len=60',
        'A -> B ACK seq=91 ack=7001 len=60',
        'A -> B ACK seq=91 ack=7001 len=60',
        'B -> A ACK seq=7001 ack=151',
      ],
      '5 ack-not-received: 1',
    );
    is(
      [
        'A -x B ACK seq=1 ack=7001 len=60',
        'A -> B ACK seq=61 ack=7001 len=60',
        'A -> B ACK seq=121 ack=7001 len=60',
        'B -> A ACK seq=7001 ack=181',
      ],
      '4 ack-not-received: 1',
    );
  });

  it('is wrong in the middle of other text, where text that ends there would follow', () => {
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=100',
        'A -> B ACK seq=51 ack=7001 len=40',
        'B -> A ACK seq=7001 ack=141',
        'A -> B ACK seq=141 ack=7001 len=5',
      ],
      '2 seq-mismatch: 101',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=100',
        'A -> B ACK seq=101 ack=7001 len=30',
        'A -> B ACK seq=111 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=231',
        'A -> B ACK seq=231 ack=7001 len=5',
      ],
      '3 seq-mismatch: 131',
    );
    is(
      [
        'A -> B ACK ack=7001 len=100',
        'A -> B ACK seq=51 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=201',
        'A -> B ACK seq=201 ack=7001 len=5',
      ],
      '2 seq-mismatch: 101',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=100',
        'A -> B ACK seq=51 ack=7001 len=100',
        'A -> B ACK seq=51 ack=7001 len=50',
        'B -> A ACK seq=7001 ack=201',
        'A -> B ACK seq=201 ack=7001 len=5',
      ],
      '2 seq-mismatch: 101',
    );
    // Where nothing ends there, or the same bytes were sent before, it is meant.
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=100',
        'A -> B ACK seq=51 ack=7001 len=40',
        'B -> A ACK seq=7001 ack=131',
        'A -> B ACK seq=131 ack=7001 len=5',
      ],
      '3 segment-missing: A -> B PSH,ACK seq=101 ack=7001 len=30',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=100',
        'A -> B ACK seq=51 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=211',
        'A -> B ACK seq=211 ack=7001 len=5',
      ],
      '3 segment-missing: A -> B PSH,ACK seq=151 ack=7001 len=60',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=50',
        'A -> B ACK seq=51 ack=7001 len=50',
        'A -> B ACK seq=51 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=201',
        'A -> B ACK seq=201 ack=7001 len=5',
      ],
      '4 segment-missing: A -> B PSH,ACK seq=151 ack=7001 len=50',
    );
  });

  it('is wrong on the line itself, where that skips ahead and the next ones do not', () => {
    is(
      [
        'A -> B PSH,ACK seq=1 ack=7001 len=100',
        'A -> B PSH,ACK seq=201 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=201',
        'A -> B PSH,ACK seq=201 ack=7001 len=50',
        'B -> A ACK seq=7001 ack=251',
      ],
      '2 seq-gap: 101',
    );
    is(
      [
        'A -> B PSH,ACK seq=1 ack=7001 len=100',
        'A -x B PSH,ACK seq=151 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=101',
        'A -> B PSH,ACK seq=101 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=201',
      ],
      '2 seq-gap: 101',
    );
  });

  it('is that of the SYN, where all that follows counts from another one', () => {
    assert.deepEqual(said('A -> B SYN seq=50\nB -> A SYN,ACK seq=7000 ack=1\n', ['A -> B ACK seq=1 ack=7001 len=10']), [
      '-2 seq-mismatch: 0',
    ]);
  });

  it('is wrong where the next line goes on as if it began at the end of what was sent', () => {
    const overlaps = [FIRST, 'A -> B ACK seq=51 ack=7001 len=100'];
    is([...overlaps, 'B -> A ACK seq=7001 ack=201'], '2 seq-mismatch: 101');
    is([...overlaps, 'A -> B ACK seq=201 ack=7001 len=40', 'B -> A ACK seq=7001 ack=241'], '2 seq-mismatch: 101');
  });
});

describe('An arrow on a line above that points the wrong way', () => {
  it('is that of as many bytes, or of the FIN, where both ends count alike (RFC 9293 §3.4)', () => {
    const more = (ack: number): string[] => [
      `B -> A ACK seq=1 ack=${String(ack)}`,
      `B -> A PSH,ACK seq=1 ack=${String(ack)} len=30`,
      `A -> B ACK seq=${String(ack)} ack=31`,
    ];
    is(['B -> A PSH,ACK seq=1 ack=1 len=100', ...more(101)], '1 arrow-reversed: A', ALIKE);
    is(['B -> A FIN,ACK seq=1 ack=1 len=100', ...more(102)], '1 arrow-reversed: A', ALIKE);
    is(['B -> A FIN,ACK seq=1 ack=1', ...more(2), 'B -> A FIN,ACK seq=31 ack=2'], '1 arrow-reversed: A', ALIKE);
    // Where they do not, the FIN is one too many.
    is(
      [
        'B -> A FIN,ACK seq=7001 ack=1',
        'B -> A PSH,ACK seq=7001 ack=1 len=30',
        'A -> B ACK seq=1 ack=7031',
        'B -> A PSH,ACK seq=7031 ack=1 len=30',
      ],
      '1 flag-extra: ACK',
    );
  });
});

describe('A length on a line above (RFC 9293 §3.4)', () => {
  it('is the one with which the line is sent again, if that ends where it is acknowledged', () => {
    const again = (len: number): string[] => [
      'A -> B PSH,ACK seq=1 ack=7001 len=50',
      'B -x A ACK seq=7001 ack=81',
      `A -> B PSH,ACK seq=1 ack=7001 len=${String(len)}`,
      'B -> A ACK seq=7001 ack=81',
    ];
    is(again(80), '1 len-mismatch: 80');
    is(again(70), '2 segment-missing: A -> B PSH,ACK seq=51 ack=7001 len=30');
    is(
      ['A -x B ACK seq=1 ack=7001 len=100', 'A -> B ACK seq=1 ack=7001 len=150', 'B -> A ACK seq=7001 ack=101'],
      '2 len-mismatch: 100',
    );
  });

  it('is that of the other line with the same bytes, the one that is acknowledged', () => {
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=50',
        'B -x A ACK seq=7001 ack=51',
        'A -> B ACK seq=1 ack=7001 len=60',
        'B -> A ACK seq=7001 ack=51',
        'A -> B ACK seq=51 ack=7001 len=10',
      ],
      '3 len-mismatch: 50',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=60',
        'B -x A ACK seq=7001 ack=51',
        'A -> B ACK seq=1 ack=7001 len=50',
        'B -> A ACK seq=7001 ack=51',
        'A -> B ACK seq=51 ack=7001 len=10',
      ],
      '1 len-mismatch: 50',
    );
  });

  it('is that of the other line, and not of this one, while nothing is acknowledged', () => {
    is(
      [
        'A -x B ACK seq=1 ack=7001 len=50',
        'A -x B ACK seq=51 ack=7001 len=30',
        'A -> B ACK seq=1 ack=7001 len=60',
        'B -> A ACK seq=7001 ack=51',
        'A -> B ACK seq=51 ack=7001 len=30',
        'B -> A ACK seq=7001 ack=81',
      ],
      '3 len-mismatch: 50',
    );
    is(
      [
        'A -x B ACK seq=1 ack=7001 len=50',
        'A -> B ACK seq=51 ack=7001 len=30',
        'A -> B ACK seq=1 ack=7001 len=40',
        'B -> A ACK seq=7001 ack=81',
      ],
      '3 len-mismatch: 50',
    );
    is(
      [
        'A -x B ACK seq=1 ack=7001 len=50',
        'B -> A PSH,ACK seq=7001 ack=1 len=9',
        'A -> B ACK seq=1 ack=7010 len=30',
        'B -> A ACK seq=7010 ack=51',
      ],
      '3 len-mismatch: 50',
    );
  });

  it('is one or two off where the lines behind agree, and it is no FIN that was counted, or was not', () => {
    is(
      [
        'A -> B PSH,ACK seq=1 ack=7001 len=11',
        'B -> A ACK seq=7001 ack=11',
        'B -> A PSH,ACK seq=7001 ack=11 len=3',
        'A -> B PSH,ACK seq=11 ack=7004 len=3',
        'B -> A ACK seq=7004 ack=14',
      ],
      '1 len-mismatch: 10',
    );
    is(
      [
        'A -> B PSH,ACK seq=1 ack=7001 len=12',
        'A -> B PSH,ACK seq=13 ack=7001 len=40',
        'B -> A ACK seq=7001 ack=55',
        'B -> A PSH,ACK seq=7001 ack=55 len=5',
        'A -> B PSH,ACK seq=55 ack=7006 len=3',
      ],
      '2 len-mismatch: 42',
    );
    is(
      [
        'A -x B PSH,ACK seq=1 ack=7001 len=100',
        'A -> B PSH,ACK seq=101 ack=7001 len=52',
        'A -> B PSH,ACK seq=1 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=151',
        'A -> B PSH,ACK seq=151 ack=7001 len=10',
        'B -> A ACK seq=7001 ack=161',
      ],
      '2 len-mismatch: 50',
    );
    is(
      [
        'A -> B FIN,ACK seq=1 ack=7001 len=10',
        'B -> A ACK seq=7001 ack=11',
        'B -> A FIN,ACK seq=7001 ack=11',
        'A -> B ACK seq=11 ack=7002',
      ],
      '1 flag-extra: ACK',
    );
    is(
      [
        'A -> B PSH,ACK seq=1 ack=7001 len=11',
        'A -> B FIN,ACK seq=12 ack=7001',
        'B -> A ACK seq=7001 ack=12',
        'B -> A FIN,ACK seq=7001 ack=12',
        'A -> B ACK seq=12 ack=7002',
      ],
      '3 ack-mismatch: 13',
    );
  });

  it('is not looked at where it stands too far above: the number is wrong', () => {
    const lines = [
      'A -> B PSH,ACK seq=1 ack=7001 len=15',
      ...Array<string>(70).fill('# ...'),
      'B -> A ACK seq=7001 ack=7',
    ];
    is(lines, '72 ack-mismatch: 16');
  });

  it('is wrong where two lines count otherwise, and the line is neither lost nor sent again', () => {
    is(
      [
        'A -x B PSH,ACK seq=1 ack=7001 len=32',
        'A -> B PSH,ACK seq=33 ack=7001 len=40',
        'B -> A ACK seq=7001 ack=1',
        'A -> B PSH,ACK seq=1 ack=7001 len=32',
        'B -> A ACK seq=7001 ack=74',
        'B -> A ACK seq=7001 ack=74',
      ],
      '2 len-mismatch: 41',
    );
    is(
      ['A -x B ACK seq=1 ack=7001 len=150', 'A -> B ACK seq=1 ack=7001 len=100', 'B -> A ACK seq=7001 ack=151'],
      '2 len-mismatch: 150',
    );
  });

  it('has a digit too many, or is that of another line, and nobody goes on where it ends', () => {
    const long = 'A -> B PSH,ACK seq=1 ack=7001 len=3120';
    is([long, 'B -> A ACK seq=7001 ack=313'], '1 len-mismatch: 312');
    is(
      [long, 'B -> A ACK seq=7001 ack=313', 'A -> B PSH,ACK seq=3121 ack=7001 len=10', 'B -> A ACK seq=7001 ack=3131'],
      '2 ack-mismatch: 3121',
    );
    const other = (len: number): string[] => [
      `B -> A PSH,ACK seq=7001 ack=1 len=${String(len)}`,
      `A -> B PSH,ACK seq=1 ack=${String(7001 + len)} len=3120`,
      `B -> A ACK seq=${String(7001 + len)} ack=56`,
    ];
    is(other(55), '2 len-mismatch: 55');
    is(other(54), '3 ack-mismatch: 3121');
  });
});

describe('A line above that is alone in its connection', () => {
  it('has a wrong end, or both its ends are one', () => {
    const ack = 'B:80 -> A:1 ACK seq=7001 ack=11';
    is(['A:2 -> B:80 PSH,ACK seq=1 ack=7001 len=10', ack], '1 endpoint-mismatch: A:1', PORTS);
    is(['A:1 -> A:1 PSH,ACK seq=1 ack=7001 len=10', ack], '1 self-segment: ', PORTS);
    is(['C -> B PSH,ACK seq=1 ack=7001 len=10', 'B -> A ACK seq=7001 ack=11'], '1 endpoint-mismatch: A');
  });

  it('is meant where another line of its connection stands beside it', () => {
    is(
      [
        'C -> B PSH,ACK seq=1 ack=7001 len=10',
        'B -> C ACK seq=7001 ack=11',
        'B -> A ACK seq=7001 ack=11',
        'A -> B ACK seq=11 ack=7001',
      ],
      '3 segment-missing: A -> B PSH,ACK seq=1 ack=7001 len=10',
    );
    is(
      [
        'B -> C PSH,ACK seq=1 ack=7001 len=10',
        'C -> B PSH,ACK seq=7001 ack=11 len=5',
        'B -> A ACK seq=7001 ack=11',
        'A -> B ACK seq=11 ack=7001',
      ],
      '3 segment-missing: A -> B PSH,ACK seq=1 ack=7001 len=10',
    );
  });
});

describe('A line behind which nothing stands', () => {
  it('shows a slip above where that is the likelier one (RFC 9293 §3.4)', () => {
    is(
      ['A -> B ACK seq=1 ack=7001 len=100', 'A -> B ACK seq=51 ack=7001 len=100', 'A -> B ACK seq=201 ack=7001 len=40'],
      '2 seq-mismatch: 101',
    );
    is(['A -> B PSH,ACK seq=1 ack=7001 len=3120', 'B -> A ACK seq=7001 ack=313'], '1 len-mismatch: 312');
    is(
      [
        'A -> B PSH,ACK seq=1 ack=7001 len=10',
        'B -> A RST,ACK seq=7001 ack=11',
        'A -> B PSH,ACK seq=11 ack=7001 len=10',
      ],
      '2 flag-extra: ACK',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=30',
        'A -x B ACK seq=31 ack=7001 len=60',
        'A -> B ACK seq=91 ack=7001 len=60',
        'A -> B ACK seq=51 ack=7001 len=60',
        'B -> A ACK seq=7001 ack=151',
      ],
      '4 seq-mismatch: 31',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=50',
        'A -> B ACK seq=51 ack=7001 len=60',
        'B -x A ACK seq=7001 ack=111',
        'A -> B ACK seq=71 ack=7001 len=60',
        'B -> A ACK seq=7001 ack=111',
      ],
      '4 seq-mismatch: 51',
    );
    // What is acknowledged is not sent again, with any length.
    is(
      ['A -> B ACK seq=1 ack=7001 len=60', 'B -> A ACK seq=7001 ack=61', 'A -> B ACK seq=1 ack=7001 len=50'],
      '3 seq-mismatch: 61',
    );
    is(
      ['A -> B ACK seq=1 ack=7001 len=100', 'A -> B ACK seq=51 ack=7001 len=40', 'B -> A ACK seq=7001 ack=141'],
      '2 seq-mismatch: 101',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=100',
        'A -> B ACK seq=101 ack=7001 len=30',
        'A -> B ACK seq=111 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=231',
      ],
      '3 seq-mismatch: 131',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=50',
        'B -> A ACK seq=7001 ack=51',
        'A -> B ACK seq=51 ack=7001 len=30',
        'A -> B ACK seq=1 ack=7001 len=40',
      ],
      '4 len-mismatch: 50',
    );
    is(
      [
        'A -x B ACK seq=1 ack=7001 len=50',
        'A -x B ACK seq=51 ack=7001 len=30',
        'A -> B ACK seq=1 ack=7001 len=60',
        'B -> A ACK seq=7001 ack=51',
      ],
      '3 len-mismatch: 50',
    );
  });

  it('is wrong itself where either may be wrong', () => {
    is(['A -> B ACK seq=1 ack=7001 len=30', 'B -> A ACK seq=7001 ack=32'], '2 ack-unsent: 31');
    is(['A -> B PSH,ACK seq=1 ack=7001 len=30', 'B -> A ACK seq=7001 ack=32'], '2 ack-unsent: 31');
    is(['A -> B PSH,ACK seq=1 ack=7001 len=50', 'B -x A ACK seq=7001 ack=81'], '2 ack-unsent: 51');
    is(['A -> B PSH,ACK seq=1 ack=7001 len=40', 'B -x A ACK seq=7001 ack=42'], '2 ack-unsent: 41');
    is(
      ['A -> B PSH,ACK seq=1 ack=7001 len=40', 'A -> B ACK seq=41 ack=7001', 'B -x A ACK seq=7001 ack=42'],
      '3 ack-unsent: 41',
    );
    is(['A -> B FIN,ACK seq=1 ack=7001', 'B -> A ACK seq=7001 ack=1'], '2 ack-mismatch: 2');
    is(
      [
        'A -> B PSH,ACK seq=1 ack=7001 len=312',
        'A -> B PSH,ACK seq=313 ack=7001 len=40',
        'B -> A ACK seq=7001 ack=303',
      ],
      '3 ack-mismatch: 353',
    );
    is(['A -> B FIN,ACK seq=1 ack=7001 len=10', 'B -> A ACK seq=7001 ack=11'], '2 ack-mismatch: 12');
    is(
      [
        'A -x B PSH,ACK seq=1 ack=7001 len=32',
        'A -> B PSH,ACK seq=33 ack=7001 len=40',
        'B -> A ACK seq=7001 ack=1',
        'A -> B PSH,ACK seq=1 ack=7001 len=32',
        'B -> A ACK seq=7001 ack=74',
      ],
      '5 ack-unsent: 73',
    );
    is(
      ['A -> B PSH,ACK seq=1 ack=7001 len=45', 'A -x B PSH,ACK seq=46 ack=7001 len=40', 'B -> A ACK seq=7001 ack=41'],
      '3 ack-mismatch: 46',
    );
    is(['A -> B PSH,ACK seq=1 ack=7001 len=11', 'B -> A ACK seq=7001 ack=11'], '2 ack-mismatch: 12');
    is(
      ['A -> B PSH,ACK seq=1 ack=7001 len=11', 'A -> B FIN,ACK seq=12 ack=7001', 'B -> A ACK seq=7001 ack=12'],
      '3 ack-mismatch: 13',
    );
    is(
      ['A -> B PSH,ACK seq=1 ack=7001 len=12', 'A -> B PSH,ACK seq=13 ack=7001 len=40', 'B -> A ACK seq=7001 ack=55'],
      '3 ack-unsent: 53',
    );
    is(
      [
        'A -x B PSH,ACK seq=1 ack=7001 len=100',
        'A -> B PSH,ACK seq=101 ack=7001 len=52',
        'A -> B PSH,ACK seq=1 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=151',
      ],
      '4 ack-mismatch: 153',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=50',
        'B -x A ACK seq=7001 ack=51',
        'A -> B ACK seq=1 ack=7001 len=60',
        'B -> A ACK seq=7001 ack=51',
      ],
      '4 ack-mismatch: 61',
    );
    is(['A -> B ACK seq=1 ack=7001 len=60', 'B -x A ACK seq=7001 ack=51'], '2 ack-mismatch: 61');
    is(
      [
        'A -> B FIN,ACK seq=1 ack=7001',
        'B -> A ACK seq=7001 ack=2',
        'A -> B RST,ACK seq=2 ack=7001',
        'B -> A PSH,ACK seq=7001 ack=2 len=5',
      ],
      '4 segment-after-reset: #',
    );
    is(['A -> B RST,ACK seq=1 ack=7001', 'A -> B FIN,ACK seq=1 ack=7001'], '2 segment-after-reset: #');
    is(
      ['A -> B ACK seq=1 ack=7001 len=100', 'A -> B ACK seq=51 ack=7001 len=40', 'B -> A ACK seq=7001 ack=131'],
      '3 ack-unsent: 101',
    );
    is(
      ['A -> B ACK seq=1 ack=7001 len=100', 'A -> B ACK seq=51 ack=7001 len=100', 'B -> A ACK seq=7001 ack=211'],
      '3 ack-unsent: 151',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=50',
        'A -> B ACK seq=51 ack=7001 len=50',
        'A -> B ACK seq=51 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=201',
      ],
      '4 ack-unsent: 151',
    );
    is(
      [
        'A -> B ACK seq=1 ack=7001 len=100',
        'A -> B ACK seq=51 ack=7001 len=100',
        'A -> B ACK seq=51 ack=7001 len=50',
        'B -> A ACK seq=7001 ack=201',
      ],
      '4 ack-unsent: 151',
    );
    is(
      ['A -> B ACK ack=7001 len=100', 'A -> B ACK seq=51 ack=7001 len=100', 'B -> A ACK seq=7001 ack=201'],
      '3 ack-unsent: 151',
    );
    is(
      ['A -> B ACK seq=1 ack=7001 len=100', 'A -> B ACK ack=7001 len=100', 'B -> A ACK seq=7001 ack=251'],
      '3 ack-unsent: 201',
    );
    is(['A -> B FIN,ACK seq=1 ack=7001 len=32', 'B -> A ACK seq=7001 ack=32'], '2 ack-mismatch: 34');
    is(
      ['A -> B FIN,ACK seq=1 ack=7001', 'B -> A ACK seq=7001 ack=2', 'A -> B ACK seq=3 ack=7001'],
      '3 seq-after-fin: 2',
    );
    is(
      ['A -> B PSH,ACK seq=1 ack=7001 len=40', 'A -> B PSH,ACK seq=41 ack=7001 len=5', 'B -x A ACK seq=7001 ack=47'],
      '3 ack-unsent: 46',
    );
    is(
      ['C -> B PSH,ACK seq=1 ack=7001 len=10', 'B -> C ACK seq=7001 ack=11', 'B -> A ACK seq=7001 ack=11'],
      '3 ack-unsent: 1',
    );
    is(
      [
        'A -x B ACK seq=1 ack=7001 len=100',
        'A -x B ACK seq=101 ack=7001 len=60',
        'A -> B ACK seq=1 ack=7001 len=100',
        'A -> B ACK seq=1 ack=7001 len=60',
        'B -> A ACK seq=7001 ack=161',
      ],
      '5 ack-not-received: 101',
    );
    is(
      [
        'A -x B ACK seq=1 ack=7001 len=100',
        'A -x B ACK seq=101 ack=7001 len=60',
        'A -> B ACK seq=101 ack=7001 len=100',
        'B -> A ACK seq=7001 ack=101',
      ],
      '4 ack-not-received: 1',
    );
    is(
      [
        'A -x B ACK seq=1 ack=7001 len=100',
        'A -> B ACK seq=101 ack=7001 len=60',
        'A -> B ACK seq=1 ack=7001 len=90',
        'B -> A ACK seq=7001 ack=161',
      ],
      '3 len-mismatch: 100',
    );
  });
});
