import assert from 'node:assert/strict';
import {
  type Otherwise,
  swapped,
  turned,
  wasLost,
  withEnds,
  withFin,
  withIsn,
  withLength,
  withoutFlag,
} from '../../src/core/check/explain/otherwise.ts';
import { withEndsOf } from '../../src/core/check/explain/lines.ts';
import type { Change } from '../../src/core/check/reader.ts';
import { applyEdits } from '../../src/core/check/mend.ts';
import { analyze } from '../../src/core/check/index.ts';
import { type Args, english } from '../../src/core/findings/finding.ts';
import { FIN, RST, SYN } from '../../src/core/tcp/flags.ts';
import { parseLine, type SegmentStatement } from '../../src/core/notation/index.ts';
import { Names } from '../../src/core/text/names.ts';

/** An earlier line that is read otherwise (`explain/otherwise.ts`): what is said of it, how its fix writes it, and how it is read. */
interface Told {
  readonly code: string;
  readonly about: string;
  readonly said: string;
  readonly args: Args;
  /** The title of the fix, and the line after it. */
  readonly fix: readonly [title: string, text: string];
  readonly change: Change;
}

function segment(text: string, names = new Names()): SegmentStatement {
  const statement = parseLine(text, names);
  return statement.kind === 'segment' ? statement : assert.fail(text);
}

/** The line stands on top; line 9 shows that something is wrong with it. Null where nothing is said, and nothing was read. */
function told(otherwise: Otherwise, text: string, statement = segment(text)): Told | null {
  const reads: Change[] = [];
  const found = otherwise({
    line: 0,
    text,
    statement,
    cause: 8,
    read: (change) => {
      reads.push(change);
      return undefined as never;
    },
  });
  if (found === null) {
    assert.deepEqual(reads, [], `${text} was read otherwise, and nothing said`);
    return null;
  }
  assert.equal(found.line, 0);
  assert.equal(found.fixes.length, 1);
  const [fix] = found.fixes;
  return {
    code: found.code,
    about: text.slice(found.from, found.to),
    said: english(found.message.template, found.message.args),
    args: found.message.args,
    fix: [english(fix!.title.template, fix!.title.args), applyEdits(analyze(text), fix!.edits).lines.text],
    change: reads[0] ?? assert.fail(`${text} was not read`),
  };
}

/** The line after the fix is what was read. */
function assertFixed(otherwise: Otherwise, text: string, fixed: string): void {
  const found = told(otherwise, text);
  assert.equal(found?.fix[1], fixed);
  const names = new Names();
  const [before, after] = [segment(text, names), segment(fixed, names)];
  const meant = { ...before, ...found.change };
  const plain = ({ flags, seq, ack, len, mirrored, left, right, delivery }: SegmentStatement): unknown => {
    const ends = [left, right].map(({ name, port }) => [name, port]);
    const numbers = [seq, ack, len].map(({ present, value: { symbol, constant, more } }) => [
      present,
      present && [symbol, constant, more],
    ]);
    return [flags, numbers, mirrored ? ends.toReversed() : ends, delivery];
  };
  assert.deepEqual(plain(meant), plain(after));
}

describe('A flag of an earlier line', () => {
  it('is too many: what is left without it is an ACK at least', () => {
    for (const [text, flag, fixed] of [
      ['A -> B FIN,ACK seq=1', FIN, 'A -> B ACK seq=1'],
      ['A -> B FIN seq=1', FIN, 'A -> B ACK seq=1'],
      ['A -> B PSH,FIN seq=1', FIN, 'A -> B PSH,ACK seq=1'],
      ['A -> B RST,ACK seq=1', RST, 'A -> B ACK seq=1'],
      ['A -> B SYN,FIN seq=1', FIN, 'A -> B SYN seq=1'],
      ['A -> B SYN,FIN seq=1', SYN, 'A -> B FIN seq=1'],
    ] as const)
      assertFixed(withoutFlag(flag, 'ends'), text, fixed);
    assert.equal(told(withoutFlag(FIN, 'closes'), 'A -> B ACK seq=1'), null);
    const found = told(withoutFlag(FIN, 'ends'), 'A -> B FIN,ACK seq=1');
    assert.deepEqual([found?.code, found?.about, found?.fix[0]], ['flag-extra', 'FIN,ACK', 'Change to ACK']);
    assert.deepEqual(found?.args, { flag: 'FIN', line: 9 });
    assert.match(told(withoutFlag(FIN, 'closes'), 'A -> B FIN,ACK seq=1')!.said, /ends what is sent/);
  });

  it('is missing: a FIN, where none of the flags says otherwise (RFC 9293 §3.6)', () => {
    assertFixed(withFin, 'A -> B ACK seq=1', 'A -> B FIN,ACK seq=1');
    assertFixed(withFin, 'A -> B PSH,ACK seq=1 len=4', 'A -> B FIN,PSH,ACK seq=1 len=4');
    for (const flags of ['SYN', 'SYN,ACK', 'FIN,ACK', 'RST', 'RST,ACK'])
      assert.equal(told(withFin, `A -> B ${flags} seq=1`), null, flags);
    const found = told(withFin, 'A -> B ACK seq=1');
    assert.deepEqual([found?.code, found?.about], ['flag-missing', 'ACK']);
    assert.match(found!.said, /FIN.*line 9/);
  });
});

describe('An arrow of an earlier line', () => {
  it('was lost, where it is drawn as if it had arrived', () => {
    assertFixed(wasLost, 'A -> B ACK seq=1', 'A -x B ACK seq=1');
    assertFixed(wasLost, 'A <- B ACK seq=1', 'A x- B ACK seq=1');
    for (const arrow of ['-x', '->...', '...->']) assert.equal(told(wasLost, `A ${arrow} B ACK seq=1`), null, arrow);
    const found = told(wasLost, 'A <- B ACK seq=1');
    assert.deepEqual([found?.code, found?.about], ['loss-unmarked', '<-']);
    assert.deepEqual(found?.args, { arrow: 'x-', line: 9 });
  });

  it('points the wrong way', () => {
    assertFixed(turned(['B', 'A']), 'A:1 -> B:2 ACK seq=1', 'B:2 -> A:1 ACK seq=1');
    assertFixed(turned(['A', 'B']), 'A <- B ACK seq=1', 'B <- A ACK seq=1');
    const found = told(turned(['B', 'A']), 'A -> B ACK seq=1');
    assert.deepEqual([found?.code, found?.about, found?.fix[0]], ['arrow-reversed', '->', 'Turn the arrow round']);
    assert.deepEqual(found?.args, { from: 'B', to: 'A' });
  });
});

describe('Ends of an earlier line', () => {
  const meant = (text: string, other: string): Told | null => {
    const names = new Names();
    const statement = segment(text, names);
    const [first] = withEndsOf(statement, segment(other, names));
    return told(withEnds(first!, other), text, statement);
  };

  it('should be those of the line that shows it', () => {
    const found = meant('A -> P ACK seq=1', 'B:2 -> A ACK seq=1');
    assert.deepEqual(
      [found?.code, found?.about, found?.said.includes('line 9'), found?.fix[1]],
      ['endpoint-mismatch', 'P', true, 'A -> B:2 ACK seq=1'],
    );
    assert.match(found!.said, /^P should be B:2/);
  });

  it('have swapped their ports', () => {
    const found = meant('A:1 -> B:2 ACK seq=1', 'A:2 -> B:1 ACK seq=1');
    assert.deepEqual([found?.about, found?.fix], ['A:1 -> B:2', ['Swap the two ports', 'A:2 -> B:1 ACK seq=1']]);
    assert.match(found!.said, /line 9/);
  });
});

describe('Numbers of an earlier line', () => {
  it('stand each in the place of the other', () => {
    assertFixed(swapped, 'A -> B ACK seq=1 ack=x+2', 'A -> B ACK seq=x+2 ack=1');
    assertFixed(swapped, 'A -> B ACK ack=7 len=3 seq=x', 'A -> B ACK ack=x len=3 seq=7');
    assert.equal(told(swapped, 'A -> B ACK seq=1'), null);
    assert.equal(told(swapped, 'A -> B ACK ack=1'), null);
    const found = told(swapped, 'A -> B ACK ack=7 len=3 seq=9');
    assert.deepEqual([found?.code, found?.about], ['seq-ack-swapped', 'ack=7 len=3 seq=9']);
  });

  it('are the initial one of a SYN: what follows goes on from it, modulo 2^32 (RFC 9293 §3.4)', () => {
    assertFixed(withIsn(10), 'A -> B SYN seq=5', 'A -> B SYN seq=15');
    assertFixed(withIsn(-6), 'A -> B SYN seq=5', 'A -> B SYN seq=4294967295');
    assertFixed(withIsn(1), 'A -> B SYN,ACK seq=4294967295 ack=3', 'A -> B SYN,ACK seq=0 ack=3');
    for (const line of ['SYN', 'SYN ack=4', 'ACK seq=5', 'SYN seq=x', 'SYN seq=x+y'])
      assert.equal(told(withIsn(1), `A -> B ${line}`), null, line);
    const found = told(withIsn(10), 'A -> B SYN seq=5');
    assert.deepEqual([found?.code, found?.about, found?.said.includes('15')], ['seq-mismatch', 'seq=5', true]);
  });
});

describe('The length of an earlier line', () => {
  it('is another one', () => {
    assertFixed(withLength(10), 'A -> B ACK seq=1 len=5', 'A -> B ACK seq=1 len=15');
    assertFixed(withLength(-4), 'A -> B ACK seq=1 len=5 ack=3', 'A -> B ACK seq=1 len=1 ack=3');
    const found = told(withLength(10), 'A -> B ACK seq=1 len=5');
    assert.deepEqual([found?.code, found?.about], ['len-mismatch', 'len=5']);
    assert.match(found!.said, /15.*5/);
    assert.match(found!.said, /line 9/);
  });

  it('is written where none is, behind the numbers and the flags', () => {
    assertFixed(withLength(5), 'A -> B PSH,ACK seq=1 ack=3 win=9', 'A -> B PSH,ACK seq=1 ack=3 len=5 win=9');
    assertFixed(withLength(5), 'A -> B ACK ack=3 seq=1 win=9', 'A -> B ACK ack=3 seq=1 len=5 win=9');
    assertFixed(withLength(5), 'A -> B PSH,ACK win=9', 'A -> B PSH,ACK len=5 win=9');
    assertFixed(withLength(5), 'A -> B ACK seq=1 win=9', 'A -> B ACK seq=1 len=5 win=9');
    for (const flags of ['SYN', 'SYN,ACK', 'RST', 'RST,ACK'])
      assert.equal(told(withLength(5), `A -> B ${flags} seq=1`), null, flags);
    assertFixed(withLength(5), 'A -> B SYN seq=1 len=2', 'A -> B SYN seq=1 len=7');
    const found = told(withLength(5), 'A -> B PSH,ACK seq=1');
    assert.deepEqual([found?.code, found?.about, found?.fix[0]], ['len-mismatch', 'PSH,ACK', 'Insert len=5']);
    assert.match(found!.said, /5.*line 9/);
  });

  it('is 0: its text is too many', () => {
    const found = told(withLength(-5), 'A -> B ACK seq=1  len=5 win=9');
    assert.deepEqual(
      [found?.code, found?.about, found?.fix],
      ['len-mismatch', 'len=5', ['Remove len=5', 'A -> B ACK seq=1 win=9']],
    );
    assert.match(found!.said, /len=5.*line 9/);
    const { len } = found!.change;
    assert.deepEqual([len?.present, len?.value.constant, len?.value.symbol, len?.value.more], [true, 0, -1, null]);
    const data = told(withLength(-2), 'A -> B ACK seq=1 data="hi" win=9');
    assert.deepEqual(
      [data?.about, data?.fix[1], data?.change.len?.present],
      ['data="hi"', 'A -> B ACK seq=1 win=9', true],
    );
    assert.equal(told(withLength(0), 'A -> B ACK seq=1'), null);
  });

  it('is none that a segment can have, none of data that is written out, and none that has a name', () => {
    assertFixed(withLength(65_530), 'A -> B ACK seq=1 len=5', 'A -> B ACK seq=1 len=65535');
    assert.equal(told(withLength(65_531), 'A -> B ACK seq=1 len=5'), null);
    assert.equal(told(withLength(-6), 'A -> B ACK seq=1 len=5'), null);
    assert.equal(told(withLength(-1), 'A -> B ACK seq=1'), null);
    assert.equal(told(withLength(1), 'A -> B ACK seq=1 data="hi"'), null);
    assert.equal(told(withLength(5), 'A -> B ACK seq=1 len=n'), null);
    assert.equal(told(withLength(0), 'A -> B ACK seq=1 len=n'), null);
  });
});
