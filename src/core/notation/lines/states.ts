import { COMMA, DOT, EQUALS, foldText, MINUS, QUOTE, UNDERSCORE, WORD } from '../chars.ts';
import { closest } from '../closest.ts';
import type { Cursor } from '../cursor.ts';
import { operandFollows, readValue } from '../expressions.ts';
import { readEndpoint } from '../naming.ts';
import { EndpointNode, ExpressionNode } from '../nodes.ts';
import { closestState, stateOf } from '../states.ts';
import {
  type StateAssertion,
  type StateName,
  TCB_VARIABLES,
  type TcbVariable,
  type VariableSyntax,
} from '../syntax.ts';
import { finish, type LineReader, reportMissing } from './common.ts';

/** `state N STATE [name=EXPR …][, N STATE …]`. */
export const readState: LineReader = (c, keyword) => {
  const assertions: StateAssertion[] = [];
  let at = c.pos;
  c.skipBlanks();
  do {
    const assertion = readAssertion(c, at);
    if (assertion === null) break;
    assertions.push(assertion);
    at = c.pos;
  } while (nextAssertion(c));
  return { kind: 'state', assertions, ...finish(c, keyword) };
};

/** Moves behind the comma to the next assertion; reports a comma that is missing before a name. */
function nextAssertion(c: Cursor): boolean {
  c.skipBlanks();
  if (c.peek() === COMMA) {
    c.pos++;
    c.skipBlanks();
    return true;
  }
  if ((c.kind() & WORD) === 0 && c.peek() !== QUOTE) return false;
  const from = c.pos;
  c.skipToken();
  const text = c.since(from);
  c.pos = from;
  const fix = { title: 'insert', text: `, ${text}`, shown: ',' } as const;
  c.report('syntax', 'comma', from, from + text.length, { text }, [fix]);
  return true;
}

function readAssertion(c: Cursor, at: number): StateAssertion | null {
  const target = new EndpointNode();
  if (!readEndpoint(c, target)) {
    reportMissing(c, at, 'name', c.since(at).trim() === ',' ? ',' : 'state');
    return null;
  }
  const behind = c.pos;
  c.skipBlanks();
  const from = c.pos;
  skipStateWord(c);
  const stateSpan = c.spanSince(from);
  const state = checkedState(c, from, behind, target);
  if (state === null) skipToComma(c);
  return { target, state, stateSpan, variables: state === null ? [] : readVariables(c) };
}

/** The name of a state: letters, digits, hyphens and underscores. */
function skipStateWord(c: Cursor): void {
  while ((c.kind() & WORD) !== 0 || (c.peek() === MINUS && (c.kindAt(1) & WORD) !== 0)) c.pos++;
}

function checkedState(c: Cursor, from: number, behind: number, target: EndpointNode): StateName | null {
  const word = c.since(from);
  if (word === '') {
    const name = c.names.text(target.name);
    if (c.atEnd() || c.peek() === COMMA) c.report('syntax', 'state', behind, behind, { name });
    else c.report('syntax', 'state', from, from + 1, { name });
    return null;
  }
  const state = stateOf(foldText(word));
  if (state !== null) return state;
  const meant = closestState(foldText(word));
  if (meant === null) c.report('unknown-state', 'none', from, c.pos, { word });
  else c.report('unknown-state', 'closest', from, c.pos, { word, closest: meant }, [{ title: 'change', text: meant }]);
  return null;
}

/** After a state that is none, the rest of the assertion cannot be judged. */
function skipToComma(c: Cursor): void {
  while (!c.atEnd() && c.peek() !== COMMA) c.pos++;
}

function readVariables(c: Cursor): VariableSyntax[] {
  const variables: VariableSyntax[] = [];
  for (;;) {
    const before = c.pos;
    c.skipBlanks();
    const from = c.pos;
    skipVariableWord(c);
    const to = c.pos;
    c.skipBlanks();
    if (to === from || c.peek() !== EQUALS) {
      c.pos = before;
      return variables;
    }
    c.pos++;
    const variable = checkedVariable(c, from, to, variables);
    const value = new ExpressionNode();
    const fine = readVariableValue(c, value, c.text.slice(from, to));
    if (variable !== null && fine) variables.push({ ...c.spanSince(from), variable, value });
  }
}

function skipVariableWord(c: Cursor): void {
  while ((c.kind() & WORD) !== 0 || (c.peek() === DOT && (c.kindAt(1) & WORD) !== 0)) c.pos++;
}

function checkedVariable(c: Cursor, from: number, to: number, known: readonly VariableSyntax[]): TcbVariable | null {
  const word = c.text.slice(from, to);
  const spelled = foldText(word).toLowerCase();
  const variable = TCB_VARIABLES.find((one) => one === spelled) ?? null;
  if (variable === null) {
    reportVariable(c, from, to, spelled.replaceAll(String.fromCharCode(UNDERSCORE), '.'));
    return null;
  }
  if (known.every((one) => one.variable !== variable)) return variable;
  c.report('duplicate-field', 'field', from, to, { word });
  return null;
}

function reportVariable(c: Cursor, from: number, to: number, spelled: string): void {
  const word = c.text.slice(from, to);
  const meant = closest(spelled, TCB_VARIABLES);
  if (meant === null) {
    c.report('unknown-field', 'variable', from, to, { word, known: TCB_VARIABLES.join(', ') });
  } else {
    const fixes = [{ title: 'change', text: meant }] as const;
    c.report('unknown-field', 'variableClosest', from, to, { word, closest: meant }, fixes);
  }
}

function readVariableValue(c: Cursor, value: ExpressionNode, field: string): boolean {
  const at = c.pos;
  c.skipBlanks();
  if (operandFollows(c, at - 1)) return readValue(c, value);
  c.pos = at;
  c.report('syntax', 'value', at, at, { field, example: `${field}=100` });
  return false;
}
