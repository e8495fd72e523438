import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { describe as sentence, english } from '../../src/core/findings/finding.ts';
import type { Line } from '../support/plain-tcp.ts';
import { runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';
import { conversation, type Kind, KINDS, slip, write } from '../support/slips.ts';
import type { Numbering } from '../support/write.ts';

/** A conversation with a slip in it. */
interface Case {
  readonly lines: readonly Line[];
  readonly at: readonly number[];
  readonly kind: Kind;
  readonly random: Random;
}

function* cases(numbers: Numbering): Generator<Case> {
  const first = seed();
  for (let number = first; number < first + runs(200); number++) {
    const random = new Random(number);
    const kind = random.pick(KINDS);
    const made = slip(conversation(random).lines, numbers, kind, random);
    if (made !== null) yield { ...made, kind, random };
  }
}

const NUMBERS: Numbering = { C: 1000, S: 70_000 };
const written = (one: Case, numbers = NUMBERS): string => write(one.lines, numbers, one.at, one.kind);

/** What is found, where: the code and what stands there, with what a text says changed by `change`. */
function found(text: string, change: (words: string) => string = (words) => words): string[] {
  const { findings, lines } = analyze(text);
  return findings.map((finding) => {
    const { line, from, to, code } = finding;
    const fixes = finding.fixes.map(({ title }) => change(english(title.template, title.args)));
    const place = change(lines.line(line).slice(from, to));
    return [line, code, place, change(sentence(finding, english)), ...fixes].join(' | ');
  });
}

/** A text whose words are changed. */
const words = (text: string, names: Readonly<Record<string, string>>): string =>
  text.replace(/[\p{L}\p{N}_]+/gu, (word) => names[word] ?? word);

describe('The same conversation has the same slips (RFC 9293 §3.4)', () => {
  it('whatever its ends are called', () => {
    const names = { C: 'Zoë', S: '服务器' };
    const back = { Zoë: 'C', 服务器: 'S' };
    for (const one of cases(NUMBERS)) {
      const text = written(one);
      assert.deepEqual(
        found(words(text, names), (told) => words(told, back)),
        found(text),
        text,
      );
    }
  });

  it('whichever way its arrows are drawn', () => {
    const turn = (line: string): string =>
      line.replace(/^(\S+) (->|-x) (\S+)/, (_, from: string, arrow: string, to: string) =>
        [to, arrow === '->' ? '<-' : 'x-', from].join(' '),
      );
    for (const one of cases(NUMBERS)) {
      const text = written(one);
      const turned = text.split('\n').map(turn).join('\n');
      const places = (told: string[]): string[] => told.map((line) => line.split(' | ').slice(0, 2).join(' | '));
      assert.deepEqual(places(found(turned)), places(found(text)), text);
    }
  });

  it('wherever its numbers begin, also where they begin again behind 2^32 - 1', () => {
    for (const one of cases(NUMBERS)) {
      // How far apart a number of one end and those of the other are is chance.
      if (one.kind.name === 'an arrow turned round' || one.kind.name === 'seq and ack swapped') continue;
      const moved: Numbering = { C: one.random.integer(1, 2 ** 32 - 1), S: 2 ** 32 - one.random.integer(1, 3000) };
      const places = (numbers: Numbering): string[] => {
        const { findings } = analyze(written(one, numbers));
        return findings.map(({ line, code }) => `${String(line)} ${code}`);
      };
      assert.deepEqual(places(moved), places(NUMBERS), written(one));
    }
  });

  it('also beside another connection, and with blank lines, comments and labels between', () => {
    for (const one of cases(NUMBERS)) {
      const text = written(one);
      const lines = text.split('\n');
      const at = lines.map((_, i) => i);
      const between: string[] = [];
      const place: number[] = [];
      const beside = ['P -> Q SYN seq=5', 'Q -> P SYN,ACK seq=9 ack=6', 'P -> Q ACK seq=6 ack=10'];
      for (const i of at) {
        place.push(between.length);
        between.push(lines[i] ?? '');
        if (i < 2) continue;
        if (one.random.chance(0.2)) between.push(one.random.pick(['', '# a remark', '  // one more']));
        const other = one.random.chance(0.2) ? beside.shift() : undefined;
        if (other !== undefined) between.push(other);
      }
      const own = new Set(place);
      const { findings } = analyze(between.join('\n'));
      const there = findings
        .filter(({ line }) => own.has(line))
        .map(({ line, code }) => `${String(place.indexOf(line))} ${code}`);
      const alone = analyze(text).findings.map(({ line, code }) => `${String(line)} ${code}`);
      assert.deepEqual(there, alone, between.join('\n'));
    }
  });
});
