import { CodeActionKind } from 'vscode-languageserver-types';
import { strictLine } from '../../core/notation/strict.ts';
import { NO_ARGS } from '../context.ts';
import type { Refactoring } from './refactoring.ts';
import { segmentAt, segmentsIn } from './statements.ts';

/** Writes segments that are read as people write them in the notation itself. */
export const WRITE_IN_NOTATION: Refactoring = {
  name: 'notation',
  kind: CodeActionKind.RefactorRewrite,
  offer: (range, context) =>
    segmentAt(range, context)?.statement.loose === true
      ? { template: 'Write in the notation', args: NO_ARGS }
      : undefined,
  edits: (range, context) =>
    segmentsIn(range, context)
      .filter(({ statement }) => statement.loose)
      .map(({ statement, line, unit }) => {
        const { lines, names } = unit.analysis;
        const text = lines.line(line);
        return unit.edit({ line, from: 0, to: text.length, text: strictLine(statement, text, names) });
      }),
};
