import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';

/**
 * Which explanation of a wrong line is told (`explain/this-line.ts`, `neighbours.ts`, `explain.ts`): each diagram beside the one that
 * differs from it in what decides.
 */
const OPEN = 'C -> S SYN seq=0\nS -> C SYN,ACK seq=7 ack=1\nC -> S ACK seq=1 ack=8\n';

/** What is said of a diagram: the line, the code and what the first fix writes; line breaks as `/`. */
function said(text: string): string[] {
  return analyze(text)
    .findings.filter(({ severity }) => severity !== 'hint')
    .map(({ line, code, fixes: [fix] }) => {
      const written = fix?.edits.map((edit) => edit.text.replaceAll('\n', ' / ').trim()) ?? [];
      return `${String(line + 1)} ${code}: ${written.join(' & ')}`;
    });
}

/** The lines behind a handshake in which C begins with 0 and S with 7; they are counted from 4. */
const talk = (...lines: readonly string[]): string[] => said(OPEN + lines.join('\n'));

describe('Two numbers that are swapped', () => {
  it('are both written, and are numbers that stand already', () => {
    const swapped = (line: string): string[] => talk(line, 'S -> C ACK seq=8 ack=6');
    assert.deepEqual(swapped('C -> S PSH,ACK seq=8 ack=1 len=5'), ['4 seq-ack-swapped: 1 & 8']);
    assert.deepEqual(swapped('C -> S PSH,ACK seq=8 ack=q len=5'), ['4 seq-gap: q-7']);
    // Of a number that is not written nothing is known: it is not 0.
    assert.deepEqual(
      said(
        'A -> B SYN seq=4294967295\nB -> A SYN,ACK seq=70 ack=0\nA -> B ACK seq=0 ack=71\nA -> B ACK seq=500 len=5 mss=9\nB -> A ACK seq=71 ack=5',
      ),
      ['4 seq-gap: 0', '4 option-outside-syn: '],
    );
    assert.deepEqual(
      said(
        'A -> B SYN seq=70\nB -> A SYN,ACK seq=4294967295 ack=71\nA -> B ACK seq=71 ack=0\nA -> B ACK ack=500 len=5 mss=9\nB -> A ACK seq=0 ack=76',
      ),
      ['4 ack-unsent: 0', '4 option-outside-syn: '],
    );
  });
});

describe('A SYN,ACK in two halves (RFC 9293 §3.5)', () => {
  const halves = (...lines: readonly string[]): string | undefined =>
    said(['C -> S SYN seq=0', ...lines, 'C -> S ACK seq=1 ack=8'].join('\n'))[0];

  it('is one line, with the number of the other one', () => {
    assert.equal(halves('S -> C ACK ack=1', 'S -> C SYN seq=7'), '2 syn-missing: SYN,ACK & seq=7 & #');
    assert.equal(halves('S -> C SYN seq=7', 'S -> C ACK seq=8 ack=1'), '2 syn-missing: SYN,ACK & ack=1 & #');
    assert.equal(halves('S -> C SYN seq=7', 'S -> C ACK'), '2 syn-missing: SYN,ACK & #');
    assert.equal(halves('S -> C SYN seq=7 ack=1', 'S -> C ACK seq=7'), '2 syn-missing: SYN,ACK & #');
  });

  it('is of one end, without text and without another flag', () => {
    assert.equal(halves('S -> C SYN seq=7', 'S -> C ACK ack=1 len=5'), '2 syn-missing: SYN,ACK');
    assert.equal(halves('S -> C SYN seq=7', 'S -> C FIN,ACK ack=1'), '2 syn-missing: SYN,ACK');
    assert.equal(halves('S -> C SYN seq=7', 'C -> S ACK seq=1 ack=8'), '2 syn-missing: SYN,ACK');
    assert.equal(halves('S -> C ACK ack=1', 'C -> S SYN', 'S -> C SYN,ACK seq=7 ack=1'), '2 syn-missing: SYN,ACK');
  });
});

describe('A line of another connection (RFC 9293 §3.3.1)', () => {
  const strayed = (line: string): string[] =>
    said(
      [
        'C -> R SYN     seq=70',
        'R -> C SYN,ACK seq=7 ack=71',
        'C -> R ACK     seq=71 ack=8',
        'R -> C RST     seq=8',
        'C -> S SYN     seq=0',
        'S -> C SYN,ACK seq=0 ack=1',
        'C -> S ACK     seq=1 ack=1',
        'C -> S PSH,ACK seq=1 ack=1 len=100',
        line,
        'C -> S PSH,ACK seq=101 ack=1 len=100',
      ].join('\n'),
    );

  it('has a number of it', () => {
    assert.deepEqual(strayed('R -> C ACK seq=1 ack=101'), ['9 endpoint-mismatch: S']);
    assert.deepEqual(strayed('R -> C ACK ack=101'), ['9 endpoint-mismatch: S']);
    assert.deepEqual(strayed('R -> C ACK'), ['9 segment-after-reset: #']);
    assert.deepEqual(strayed('R -> C ACK seq=q ack=p'), ['9 segment-after-reset: #']);
  });
});

describe('A flag that is wrong', () => {
  it('is the FIN that is missing where its number is sent again (RFC 9293 §3.8.1)', () => {
    const again = (number: number): string[] =>
      talk(
        'C -x S FIN,ACK seq=1 ack=8',
        `C -> S ACK seq=${String(number)} ack=8`,
        'S -> C ACK seq=8 ack=2',
        'S -> C FIN,ACK seq=8 ack=2',
        'C -> S ACK seq=2 ack=9',
      );
    assert.deepEqual(again(1), ['5 flag-missing: FIN,ACK']);
    assert.deepEqual(again(2), ['6 segment-missing: C -> S FIN,ACK seq=1 ack=8 /']);
  });

  it('stands in the place of another one, or is too many: what comes behind tells (RFC 9293 §3.4)', () => {
    const behind = (ack: number, ...lines: readonly string[]): string[] =>
      talk(...lines, `S -> C ACK seq=8 ack=${String(ack)}`, `S -> C FIN,ACK seq=8 ack=${String(ack)}`);
    assert.deepEqual(behind(2, 'C -> S SYN,ACK seq=1 ack=8'), ['4 flag-extra: FIN,ACK']);
    assert.deepEqual(behind(1, 'C -> S SYN,ACK seq=1 ack=8'), ['4 syn-in-connection: #']);
    assert.deepEqual(behind(5, 'C -> S SYN,PSH,ACK seq=1 ack=8 len=4'), ['4 flag-extra: PSH,ACK']);
    assert.deepEqual(
      said('C -> S SYN seq=0\nS -> C RST,ACK seq=7 ack=1\nC -> S ACK seq=1 ack=8\nC -> S PSH,ACK seq=1 ack=8 len=4'),
      ['2 flag-extra: SYN,ACK'],
    );
  });

  it('is a second FIN (RFC 9293 §3.6)', () => {
    assert.deepEqual(talk('C -> S FIN,ACK seq=1 ack=8', 'S -> C FIN,ACK seq=8 ack=2', 'C -> S FIN,ACK seq=2 ack=9'), [
      '6 flag-extra: ACK',
    ]);
  });
});

describe('What is sent again (RFC 9293 §3.8.1)', () => {
  it('has as many bytes as it had', () => {
    const again = (len: number): string[] =>
      talk(
        'C -> S FIN,ACK seq=1 ack=8 len=40',
        `C -> S FIN,ACK seq=1 ack=8 len=${String(len)}`,
        'S -> C ACK seq=8 ack=42',
      );
    assert.deepEqual(again(40), []);
    assert.deepEqual(again(30), ['5 len-mismatch: 40']);
  });

  it('begins with what the peer awaits', () => {
    assert.deepEqual(
      talk(
        'C -x S PSH,ACK seq=1 ack=8 len=40',
        'C -> S PSH,ACK seq=41 ack=8 len=20',
        'C -> S PSH,ACK seq=61 ack=8 len=20',
        'S -> C ACK seq=8 ack=1',
        'C -> S PSH,ACK seq=11 ack=8 len=40',
        'S -> C ACK seq=8 ack=81',
      ),
      ['8 seq-mismatch: 1'],
    );
    assert.deepEqual(
      talk(
        'C -> S PSH,ACK seq=1 ack=8 len=40',
        'C -x S FIN,ACK seq=41 ack=8',
        'S -> C ACK seq=8 ack=41',
        'C -> S FIN,ACK seq=14 ack=8',
        'S -> C FIN,ACK seq=8 ack=42',
        'C -> S ACK seq=42 ack=9',
      ),
      ['7 seq-mismatch: 41'],
    );
  });

  it('agrees with itself: what skips ahead twice has nothing wrong, and a line is missing before it', () => {
    const first = 'C -x S PSH,ACK seq=11 ack=8 len=40';
    assert.deepEqual(talk(first, 'C -> S PSH,ACK seq=11 ack=8 len=40', 'S -> C ACK seq=8 ack=51'), [
      '4 segment-missing: C -> S PSH,ACK seq=1 ack=8 len=10 /',
    ]);
    assert.deepEqual(
      talk(
        'C -> S PSH,ACK seq=21 ack=8 len=10',
        'C -> S PSH,ACK seq=11 ack=8 len=10',
        'C -> S PSH,ACK seq=21 ack=8 len=10',
        'C -> S PSH,ACK seq=1 ack=8 len=10',
        'S -> C ACK seq=8 ack=31',
      ),
      ['4 segment-missing: C -x S PSH,ACK seq=1 ack=8 len=20 /'],
    );
  });
});

describe('Two lines that have changed places', () => {
  it('may stand beside two others that have', () => {
    assert.deepEqual(
      talk(
        'S -> C ACK seq=8 ack=11',
        'C -> S PSH,ACK seq=1 ack=8 len=10',
        'S -> C ACK seq=8 ack=21',
        'C -> S PSH,ACK seq=11 ack=8 len=10',
        'S -> C PSH,ACK seq=8 ack=21 len=3',
      ).map((one) => one.split(':')[0]),
      ['4 lines-swapped', '6 lines-swapped'],
    );
  });

  it('may stand between two of another connection that have', () => {
    const codes = said(
      [
        'C -> R SYN     seq=70',
        'C -> R ACK     seq=71 ack=8',
        'C -> S SYN     seq=0',
        'C -> S ACK     seq=1 ack=1',
        'S -> C SYN,ACK seq=0 ack=1',
        'R -> C SYN,ACK seq=7 ack=71',
        'C -> S PSH,ACK seq=1 ack=1 len=100',
      ].join('\n'),
    ).map((one) => one.split(':')[0]);
    assert.deepEqual(codes, ['2 lines-swapped', '4 lines-swapped']);
  });

  it('have not where something is wrong the other way round as well, but for what is only observed', () => {
    for (const [severity, swapped] of [
      ['error', false],
      ['warning', false],
      ['info', true],
      ['hint', true],
      ['off', true],
    ] as const) {
      const codes = said(
        [
          `option rule window-shrunk ${severity}`,
          'C -> S SYN seq=0 win=500',
          'S -> C SYN,ACK seq=7 ack=1 win=500',
          'C -> S ACK seq=1 ack=8 win=500',
          'S -> C ACK seq=8 ack=11 win=500',
          'C -> S PSH,ACK seq=1 ack=8 len=10 win=20',
          'C -> S PSH,ACK seq=11 ack=8 len=10 win=20',
          'S -> C ACK seq=8 ack=21',
        ].join('\n'),
      ).map((one) => one.split(':')[0]);
      assert.equal(codes[0], swapped ? '5 lines-swapped' : '5 ack-unsent', severity);
    }
  });

  it('are right the other way round, and have nothing but lines of others in between', () => {
    const between = (line: string): string | undefined =>
      talk(
        'S -> C PSH,ACK seq=8 ack=11 len=3',
        line,
        'C -> S PSH,ACK seq=1 ack=8 len=10',
        'C -> S ACK seq=11 ack=11',
      )[0]?.split(':')[0];
    assert.equal(between('D -> E SYN seq=1'), '4 lines-swapped');
    assert.equal(between('# ...'), '4 lines-swapped');
    assert.notEqual(between('note over C: a while later'), '4 lines-swapped');
  });
});

describe('What stands below', () => {
  it('decides where it is a whole line: half a line tells nothing', () => {
    const below = (line: string, next: string): (string | undefined)[] =>
      talk(
        'C ->... S ACK seq=1 ack=8 len=312',
        'C ->... S ACK seq=323 ack=8 len=55',
        `C ->... S ACK seq=${line}`,
        `C ->... S ACK seq=${next} ack=8 len=9`,
      ).map((one) => one.split(':')[0]);
    assert.equal(below('378 ack=8 len=10', '388')[0], '5 segment-missing');
    assert.equal(below('368 ack=8 len=10', '378')[0], '5 seq-gap');
    assert.equal(below('368 ack=8 len=10 win=', '378')[0], '5 segment-missing');
  });
});

describe('An arrow that points the wrong way', () => {
  it('has the numbers of the other end', () => {
    const turned = (line: string): string[] => talk(line, 'C -> S ACK seq=1 ack=13');
    assert.deepEqual(turned('S -> C PSH,ACK seq=8 ack=1 len=5'), []);
    assert.deepEqual(turned('C -> S PSH,ACK seq=8 ack=1 len=5'), ['4 arrow-reversed: S & C']);
  });
});
