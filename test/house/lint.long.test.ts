import assert from 'node:assert/strict';
import { lint } from './lint.ts';

/** A file with one thing wrong, or with what is right there alone; and what the lint says of it. */
const CASES: readonly (readonly [file: string, code: string, rule: string | null])[] = [
  ['src/core/text/types.ts', 'Promise.resolve(1);', 'typescript(no-floating-promises)'],
  [
    'src/core/text/strict.ts',
    'export const a = (b: string): boolean => b === null;',
    'typescript(no-unnecessary-condition)',
  ],
  ['src/core/text/names.ts', 'export const codes = [0x1f, /\\x1f/];', 'eslint(no-control-regex)'],
  ['src/core/text/unused.ts', '// oxlint-disable-next-line no-console -- nothing is told\nexport {};', ''],
  ['src/core/text/told.ts', "console.log('a');", 'eslint(no-console)'],
  ['test/text/told.ts', "console.log('a');", null],
  ['src/core/text/some.ts', 'export const a = (b?: number): number => b!;', 'typescript(no-non-null-assertion)'],
  ['test/text/some.ts', 'export const a = (b?: number): number => b!;', null],
  [
    'src/core/text/long.ts',
    `export function a(): void {\n${'  a();\n'.repeat(119)}}`,
    'eslint(max-lines-per-function)',
  ],
  ['test/text/long.ts', `export function a(): void {\n${'  a();\n'.repeat(119)}}`, null],
  ['tools/names.mjs', 'window.close();', 'eslint(no-undef)'],
];

describe('the lint', () => {
  let found = new Map<string, string>();
  before(async () => {
    found = new Map((await lint(CASES)).map(({ file, rule }) => [file, rule]));
  });

  for (const [file, , rule] of CASES) {
    it(`${file}: ${rule ?? 'nothing'}`, () => {
      assert.equal(found.get(file) ?? null, rule);
    });
  }
});
