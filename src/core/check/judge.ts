import type { Code } from '../findings/codes.ts';
import { fieldBit, type FieldName } from '../notation/fields.ts';
import type { SegmentStatement } from '../notation/syntax.ts';
import type { Flags } from '../tcp/flags.ts';
import type { FaultKind } from '../tcp/transit.ts';
import { report, WORDLESS } from './report.ts';
import type { AnyFaultRule, Header, Report, SegmentCase } from './rule.ts';
import { SEGMENT_RULES } from './rules/segment-rules.ts';
import type { DiagramState } from './state.ts';

/** The rules about headers, each with the set of the fields that it looks at. */
const HEADER_RULES = SEGMENT_RULES.filter((rule) => 'looksAt' in rule).map((rule) => ({
  rule,
  fields: (rule.looksAt.fields ?? []).reduce((bits, name) => bits | fieldBit(name), 0),
}));
/** In a set of fields: whatever is written. */
const ALWAYS = 1 << 30;
/** By flags, as far as they have stood on a line: the fields that any rule looks at; `ALWAYS` where the flags alone suffice. */
const ASKED: number[] = [];
const ARRIVAL_RULES = SEGMENT_RULES.filter((rule) => 'arrival' in rule);
const FAULT_RULES = new Map<FaultKind, readonly AnyFaultRule[]>();
for (const rule of SEGMENT_RULES) {
  if (!('about' in rule)) continue;
  for (const kind of rule.about) FAULT_RULES.set(kind, [...(FAULT_RULES.get(kind) ?? []), rule]);
}

/** Lets the rules speak about the segment that has passed last. Nothing is allocated for one that is as it should be. */
export function judgeSegment(
  state: DiagramState,
  statement: SegmentStatement,
  readLine: (line: number) => string,
): void {
  const { transit } = state;
  const header = ((ASKED[statement.flags] ??= askedFor(statement.flags)) & (statement.writtenFields | ALWAYS)) !== 0;
  const arrival = transit.arrival !== 'accepted' || transit.marks !== 0 || transit.mistaken !== 'none';
  if (!header && transit.faults.length === 0 && !arrival) return;
  const segment = caseOf(state, statement, readLine);
  if (header) {
    for (const { rule, fields } of HEADER_RULES) {
      if (looksAt(rule.looksAt, fields, statement)) rule.check(segment, reporter(state, rule.code));
    }
  }
  for (const fault of transit.faults) {
    for (const rule of FAULT_RULES.get(fault.kind) ?? []) rule.check(segment, reporter(state, rule.code), fault);
  }
  if (arrival) for (const rule of ARRIVAL_RULES) rule.check(segment, reporter(state, rule.code));
}

function askedFor(flags: Flags): number {
  let asked = 0;
  for (const { rule, fields } of HEADER_RULES) {
    if (!fitsFlags(rule.looksAt, flags)) continue;
    if ((flags & (rule.looksAt.flags ?? 0)) !== 0) asked |= ALWAYS;
    asked |= fields;
  }
  return asked;
}

/** Whether what a rule looks at is there. */
function looksAt(header: Header, fields: number, statement: SegmentStatement): boolean {
  if (!fitsFlags(header, statement.flags)) return false;
  if ((statement.flags & (header.flags ?? 0)) !== 0) return true;
  if ((statement.writtenFields & fields) === 0) return false;
  return (header.fields ?? []).some((name: FieldName) => statement[name].present);
}

function fitsFlags(header: Header, flags: Flags): boolean {
  const { with: all = 0, without = 0 } = header;
  return (flags & all) === all && (flags & without) === 0;
}

function reporter(state: DiagramState, code: Code): Report {
  const { line } = state.transit;
  return (span, key, args, details) => {
    report(state, code, key, line, span, args, details);
  };
}

const NO_WORDS = (): string => '?';

function caseOf(state: DiagramState, statement: SegmentStatement, readLine: (line: number) => string): SegmentCase {
  const { symbols, participants, transit } = state;
  const { connection, line } = transit;
  if (connection === null) throw new RangeError('no segment has passed');
  const { from: sender, to: receiver } = transit;
  return {
    line,
    statement,
    connection,
    sender,
    receiver,
    senderName: participants.at(sender.participant).label,
    receiverName: participants.at(receiver.participant).label,
    senderState: transit.senderState,
    receiverState: transit.receiverState,
    written: transit.written,
    segment: transit.segment,
    arrival: transit.arrival,
    marks: transit.marks,
    exact: transit.exact,
    captured: state.settings.capture !== null,
    sentLine: transit.sentLine,
    mistaken: transit.mistaken,
    conflictingLine: transit.conflictingLine,
    write: state.wordless ? NO_WORDS : (form) => (form === null ? WORDLESS : (symbols.write(form) ?? WORDLESS)),
    read: state.wordless ? NO_WORDS : ({ from, to }) => readLine(line).slice(from, to),
    algebra: symbols.algebra,
  };
}
