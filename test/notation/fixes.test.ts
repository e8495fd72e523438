import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { TEXT_FIXES } from '../../src/core/findings/codes/text.ts';
import { parseLine, type Statement } from '../../src/core/notation/index.ts';
import { editLine } from '../../src/core/text/place.ts';
import { fc } from '../support/property.ts';
import { damaged, line, property, soup } from './arbitrary.ts';

type Problem = Statement['problems'][number];
type ProblemFix = Problem['fixes'][number];

const WORDS = [
  'the',
  'client',
  'A',
  'B',
  'SYN',
  'ack',
  'x',
  'seq=x',
  'foo=7',
  '12',
  'C#',
  'über',
  '服务器',
  'готов',
  '3.5',
  'don’t',
];
const SIGNS = ['->', '<->', '-', '—', '--', '>>>', ':', ',', '.', '"', '(', ')', '#', '@5', '…', '\\'];

/** Lines as somebody writes who has never seen the notation. */
const prose = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...WORDS) }, fc.constantFrom(...SIGNS)), {
    minLength: 1,
    maxLength: 9,
  })
  .map((parts) => parts.join(' '));

function applied(text: string, { from, to }: Problem, fix: ProblemFix): string {
  const span = fix.span ?? { from, to };
  return editLine(text, [{ line: 0, from: span.from, to: span.to, text: fix.text }]);
}

/** The words that a line has no longer. In quotes a tab is written `\t`, which is no letter of the word behind it. */
function lost(before: string, after: string): string[] {
  const [asWritten, asMeant] = [after, after.replace(/(?<!\\)((?:\\\\)*)\\t/g, '$1 ')].map((text) =>
    lostIn(before, text),
  );
  return asMeant?.length === 0 ? [] : (asWritten ?? []);
}

function lostIn(before: string, after: string): string[] {
  const left: string[] = after.match(WORD) ?? [];
  return (before.match(WORD) ?? []).filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** `6x` may come apart: a port, and what stands behind it. */
const WORD = /[\p{L}\p{M}_]+|\p{N}+/gu;

/** All fixes of a line that put no other word in the place of one, with the line after each. */
function fixesOf(text: string): { title: string; after: string; alone: boolean; said: Problem['message'] }[] {
  const { problems } = parseLine(text);
  return problems.flatMap((problem) =>
    problem.fixes.map((fix) => ({
      title: fix.title.template,
      after: applied(text, problem, fix),
      alone: problems.length === 1,
      said: problem.message,
    })),
  );
}

const KEEPING: readonly string[] = [TEXT_FIXES.quote, TEXT_FIXES.comment, TEXT_FIXES.commentOut, TEXT_FIXES.insert];

function assertKept(text: string): void {
  const before = parseLine(text).problems.length;
  for (const { title, after, alone, said } of fixesOf(text)) {
    if (!KEEPING.includes(title)) continue;
    assert.deepEqual(lost(text, after), [], `${title}: ${text} → ${after}`);
    const left = parseLine(after).problems;
    const same = left.some(({ message }) => isDeepStrictEqual(message, said));
    assert.ok(
      title === TEXT_FIXES.insert ? !same : left.length < before || !alone,
      `${title}: ${text} → ${after}: ${left[0]?.message.template ?? ''}`,
    );
  }
}

describe('a fix that would leave as much wrong as there was', () => {
  const offered = (text: string): string[] => fixesOf(text).map(({ title, after }) => `${title}: ${after}`);

  it('is not offered: quotes around half of a text in quotes', () => {
    for (const text of ['diagram <- close[S.:]diagram', 'C -> S participant  [“.] ( len=1”', 'C:0 <- S FIN "客户"＃"'])
      assertKept(text);
  });

  it('has a blank where it would be a part of what cannot be read', () => {
    assert.ok(offered('note diagram,->diagram').includes('Insert {text}: note diagram,->diagram : '));
    assert.ok(offered('note over diagram').includes('Insert {text}: note over diagram: '));
  });
});

describe('the fixes of a line that cannot be read', () => {
  const sources = { prose, 'words in any order': soup, 'damaged lines': fc.oneof(line, damaged) };
  for (const [name, source] of Object.entries(sources)) {
    it(`keep every word and read back: ${name}`, () => {
      property(
        source.filter((text) => !/[\r\n]/.test(text)),
        assertKept,
        2000,
      );
    });
  }

  it('keep every word of brackets that nobody closed, of a tab, and of more words than are told one by one', () => {
    for (const text of [
      'C -> x:8 [S. : [none]',
      'diagram<-diagram diagram\tdiagram',
      'note diagram,@',
      'web-1 ->>+ sack=(y-1)-1/2n - (y-1)/1 - 2n tfo=cafe "a"',
    ])
      assertKept(text);
  });

  it('a line of prose has one finding, and one fix', () => {
    for (const text of [
      'The client sends a SYN to the server.',
      'A -> B diagram Active side causes half-open connection discovery (RFC 9293 figure 10)',
      'Der Client schickt ein SYN.',
      '客户端发送 SYN 报文',
      'Клиент отправляет SYN',
      '1) the first step',
      'C -> S SYN seq=x 12 bananas',
      'C -> S SYN wibble=5',
    ]) {
      const { problems } = parseLine(text);
      assert.deepEqual(
        problems.map(({ fixes }) => fixes.length),
        [1],
        text,
      );
      assert.deepEqual(
        fixesOf(text).map(({ after }) => parseLine(after).problems),
        [[]],
        text,
      );
    }
  });

  it('a text that is never closed is closed, whatever it ends with', () => {
    for (const text of ['host "a', 'host "a\\', 'host “a\\\\', 'C -> S SYN "a\\', 'C -> S SYN "a \\" b\\\\\\']) {
      const [fix] = fixesOf(text);
      assert.deepEqual(parseLine(fix!.after).problems, [], fix!.after);
      assert.ok(fix!.after.startsWith(text));
    }
  });

  it('an arrow that says no direction has two readings, and both are named', () => {
    assert.deepEqual(
      fixesOf('C <-> S SYN seq=x').map(({ after }) => after),
      ['C -> S SYN seq=x', 'C <- S SYN seq=x'],
    );
  });

  it('two ends and a flag miss an arrow', () => {
    assert.deepEqual(
      fixesOf('C S SYN seq=x').map(({ after }) => after),
      ['C -> S SYN seq=x'],
    );
  });
});
