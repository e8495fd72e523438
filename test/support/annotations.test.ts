import assert from 'node:assert/strict';
import { type Actual, assertFindings, extract, print } from './annotations.ts';

const ERROR = { severity: 'error', code: 'seq-gap', fix: false, message: 'a gap of 5', related: [] } as const;

function place(line: number, from: number, to: number): { line: number; from: number; to: number } {
  return { line, from, to };
}

describe('the reader of annotations', () => {
  it('reads carets as columns of the nearest line above that is no annotation', () => {
    const { expected } = extract('C -> S seq=1\n#      ^^^^^ error seq-gap\n# ^^ hint old-duplicate');
    assert.deepEqual(expected, [
      { ...place(0, 7, 12), severity: 'error', code: 'seq-gap', fix: false, words: '', related: [] },
      { ...place(0, 2, 4), severity: 'hint', code: 'old-duplicate', fix: false, words: '', related: [] },
    ]);
  });

  it('reads dashes as columns from 0, tildes as columns left out', () => {
    const { expected } = extract('CC -> S\n# <-- error a\n# <~- info b');
    assert.deepEqual(
      expected.map(({ from, to }) => [from, to]),
      [
        [0, 2],
        [1, 2],
      ],
    );
  });

  it('reads the empty place at the end of a line, and inside of it', () => {
    const { expected } = extract('C -> S seq=\n#          ^ error syntax\n#      ^! error syntax');
    assert.deepEqual(
      expected.map(({ from, to }) => [from, to]),
      [
        [11, 11],
        [7, 7],
      ],
    );
  });

  it('reads severity, code, fix and words', () => {
    const [one] = extract('C -> S\n# ^^ warning mss-exceeded +fix: 1460 bytes').expected;
    assert.deepEqual(one, {
      ...place(0, 2, 4),
      severity: 'warning',
      code: 'mss-exceeded',
      fix: true,
      words: '1460 bytes',
      related: [],
    });
  });

  it('knows places by name, before and after', () => {
    const { expected } = extract(
      'C -> S\n# ^^ @syn\nC <- S\n# ^^ error seq-gap\n# | related @syn\n# | related @s\n# <- @s',
    );
    assert.deepEqual(expected[0]?.related, [place(0, 2, 4), place(2, 0, 1)]);
  });

  it('keeps what it does not know as notes', () => {
    assert.deepEqual(extract('C -> S\n# ^^ hover /SND/').notes, [{ ...place(0, 2, 4), body: 'hover /SND/' }]);
  });

  it('reads the options at the top, and no others', () => {
    const { options } = extract('# @capture C\n# words\n# @rule a=off\nC -> S\n# @late x');
    assert.deepEqual(
      [...options],
      [
        ['capture', 'C'],
        ['rule', 'a=off'],
      ],
    );
  });

  it('takes the cursor out before columns are counted', () => {
    const { text, cursor } = extract('a\nC -> $0S');
    assert.equal(text, 'a\nC -> S');
    assert.deepEqual(cursor, { line: 1, column: 5 });
  });

  it('leaves other comments alone', () => {
    assert.deepEqual(extract('# a comment\n## ^ no\nC -> S # ^ no').expected, []);
  });

  for (const wrong of [
    '# ^ error seq-gap',
    'C\n#  ^^ error seq-gap',
    '# | related @x',
    'C -> S\n# ^^ error seq-gap\n# | related @x',
  ]) {
    it(`refuses ${JSON.stringify(wrong)}`, () => {
      assert.throws(() => extract(wrong));
    });
  }
});

describe('the comparison with annotations', () => {
  const source = 'C -> S seq=1\n#      ^^^^^ error seq-gap: a gap';
  const right: Actual = { ...ERROR, ...place(0, 7, 12) };

  it('is silent when all is as it says', () => {
    assertFindings(source, [right]);
  });

  const wrong: Readonly<Record<string, readonly Actual[]>> = {
    'a missing finding': [],
    'another finding': [right, { ...right, code: 'ack-unsent' }],
    'the finding twice': [right, right],
    'other columns': [{ ...right, to: 11 }],
    'another severity': [{ ...right, severity: 'hint' }],
    'another code': [{ ...right, code: 'ack-unsent' }],
    'another message': [{ ...right, message: 'a hole' }],
    'a fix': [{ ...right, fix: true }],
  };
  for (const [name, findings] of Object.entries(wrong)) {
    it(`fails for ${name}`, () => {
      assert.throws(() => {
        assertFindings(source, findings);
      });
    });
  }

  it('fails for a related place that is not pointed to', () => {
    const related = 'C -> S\n# <- @c\n#    ^ error seq-gap\n# | related @c';
    const finding = { ...ERROR, ...place(0, 5, 6) };
    assertFindings(related, [{ ...finding, related: [place(0, 0, 1)] }]);
    assert.throws(() => {
      assertFindings(related, [finding]);
    });
  });

  it('prints annotations that it reads again', () => {
    const text = 'C -> S seq=\nCC -> S "x"\n# a comment';
    const findings: Actual[] = [
      { ...ERROR, ...place(0, 11, 11) },
      { ...ERROR, ...place(0, 7, 10), fix: true },
      { ...ERROR, ...place(1, 0, 2) },
      { ...ERROR, ...place(1, 6, 6) },
    ];
    const printed = print(text, findings);
    assert.equal(printed.split('\n').length, 7);
    const moved = findings.map((one) => ({ ...one, line: one.line * 3 }));
    assertFindings(printed, moved);
    assert.equal(print(printed, moved), printed);
  });
});
