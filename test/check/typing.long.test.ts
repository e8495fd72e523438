import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';
import { conversation, HEAD_LINES, KINDS, slip, write } from '../support/slips.ts';

/**
 * What is found in the other lines while one is typed, key by key. A finding jumps if it is there with half of the line,
 * and neither before the line was begun nor when it is whole; or if it is there before and afterwards, and not meanwhile.
 */
interface Typing {
  keys: number;
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
  for (let keys = 1; keys < line.length; keys++) {
    typing.keys++;
    const now = findingsBeside(at, [...above, line.slice(0, keys), ...below]);
    const jumps = new Set([...now].filter((found) => !before.has(found)));
    const kept = [...before].filter((found) => after.has(found));
    if ([...jumps].some((found) => !after.has(found)) || kept.some((found) => !now.has(found))) {
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

  for (const [name, slips, middle, share] of [
    ['does not jump about at the end of one with a slip', true, false, 0.005],
    ['does not jump about in the middle of one that is right', false, true, 0.015],
    ['does not jump about in the middle of one with a slip', true, true, 0.025],
  ] as const) {
    it(name, () => {
      const typing: Typing = { keys: 0, jumps: [] };
      // Always the same ones, of which the share is known.
      for (let number = 1; number <= runs(25); number++) {
        const lines = text(number, slips);
        const at = HEAD_LINES + (number % (lines.length - HEAD_LINES));
        type(lines, at, middle ? lines.slice(at + 1) : [], typing);
      }
      // Half a number is a number, and may be that of another reading.
      assert.ok(typing.jumps.length <= typing.keys * share + 5, typing.jumps.slice(0, 5).join('\n\n'));
    });
  }
});
