import assert from 'node:assert/strict';
import { LinesAround, nearestTwin, sameEnds, Sent, withEndsOf } from '../../src/core/check/explain/lines.ts';
import type { Surroundings } from '../../src/core/check/explain/trial.ts';
import { LineParser, parseLine, type SegmentStatement, type Statement } from '../../src/core/notation/index.ts';
import { Names } from '../../src/core/text/names.ts';

/** What stands around a line that is explained (`explain/lines.ts`): what each end has sent above, and how it goes on below. */
interface Place {
  readonly around: Surroundings;
  readonly lines: LinesAround;
  readonly statement: SegmentStatement;
  readonly segment: (line: number) => SegmentStatement;
  readonly sent: (line: number) => Sent;
}

/** The line `at` of a text is explained; with the lines that are `faulty` something is wrong already. */
function place(text: string | readonly string[], at: number, faulty: readonly number[] = []): Place {
  const rows = typeof text === 'string' ? text.split('\n') : text;
  const names = new Names();
  const statements: readonly Statement[] = rows.map((row) => parseLine(row, names));
  const unasked = (): never => assert.fail('no state is asked for');
  const around: Surroundings = {
    names,
    count: rows.length,
    textOf: (line) => rows[line]!,
    statementOf: (line) => statements[line] ?? assert.fail(`line ${String(line)} is asked for`),
    before: unasked,
    trying: unasked,
    revisions: unasked,
    reported: unasked,
    faulty: (line) => faulty.includes(line),
  };
  const segment = (line: number): SegmentStatement => {
    const statement = statements[line];
    return statement?.kind === 'segment' ? statement : assert.fail(`no segment on line ${String(line)}`);
  };
  const statement = segment(at);
  return {
    around,
    lines: new LinesAround(at, statement, around),
    statement,
    segment,
    sent: (line) => new Sent(line, segment(line), around),
  };
}

const blanks = (count: number): string[] => Array.from({ length: count }, () => '');
const rowsOf = (sent: Iterable<Sent>): number[] => [...sent].map(({ line }) => line);

describe('What a line sends', () => {
  const { sent } = place(
    [
      'A:7 -> B:80 PSH,ACK seq=x+1 ack=y len=40',
      'A:7 <- B:80 ACK ack=41',
      'A:7 -> B:80 ACK seq=41 len=n',
      'A:7 -> B:80 ACK seq=41 data="hi"',
      'A:7 -> B:80 PSH,ACK seq=41',
      'A:7 -> B:80 FIN,ACK len=0',
    ],
    0,
  );

  it('is of the end behind the arrow, and has its numbers as they are written', () => {
    assert.deepEqual(
      [0, 1, 2].map((line) => [sent(line).port, sent(line).seq, sent(line).ack, sent(line).numbered]),
      [
        [7, 'x+1', 'y', true],
        [80, '', '41', false],
        [7, '41', '', true],
      ],
    );
    assert.notEqual(sent(0).name, sent(1).name);
  });

  it('has a length where that is a plain number', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((line) => sent(line).len),
      [40, 0, 0, 0],
    );
  });

  it('has nothing of the line that stood in the same object before', () => {
    const parser = new LineParser(new Names());
    const rows = ['A -> B PSH,ACK seq=7 ack=9 len=5', 'A -> B ACK'];
    const [, statement] = rows.map((row) => parser.parse(row, 0, row.length));
    assert(statement?.kind === 'segment');
    const { around } = place(rows, 0);
    const { len, seq, ack, numbered, bare } = new Sent(1, statement, around);
    assert.deepEqual([len, seq, ack, numbered, bare], [0, '', '', false, true]);
  });

  it('is bare without a length, data and PSH', () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((line) => sent(line).bare),
      [false, true, false, false, false, false],
    );
  });
});

describe('What an end has sent above', () => {
  it('is told from the last line on, without what only arrives there, and what is lost with it', () => {
    const { lines, segment } = place(
      [
        'A -> B SYN seq=0',
        'P -> B SYN seq=0',
        'B -> A SYN,ACK seq=9 ack=1',
        'A -x B ACK seq=1',
        'A ...-> B ACK seq=1',
        'A ->... B ACK seq=2',
        'B -> A ACK seq=10 ack=3',
        'A -> B ACK seq=4',
      ],
      6,
    );
    assert.deepEqual(rowsOf(lines.sentBy(segment(0).left)), [5, 3, 0]);
    assert.deepEqual(rowsOf(lines.sentBy(segment(0).right)), [2]);
    assert.deepEqual(rowsOf(lines.sentBy(segment(0).left).from(3)), [5, 3]);
    assert.deepEqual(rowsOf(lines.sentBy(segment(0).left).from(4)), [5]);
    assert.equal(lines.sentBy(segment(0).left).find(({ line }) => line < 5)?.line, 3);
    assert.equal(
      lines.sentBy(segment(0).left).find(({ line }) => line > 5),
      undefined,
    );
    assert.equal(lines.sentBy(segment(0).left).at(3), undefined);
  });

  it('is of its port, where one is written', () => {
    const { lines, segment } = place(
      ['A:1 -> A:2 ACK seq=1', 'A:2 -> A:1 ACK seq=2', 'A:1 -> A ACK seq=3', 'A:1 -> A:2 ACK seq=4'],
      3,
    );
    assert.deepEqual(rowsOf(lines.sentBy(segment(0).left)), [2, 0]);
    assert.deepEqual(rowsOf(lines.sentBy(segment(0).right)), [1]);
    assert.deepEqual(rowsOf(lines.sentBy(segment(2).right)), [2, 1, 0]);
    assert.equal(lines.sentBy(segment(0).left), lines.sentBy(segment(3).left));
  });

  it('is looked for 64 lines above', () => {
    for (const [between, found] of [
      [63, [0]],
      [64, []],
    ] as const) {
      const at = between + 1;
      const { lines, statement } = place(['A -> B SYN seq=0', ...blanks(between), 'A -> B SYN seq=0'], at);
      assert.deepEqual(rowsOf(lines.sentBy(statement.left)), found);
      assert.equal(lines.segmentOn(0) !== null, found.length > 0);
      assert.equal(lines.begin, at - 64 < 0 ? 0 : at - 64);
    }
  });

  it('was nothing but an ACK, in the line before', () => {
    const follows = (...above: readonly string[]): boolean =>
      place([...above, 'A -> B ACK seq=2'], above.length).lines.followsAck();
    assert.equal(follows(), false);
    assert.equal(follows('A -> B ACK seq=1'), true);
    assert.equal(follows('A -> B ACK seq=1', 'B -> A PSH,ACK len=5'), true);
    assert.equal(follows('A -> B ACK seq=1', 'A -> B ACK seq=1 len=5'), false);
    for (const flags of ['SYN', 'FIN,ACK', 'RST', 'PSH,ACK'])
      assert.equal(follows(`A -> B ${flags} seq=1`), false, flags);
  });

  it('has a twin, a line of the same length and another number: the nearest above the line, or the first below it', () => {
    const text = [
      'A -> B ACK seq=1 len=5',
      'A -> B ACK seq=6 len=5',
      'A -> B ACK seq=11 len=7',
      'A -> B ACK len=5',
      'A -> B ACK seq=18 len=5',
      'A -> B ACK seq=23 len=5',
      'A -> B ACK seq=18 len=5',
      'A -> B ACK seq=23',
    ];
    const { lines, sent, statement } = place([...text, 'A -> B ACK seq=99'], 8);
    const all = lines.sentBy(statement.left);
    const twin = (line: number): number | undefined => nearestTwin(all, sent(line))?.line;
    assert.deepEqual(
      text.map((_, line) => twin(line)),
      [1, 0, undefined, 1, 1, 4, 5, undefined],
    );
    assert.equal(nearestTwin(all, sent(5), ({ line }) => line < 4)?.line, 1);
  });
});

describe('Lengths of other lines', () => {
  const text = ['A -> B ACK seq=1 len=40', 'B -> A ACK seq=1 len=7', 'A -> B ACK seq=41', 'A -> B ACK seq=41'];

  it('are those of both ends, but of the line itself', () => {
    const { lines } = place(text, 3);
    const has = (line: number, len: number): boolean => lines.hasLength(line, (other) => other === len);
    assert.deepEqual([has(1, 40), has(0, 7), has(0, 40), has(1, 7), has(0, 0)], [true, true, false, false, false]);
  });
});

describe('A length that is too small', () => {
  const wrong = (line: string, off: number, below: readonly string[] = [], faulty: readonly number[] = []): boolean => {
    const { lines, sent } = place([line, 'B -> A ACK seq=1 ack=900', ...below], 1, faulty);
    return lines.isWrongLength(sent(0), off);
  };

  it('is one where there are too many bytes, and where something else is wrong with its line', () => {
    assert.equal(wrong('A -> B ACK seq=1', -1), true);
    assert.equal(wrong('A -> B ACK seq=1', 50), false);
    assert.equal(wrong('A -> B ACK seq=1', 50, [], [0]), true);
    assert.equal(wrong('A -> B ACK seq=1', 50, [], [1]), false);
  });

  it('is that of data without one, but for one byte at the end, which is a FIN', () => {
    assert.equal(wrong('A -> B PSH,ACK seq=1', 2), true);
    assert.equal(wrong('A -> B PSH,ACK seq=1', 1), false);
    assert.equal(wrong('A -> B PSH,ACK seq=1', 1, ['A -> B PSH,ACK seq=2 len=5']), true);
    assert.equal(wrong('A -> B ACK seq=1 len=312', 1), false);
    assert.equal(wrong('A -> B ACK seq=1 len=312', 1, ['A -> B PSH,ACK seq=2 len=5']), true);
  });
});

describe('What comes below', () => {
  it('is sent again by the same end, from the same number on, with text, a SYN or a FIN', () => {
    const again = (...below: readonly string[]): number | undefined => {
      const { lines, statement } = place(['A -> B ACK seq=5 len=4', 'A -> B ACK seq=5', ...below], 1);
      return lines.sentAgain(statement.left, statement.seq.value)?.line;
    };
    assert.equal(again(), undefined);
    assert.equal(again('A -> B ACK seq=5'), undefined);
    for (const says of ['ACK seq=5 len=2', 'ACK seq=5 data="x"', 'SYN seq=5', 'FIN,ACK seq=5', 'PSH,ACK seq=5 len=n'])
      assert.equal(again(`A -> B ${says}`), 2, says);
    for (const other of [
      'B -> A ACK seq=5 len=2',
      'A -> P ACK seq=5 len=2',
      'A -> B RST seq=5',
      'A -> B ACK seq=6 len=2',
      'A -> B ACK ack=5 len=2',
    ])
      assert.equal(again(other), undefined, other);
    assert.equal(again('A -> B ACK seq=6 len=2', '# ...', 'A -> B ACK seq=5 len=2', 'A -> B ACK seq=5 len=3'), 4);
  });

  it('has a part within 48 lines', () => {
    for (const [between, found] of [
      [47, true],
      [48, false],
    ] as const) {
      const { lines, statement } = place(['A -> B ACK seq=5', ...blanks(between), 'A -> B SYN,ACK seq=5 len=1'], 0);
      assert.equal(lines.sentAgain(statement.left, statement.seq.value) !== null, found);
      assert.equal(lines.goesOn(0), found);
      assert.equal(lines.answersSyn(), found);
      assert.equal(lines.next(1), found ? 48 : -1);
      assert.equal(lines.end, 49 < between + 2 ? 49 : between + 2);
    }
  });

  it('shows that the end has more to send, or that its peer has not noticed that it closes (RFC 9293 §3.6)', () => {
    const goesOn = (fin: string, ...below: readonly string[]): boolean => place([fin, ...below], 0).lines.goesOn(0);
    const fin = 'A -> B FIN,ACK seq=5';
    assert.equal(goesOn(fin), false);
    assert.equal(goesOn(`${fin} len=3`), true);
    assert.equal(goesOn('A -> B PSH,ACK seq=5 len=3'), false);
    assert.equal(goesOn(fin, 'A -> B ACK seq=6 len=1'), true);
    assert.equal(goesOn(fin, 'A -> B ACK seq=6 data="x"'), true);
    assert.equal(goesOn(fin, 'A -> B FIN,ACK seq=6'), true);
    assert.equal(goesOn(fin, 'A -> B ACK seq=6'), false);
    assert.equal(goesOn(fin, 'A -> P ACK seq=6 len=1'), false);
    assert.equal(goesOn(fin, 'B -> A ACK seq=1 ack=6'), false);
    assert.equal(goesOn(fin, 'B -> A ACK seq=1 ack=6 len=7'), true);
    assert.equal(goesOn(fin, 'B -> A ACK seq=1 ack=6 len=7', 'B -> A FIN,ACK seq=8'), false);
    assert.equal(goesOn(fin, 'B -> A FIN,ACK seq=1 ack=6', 'B -> A ACK seq=2'), false);
    assert.equal(place(['# nothing', fin, 'A -> B ACK seq=6 len=1'], 1).lines.goesOn(0), false);
  });

  it('answers a SYN if the next segment is a SYN,ACK (RFC 9293 §3.5)', () => {
    const answers = (...below: readonly string[]): boolean =>
      place(['A -> B SYN seq=5', ...below], 0).lines.answersSyn();
    assert.equal(answers(), false);
    assert.equal(answers('B -> A SYN,ACK seq=1 ack=6'), true);
    assert.equal(answers('P -> A ACK', '# ...', 'B -> A SYN,ACK seq=1 ack=6'), true);
    for (const flags of ['SYN', 'ACK', 'RST,ACK']) assert.equal(answers(`B -> A ${flags}`), false, flags);
    assert.equal(answers('B -> A SYN seq=1', 'B -> A SYN,ACK seq=1 ack=6'), false);
  });
});

describe('A line with news', () => {
  it('has text, or acknowledges another number than the line of its end before', () => {
    const news = (...rows: readonly string[]): boolean => {
      const at = rows.length;
      return place([...rows, 'B -> A ACK seq=1 ack=50'], at).lines.carriesNews(at - 1);
    };
    assert.equal(news('A -> B ACK seq=1 ack=5 len=2'), true);
    assert.equal(news('A -> B ACK seq=1 ack=5 data="x"'), true);
    assert.equal(news('A -> B ACK seq=1 ack=5'), false);
    assert.equal(news('A -> B ACK seq=1 ack=5', 'A -> B ACK seq=1 ack=5'), false);
    assert.equal(news('A -> B ACK seq=1 ack=5', 'A -> B ACK seq=1 ack=6'), true);
    assert.equal(news('A -> B ACK seq=1 ack=5', 'A -> B ACK seq=1'), false);
    assert.equal(news('A -> B SYN seq=1', 'A -> B ACK seq=1 ack=6'), false);
    assert.equal(news('B -> A ACK seq=1 ack=5', 'A -> B ACK seq=1 ack=6'), false);
    assert.equal(news('A -> B ACK seq=1 ack=5', '# nothing'), false);
    assert.equal(news('A -> B ACK seq=1 ack=6', 'A -> B ACK seq=1 ack=5', 'A -> B ACK seq=1 ack=6'), true);
  });
});

describe('The next line of the connection', () => {
  it('has nothing but comments, blanks and segments of others in between', () => {
    const next = (rows: readonly string[], at: number): number[] => {
      const { lines } = place(rows, at);
      return [lines.next(-1), lines.next(1)];
    };
    const line = 'A -> B ACK seq=1';
    assert.deepEqual(next([line], 0), [-1, -1]);
    assert.deepEqual(next([line, line, line], 1), [0, 2]);
    assert.deepEqual(next(['B -> A ACK', '', '# ...', 'P -> B ACK', line, 'P -> Q ACK', '', line], 4), [0, 7]);
    for (const other of ['close A', 'state A ESTABLISHED', '...', 'note over A: x', 'wibble'])
      assert.deepEqual(next([line, other, line, other, line], 2), [-1, -1], other);
  });

  it('is looked for 64 lines above', () => {
    assert.equal(place(['A -> B ACK', ...blanks(63), 'A -> B ACK'], 64).lines.next(-1), 0);
    assert.equal(place(['A -> B ACK', ...blanks(64), 'A -> B ACK'], 65).lines.next(-1), -1);
  });
});

describe('Ends', () => {
  const same = (a: string, b: string): boolean => {
    const { segment } = place([a, b], 0);
    return sameEnds(segment(0), segment(1));
  };

  it('are the same whichever of them sends, and a port that is not written may be any', () => {
    assert.equal(same('A -> B ACK', 'A -> B ACK'), true);
    assert.equal(same('A -> B ACK', 'B -> A ACK'), true);
    assert.equal(same('A -> B ACK', 'A -> P ACK'), false);
    assert.equal(same('A -> B ACK', 'P -> B ACK'), false);
    assert.equal(same('A -> B ACK', 'B -> P ACK'), false);
    assert.equal(same('A -> B ACK', 'P -> A ACK'), false);
    assert.equal(same('A:1 -> B:2 ACK', 'A:1 -> B:2 ACK'), true);
    assert.equal(same('A:1 -> B:2 ACK', 'B:2 -> A:1 ACK'), true);
    assert.equal(same('A:1 -> B:2 ACK', 'A:1 -> B:3 ACK'), false);
    assert.equal(same('A:1 -> B:2 ACK', 'A:2 -> B:1 ACK'), false);
    assert.equal(same('A:1 -> B ACK', 'A:1 -> B:3 ACK'), true);
    assert.equal(same('A:1 -> B:3 ACK', 'A -> B:3 ACK'), true);
  });

  /** What a segment may have been meant as: its ends then, and which of them were wrong. */
  const meant = (line: string, other: string): string[] => {
    const rows = [line, other];
    const { segment } = place(rows, 0);
    const write = (at: number, { from, to }: { from: number; to: number }): string => rows[at]!.slice(from, to);
    return withEndsOf(segment(0), segment(1)).map(({ change, ends }) => {
      const sides = Object.keys(change).sort().join();
      const slips = ends.flatMap((end) =>
        end === undefined ? [] : [`${write(0, end.wrong)} for ${write(1, end.right)}`],
      );
      return `${sides}: ${slips.join(', ')}`;
    });
  };

  it('of which one is wrong are those of the other line, whichever sends there', () => {
    assert.deepEqual(meant('A -> P ACK', 'A -> B ACK'), ['right: P for B']);
    assert.deepEqual(meant('P -> B ACK', 'A -> B ACK'), ['left: P for A']);
    assert.deepEqual(meant('A -> P ACK', 'B -> A ACK'), ['right: P for B']);
    assert.deepEqual(meant('P -> B ACK', 'B -> A ACK'), ['left: P for A']);
    assert.deepEqual(meant('A:1 -> B:2 ACK', 'A:1 -> B:3 ACK'), ['right: B:2 for B:3']);
    assert.deepEqual(meant('A -> A ACK', 'A -> B ACK'), ['right: A for B', 'left: A for B']);
  });

  it('mean nothing where they are right, where both are wrong, and where the other line has one end', () => {
    assert.deepEqual(meant('A -> B ACK', 'B -> A ACK'), []);
    assert.deepEqual(meant('P -> Q ACK', 'A -> B ACK'), []);
    assert.deepEqual(meant('A -> B ACK', 'A -> A ACK'), []);
  });

  it('have swapped their ports only where each has that of the other one, and both their names', () => {
    assert.deepEqual(meant('A:1 -> B:2 ACK', 'A:2 -> B:1 ACK'), ['left,right: A:1 for A:2, B:2 for B:1']);
    assert.deepEqual(meant('A:1 -> B:2 ACK', 'B:1 -> A:2 ACK'), ['left,right: A:1 for A:2, B:2 for B:1']);
    assert.deepEqual(meant('A:1 -> B:2 ACK', 'A:2 -> B:3 ACK'), []);
    assert.deepEqual(meant('A:1 -> B:2 ACK', 'A:3 -> B:1 ACK'), []);
    assert.deepEqual(meant('A:1 -> B:2 ACK', 'A:2 -> P:1 ACK'), []);
    assert.deepEqual(meant('A:1 -> B:2 ACK', 'P:2 -> B:1 ACK'), []);
  });

  it('of another connection may be those of a line up to 16 lines below', () => {
    const others = (rows: readonly string[], at: number): [number[], number | undefined] => {
      const { lines } = place(rows, at);
      return [[...lines.others()].map(({ line }) => line), lines.nearestOther()?.line];
    };
    assert.deepEqual(others(['A -> B ACK', ...blanks(15), 'A -> P ACK'], 16), [[0], 0]);
    assert.deepEqual(others(['A -> B ACK', ...blanks(16), 'A -> P ACK'], 17), [[], undefined]);
    const mixed = ['A -> B ACK', 'Q -> R ACK', 'P -> A ACK', '# ...', 'Q -> R ACK', 'A -> P ACK'];
    assert.deepEqual(others(mixed, 5), [[4, 1, 0], 0]);
  });
});
