import assert from 'node:assert/strict';
import { type Analysis, analyze, DEFAULT_OPTIONS } from '../../src/core/check/index.ts';
import { BLOCKS } from '../support/edits.ts';
import { assertCodes, assertRight, segmentsOf } from '../support/told.ts';

const HEAD = 'option capture L\nclient R\nserver L\n';
const OPENED = `${HEAD}R -> L SYN     seq=0\nL -> R SYN,ACK seq=0 ack=1\nR -> L ACK     seq=1 ack=1\n`;

describe('A capture at one end', () => {
  it('the far side acknowledges late, out of turn, and less than it has got', () => {
    assertRight(`${OPENED}L -> R ACK seq=1   ack=1 len=100
L -> R ACK seq=101 ack=1 len=100
R -> L ACK seq=1   ack=101
R -> L ACK seq=1   ack=1
R -> L ACK seq=1   ack=201`);
  });

  it('the far side may not have heard of the last window, and fills an older one', () => {
    assertRight(`${HEAD}R -> L SYN seq=0 win=1000
L -> R SYN,ACK seq=0 ack=1 win=1000
R -> L ACK seq=1 ack=1 win=1000
R -> L ACK seq=1 ack=1 win=1000 len=900
L -> R ACK seq=1 ack=901 win=100
R -> L ACK seq=901 ack=1 win=1000 len=100
L -> R ACK seq=1 ack=1001 win=0
R -> L ACK seq=1001 ack=1 win=1000 len=1
L -> R ACK seq=1 ack=1001 win=0`);
  });

  it('the far side sends what nobody would who knew what L knows', () => {
    assertRight(`${OPENED}R -> L PSH,ACK seq=1 ack=1 len=10
L -> R ACK seq=1 ack=11
R -> L PSH,ACK seq=1 ack=1 len=10
L -> R ACK seq=1 ack=11
L -> R FIN,ACK seq=1 ack=11
R -> L PSH,ACK seq=11 ack=1 len=10`);
  });

  it('the far side never acknowledges what L has not sent', () => {
    assertCodes(`${OPENED}R -> L ACK seq=1 ack=500`, ['7 ack-unsent']);
  });

  it('L itself is held to every number', () => {
    assertCodes(`${OPENED}R -> L PSH,ACK seq=1 ack=1 len=10\nL -> R ACK seq=1 ack=10`, ['8 ack-mismatch']);
    assertCodes(`${OPENED}L -> R PSH,ACK seq=2 ack=1 len=10`, ['7 seq-gap']);
    assertCodes(`${OPENED}L -> R FIN,ACK seq=1 ack=1\nL -> R PSH,ACK seq=2 ack=1 len=10`, ['8 data-after-fin']);
  });

  it('and so is each side of the same lines without the option', () => {
    assertCodes(
      'client R\nserver L\nR -> L SYN seq=0\nL -> R SYN,ACK seq=0 ack=1\nR -> L ACK seq=1 ack=1\nL -> R ACK seq=1 ack=1 len=100\nR -> L ACK seq=1 ack=1',
      ['7 ack-mismatch'],
    );
  });
});

describe('A capture somewhere between', () => {
  const BETWEEN = `option capture\nclient C\nserver S\nC -> S SYN     seq=0\nS -> C SYN,ACK seq=0 ack=1\nC -> S ACK     seq=1 ack=1\n`;

  it('knows of neither side what it knew', () => {
    assertRight(`${BETWEEN}C -> S ACK seq=1   ack=1 len=100
S -> C ACK seq=1   ack=1 len=50
C -> S ACK seq=101 ack=1 len=100
S -> C ACK seq=51  ack=101
C -> S ACK seq=201 ack=51`);
  });

  it('has missed what is acknowledged and was not seen', () => {
    assertRight(`${BETWEEN}S -> C ACK seq=1 ack=101`);
  });

  it('takes a SYN with the number of the one before for that one, whatever came in between (RFC 9293 §3.4.1)', () => {
    const labels = (isn: number, option = ''): string[] =>
      segmentsOf(
        analyze(`${option}${BETWEEN.slice('option capture\n'.length)}C -> S RST seq=1\nC -> S SYN seq=${String(isn)}`),
      )
        .at(-1)!
        .labels.slice();
    assert.deepEqual(labels(0, 'option capture\n'), ['retransmission']);
    assert.deepEqual(labels(200, 'option capture\n'), ['port-reused']);
    // Who draws it means another connection.
    assert.deepEqual([labels(0), labels(200)], [['port-reused'], ['port-reused']]);
  });

  it('still knows which flags exclude each other', () => {
    assertCodes(`${BETWEEN}C -> S SYN,FIN seq=1`, ['7 flags-conflict']);
  });
});

describe('Lines that make sense as a capture', () => {
  const SEEN = [
    '@0.000 C -> S SYN     seq=0',
    '@0.020 S -> C SYN,ACK seq=0  ack=1',
    '@0.021 C -> S ACK     seq=1  ack=1',
    '@0.030 C -> S PSH,ACK seq=1  ack=1 len=100',
    '@0.031 S -> C PSH,ACK seq=1  ack=1 len=50',
    '@0.032 C -> S ACK     seq=101 ack=51',
    '@0.050 S -> C ACK     seq=51 ack=101',
  ];
  const offered = (lines: readonly string[]): string[] =>
    analyze(lines.join('\n'))
      .findings.filter(({ code }) => code === 'capture-unsaid')
      .map(
        ({ line, from, to, fixes }) =>
          `${String(line)}:${String(from)}-${String(to)} ${JSON.stringify(fixes[0]?.edits)}`,
      );
  const before = (line: number): string => `[{"line":${String(line)},"from":0,"to":0,"text":"option capture\\n"}]`;

  it('are told so on the time of the first one that is wrong; the option goes before the connection', () => {
    assert.deepEqual(offered(SEEN), [`4:0-6 ${before(0)}`]);
    assert.deepEqual(offered(['client C', 'server S', '', ...SEEN]), [`7:0-6 ${before(3)}`]);
    assert.deepEqual(offered(['# before', ...SEEN.slice(0, 4), 'note over C: both', ...SEEN.slice(4)]), [
      `6:0-6 ${before(1)}`,
    ]);
  });

  it('are told so once, however many of them are wrong', () => {
    const more = ['@0.060 C -> S PSH,ACK seq=101 ack=51 len=9', '@0.061 S -> C PSH,ACK seq=51 ack=101 len=9'];
    assert.deepEqual(offered([...SEEN, ...more]), [`4:0-6 ${before(0)}`]);
  });

  it('are not where a line has no time, and none has more than whole seconds: somebody made them up', () => {
    for (let i = 0; i < SEEN.length; i++) assert.deepEqual(offered(SEEN.with(i, SEEN[i]!.slice(7))), [], SEEN[i]);
    assert.deepEqual(offered(SEEN.map((line, i) => `@${String(i)}${line.slice(6)}`)), []);
    assert.equal(
      offered(
        SEEN.map((line, i) => (i === 6 ? line : `@${String(i)}${line.slice(6)}`)).with(6, `@9.5${SEEN[6]!.slice(6)}`),
      ).length,
      1,
    );
  });

  it('are not where nothing is wrong, where it is said already, or where they are wrong in a capture too', () => {
    assert.deepEqual(offered(SEEN.with(4, SEEN[4]!.replace('ack=1 ', 'ack=101 '))), []);
    assert.deepEqual(offered(['option capture', ...SEEN]), []);
    assert.deepEqual(offered(SEEN.with(5, SEEN[5]!.replace('ACK', 'SYN,FIN'))), []);
  });

  it('are as far as a reader looks on both sides of the one that is wrong, whatever the blocks are', () => {
    const apart = (count: number): string[] => Array.from({ length: count }, () => '# …');
    const below = (count: number): string[] => [...SEEN, ...apart(count), 'C -> S ACK seq=101 ack=51'];
    const above = (count: number): string[] => ['A -> B SYN seq=5', ...apart(count), ...SEEN];
    for (const blockLines of BLOCKS) {
      for (const [lines, isSo] of [
        [below(45), false],
        [below(46), true],
        [above(59), false],
        [above(60), true],
      ] as const) {
        const analysis = analyze(lines.join('\n'), DEFAULT_OPTIONS, blockLines);
        const said = (now: Analysis): boolean => now.findings.some(({ code }) => code === 'capture-unsaid');
        assert.equal(said(analysis), isSo, `blocks of ${String(blockLines)}: ${lines.join('\n')}`);
        // The line that has no time gets one, and loses it.
        const line = lines.findIndex((text) => !text.startsWith('@') && text !== '# …');
        const timed = analysis.edit({ line, from: 0, to: 0, text: '@0.001 ' });
        assert.equal(said(timed), true);
        assert.equal(said(timed.edit({ line, from: 0, to: 7, text: '' })), isSo);
      }
    }
  });

  it('taken at an end shows what that was told: behind a reset it sends none of its own (RFC 9293 §3.10.7.3)', () => {
    const text = 'client C\nserver S\nC -> S SYN seq=0\nS -> C RST,ACK seq=0 ack=1\nC -> S RST seq=1';
    assertCodes(`option capture C\n${text}`, ['6 segment-after-reset']);
    assertRight(`option capture\n${text}`);
  });
});
