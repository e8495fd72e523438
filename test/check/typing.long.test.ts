import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { mostOf, runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';
import { conversation, HEAD_LINES, KINDS, slip, write } from '../support/slips.ts';

/**
 * What is found in the other lines while one is typed, key by key. A finding jumps if it is there with half of the line,
 * and neither before the line was begun nor when it is whole; or if it is there before and afterwards, and not meanwhile.
 */
interface Typing {
  keys: number;
  /** Each line that makes one jump, with the first key that does. */
  readonly jumps: string[];
}

/** Errors and warnings of all lines but one. */
function findingsBeside(typed: number, lines: readonly string[]): ReadonlySet<string> {
  const found = analyze(lines.join('\n')).findings;
  return new Set(
    found
      .filter(({ severity, line }) => (severity === 'error' || severity === 'warning') && line !== typed)
      .map(({ line, code }) => `${String(line + 1)} ${code}`),
  );
}

/** Types line `at` of a text, with the lines `below` it or none. */
function type(lines: readonly string[], at: number, below: readonly string[], typing: Typing): void {
  const line = lines[at] ?? '';
  const above = lines.slice(0, at);
  const before = findingsBeside(at, [...above, '', ...below]);
  const after = findingsBeside(at, [...above, line, ...below]);
  let jumped = false;
  for (let keys = 1; keys < line.length && !jumped; keys++) {
    typing.keys++;
    const now = findingsBeside(at, [...above, line.slice(0, keys), ...below]);
    const jumps = new Set([...now].filter((found) => !before.has(found)));
    const kept = [...before].filter((found) => after.has(found));
    jumped = [...jumps].some((found) => !after.has(found)) || kept.some((found) => !now.has(found));
    if (jumped) {
      typing.jumps.push(`${line.slice(0, keys)} (${[...now].join(', ')})\n${[...above, line, ...below].join('\n')}`);
    }
  }
}

/** A conversation as lines, with a slip of any kind in it or without. */
function text(number: number, slips: boolean): readonly string[] {
  const random = new Random(number);
  const { lines, numbers } = conversation(random);
  const kind = random.pick(KINDS);
  const slipped = slips ? slip(lines, numbers, kind, random) : null;
  if (slipped === null) return write(lines, numbers).split('\n');
  return write(slipped.lines, numbers, slipped.at, kind).split('\n');
}

describe('While a line is typed, what is found in the others', () => {
  it('does not change at the end of a conversation that is right', () => {
    const typing: Typing = { keys: 0, jumps: [] };
    const first = seed();
    for (let number = first; number < first + runs(6); number++) {
      const lines = text(number, false);
      for (let at = HEAD_LINES + (number % 5); at < lines.length; at += 5) type(lines, at, [], typing);
    }
    assert.ok(typing.keys > 0);
    assert.deepEqual(typing.jumps, []);
  });

  // Half a number is a number, and may be that of another reading: of hundreds of lines these are as many as make one jump.
  for (const [name, slips, middle, share] of [
    ['does not jump about at the end of one with a slip', true, false, 0.02],
    ['does not jump about in the middle of one that is right', false, true, 0.07],
    ['does not jump about in the middle of one with a slip', true, true, 0.13],
  ] as const) {
    it(`${name}, but for ${String(100 * share)} % of the lines`, () => {
      const typing: Typing = { keys: 0, jumps: [] };
      const first = seed();
      const typed = runs(40);
      for (let number = first; number < first + typed; number++) {
        const lines = text(number, slips);
        const at = HEAD_LINES + (number % (lines.length - HEAD_LINES));
        type(lines, at, middle ? lines.slice(at + 1) : [], typing);
      }
      assert.ok(typing.jumps.length <= mostOf(typed, share), typing.jumps.slice(0, 5).join('\n\n'));
    });
  }
});
