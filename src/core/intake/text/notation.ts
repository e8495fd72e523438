import { Names } from '../../text/names.ts';
import { FIELD_NAMES, parseLine, stateOf, type Statement } from '../../notation/index.ts';
import { readArrowLine } from './arrows.ts';
import type { Recogniser } from './collector.ts';

/** A line that is notation already: it stays as it is. */
export const NOTATION: Recogniser = {
  form: 'notation',
  read({ lines }, at, out) {
    const text = (lines[at] ?? '').trim();
    const names = new Names();
    const statement = parseLine(text, names);
    if (statement.problems.length > 0) return 0;
    const named = namesOf(statement).map((name) => names.text(name));
    const draft = { kind: 'verbatim', line: at, text, names: named, segment: statement.kind === 'segment' } as const;
    switch (statement.kind) {
      case 'segment':
        if (!statement.flagsWritten && !hasField(statement)) return 0;
        // An arrow of a state machine.
        if (named.every((name) => stateOf(name) !== null)) return 0;
        // What is read loosely is written as the notation has it.
        if (statement.loose && readArrowLine(lines[at] ?? '', at) !== null) return 0;
        out.add(draft);
        return 1;
      case 'participant':
        // `Client      Server` are the heads of two columns.
        if (/^\S+\s{3,}\S+$/.test(text)) return 0;
        out.propose({
          kind: 'participant',
          line: at,
          role: statement.role,
          name: named[0] ?? '',
          label: statement.label?.value ?? '',
        });
        return 1;
      case 'note':
      case 'state':
      case 'action':
      case 'let':
      case 'option':
      case 'expect':
        out.propose(draft);
        return 1;
      case 'diagram':
        if (!/^diagram\s/i.test(text)) return 0;
        out.begin(statement.title.value);
        return 1;
      default:
        return 0;
    }
  },
};

/** Whether a segment has a number that says that it is one of TCP's. */
export function hasField(segment: Statement & { kind: 'segment' }): boolean {
  return FIELD_NAMES.some((name) => segment[name].present);
}

function namesOf(statement: Statement): number[] {
  switch (statement.kind) {
    case 'segment':
      return [statement.left.name, statement.right.name];
    case 'participant':
      return statement.name === null ? [] : [statement.name.name];
    case 'note':
      return statement.targets.map(({ name }) => name);
    case 'state':
      return statement.assertions.map(({ target }) => target.name);
    case 'action':
      return statement.target === null ? [] : [statement.target.name];
    default:
      return [];
  }
}
