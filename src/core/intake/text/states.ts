import type { FlagName, StateName } from '../../notation/index.ts';
import { STATE_NAMES } from '../../tcp/states.ts';
import { type Draft, endOf, type SegmentDraft, type StateDraft } from './draft.ts';

/**
 * What the states mean that stand beside a segment: those behind it; or as when it is sent, where its sender has sent it
 * and its receiver has not got it yet; or those before it.
 */
const READINGS = ['after', 'sent', 'before'] as const;
export type Reading = (typeof READINGS)[number];

/**
 * The drafts of a diagram with the states that stand beside a segment put where they are true. People draw
 * `SYN-SENT | LISTEN` and `SYN-SENT | SYN-RECEIVED` beside the same SYN: the first reading that the rules of TCP allow on
 * every line is taken, and where they allow none, that of the RFCs: the states behind the segment.
 */
export function placeStates(drafts: readonly Draft[]): readonly Draft[] {
  const rows = rowsOf(drafts);
  if (!rows.some(({ beside }) => beside.length > 0)) return drafts;
  const reading = READINGS.find((one) => fits(rows, one)) ?? 'after';
  const placed = rows.flatMap(({ draft, beside }) => [
    ...beside.flatMap((states) => ofReading(states, draft, states.reading ?? reading, true)),
    draft,
    ...beside.flatMap((states) => ofReading(states, draft, states.reading ?? reading, false)),
  ]);
  return joined(placed);
}

/** States that follow each other are one line, as long as they do not contradict each other. */
function joined(drafts: readonly Draft[]): Draft[] {
  const lines: Draft[] = [];
  for (const draft of drafts) {
    const above = lines.at(-1);
    const known = above?.kind === 'state' ? above.states : [];
    const other = (name: string): StateDraft['states'][number] | undefined => known.find((one) => one.name === name);
    if (above?.kind !== 'state' || draft.kind !== 'state') lines.push(draft);
    else if (draft.states.some(({ name, state }) => (other(name)?.state ?? state) !== state)) lines.push(draft);
    else {
      const states = [...known, ...draft.states.filter(({ name }) => other(name) === undefined)];
      lines[lines.length - 1] = { ...above, states };
    }
  }
  return lines;
}

/** A draft, and the states that stand beside it on its line. */
interface Row {
  readonly draft: Draft;
  readonly beside: readonly StateDraft[];
}

function rowsOf(drafts: readonly Draft[]): Row[] {
  const rows: { draft: Draft; beside: StateDraft[] }[] = [];
  for (const draft of drafts) {
    const row = rows.at(-1);
    const segment = row?.draft.kind === 'segment' && row.draft.line === draft.line;
    if (segment && draft.kind === 'state') row.beside.push(draft);
    else rows.push({ draft, beside: [] });
  }
  return rows;
}

/** Those of the states that are to be asserted above the segment, or below it. */
function ofReading(draft: StateDraft, segment: Draft, reading: Reading, above: boolean): StateDraft[] {
  const states = draft.states.filter(({ name }) => isAbove(name, segment, reading) === above);
  return states.length === 0 ? [] : [{ ...draft, states }];
}

function isAbove(name: string, segment: Draft, reading: Reading): boolean {
  if (reading !== 'sent') return reading === 'before';
  return segment.kind === 'segment' && segment.from.host !== endOf(name).host;
}

/** Whether TCP can be in all of the states, read in this way. */
function fits(rows: readonly Row[], reading: Reading): boolean {
  const talk = new Talk();
  for (const { draft, beside } of rows) {
    const asserts = (above: boolean): boolean =>
      beside.every((states) =>
        ofReading(states, draft, states.reading ?? reading, above).every((one) => talk.allows(one)),
      );
    if (!asserts(true)) return false;
    if (draft.kind === 'segment') talk.pass(draft);
    else if (draft.kind === 'state') talk.set(draft);
    else if (draft.kind !== 'remark' && draft.kind !== 'note' && draft.kind !== 'participant') talk.forget();
    if (!asserts(false)) return false;
  }
  return true;
}

type States = ReadonlySet<StateName>;
/** What an event makes of a state; more than one where it depends on numbers. A state that is not there stays. */
type Moves = Readonly<Partial<Record<StateName, readonly StateName[]>>>;

const CLOSES: Moves = Object.fromEntries(
  STATE_NAMES.filter((state) => state !== 'LISTEN').map((state) => [state, ['CLOSED']]),
);

/** RFC 9293 §3.10, as far as flags alone decide. An ACK acknowledges what has arrived. */
const SEND: Readonly<Record<'SYN' | 'SYN,ACK' | 'FIN' | 'RST' | 'ACK', Moves>> = {
  SYN: { CLOSED: ['SYN-SENT'], LISTEN: ['SYN-SENT'], 'TIME-WAIT': ['SYN-SENT'] },
  'SYN,ACK': { LISTEN: ['SYN-RECEIVED'], 'SYN-SENT': ['SYN-RECEIVED'] },
  FIN: { 'SYN-RECEIVED': ['FIN-WAIT-1'], ESTABLISHED: ['FIN-WAIT-1'], 'CLOSE-WAIT': ['LAST-ACK'] },
  RST: CLOSES,
  ACK: {},
};
const RECEIVE: typeof SEND = {
  SYN: { LISTEN: ['SYN-RECEIVED'], 'SYN-SENT': ['SYN-RECEIVED'] },
  'SYN,ACK': { 'SYN-SENT': ['ESTABLISHED'], 'SYN-RECEIVED': ['ESTABLISHED'] },
  FIN: {
    'SYN-RECEIVED': ['CLOSE-WAIT'],
    ESTABLISHED: ['CLOSE-WAIT'],
    'FIN-WAIT-1': ['CLOSING', 'TIME-WAIT'],
    'FIN-WAIT-2': ['TIME-WAIT'],
  },
  RST: { ...CLOSES, 'SYN-RECEIVED': ['LISTEN', 'CLOSED'] },
  ACK: {
    'SYN-RECEIVED': ['ESTABLISHED'],
    'FIN-WAIT-1': ['FIN-WAIT-2'],
    CLOSING: ['TIME-WAIT'],
    'LAST-ACK': ['CLOSED'],
  },
};

/** An end of which nothing is known. */
const ANY: States = new Set(STATE_NAMES);

/** Ends that talk, and the states in which each of them may be. */
class Talk {
  readonly #states = new Map<string, States>();

  #of(name: string): States {
    return this.#states.get(name) ?? ANY;
  }

  pass({ from, to, delivery, message }: SegmentDraft): void {
    const kind = kindOf(message.flags);
    if (kind === 'SYN') {
      if (!this.#states.has(from.host)) this.#states.set(from.host, new Set(['CLOSED']));
      if (!this.#states.has(to.host)) this.#states.set(to.host, new Set(['LISTEN']));
    }
    if (delivery !== 'arrived') this.#move(from.host, SEND[kind]);
    if (delivery === 'delivered' || delivery === 'arrived') this.#move(to.host, RECEIVE[kind]);
  }

  #move(name: string, moves: Moves): void {
    this.#states.set(name, new Set([...this.#of(name)].flatMap((state) => moves[state] ?? [state])));
  }

  /** Whether the ends may be in these states; from now on they are. */
  allows(draft: StateDraft): boolean {
    const allowed = draft.states.every(({ name, state }) => this.#of(endOf(name).host).has(state));
    this.set(draft);
    return allowed;
  }

  set({ states }: StateDraft): void {
    for (const { name, state } of states) this.#states.set(endOf(name).host, new Set([state]));
  }

  /** Something happened of which the flags say nothing. */
  forget(): void {
    this.#states.clear();
  }
}

function kindOf(flags: readonly FlagName[]): keyof typeof SEND {
  const has = (flag: FlagName): boolean => flags.includes(flag);
  if (has('RST')) return 'RST';
  if (has('SYN')) return has('ACK') ? 'SYN,ACK' : 'SYN';
  return has('FIN') ? 'FIN' : 'ACK';
}
