import assert from 'node:assert/strict';
import { complaints, said } from './read.ts';

/** What a segment is that says nothing but its ends. */
const BARE = {
  kind: 'segment',
  time: null,
  way: 'C > S',
  delivery: 'delivered',
  flags: 'ACK',
  flagsWritten: false,
  label: null,
};

const SYN = { ...BARE, flags: 'SYN', flagsWritten: true };

/** Plain lines, and what they say. */
const MEANINGS: readonly (readonly [line: string, says: object])[] = [
  ['C -> S', BARE],
  ['C <- S', { ...BARE, way: 'C < S' }],
  ['C -x S', { ...BARE, delivery: 'lost' }],
  ['C x- S', { ...BARE, way: 'C < S', delivery: 'lost' }],
  ['C ->... S', { ...BARE, delivery: 'sent' }],
  ['C ...<- S', { ...BARE, way: 'C < S', delivery: 'sent' }],
  ['C ...-> S', { ...BARE, delivery: 'arrived' }],
  ['C <-... S', { ...BARE, way: 'C < S', delivery: 'arrived' }],
  ['C:5000 -> S:80', { ...BARE, way: 'C:5000 > S:80' }],
  ['"C 1" -> S', { ...BARE, way: 'C 1 > S' }],
  ['@1.5 C -> S', { ...BARE, time: 1_500_000 }],
  ['@0.000 C -> S', { ...BARE, time: 0 }],
  ['@100ms C -> S', { ...BARE, time: 100_000 }],
  ['@86400 C -> S', { ...BARE, time: 86_400_000_000 }],
  ['C -> S SYN', SYN],
  ['C -> S ACK', { ...BARE, flagsWritten: true }],
  ['C -> S SYN=0', { ...SYN, flags: '' }],
  ['C -> S [none]', { ...SYN, flags: '' }],
  ['C -> S FIN,SYN,RST,PSH,ACK,URG,ECE,CWR,AE', { ...SYN, flags: 'FIN,SYN,RST,PSH,ACK,URG,ECE,CWR,AE' }],
  ['C -> S SYN seq=x', { ...SYN, seq: 'x' }],
  ['C -> S SYN,ACK seq=300 ack=x+1', { ...SYN, flags: 'SYN,ACK', seq: '300', ack: 'x+1' }],
  ['C -> S len=100 win=65535 urg=1 mss=1460', { ...BARE, len: '100', win: '65535', urg: '1', mss: '1460' }],
  ['C -> S wscale=7 sackok tfo', { ...BARE, wscale: '7', sackok: true, tfo: '' }],
  ['C -> S sack=1-2/x-x+100', { ...BARE, sack: '1-2/x-x+100' }],
  ['C -> S ts=100/x+1', { ...BARE, ts: '100/x+1' }],
  ['C -> S tfo=00abaaabe8e954c2', { ...BARE, tfo: '00abaaabe8e954c2' }],
  ['C -> S data="GET /\\r\\n"', { ...BARE, data: 'GET /\r\n (7)' }],
  ['C -> S data="é€😀"', { ...BARE, data: 'é€😀 (9)' }],
  ['C -> S "GET /"', { ...BARE, flags: 'PSH,ACK', label: 'GET /' }],
  ['C -> S seq=-1', { ...BARE, seq: '4294967295' }],
  ['C -> S seq=2n-m-3', { ...BARE, seq: '-1m+2n+4294967293' }],
  ['diagram TCP three-way handshake', { kind: 'diagram', title: 'TCP three-way handshake' }],
  ['client C as 客户端', { kind: 'participant', role: 'client', name: 'C', label: '客户端' }],
  ['server S', { kind: 'participant', role: 'server', name: 'S', label: null }],
  ['participant R as "Router 1"', { kind: 'participant', role: 'participant', name: 'R', label: 'Router 1' }],
  ['listen S', { kind: 'action', action: 'listen', target: 'S', time: null }],
  ['open C:80', { kind: 'action', action: 'open', target: 'C:80', time: null }],
  ['close C', { kind: 'action', action: 'close', target: 'C', time: null }],
  ['abort C', { kind: 'action', action: 'abort', target: 'C', time: null }],
  ['crash C', { kind: 'action', action: 'crash', target: 'C', time: null }],
  ['@2s timeout C', { kind: 'action', action: 'timeout', target: 'C', time: 2_000_000 }],
  [
    'state C FIN-WAIT-1, S CLOSE-WAIT',
    {
      kind: 'state',
      assertions: [
        { target: 'C', state: 'FIN-WAIT-1', variables: [] },
        { target: 'S', state: 'CLOSE-WAIT', variables: [] },
      ],
    },
  ],
  [
    'state A ESTABLISHED snd.nxt=300 rcv.nxt=x+1',
    {
      kind: 'state',
      assertions: [{ target: 'A', state: 'ESTABLISHED', variables: ['snd.nxt=300', 'rcv.nxt=x+1'] }],
    },
  ],
  ['...', { kind: 'elision', text: null }],
  ['... an hour later', { kind: 'elision', text: 'an hour later' }],
  ['note over C,S: connection established', note('over', ['C', 'S'], 'connection established')],
  ['note left of C: x', note('left', ['C'], 'x')],
  ['note right of C: x', note('right', ['C'], 'x')],
  ['let n = 2*m+1', { kind: 'let', name: 'n', value: '2m+1' }],
  ['option rule seq-gap warning', { kind: 'option', words: ['rule', 'seq-gap', 'warning'] }],
  ['expect seq-gap', { kind: 'expect', code: 'seq-gap' }],
  ['sequenceDiagram', { kind: 'ignored' }],
  ['', { kind: 'blank' }],
];

function note(position: string, targets: readonly string[], text: string): object {
  return { kind: 'note', position, targets, text };
}

describe(`what ${String(MEANINGS.length)} plain lines say`, () => {
  for (const [line, says] of MEANINGS) {
    it(JSON.stringify(line), () => {
      assert.deepEqual(complaints(line), []);
      assert.deepEqual(said(line), says);
    });
  }

  for (const state of [
    'CLOSED',
    'LISTEN',
    'SYN-SENT',
    'SYN-RECEIVED',
    'ESTABLISHED',
    'FIN-WAIT-1',
    'FIN-WAIT-2',
    'CLOSE-WAIT',
    'CLOSING',
    'LAST-ACK',
    'TIME-WAIT',
  ]) {
    it(`knows the state ${state}`, () => {
      const assertions = [{ target: 'C', state, variables: [] }];
      for (const spelled of [state, state.toLowerCase(), state.replaceAll('-', '_')]) {
        assert.deepEqual(said(`state C ${spelled}`), { kind: 'state', assertions });
      }
    });
  }
});
