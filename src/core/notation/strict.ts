import type { Names } from '../text/names.ts';
import { foldText } from './chars.ts';
import { FIELD_NAMES, FIELDS, type FieldName } from './fields.ts';
import { flagNames } from './flags.ts';
import type { Delivery, EndpointSyntax, SegmentStatement } from './syntax.ts';
import { inQuotes } from './text.ts';
import { parseLine } from './tree.ts';

/** The arrow of the notation for each way that a segment may fare, to the right and to the left. */
export const ARROWS: Readonly<Record<Delivery, readonly [right: string, left: string]>> = {
  delivered: ['->', '<-'],
  lost: ['-x', 'x-'],
  sent: ['->...', '...<-'],
  arrived: ['...->', '<-...'],
};

/**
 * A segment that was read from `line`, in the strict notation: the same ends, flags, fields and words, and the comment. What
 * an end says to itself becomes a note over it.
 */
export function strictLine(statement: SegmentStatement, line: string, names: Names): string {
  const { left, right, label, comment } = statement;
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const behind = comment === null ? '' : ` ${line.slice(comment.from, comment.to)}`;
  if (statement.application && left.name === right.name) {
    return `${indent}note over ${nameText(left, names)}: ${label?.value ?? ''}${behind}`;
  }
  const [toRight, toLeft] = ARROWS[statement.delivery];
  const fields = FIELD_NAMES.filter((name) => statement[name].present);
  const parts = [
    statement.timeSpan.from < 0 ? '' : foldText(line.slice(statement.timeSpan.from, statement.timeSpan.to)),
    endText(left, names),
    statement.mirrored ? toLeft : toRight,
    endText(right, names),
    statement.flagsWritten ? flagNames(statement.flags).join(',') || '[none]' : '',
    ...fields.map((name) => fieldText(statement, name, line)),
    label === null ? '' : inQuotes(label.value),
  ];
  return `${indent}${parts.filter((part) => part !== '').join(' ')}${behind}`;
}

function endText(end: EndpointSyntax, names: Names): string {
  const name = nameText(end, names);
  return end.port === null ? name : `${name}:${String(end.port)}`;
}

/** A name as it is written before an arrow: in quotes, unless it reads as a name without. */
function nameText({ name }: EndpointSyntax, names: Names): string {
  const text = names.text(name);
  const statement = /["\\]/.test(text) ? null : parseLine(`${text} -> _ ACK`);
  const bare =
    statement?.kind === 'segment' &&
    statement.problems.length === 0 &&
    !statement.loose &&
    statement.left.from === 0 &&
    statement.left.to === text.length &&
    statement.left.port === null;
  return bare ? text : inQuotes(text);
}

function fieldText(statement: SegmentStatement, name: FieldName, line: string): string {
  const { form } = FIELDS[name];
  if (form === 'none') return name;
  if (form === 'number') {
    const { value } = statement[name as 'seq'];
    return `${name}=${foldText(line.slice(value.from, value.to)).replace(/\s+/g, '')}`;
  }
  const written = line.slice(statement[name].from, statement[name].to);
  const equals = foldText(written).indexOf('=');
  return equals < 0 ? name : `${name}=${written.slice(equals + 1).trim()}`;
}
