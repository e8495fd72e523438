import type { Code } from '../findings/codes.ts';
import type { FieldName } from '../notation/fields.ts';
import type { SegmentStatement } from '../notation/syntax.ts';
import type { Flags } from '../tcp/flags.ts';
import type { Form } from '../tcp/number.ts';
import type { FaultKind } from '../tcp/transit.ts';
import { report } from './report.ts';
import type { AnyFaultRule, Header, Report, SegmentCase } from './rule.ts';
import { SEGMENT_RULES } from './rules/segment-rules.ts';
import type { DiagramState } from './state.ts';

const HEADER_RULES = SEGMENT_RULES.filter((rule) => 'looksAt' in rule);
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
  const asked = askedFor(statement.flags);
  const header = asked.always || anyPresent(asked.fields, statement);
  const arrival = transit.arrival !== 'accepted' || transit.marks !== 0 || transit.mistaken !== 'none';
  if (!header && transit.faults.length === 0 && !arrival) return;
  const segment = caseOf(state, statement, readLine);
  if (header) {
    for (const rule of HEADER_RULES) {
      if (looksAt(rule.looksAt, statement)) rule.check(segment, reporter(state, rule.code));
    }
  }
  for (const fault of transit.faults) {
    for (const rule of FAULT_RULES.get(fault.kind) ?? []) rule.check(segment, reporter(state, rule.code), fault);
  }
  if (arrival) for (const rule of ARRIVAL_RULES) rule.check(segment, reporter(state, rule.code));
}

/** What of the header any rule looks at, given its flags: whether they alone suffice, and fields. */
interface Asked {
  readonly always: boolean;
  readonly fields: readonly FieldName[];
}

const ASKED: (Asked | undefined)[] = [];

function askedFor(flags: Flags): Asked {
  const known = ASKED[flags];
  if (known !== undefined) return known;
  const headers = HEADER_RULES.map((rule) => rule.looksAt).filter((header) => fitsFlags(header, flags));
  const asked = {
    always: headers.some((header) => (flags & (header.flags ?? 0)) !== 0),
    fields: [...new Set(headers.flatMap(({ fields }) => fields ?? []))],
  };
  ASKED[flags] = asked;
  return asked;
}

function anyPresent(fields: readonly FieldName[], statement: SegmentStatement): boolean {
  for (const name of fields) if (statement[name].present) return true;
  return false;
}

/** Whether what a rule looks at is there. */
function looksAt(header: Header, statement: SegmentStatement): boolean {
  if (!fitsFlags(header, statement.flags)) return false;
  return (statement.flags & (header.flags ?? 0)) !== 0 || anyPresent(header.fields ?? [], statement);
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
    write: (form: Form | null) => (form === null ? '?' : (symbols.write(form) ?? '?')),
    read: ({ from, to }) => readLine(line).slice(from, to),
    algebra: symbols.algebra,
  };
}
