import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver-types';
import type { Code } from '../core/findings/codes.ts';
import type { TextEdit } from '../core/text/place.ts';
import type { Context } from './context.ts';
import { unitsIn } from './documents.ts';
import { unitEdit } from './edits.ts';
import { findingsIn } from './quickFixes.ts';
import type { Unit } from './unit.ts';

/** Ways to say that a finding is meant: an `expect` line for an example of a mistake, or the rule switched off for the diagram. */
export function silencingActions(range: Range, context: Context): CodeAction[] {
  return unitsIn(context.document, range).flatMap((unit) => {
    const seen = new Set<Code>();
    return findingsIn(unit, range).flatMap(({ code, line, severity }) => {
      if (seen.has(code) || severity === 'hint' || NEVER_MEANT.has(code)) return [];
      seen.add(code);
      return [
        action(context.translate('Expect {code} here', { code }), expectLine(unit, line, code), unit, context),
        action(
          context.translate('Switch off {code} in this diagram', { code }),
          optionLine(unit, line, code),
          unit,
          context,
        ),
      ];
    });
  });
}

/** What cannot be read cannot be meant either. */
const NEVER_MEANT: ReadonlySet<string> = new Set(['syntax', 'expect-unmet', 'unknown-option']);

function action(title: string, edit: TextEdit, unit: Unit, context: Context): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, edit: unitEdit([edit], unit, context) };
}

function expectLine(unit: Unit, line: number, code: Code): TextEdit {
  const indent = /^\s*/.exec(unit.analysis.lines.line(line))?.[0] ?? '';
  return { line, from: 0, to: 0, text: `${indent}expect ${code}\n` };
}

/** Behind the `diagram` line, or in front of everything where there is none. */
function optionLine(unit: Unit, line: number, code: Code): TextEdit {
  const { analysis } = unit;
  const first = analysis.diagramAt(line)?.line ?? 0;
  if (analysis.statement(first).kind !== 'diagram')
    return { line: first, from: 0, to: 0, text: `option rule ${code} off\n` };
  const end = analysis.lines.length(first);
  return { line: first, from: end, to: end, text: `\noption rule ${code} off` };
}
