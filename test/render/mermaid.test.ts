import assert from 'node:assert/strict';
import { toMermaid } from '../../src/core/render/index.ts';
import { ENGLISH, HANDSHAKE, note, segment, trace } from './build.ts';

const lines = (text: string): string[] =>
  text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.trim());

describe('a diagram as Mermaid text', () => {
  it('draws the handshake', () => {
    assert.deepEqual(lines(toMermaid(HANDSHAKE, ENGLISH).text), [
      'title TCP three-way handshake',
      'accTitle: TCP three-way handshake',
      'participant C as 客户端',
      'participant S as 服务器',
      'C->>S: SYN seq=x',
      'S->>C: SYN, ACK seq=y ack=x+1',
      'C->>S: ACK seq=x+1 ack=y+1',
      'Note over C,S: connection established',
      'C->>S: PSH, ACK seq=x+1 ack=y+1 len=100 "GET /"',
    ]);
  });

  it('tells which line each message and each note comes from', () => {
    const diagram = toMermaid(HANDSHAKE, ENGLISH);
    assert.deepEqual(diagram.lines, [0, 1, 2, 4]);
    assert.deepEqual(diagram.noteLines, [3]);
    assert.deepEqual(diagram.participants, ['C', 'S']);
  });

  it('shows what becomes of a segment', () => {
    const steps = (['delivered', 'lost', 'sent', 'arrived'] as const).map((delivery) =>
      segment('C>S', 'ACK', { delivery, ack: 'y' }),
    );
    assert.deepEqual(lines(toMermaid(trace(steps), ENGLISH).text).slice(2), [
      'C->>S: ACK seq=x ack=y',
      'C-xS: ACK seq=x ack=y [lost]',
      'C-)S: ACK seq=x ack=y [in flight]',
      'C-->>S: ACK seq=x ack=y [arrives]',
    ]);
  });

  it('shows everything that a segment carries, and nothing of what nobody knows', () => {
    const odd = segment('S>C', 'ACK', {
      seq: null,
      len: 'n',
      win: '512',
      options: ['mss=1460', 'sackok'],
      fromPort: 80,
      labels: ['duplicate-ack', 'window-full'],
      duplicate: 3,
    });
    assert.deepEqual(lines(toMermaid(trace([odd]), ENGLISH).text).slice(2), [
      'S->>C: 80 → * ACK len=n win=512 mss=1460 sackok [duplicate ACK #35;3, window full]',
    ]);
  });

  it('draws states where they are wished for', () => {
    const text = toMermaid(HANDSHAKE, { ...ENGLISH, showStates: true, stateSpelling: 'SYN_SENT' }).text;
    assert.deepEqual(
      lines(text).filter((line) => line.startsWith('Note over')),
      [
        'Note over C,S: 客户端 SYN_SENT, 服务器 SYN_RECEIVED',
        'Note over C: ESTABLISHED',
        'Note over S: ESTABLISHED',
        'Note over C,S: connection established',
      ],
    );
  });

  it('draws asserted states only where they begin the diagram', () => {
    const state = { kind: 'state', line: 0, asserted: [{ name: 'C', state: 'ESTABLISHED' }] } as const;
    const steps = [state, segment('C>S', 'ACK'), state];
    const { noteLines } = toMermaid(trace(steps), { ...ENGLISH, showStates: true });
    assert.deepEqual(noteLines, [0]);
    assert.deepEqual(toMermaid(trace(steps), { ...ENGLISH, showStates: true, from: 1 }).noteLines, []);
  });

  it('draws user calls, timers, elisions and notes', () => {
    const steps = [
      note('left', ['C'], 'left'),
      note('', ['S', 'C']),
      { kind: 'action', line: 0, action: 'close', target: 'C', states: {} },
      { kind: 'elision', line: 0, text: 'two minutes' },
      { kind: 'action', line: 0, action: 'timeout', target: 'C', states: { C: ['TIME-WAIT', 'CLOSED'] } },
    ] as const;
    assert.deepEqual(lines(toMermaid(trace(steps), ENGLISH).text).slice(2), [
      'Note left of C: left',
      'Note over C,S: #160;',
      'Note over C: (CLOSE)',
      'Note over C,S: … two minutes',
      'Note over C: (2 MSL)',
    ]);
  });

  it('numbers the messages where that is wished for', () => {
    assert.ok(lines(toMermaid(HANDSHAKE, { ...ENGLISH, numbering: true }).text).includes('autonumber'));
  });

  it('draws a window of the steps', () => {
    const window = toMermaid(HANDSHAKE, { ...ENGLISH, from: 1, to: 3 });
    assert.deepEqual(window.lines, [1, 2]);
    assert.deepEqual(window.participants, ['C', 'S']);
  });
});
