import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { startingStates } from '../../src/core/check/opening.ts';
import { ACK, RST, SYN } from '../../src/core/tcp/flags.ts';
import { STATE_NAMES, type State } from '../../src/core/tcp/states.ts';
import { describe as sentence, english } from '../../src/core/findings/finding.ts';

/** The hints of a text: `line code: sentence`. */
function hints(text: string): string[] {
  return analyze(text)
    .findings.filter(({ severity }) => severity === 'hint')
    .map((finding) => `${String(finding.line + 1)} ${finding.code}: ${sentence(finding, english)}`);
}

const stateOf = (name: (typeof STATE_NAMES)[number]): State => STATE_NAMES.indexOf(name) as State;

const SYN_SYN = 'client C\nserver S\nC -> S SYN     seq=100\nS -> C SYN,ACK seq=300 ack=101\n';
const OPEN = `${SYN_SYN}C -> S ACK     seq=101 ack=301\n`;

describe('What is open where a diagram ends', () => {
  const cases: readonly (readonly [what: string, text: string, hints: readonly string[]])[] = [
    ['nothing after a handshake (RFC 9293 §3.5)', OPEN, []],
    [
      'the answer to a SYN',
      'client C\nserver S\nC -> S SYN seq=100',
      ['3 reply-missing: S answers this with SYN,ACK; the diagram ends before'],
    ],
    [
      'the last ACK of the handshake, of which nobody says that it is owed as well',
      SYN_SYN,
      ['4 handshake-incomplete: the handshake lacks its last ACK: S stays in SYN-RECEIVED'],
    ],
    [
      'the answer to a SYN that was lost',
      'client C\nserver S\nC -x S SYN seq=100',
      ['3 handshake-incomplete: the SYN of C is not answered'],
    ],
    [
      'nothing after a SYN that was refused',
      'client C\nserver S\nC -> S SYN seq=100\nS -> C RST,ACK seq=0 ack=101',
      [],
    ],
    [
      'bytes that nobody acknowledges (§3.10.6)',
      `${OPEN}C -> S PSH,ACK seq=101 ack=301 len=10`,
      ['6 data-unacknowledged: the bytes of C from 101 on are not acknowledged'],
    ],
    [
      'those of them that an ACK leaves out',
      `${OPEN}C ->... S PSH,ACK seq=101 ack=301 len=10\nC ->... S PSH,ACK seq=111 ack=301 len=10\nC ...-> S PSH,ACK seq=101 ack=301 len=10\nS -> C ACK seq=301 ack=111`,
      [
        '7 data-unacknowledged: the bytes of C from 111 on are not acknowledged',
        '7 in-flight-at-end: this segment is still in the network when the diagram ends',
      ],
    ],
    [
      'the byte of a window probe is not (§3.8.6.1)',
      `${OPEN}S -> C ACK seq=301 ack=101 win=0\nC -> S PSH,ACK seq=101 ack=301 len=1\nS -> C ACK seq=301 ack=101 win=0`,
      [],
    ],
    [
      'a FIN that nobody acknowledges, but no bytes (§3.6)',
      `${OPEN}C -> S PSH,ACK seq=101 ack=301 len=10\nS -> C ACK seq=301 ack=111\nC -x S FIN,ACK seq=111 ack=301`,
      ['8 fin-unacknowledged: the FIN of C is not acknowledged: it stays in FIN-WAIT-1'],
    ],
    [
      'an end that knows of a connection that its peer has lost (§3.5.1)',
      `${OPEN}crash S`,
      ['6 half-open: C is still in ESTABLISHED, but S knows nothing of the connection any more'],
    ],
    [
      'an end that has not heard of the reset',
      `${OPEN}S -x C RST seq=301`,
      ['6 half-open: C is still in ESTABLISHED, but S knows nothing of the connection any more'],
    ],
    [
      'nothing of TIME-WAIT',
      `${OPEN}C -> S FIN,ACK seq=101 ack=301\nS -> C FIN,ACK seq=301 ack=102\nC -> S ACK seq=102 ack=302\ncrash S`,
      [],
    ],
  ];
  for (const [what, text, expected] of cases) {
    it(what, () => {
      assert.deepEqual(hints(text), expected);
    });
  }
});

describe('The states before the first segment of a connection (RFC 9293 §3.3.2)', () => {
  type Side = Parameters<typeof startingStates>[1];
  const nobody: Side = { preset: null, role: 'participant' };
  const client: Side = { preset: null, role: 'client' };
  const server: Side = { preset: null, role: 'server' };
  const was = (name: (typeof STATE_NAMES)[number], role: Side['role'] = 'participant'): Side => ({
    preset: stateOf(name),
    role,
  });
  const states = (flags: number, sender: Side, receiver: Side): string =>
    startingStates(flags, sender, receiver)
      .map((state) => STATE_NAMES[state])
      .join(' ');

  it('follow from the segment where nobody says anything', () => {
    assert.equal(states(SYN, nobody, nobody), 'CLOSED LISTEN');
    assert.equal(states(SYN | ACK, nobody, nobody), 'SYN-RECEIVED SYN-SENT');
    assert.equal(states(ACK, nobody, nobody), 'ESTABLISHED ESTABLISHED');
    assert.equal(states(RST | SYN, nobody, nobody), 'ESTABLISHED ESTABLISHED');
    assert.equal(states(RST | SYN | ACK, nobody, nobody), 'ESTABLISHED ESTABLISHED');
  });

  it('are those of its role: a client is CLOSED, a server listens', () => {
    for (const flags of [SYN, SYN | ACK, ACK]) {
      assert.equal(states(flags, client, server), 'CLOSED LISTEN');
      assert.equal(states(flags, server, client), 'LISTEN CLOSED');
    }
  });

  it('are those that a line says, and then the peer is in the middle of a connection, too', () => {
    assert.equal(states(ACK, was('FIN-WAIT-1'), server), 'FIN-WAIT-1 ESTABLISHED');
    assert.equal(states(ACK, client, was('ESTABLISHED')), 'ESTABLISHED ESTABLISHED');
    assert.equal(states(SYN | ACK, client, was('CLOSE-WAIT')), 'ESTABLISHED CLOSE-WAIT');
    assert.equal(states(ACK, was('TIME-WAIT'), was('LAST-ACK')), 'TIME-WAIT LAST-ACK');
    // Not before it is established, and not where a SYN begins anew.
    assert.equal(states(ACK, client, was('SYN-RECEIVED')), 'CLOSED SYN-RECEIVED');
    assert.equal(states(SYN, client, was('ESTABLISHED')), 'CLOSED ESTABLISHED');
    assert.equal(states(SYN, was('SYN-SENT'), server), 'SYN-SENT LISTEN');
  });
});

describe('A name that nothing declares', () => {
  const undeclared = (text: string): string[] =>
    analyze(text)
      .findings.filter(({ code }) => code === 'unknown-participant')
      .map((finding) => sentence(finding, english));

  it('is taken for the declared one that it is much like', () => {
    assert.equal(undeclared('client Client\nserver Server\nCleint -> Server SYN seq=1').length, 1);
    assert.equal(undeclared('client Client7\nserver Server\nCleint7 -> Server SYN seq=1').length, 1);
    assert.equal(
      undeclared('client Client\nserver Server\nClient -> Server SYN seq=1\nSevrer -> Client SYN,ACK seq=2 ack=2')
        .length,
      1,
    );
  });

  it('is another host where the two differ in their number alone', () => {
    assert.deepEqual(undeclared('client Client\nserver Server1\nClient -> Server2 SYN seq=1'), []);
    assert.deepEqual(undeclared('client Client\nserver Server12\nClient -> Server1 SYN seq=1'), []);
    assert.deepEqual(undeclared('client Client\nserver Server१\nClient -> Server२ SYN seq=1'), []);
    // A number within the name is no number of the host.
    assert.equal(undeclared('client Client\nserver Ser1ver\nClient -> Ser2ver SYN seq=1').length, 1);
  });

  it('can be declared behind the last one that is, whatever stands below', () => {
    const { findings } = analyze(
      'client Client\nserver Server\n# a note\nProxy -> Server SYN seq=1\nCleint -> Server SYN seq=1',
    );
    const declare = findings.find(({ code }) => code === 'unknown-participant')!.fixes[1]!;
    assert.deepEqual(declare.edits, [{ line: 2, from: 0, to: 0, text: 'participant Cleint\n' }]);
  });

  it('is compared with 64 declared names, and among more with none', () => {
    const codes = (count: number): string[] => {
      const others = Array.from({ length: count - 1 }, (_, i) => `participant q${String(i)}w\n`).join('');
      return analyze(`${others}server Server\nSevrer -> Server SYN seq=1`)
        .findings.map(({ code }) => code)
        .filter((code) => /^(unknown-participant|participants-many)$/.test(code));
    };
    assert.deepEqual(codes(64), ['unknown-participant']);
    assert.deepEqual(codes(65), ['participants-many']);
  });

  it('is another host where it is like none, and where only its own use declared it', () => {
    assert.deepEqual(undeclared('client Client\nserver Server\nRouter -> Server SYN seq=1'), []);
    assert.deepEqual(undeclared('Client -> Server SYN seq=1\nCleint -> Server SYN seq=1'), []);
  });
});

describe('What is left open at the end of a diagram (RFC 9293 §3.6, §3.8)', () => {
  it('is told of a line that did it: where `state` lines have set it, there is none', () => {
    for (const own of STATE_NAMES)
      for (const peer of STATE_NAMES)
        for (const call of ['timeout', 'close', 'abort', 'crash'])
          for (const numbers of ['', ' snd.una=5 snd.nxt=9 rcv.nxt=3']) {
            const text = `state C ${own}${numbers}, S ${peer}\n${call} C`;
            assert.deepEqual(analyze(text).findings, [], text);
          }
  });

  const OPEN = `client C
server S
C -> S SYN     seq=0
S -> C SYN,ACK seq=0 ack=1
C -> S ACK     seq=1 ack=1
`;
  const open = (text: string): string[] =>
    analyze(text).findings.map(({ line, code }) => `${String(line + 1)} ${code}`);

  it('is no answer that only a user call asks for: the reset of an ABORT follows as long as the author likes', () => {
    assert.deepEqual(open(`${OPEN}abort S`), []);
    assert.deepEqual(open(`${OPEN}C -> S PSH,ACK seq=1 ack=1 len=5\nS -> C ACK seq=1 ack=6\nabort S`), []);
  });

  it('is no SYN that a challenge ACK has answered, whichever end opens again (RFC 9293 §3.5.1, figure 10)', () => {
    const again = (opener: string, other: string): string[] =>
      open(`${OPEN}crash ${opener}\n${opener} -> ${other} SYN seq=400\n${other} -> ${opener} ACK seq=1 ack=1`);
    assert.ok(!again('C', 'S').some((found) => found.endsWith('handshake-incomplete')));
    assert.ok(!again('S', 'C').some((found) => found.endsWith('handshake-incomplete')));
  });

  it('is no text of before time has passed', () => {
    const text = `${OPEN}C -x S PSH,ACK seq=1 ack=1 len=10\n`;
    assert.deepEqual(open(text), ['6 data-unacknowledged']);
    assert.deepEqual(open(`${text}...\nS -> C ACK seq=1 ack=1`), []);
  });
});

describe('The first line of a text', () => {
  const diagrams: Readonly<Record<string, string>> = {
    'a SYN that nobody answers': 'A -> B SYN seq=0',
    'bytes that nobody acknowledges': 'A -> B PSH,ACK seq=1 ack=1 len=5',
    'a FIN that nobody acknowledges': 'A -> B FIN,ACK seq=1 ack=1',
    'a FIN that nobody follows': 'A -> B FIN,ACK seq=1 ack=1\nB -> A ACK seq=1 ack=2',
    'an answer without a question': 'A -> B SYN,ACK seq=5 ack=1',
    'another text later': 'A -> B PSH,ACK seq=1 ack=1 data="hello"\nA -> B PSH,ACK seq=1 ack=1 data="other"',
    'more is acknowledged than has come': 'A -> B PSH,ACK seq=1 ack=1 len=5\nB -> A ACK seq=1 ack=9',
    'less is acknowledged than before':
      'A -> B PSH,ACK seq=1 ack=1 len=5\nB -> A ACK seq=1 ack=6\nB -> A ACK seq=1 ack=2',
    'a gap behind it': 'A -> B PSH,ACK seq=1 ack=1 len=5\nA -> B PSH,ACK seq=19 ack=1 len=5',
    'an answer that is no SYN': 'A -> B SYN seq=5\nB -> A ACK seq=1 ack=6',
    'a SYN with another number': 'A -> B SYN seq=5\nA -> B SYN seq=6',
    'bytes behind a reset': 'A -> B RST seq=1\nA -> B PSH,ACK seq=1 ack=1 len=5',
    'bytes behind a FIN': 'A -> B FIN,ACK seq=1 ack=1\nA -> B PSH,ACK seq=2 ack=1 len=5',
  };

  for (const [name, text] of Object.entries(diagrams)) {
    it(`is a line like any other: ${name}`, () => {
      const told = (before: string): unknown[] =>
        analyze(before + text).findings.map(({ line, related, message, fixes, code, from, to }) => ({
          ...{ code, from, to, message: message.template },
          line: line - before.length / 2,
          related: related.map((other) => ({ ...other, line: other.line - before.length / 2 })),
          edits: fixes.map(({ edits }) => edits.map((edit) => ({ ...edit, line: edit.line - before.length / 2 }))),
        }));
      assert.ok(told('').length > 0);
      assert.deepEqual(told(''), told('#\n'));
    });
  }
});
