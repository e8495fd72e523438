import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Analysis, analyze, DEFAULT_OPTIONS, type Diagram, findingsOf } from '../../src/core/check/index.ts';
import { edited, everything } from '../support/edits.ts';
import { runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/check');

/** A right and a wrong example of every rule. */
const ALL = readdirSync(FIXTURES).flatMap((code) => {
  const names = readdirSync(join(FIXTURES, code)).sort();
  return [names.find((name) => name.startsWith('bad-')), names.find((name) => name.startsWith('good-'))].map(
    (name) => [`${code}/${name!}`, readFileSync(join(FIXTURES, code, name!), 'utf8').trimEnd()] as const,
  );
});

/** As many of them as are to be tried, other ones with another seed; a long one says no more than a short one. */
const SHORT = ALL.filter(([, text]) => text.split('\n').length < 50);
const texts = (): (readonly [string, string])[] => {
  const random = new Random(seed());
  return Array.from({ length: runs(60) }, () => random.pick(SHORT));
};

/** Members that are lines of the document. */
const LINE_MEMBERS: ReadonlySet<string> = new Set(['line', 'endLine', 'lines', 'sentLine', 'sentLines']);

/** What is told of a text, as it would be told `by` lines further down. */
function below(told: unknown, by: number, member = ''): unknown {
  if (typeof told === 'number') return LINE_MEMBERS.has(member) && told >= 0 ? told + by : told;
  if (Array.isArray(told)) return told.map((one) => below(one, by, member));
  if (typeof told !== 'object' || told === null) return told;
  return Object.fromEntries(Object.entries(told).map(([key, value]) => [key, below(value, by, key)]));
}

/** All that is known of one diagram, in itself and line by line. */
function told(analysis: Analysis, diagram: Diagram): unknown {
  const lines = Array.from({ length: diagram.endLine - diagram.line }, (_, i) => diagram.line + i);
  return {
    diagram,
    findings: analysis.findings.filter(({ line }) => analysis.diagramAt(line)?.line === diagram.line),
    steps: analysis.trace(diagram).steps,
    overview: analysis.overview(diagram),
    bindings: analysis.bindings(diagram),
    lines: lines.map((line) => ({
      step: analysis.step(line) ?? null,
      next: analysis.next(line),
      acknowledged: { line: analysis.acknowledged(line) ?? null },
    })),
  };
}

const BEFORE = 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=7\n...\n';

describe('A diagram', () => {
  it('says the same wherever it stands: what stands before it in the text has no part in it', () => {
    const by = BEFORE.split('\n').length - 1;
    for (const [name, text] of texts()) {
      if (/^\s*(diagram|title|option capture)/m.test(text)) continue;
      const alone = analyze(`diagram it\n${text}`);
      const behind = analyze(`${BEFORE}diagram it\n${text}\ndiagram after\nP -> Q SYN seq=n`);
      const [here, there] = [alone.diagrams[0]!, behind.diagrams[1]!];
      assert.deepEqual(told(behind, there), below(told(alone, here), by), name);
    }
  });

  it('names lines of the document in reasons, related places and fixes (RFC 9293 §3.4)', () => {
    const wrong = 'client C\nserver S\nC -> S SYN seq=1\nS -> C SYN,ACK seq=9 ack=1\nC -> S ACK seq=2 ack=10';
    const { findings } = analyze(`diagram one\nA -> B SYN seq=1\ndiagram two\n${wrong}`);
    const one = findings.find(({ code }) => code === 'ack-mismatch')!;
    assert.deepEqual(
      [one.line, one.reason?.args['line'], one.related[0]?.line, one.fixes[0]?.edits[0]?.line],
      [6, 6, 5, 6],
    );
  });

  it('tells of each line what its trace says there', () => {
    for (const [name, text] of texts()) {
      const analysis = analyze(text);
      for (const diagram of analysis.diagrams) {
        const { steps } = analysis.trace(diagram);
        for (let line = diagram.line; line < diagram.endLine; line++) {
          const step = steps.find((one) => one.line === line);
          assert.deepEqual(analysis.step(line), step, `${name}, line ${String(line)}`);
        }
        const [from, to] = [diagram.line + 2, diagram.endLine - 1];
        assert.deepEqual(
          analysis.trace(diagram, from, to).steps,
          steps.filter(({ line }) => line >= from && line < to),
          name,
        );
      }
    }
  });

  it('says the same in blocks of any size', () => {
    for (const [name, text] of texts()) {
      const whole = everything(analyze(text));
      for (const blockLines of [1, 3])
        assert.deepEqual(everything(analyze(text, DEFAULT_OPTIONS, blockLines)), whole, name);
    }
  });

  it('is after a line was taken out, and again after it was put back, as if it had been written so', () => {
    for (const [index, [, text]] of texts().entries()) {
      const before = analyze(text, DEFAULT_OPTIONS, 2);
      const { lines } = before;
      // Each text at another of its lines.
      const line = index % (lines.count - 1);
      const taken = `${lines.line(line)}\n`;
      const [from, length] = [lines.start(line), lines.start(line + 1) - lines.start(line)];
      assert.equal(text.slice(from, from + length), taken);
      const without = before.edit({ line, from: 0, to: length, text: '' });
      assert.deepEqual(
        everything(without),
        everything(analyze(text.slice(0, from) + text.slice(from + length), DEFAULT_OPTIONS, 2)),
      );
      edited(without, { line, from: 0, to: 0, text: taken }, 2);
    }
  });
});

describe('The borders of diagrams', () => {
  it('are those of what is found in them', () => {
    const analysis = analyze('diagram one\nC -> S SYN wibble=5\ndiagram two\nC -> S SYN wobble=5\nC -> S SYN wubble=5');
    const found = analysis.diagrams.map((diagram) => findingsOf(analysis, diagram));
    assert.deepEqual(found.flat(), analysis.findings);
    assert.deepEqual(
      found.map((own) => [...new Set(own.filter(({ severity }) => severity === 'error').map(({ line }) => line))]),
      [[1], [3, 4]],
    );
  });

  it('are the first and the last line: beyond them there is nothing', () => {
    const analysis = analyze(`\n\n${TWO}`);
    const at = (line: number): number | undefined => analysis.diagramAt(line)?.line;
    assert.deepEqual([-1, 0, 1, 2, 3, 4, 5, 7, 8, 9].map(at), [
      undefined,
      undefined,
      undefined,
      2,
      2,
      2,
      5,
      5,
      undefined,
      undefined,
    ]);
    assert.deepEqual([analysis.step(8), analysis.next(8), analysis.acknowledged(8)], [undefined, [], undefined]);
  });

  const TWO = `diagram one\nC -> S SYN seq=x\n\ndiagram two\nP -> Q SYN seq=n\nQ -> P SYN,ACK seq=m ack=n+1`;
  const borders = ({ diagrams }: Analysis): string[] =>
    diagrams.map(({ title, line, endLine }) => `${title} ${String(line)}-${String(endLine)}`);

  /** The text after an edit, which is known as one that is read afresh. */
  const after = (line: number, from: number, to: number, text: string): string[] =>
    borders(edited(analyze(TWO), { line, from, to, text }, 128));

  it('move with what is written above them', () => {
    assert.deepEqual(borders(analyze(TWO)), ['one 0-3', 'two 3-6']);
    assert.deepEqual(after(2, 0, 0, 'C -x S SYN seq=x\n'), ['one 0-4', 'two 4-7']);
    assert.deepEqual(after(5, 0, 0, '...\n'), ['one 0-3', 'two 3-7']);
  });

  it('come with a line that begins a diagram, whichever line of what is typed it is', () => {
    assert.deepEqual(after(1, 0, 0, 'diagram new\n'), ['one 0-1', 'new 1-4', 'two 4-7']);
    assert.deepEqual(after(1, 0, 0, '...\ndiagram new\n...\n'), ['one 0-2', 'new 2-6', 'two 6-9']);
    assert.deepEqual(after(2, 0, 0, '...\ndiagram new'), ['one 0-3', 'new 3-4', 'two 4-7']);
    assert.deepEqual(after(5, 0, 44, 'title last'), ['one 0-3', 'two 3-5', 'last 5-6']);
    assert.deepEqual(after(5, 0, 44, 'ｄｉａｇｒａｍ last'), ['one 0-3', 'two 3-5', 'last 5-6']);
    assert.deepEqual(after(5, 0, 44, '\u3000diagram last'), ['one 0-3', 'two 3-5', 'last 5-6']);
    assert.deepEqual(after(5, 0, 44, ' \tDIAGRAM last'), ['one 0-3', 'two 3-5', 'last 5-6']);
    for (const blank of ['\u00a0', '\u2003', '\u200e', '\u2028', '\ufeff'])
      assert.deepEqual(
        after(5, 0, 44, `${blank}diagram last`),
        ['one 0-3', 'two 3-5', 'last 5-6'],
        blank.codePointAt(0)?.toString(16),
      );
  });

  it('go with the line that began a diagram', () => {
    assert.deepEqual(after(3, 0, 11, ''), ['one 0-6']);
    assert.deepEqual(after(3, 0, 7, '# not a diagram'), ['one 0-6']);
    assert.deepEqual(after(0, 0, 11, ''), [' 0-3', 'two 3-6']);
    assert.deepEqual(after(3, 8, 11, 'ending'), ['one 0-3', 'ending 3-6']);
  });

  it('are none where nothing is said', () => {
    const alone = 'C -> S SYN\n\n# a comment';
    assert.deepEqual(borders(edited(analyze(alone), { line: 0, from: 0, to: 10, text: '' }, 128)), []);
    assert.deepEqual(borders(edited(analyze('\n\n'), { line: 1, from: 0, to: 0, text: 'C -> S SYN' }, 128)), [' 0-3']);
    assert.deepEqual(borders(analyze('# only this\n\ndiagram it\nC -> S SYN')), ['it 2-4']);
  });
});
