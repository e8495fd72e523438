import type { Binding } from '../../core/check/analysis.ts';
import type { FieldName } from '../../core/notation/fields.ts';
import type { Context } from '../context.ts';
import { code, plain } from '../markdown.ts';
import type { Unit } from '../unit.ts';

/** What a symbol stands for, and where it got its value. */
export function symbolHover(name: string, line: number, unit: Unit, context: Context): string[] {
  const diagram = unit.analysis.diagramAt(line);
  if (diagram === undefined) return [];
  const binding = unit.analysis.binding(diagram, name);
  if (binding === undefined) return [];
  const where = { line: unit.startLine + binding.line + 1 };
  const value =
    binding.value === null || binding.value === name ? code(name) : `${code(name)} = ${code(binding.value)}`;
  return [`${value} — ${plain(context.translate(BOUND[binding.how], where))}`];
}

/** How a symbol got its value. */
const BOUND: Readonly<Record<Binding['how'], string>> = {
  isn: 'an initial sequence number (ISN), chosen on line {line}',
  let: 'given by the let line {line}',
  length: 'a length, first used on line {line}',
  required: 'the number that the rules require on line {line}',
  adopted: 'taken as it is written on line {line}',
};

/** How the number of a `seq` or an `ack` follows from the lines above. */
export function fieldHover(field: FieldName, line: number, unit: Unit, context: Context): string[] {
  const step = unit.analysis.step(line);
  if (step?.kind !== 'segment') return [];
  if (field === 'seq' && step.seq !== null) {
    return [plain(context.translate(step.flags.includes('SYN') ? SEQ_SYN : SEQ, { from: step.from, seq: step.seq }))];
  }
  if (field !== 'ack' || step.ack === null) return [];
  const acknowledged = unit.analysis.acknowledged(line);
  const args = { from: step.from, to: step.to, ack: step.ack };
  if (acknowledged === undefined) return [plain(context.translate(ACK, args))];
  const at = unit.startLine + acknowledged + 1;
  const other = unit.analysis.step(acknowledged);
  const what = other?.kind === 'segment' ? other.flags.find((flag) => flag === 'SYN' || flag === 'FIN') : undefined;
  if (what === undefined) return [plain(context.translate(ACK_DATA, { ...args, line: at }))];
  return [plain(context.translate(ACK_FLAG, { ...args, flag: what, line: at }))];
}

const SEQ = '{from} counts its bytes; this segment starts with number {seq}.';
const SEQ_SYN = '{from} starts counting at {seq}; the SYN itself takes this number.';
const ACK = '{from} expects number {ack} from {to} next.';
const ACK_DATA = '{from} expects number {ack} from {to} next: it has everything up to the end of line {line}.';
const ACK_FLAG = '{from} expects number {ack} from {to} next: the {flag} on line {line} takes one number.';
