import type { Expression, Statement } from '../../core/notation/syntax.ts';
import { fieldValues, type Owner } from '../parts.ts';

/** A value of a statement, and what it belongs to. */
export interface Valued {
  readonly field: Owner;
  readonly value: Expression;
}

/** All values that are written in a statement. */
export function expressionsOf(statement: Statement): Valued[] {
  switch (statement.kind) {
    case 'segment':
      return fieldValues(statement).map(({ owner, value }) => ({ field: owner, value }));
    case 'state':
      return statement.assertions.flatMap(({ variables }) =>
        variables.map(({ variable, value }) => ({ field: variable, value })),
      );
    case 'let':
      return statement.value === null ? [] : [{ field: 'let', value: statement.value }];
    case 'blank':
    case 'diagram':
    case 'participant':
    case 'action':
    case 'elision':
    case 'note':
    case 'option':
    case 'expect':
    case 'ignored':
    case 'bad':
      return [];
  }
}
