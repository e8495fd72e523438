import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Analysis, analyze } from '../../src/core/check/index.ts';

/** Every code has a folder of annotated examples, `bad-*.tcp` and `good-*.tcp`. */
export const EXAMPLES_FOLDER = join(import.meta.dirname, '../fixtures/check');

/** An annotated example. */
export interface Example {
  readonly code: string;
  readonly name: string;
  /** As it is written, with its annotations. */
  readonly text: string;
  /** Reads the text with nothing in its comments: each time anew, so that a fault in the program shows in the test that asks. */
  readonly analyze: () => Analysis;
}

let examples: readonly Example[] | undefined;

/** All of them; the tests that are run together read each file once. */
export function allExamples(): readonly Example[] {
  examples ??= readdirSync(EXAMPLES_FOLDER).flatMap((code) =>
    readdirSync(join(EXAMPLES_FOLDER, code))
      .sort()
      .map((name) => {
        const text = readFileSync(join(EXAMPLES_FOLDER, code, name), 'utf8').trimEnd();
        return { code, name, text, analyze: () => analyze(text.replaceAll(/^#.*$/gm, '#')) };
      }),
  );
  return examples;
}
