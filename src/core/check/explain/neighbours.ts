import type { Fix } from '../../findings/finding.ts';
import { ARROWS } from '../../notation/strict.ts';
import type { SegmentStatement } from '../../notation/syntax.ts';
import { FIN } from '../../tcp/flags.ts';
import type { Tcb } from '../../tcp/tcb.ts';
import type { FaultKind } from '../../tcp/transit.ts';
import { DiagramReader } from '../reader.ts';
import { WHOLE_LINE } from '../report.ts';
import { endpoints, type Untold } from '../segments.ts';
import type { RawFinding } from '../state.ts';
import { hasText, NEARBY, sameText, type SentLines } from './lines.ts';
import { delivered, swapLines } from './fixes.ts';
import { sentAgain, wasLost } from './otherwise.ts';
import { AS_WRITTEN, type Reading } from './reading.ts';
import {
  preferred,
  type Attempt,
  type Context,
  HOPELESS,
  NEAR,
  repeatsWrongNumber,
  SLIP,
  type Trial,
  weight,
} from './trial.ts';
import { isByte, untoldBefore, writeUntold } from './untold.ts';

/** Faults of a number that is too high. */
const AHEAD: ReadonlySet<FaultKind> = new Set(['ack-not-received', 'ack-unsent', 'seq-gap']);

/** What may be wrong with the order of the lines: two have changed places or crossed, one was lost, or is missing. */
export class Neighbours {
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** The line and the next one of the connection have changed places. */
  belongsAfterNext(): Trial | null {
    const { trying, textOf } = this.#reading.around;
    const next = this.#reading.lines.next(1);
    const following = this.#reading.lines.segmentOn(next);
    if (following === null || this.#reading.skips()) return null;
    const state = trying(this.#reading.start);
    const findings: RawFinding[] = [];
    this.#reading.listen(state, (found) => findings.push(found));
    const reader = new DiagramReader(state, textOf);
    // Lines that are wrong the other way round, too, have not changed places.
    const isWrong = (): boolean => findings.some((found) => weight(state, found) === SLIP);
    reader.readSegment(next, following);
    if (isWrong()) return null;
    reader.readSegment(this.#reading.line, this.#reading.statement);
    state.skips = this.#reading.skipping(next);
    if (repeatsWrongNumber(state) || isWrong()) return null;
    const fixes = [swapLines(this.#reading.line, next, textOf)];
    const slip = this.#reading.slip('lines-swapped', 'swapped', WHOLE_LINE, { line: next + 1 }, fixes);
    return { state, findings: [slip, ...findings], next: this.#reading.line + 1 };
  }

  /** The line and the one above it of the connection have changed places. */
  belongsBefore({ faults }: Context): Trial | null {
    // What is too far ahead now was so before.
    if (faults.some(({ kind }) => AHEAD.has(kind))) return null;
    const { textOf, trying } = this.#reading.around;
    const above = this.#reading.lines.next(-1);
    const statement = this.#reading.lines.segmentOn(above);
    const start = this.#reading.before(above);
    if (start === null || statement === null) return null;
    const state = trying(start);
    const findings = this.#reading.listenFurther(state);
    const reader = new DiagramReader(state, textOf);
    reader.readSegment(this.#reading.line, this.#reading.statement);
    reader.readSegment(above, statement);
    if (repeatsWrongNumber(state) || findings.some((found) => weight(state, found) === SLIP)) return null;
    this.#reading.readBetween(reader, above + 1);
    const fixes = [swapLines(this.#reading.line, above, textOf)];
    const slip = this.#reading.slip('lines-swapped', 'before', WHOLE_LINE, { line: above + 1 }, fixes);
    return { state, findings: [slip, ...findings], next: this.#reading.line + 1 };
  }

  /** What the line does not acknowledge was still on its way: the two have crossed. */
  crossed({ before, side, written, faults, literal }: Context): Trial | null {
    const [wrong] = literal;
    const sender = before?.end(side);
    const asks = faults.some(({ kind }) => kind === 'ack-mismatch' || kind === 'ack-regressed');
    if (wrong === undefined || sender === undefined || !asks) return null;
    const { receivedLine: line, tcb } = sender;
    if (tcb.lastAck !== null && !this.#reading.algebra.equal(written.ack, tcb.lastAck)) return null;
    const trial = this.#reading.otherwise(line, ({ statement, text, read }) => {
      if (statement.delivery !== 'delivered') return null;
      read({ ...statement, delivery: 'sent' });
      return { ...wrong, fixes: [...wrong.fixes, this.#crossing(line, statement, text)] };
    });
    const late = this.#reading.lines.segmentOn(line);
    if (trial === null || late === null) return null;
    const findings = [...trial.findings];
    this.#reading.listen(trial.state, (found) => findings.push(found));
    new DiagramReader(trial.state, this.#reading.around.textOf).readSegment(line, { ...late, delivery: 'arrived' });
    return { ...trial, findings, revision: null };
  }

  /** Draws a segment that arrives behind this one. */
  #crossing(line: number, statement: SegmentStatement, text: string): Fix {
    const { arrow, mirrored } = statement;
    const sent = ARROWS.sent[mirrored ? 1 : 0];
    const end = this.#reading.around.textOf(this.#reading.line).length;
    return {
      title: { template: 'If they crossed: {text}', args: { text: sent } },
      edits: [
        { line, from: arrow.from, to: arrow.to, text: sent },
        {
          line: this.#reading.line,
          from: end,
          to: end,
          text: `\n${delivered(text, statement, 'arrived')}`,
        },
      ],
    };
  }

  /**
   * A segment that the line does not know of was lost, and is not drawn so: it is sent again behind, or a SACK names
   * bytes beyond it (RFC 2018 §3).
   */
  *losses({ before, side, faults, written, sacks }: Context): Generator<Attempt> {
    if (before === undefined) return;
    const has = (...kinds: readonly FaultKind[]): boolean => faults.some(({ kind }) => kinds.includes(kind));
    const [, to] = endpoints(this.#reading.statement);
    const sent = this.#reading.lines.sentBy(to);
    const lost =
      (line: number, bonus: number): Attempt =>
      () =>
        preferred(this.#reading.otherwise(line, wasLost), bonus);
    // The SYN,ACK or the last ACK was lost: the end sends its SYN or its FIN once more.
    if (has('syn-in-connection') || (has('from-closed') && (written.flags & FIN) !== 0)) {
      const last = sent.at(0);
      if (last !== undefined) yield lost(last.line, 1);
    }
    if (!has('ack-mismatch', 'ack-regressed')) return;
    const { symbols } = this.#reading.around.trying(this.#reading.start);
    const { receivedLine } = before.end(side);
    const { sndUna } = before.end(side === 0 ? 1 : 0).tcb;
    let count = 0;
    let acknowledged = 0;
    for (const one of sent) {
      const start = one.numbered ? one.start(symbols) : null;
      // What is acknowledged was not lost; nor was what stands above it, if it is not sent again.
      const isPast =
        start !== null && sndUna !== null && this.#reading.algebra.surelyAtOrBefore(start.plus(one.len), sndUna);
      if (isPast && ++acknowledged === NEAR) return;
      if (start === null ? one.line !== receivedLine : !this.#reading.algebra.equal(start, written.ack)) continue;
      const again = one.numbered && this.#reading.lines.sentAgain(to, one.seqField.value) !== null;
      if (sacks || again) yield lost(one.line, sacks ? 1 : 0);
      if (++count === NEAR) return;
    }
  }

  /** Text without a number that was lost on a line above, with the same length or words: it is sent again. */
  *resent({ faults, sender, receiver }: Context): Generator<Attempt> {
    const { lines, statement } = this.#reading;
    const [from, to] = endpoints(statement);
    const has = (field: string): boolean => faults.some(({ kind }) => kind.startsWith(field));
    if (has('ack')) yield* this.#resentBy(lines.sentBy(to), this.#hasLost(receiver, sender));
    if (has('seq')) yield* this.#resentBy(lines.sentBy(from), this.#hasLost(sender, receiver));
  }

  /** Whether not all that an end has sent has come, as far as the lines tell. */
  #hasLost(tcb: Tcb | undefined, peer: Tcb | undefined): boolean {
    const { algebra } = this.#reading;
    const { sndNxt = null } = tcb ?? {};
    const { rcvNxt = null } = peer ?? {};
    if (sndNxt === null || rcvNxt === null) return true;
    return !algebra.equal(sndNxt, rcvNxt) || algebra.resolve(sndNxt).basis.anonymous;
  }

  /** Where nothing seems to be lost, what came later may have filled the gap: a look at the lines just above is enough. */
  *#resentBy(sent: SentLines, lost: boolean): Generator<Attempt> {
    const { lines, line: own } = this.#reading;
    const segments = (from: number): { line: number; segment: SegmentStatement }[] =>
      [...sent.from(from)].flatMap(({ line }) => {
        const segment = lines.segmentOn(line);
        return segment === null ? [] : { line, segment };
      });
    const unnumbered = segments(lost ? lines.begin : own - NEARBY).filter(
      ({ segment }) => !segment.seq.present && segment.delivery !== 'lost' && (hasText(segment) || segment.application),
    );
    if (unnumbered.length === 0) return;
    const gone = segments(lines.begin).filter(({ segment }) => segment.delivery === 'lost');
    const again = unnumbered.filter(({ line, segment }) =>
      gone.some((one) => one.line < line && sameText(segment, one.segment)),
    );
    for (const { line } of again.slice(0, NEAR)) yield () => this.#reading.otherwise(line, sentAgain);
  }

  *missing(context: Context): Generator<Attempt> {
    for (const fault of context.faults) {
      for (const untold of untoldBefore(this.#reading.algebra, context, fault, this.#reading.statement)) {
        const counted = fault.kind === 'seq-gap' && isByte(untold) && this.#reading.lines.followsAck();
        // Hardly anybody sends one byte, other than a FIN.
        const bonus = isByte(untold) && !counted ? -SLIP / 4 : 0;
        yield () => preferred(counted ? this.#ackCounted(untold, context) : this.#inserted([untold]), bonus);
      }
    }
    // A question and its answer.
    for (const asks of this.#untold(context, 'seq-gap')) {
      for (const answers of this.#untold(context, 'ack-unsent')) {
        yield () => preferred(this.#inserted([asks, answers]), -SLIP / 2);
        yield () => preferred(this.#inserted([answers, asks]), -SLIP / 2);
        return;
      }
    }
  }

  /** The segments that may be missing for this fault, if there is one. */
  *#untold(context: Context, kind: FaultKind): Generator<Untold> {
    for (const fault of context.faults) {
      if (fault.kind === kind) yield* untoldBefore(this.#reading.algebra, context, fault, this.#reading.statement);
    }
  }

  /** Its end has counted an ACK as a byte, and goes on so: that is a wrong number, and no missing byte. */
  #ackCounted(untold: Untold, { literal }: Context): Trial | null {
    const trial = this.#inserted([untold]);
    const [wrong] = literal;
    return trial === null || wrong === undefined ? trial : { ...trial, findings: [wrong, ...trial.findings.slice(1)] };
  }

  #inserted(untold: readonly Untold[]): Trial | null {
    const told: string[] = [];
    const trial = this.#reading.read(AS_WRITTEN, null, (state) =>
      untold.every((one) => {
        const passed = this.#reading.passUntold(state, one);
        if (passed) told.push(writeUntold(state, one));
        return passed;
      }),
    );
    if (trial.findings === HOPELESS) return null;
    const [segment = '', second] = told;
    const fix: Fix = {
      title: { template: 'Insert {text}', args: { text: told.join('; ') } },
      edits: [{ line: this.#reading.line, from: 0, to: 0, text: told.map((one) => `${one}\n`).join('') }],
    };
    const [key, args] = second === undefined ? ['missing', { segment }] : ['two', { segment, second }];
    const slip = this.#reading.slip('segment-missing', key, WHOLE_LINE, args, [fix]);
    return { ...trial, findings: [slip, ...trial.findings] };
  }
}
