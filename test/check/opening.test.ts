import assert from 'node:assert/strict';
import { startingStates } from '../../src/core/check/opening.ts';
import { ACK, FIN, PSH, RST, SYN } from '../../src/core/tcp/flags.ts';
import { STATE_NAMES } from '../../src/core/tcp/states.ts';

type Name = (typeof STATE_NAMES)[number];
const ROLES = ['client', 'server', 'participant'] as const;
type Role = (typeof ROLES)[number];

/** The states of sender and receiver before a segment; an end may have been set by a `state` line. */
function before(flags: number, sender: Role | Name, receiver: Role | Name): string {
  const prior = (end: Role | Name): Parameters<typeof startingStates>[1] => {
    const preset = STATE_NAMES.indexOf(end as Name);
    return preset < 0 ? { role: end as Role, preset: null } : { role: 'participant', preset: preset as 0 };
  };
  return startingStates(flags, prior(sender), prior(receiver))
    .map((state) => STATE_NAMES[state])
    .join(' ');
}

/** By what begins a connection: the states of a sender, and of a receiver, that is a client, a server, or just declared. */
const BEGINNINGS: readonly (readonly [string, readonly number[], readonly Name[], readonly Name[]])[] = [
  ['a SYN', [SYN, SYN | PSH, SYN | FIN], ['CLOSED', 'LISTEN', 'CLOSED'], ['CLOSED', 'LISTEN', 'LISTEN']],
  ['a SYN,ACK', [SYN | ACK], ['CLOSED', 'LISTEN', 'SYN-RECEIVED'], ['CLOSED', 'LISTEN', 'SYN-SENT']],
  [
    'any other segment',
    [ACK, PSH | ACK, FIN | ACK, RST, RST | ACK, SYN | RST, SYN | RST | ACK, 0],
    ['CLOSED', 'LISTEN', 'ESTABLISHED'],
    ['CLOSED', 'LISTEN', 'ESTABLISHED'],
  ],
];

describe('The states before the first segment (RFC 9293 §3.5)', () => {
  for (const [what, kinds, sends, receives] of BEGINNINGS) {
    it(`${what}: a client is CLOSED, a server listens, and whoever is neither is where such a segment is sent`, () => {
      for (const flags of kinds) {
        for (const [i, sender] of ROLES.entries())
          for (const [j, receiver] of ROLES.entries())
            assert.equal(before(flags, sender, receiver), `${sends[i]!} ${receives[j]!}`);
      }
    });
  }

  it('are those that `state` lines have set, whatever is sent', () => {
    for (const flags of [SYN, SYN | ACK, ACK, RST])
      for (const own of STATE_NAMES)
        for (const peer of STATE_NAMES) assert.equal(before(flags, own, peer), `${own} ${peer}`);
  });

  it('are those of an open connection where the other end was set into one, unless a SYN begins another', () => {
    const open = STATE_NAMES.slice(STATE_NAMES.indexOf('ESTABLISHED'));
    for (const state of STATE_NAMES) {
      for (const [i, role] of ROLES.entries()) {
        const alone = ['CLOSED', 'LISTEN', 'ESTABLISHED'][i]!;
        const expected = open.includes(state) ? 'ESTABLISHED' : alone;
        assert.equal(before(ACK, state, role), `${state} ${expected}`);
        assert.equal(before(ACK, role, state), `${expected} ${state}`);
        assert.equal(before(SYN, state, role), `${state} ${['CLOSED', 'LISTEN', 'LISTEN'][i]!}`);
        assert.equal(before(SYN, role, state), `${['CLOSED', 'LISTEN', 'CLOSED'][i]!} ${state}`);
      }
    }
  });
});
