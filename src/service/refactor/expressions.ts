import type { Expression, Statement } from '../../core/notation/syntax.ts';
import type { Owner } from '../parts.ts';

/** A value of a statement, and what it belongs to. */
export interface Valued {
  readonly field: Owner;
  readonly value: Expression;
}

/** All values that are written in a statement. */
export function expressionsOf(statement: Statement): Valued[] {
  switch (statement.kind) {
    case 'segment': {
      const fields = (['seq', 'ack', 'len', 'win', 'urg', 'mss', 'wscale'] as const).filter(
        (name) => statement[name].present,
      );
      const values: Valued[] = fields.map((field) => ({ field, value: statement[field].value }));
      for (const { left, right } of statement.sack.present ? statement.sack.blocks : []) {
        values.push({ field: 'sack', value: left }, { field: 'sack', value: right });
      }
      if (statement.ts.present) {
        values.push({ field: 'ts', value: statement.ts.value }, { field: 'ts', value: statement.ts.echo });
      }
      return values;
    }
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
