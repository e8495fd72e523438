import { CODES } from '../../src/core/findings/codes.ts';
import { english, say } from '../../src/core/findings/finding.ts';
import { parse } from '../../src/core/notation/index.ts';
import type { Actual } from '../support/annotations.ts';

/** The problems of all lines of a text, as findings. */
export function syntaxFindings(text: string): Actual[] {
  const tree = parse(text);
  return Array.from({ length: tree.lines.count }, (_, line) =>
    tree.statement(line).problems.map((problem): Actual => ({
      line,
      from: problem.from,
      to: problem.to,
      code: problem.code,
      severity: CODES[problem.code].severity,
      message: say(problem.message, english),
      fix: problem.fixes.length > 0,
      related: [],
    })),
  ).flat();
}
