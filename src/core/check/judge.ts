import type { Code } from '../findings/codes.ts';
import { FIELD_NAMES, FIELDS } from '../notation/fields.ts';
import type { SegmentStatement } from '../notation/syntax.ts';
import { ACK, FIN, PSH, SYN, URG } from '../tcp/flags.ts';
import type { Form } from '../tcp/number.ts';
import { SEGMENT_RULES } from './rules/segment-rules.ts';
import type { Report, SegmentCase, SegmentRule } from './rule.ts';
import { report } from './making.ts';
import type { Passage } from './segments.ts';
import type { DiagramState } from './state.ts';

const FAULT_RULES = SEGMENT_RULES.filter(({ trigger }) => typeof trigger === 'object');
const HEADER_RULES = SEGMENT_RULES.filter(({ trigger }) => trigger === 'header');
const ARRIVAL_RULES = SEGMENT_RULES.filter(({ trigger }) => trigger === 'arrival');

/** Lets the rules speak about a segment that has passed. Nothing is allocated for one that is as it should be. */
export function judgeSegment(
  state: DiagramState,
  statement: SegmentStatement,
  passage: Passage,
  readLine: (line: number) => string,
): void {
  const { facts } = state;
  const header = unusualHeader(statement);
  const arrival = facts.arrival !== 'accepted' || facts.marks !== 0 || passage.mistaken !== 'none';
  if (facts.faults === 0 && !header && !arrival) return;
  const segment = caseOf(state, statement, passage, readLine);
  if (segment === null) return;
  if (header) run(HEADER_RULES, segment, state);
  if (facts.faults !== 0) {
    for (const rule of FAULT_RULES) {
      if (typeof rule.trigger === 'object' && (rule.trigger.faults & facts.faults) !== 0) run([rule], segment, state);
    }
  }
  if (arrival) run(ARRIVAL_RULES, segment, state);
}

const HANDSHAKE_FIELDS = FIELD_NAMES.filter((name) => FIELDS[name].where === 'syn');

/** Whether anything but the plainest combinations of flags and fields stands on the line. */
function unusualHeader(statement: SegmentStatement): boolean {
  const { flags } = statement;
  if (flags !== ACK && flags !== (PSH | ACK) && flags !== SYN && flags !== (SYN | ACK) && flags !== (FIN | ACK))
    return true;
  if ((flags & ACK) === 0 && statement.ack.present) return true;
  if ((flags & SYN) !== 0)
    return (
      statement.len.present ||
      statement.data.present ||
      statement.wscale.present ||
      statement.sackok.present ||
      statement.ts.present ||
      statement.urg.present
    );
  return (
    statement.sack.present ||
    statement.urg.present ||
    (flags & URG) !== 0 ||
    HANDSHAKE_FIELDS.some((name) => statement[name].present)
  );
}

function run(rules: readonly SegmentRule[], segment: SegmentCase, state: DiagramState): void {
  for (const rule of rules) rule.check(segment, reporter(state, rule.code, segment.line));
}

function reporter(state: DiagramState, code: Code, line: number): Report {
  return (span, key, args, details) => {
    report(state, code, key, line, span, args, details);
  };
}

function caseOf(
  state: DiagramState,
  statement: SegmentStatement,
  passage: Passage,
  readLine: (line: number) => string,
): SegmentCase | null {
  const { connection } = passage;
  if (connection === null) return null;
  const sender = connection.end(passage.side);
  const receiver = connection.end(passage.side === 0 ? 1 : 0);
  const { symbols, participants, segment, facts } = state;
  return {
    line: passage.line,
    statement,
    connection,
    sender,
    receiver,
    senderName: participants.at(sender.participant).label,
    receiverName: participants.at(receiver.participant).label,
    senderState: passage.senderState,
    receiverState: passage.receiverState,
    givenFlags: passage.givenFlags,
    givenSeq: passage.givenSeq ?? segment.seq,
    givenAck: passage.givenAck ?? segment.ack,
    segment,
    facts,
    exact: passage.exact,
    captured: state.settings.capture !== null,
    sentLine: passage.sentLine,
    mistaken: passage.mistaken,
    contradictedLine: passage.contradictedLine,
    write: (form: Form | null) => (form === null ? '?' : (symbols.write(form) ?? '?')),
    read: ({ from, to }) => readLine(passage.line).slice(from, to),
    distance: (a, b) => symbols.algebra.distance(a, b),
  };
}
