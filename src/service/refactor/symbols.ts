import { CodeActionKind, type Range } from 'vscode-languageserver-types';
import type { Diagram } from '../../core/check/analysis.ts';
import type { Expression, Statement } from '../../core/notation/syntax.ts';
import type { TextEdit } from '../../core/text/place.ts';
import { NO_ARGS, type Context } from '../context.ts';
import { unitAt } from '../documents.ts';
import { partsOf } from '../parts.ts';
import type { Unit } from '../unit.ts';
import { applyEdits, countErrors } from '../../core/check/mend.ts';
import { expressionsOf } from './expressions.ts';
import type { Refactoring } from './refactoring.ts';

const MODULUS = 2 ** 32;

/** Puts numbers in the place of all symbols of a diagram. */
export const SYMBOLS_TO_NUMBERS: Refactoring = {
  name: 'symbols.toNumbers',
  kind: CodeActionKind.RefactorRewrite,
  offer: (range, context) => {
    const here = diagramHere(range, context);
    if (here === undefined || !namesSymbol(here.unit.analysis.statement(here.line))) return undefined;
    return { template: 'Replace the symbols of the diagram with numbers', args: NO_ARGS };
  },
  edits: (range, context) => {
    const here = diagramHere(range, context);
    if (here === undefined) return [];
    const edits = numbered(here.unit, here.diagram);
    return keepsValid(here.unit, edits) ? edits.map((edit) => here.unit.edit(edit)) : [];
  },
};

/** Puts symbols in the place of the initial sequence numbers of a diagram, and of all that is counted from them. */
export const NUMBERS_TO_SYMBOLS: Refactoring = {
  name: 'symbols.fromNumbers',
  kind: CodeActionKind.RefactorRewrite,
  offer: (range, context) => {
    const here = diagramHere(range, context);
    const statement = here?.unit.analysis.statement(here.line);
    if (statement?.kind !== 'segment' || !statement.seq.present || statement.seq.value.symbol >= 0) return undefined;
    return { template: 'Replace the sequence numbers of the diagram with symbols', args: NO_ARGS };
  },
  edits: (range, context) => {
    const here = diagramHere(range, context);
    if (here === undefined) return [];
    const edits = named(here.unit, here.diagram);
    return keepsValid(here.unit, edits) ? edits.map((edit) => here.unit.edit(edit)) : [];
  },
};

interface Here {
  readonly unit: Unit;
  readonly line: number;
  readonly diagram: Diagram;
}

function diagramHere(range: Range, context: Context): Here | undefined {
  const unit = unitAt(context.document, range.start);
  if (unit === undefined) return undefined;
  const line = unit.lineOf(range.start.line);
  const diagram = unit.analysis.diagramAt(line);
  return diagram && { unit, line, diagram };
}

function namesSymbol(statement: Statement): boolean {
  return partsOf(statement).some(({ kind }) => kind === 'symbol');
}

function keepsValid(unit: Unit, edits: readonly TextEdit[]): boolean {
  return edits.length > 0 && countErrors(applyEdits(unit.analysis, edits)) <= countErrors(unit.analysis);
}

/** Free symbols are a thousand apart, in the order of their binding: far enough for a diagram to be read by heart. */
const APART = 1000;

function numbered(unit: Unit, diagram: Diagram): TextEdit[] {
  const { analysis } = unit;
  const values = symbolValues(unit, diagram);
  const edits: TextEdit[] = [];
  for (let line = diagram.line; line < diagram.endLine; line++) {
    const statement = analysis.statement(line);
    if (statement.kind === 'let' && statement.name !== null) {
      edits.push({ line, from: 0, to: analysis.lines.start(line + 1) - analysis.lines.start(line), text: '' });
      continue;
    }
    for (const { value } of expressionsOf(statement)) {
      if (value.symbol < 0) continue;
      const number = evaluate(value, (name) => values.get(analysis.names.text(name)));
      if (number !== undefined) edits.push({ line, from: value.from, to: value.to, text: String(number) });
    }
  }
  return edits;
}

/** A number for each symbol: what follows from the others, or else one of its own. */
function symbolValues(unit: Unit, diagram: Diagram): Map<string, number> {
  const values = new Map<string, number>();
  let free = 0;
  for (const { name, value, how } of unit.analysis.bindings(diagram)) {
    const known = value === null ? undefined : readSum(value, values);
    const own = how === 'length' ? LENGTH : ++free * APART;
    values.set(name, known ?? own);
  }
  return values;
}

/** The number of bytes that a length without any number stands for. */
const LENGTH = 100;

/** The value of a sum as the analysis writes it, `2*n+x+1`; undefined where a symbol has none yet. */
function readSum(text: string, values: ReadonlyMap<string, number>): number | undefined {
  let sum = 0;
  for (const [, sign, factor, rest] of text.matchAll(
    /([+-]?)\s*(?:(\d+)\s*[*·]?\s*)?([\p{L}_][\p{L}\p{M}\p{N}_]*)?/gu,
  )) {
    if (factor === undefined && rest === undefined) continue;
    const value = rest === undefined ? 1 : values.get(rest);
    if (value === undefined) return undefined;
    sum += (sign === '-' ? -1 : 1) * Number(factor ?? 1) * value;
  }
  return modulo(sum);
}

function evaluate(value: Expression, lookup: (name: number) => number | undefined): number | undefined {
  let sum = value.constant;
  const terms = [{ symbol: value.symbol, factor: value.factor }, ...(value.more ?? [])];
  for (const { symbol, factor } of terms) {
    const known = lookup(symbol);
    if (known === undefined) return undefined;
    // Factors are modulo 2^32 themselves, so a minus is a large factor: multiplied exactly, it comes out right.
    sum = Number((BigInt(sum) + BigInt(factor) * BigInt(known)) & 0xffffffffn);
  }
  return modulo(sum);
}

function modulo(value: number): number {
  return ((value % MODULUS) + MODULUS) % MODULUS;
}

/** A number that is further than this from an initial sequence number is not counted from it. */
const REACH = 2 ** 24;

function named(unit: Unit, diagram: Diagram): TextEdit[] {
  const origins = new Map<string, { readonly name: string; readonly number: number }>();
  const names = freshNames(unit, diagram);
  const edits: TextEdit[] = [];
  for (let line = diagram.line; line < diagram.endLine; line++) {
    const statement = unit.analysis.statement(line);
    if (statement.kind !== 'segment') continue;
    const left = unit.analysis.names.text(statement.left.name);
    const right = unit.analysis.names.text(statement.right.name);
    const sender = `${statement.mirrored ? right : left} ${String((statement.mirrored ? statement.right : statement.left).port)}`;
    const receiver = `${statement.mirrored ? left : right} ${String((statement.mirrored ? statement.left : statement.right).port)}`;
    for (const { field, value } of expressionsOf(statement)) {
      if (value.symbol >= 0 || (field !== 'seq' && field !== 'ack' && field !== 'sack')) continue;
      const owner = field === 'seq' ? sender : receiver;
      if (!origins.has(owner)) {
        const name = field === 'seq' ? names() : undefined;
        if (name === undefined) continue;
        origins.set(owner, { name, number: value.constant });
      }
      const text = counted(value.constant, origins.get(owner));
      if (text !== undefined) edits.push({ line, from: value.from, to: value.to, text });
    }
  }
  return edits;
}

function counted(number: number, origin: { name: string; number: number } | undefined): string | undefined {
  if (origin === undefined) return undefined;
  const distance = modulo(number - origin.number);
  if (distance > REACH) return undefined;
  return distance === 0 ? origin.name : `${origin.name}+${String(distance)}`;
}

/** x, y, z, and so on: names that the diagram does not use. */
function freshNames(unit: Unit, diagram: Diagram): () => string | undefined {
  const taken = new Set(unit.analysis.bindings(diagram).map(({ name }) => name));
  const free = [...'xyzuvwpqrst'].filter((name) => !taken.has(name));
  return () => free.shift();
}
