import { LineParser, type Statement } from '../../src/core/notation/index.ts';
import { english, say } from '../../src/core/findings/finding.ts';
import { Names } from '../../src/core/text/names.ts';
import { meaning } from '../support/meaning.ts';

/** A line, read on its own. */
export function read(line: string): Statement {
  return new LineParser(new Names()).parse(line, 0, line.length);
}

/** What a line says. */
export function said(line: string): unknown {
  const names = new Names();
  return meaning(new LineParser(names).parse(line, 0, line.length), names);
}

/** The problems of a line, one a row: the code, what it is about, the message, the text of the first fix. */
export function complaints(line: string): string[] {
  return read(line).problems.map((problem) => {
    const about = problem.from === problem.to ? String(problem.from) : line.slice(problem.from, problem.to);
    const fix = problem.fixes[0];
    return `${problem.code} [${about}] ${say(problem.message, english)}${fix === undefined ? '' : ` => [${fix.text}]`}`;
  });
}

/** The line with the first fix of its first problem. */
export function mended(line: string): string {
  const problem = read(line).problems[0];
  const fix = problem?.fixes[0];
  if (problem === undefined || fix === undefined) return line;
  return line.slice(0, problem.from) + fix.text + line.slice(problem.to);
}
