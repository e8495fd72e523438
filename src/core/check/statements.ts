import { ALL_CODES, type Code, isCode, template } from '../findings/codes.ts';
import { type Args, SEVERITIES } from '../findings/finding.ts';
import type {
  ActionStatement,
  EndpointSyntax,
  ExpectStatement,
  LetStatement,
  NameSyntax,
  NoteStatement,
  OptionStatement,
  ParticipantStatement,
  StateAssertion,
  StateStatement,
  VariableSyntax,
} from '../notation/syntax.ts';
import { RST } from '../tcp/flags.ts';
import type { Form } from '../tcp/number.ts';
import {
  CLOSE_WAIT,
  CLOSED,
  ESTABLISHED,
  FIN_WAIT_1,
  LISTEN,
  mayReceive,
  maySend,
  type State,
  STATE_NAMES,
  SYN_RECEIVED,
  SYN_SENT,
  synchronized,
  TIME_WAIT,
} from '../tcp/states.ts';
import type { Tcb } from '../tcp/tcb.ts';
import type { Span } from '../text/place.ts';
import type { Connection, End } from './connection.ts';
import { beginFromPresets } from './segments.ts';
import { applyOption } from './settings.ts';
import type { DiagramState, RawFinding } from './state.ts';

/** Adds a finding with one of the messages of its code. */
function report(
  state: DiagramState,
  code: Code,
  key: string,
  line: number,
  span: Span,
  args: Args,
  more: Partial<Pick<RawFinding, 'fixes' | 'related' | 'reason'>> = {},
): void {
  state.report({
    code,
    line,
    from: span.from,
    to: span.to,
    message: { template: template(code, key), args },
    reason: more.reason ?? null,
    related: more.related ?? [],
    fixes: more.fixes ?? [],
  });
}

/** A fix that replaces a span. */
function replace(line: number, span: Span, text: string): RawFinding['fixes'][number] {
  return {
    title: { template: 'Change to {text}', args: { text } },
    edits: [{ line, from: span.from, to: span.to, text }],
  };
}

// ---- Participants

/** `client C as …`: a lifeline in its place of the drawing order. */
export function declare(state: DiagramState, statement: ParticipantStatement, line: number): void {
  const { name, label, role } = statement;
  if (name === null) return;
  const existing = state.participants.find(name.name);
  const text = state.names.text(name.name);
  if (existing >= 0) {
    const first = state.participants.at(existing).line;
    const why = { template: template('duplicate-participant', 'related'), args: { name: text } };
    const related = [{ line: first, from: 0, to: WHOLE_LINE, why }];
    report(state, 'duplicate-participant', 'twice', line, name, { name: text }, { related });
    return;
  }
  state.participants.add({ name: name.name, label: label?.value ?? text, role, line, declared: true });
}

/**
 * The index of a participant. A name that nothing declares is declared here, unless the diagram declares others: then it
 * is taken for the name that it is most like.
 */
export function resolve(state: DiagramState, name: NameSyntax | EndpointSyntax, line: number): number {
  const participant = identify(state, name, line);
  state.use(participant);
  return participant;
}

function identify(state: DiagramState, name: NameSyntax | EndpointSyntax, line: number): number {
  const known = state.participants.find(name.name);
  if (known >= 0 && (state.participants.at(known).declared || state.participants.declared === 0)) return known;
  const text = state.names.text(name.name);
  if (state.participants.declared > 0) {
    const closest = state.participants.closest(name.name);
    const span = { from: name.from, to: 'nameTo' in name ? name.nameTo : name.to };
    const first = closest === undefined ? '' : state.names.text(closest.name);
    const fixes = [
      ...(closest === undefined ? [] : [replace(line, span, first)]),
      {
        title: { template: 'Declare {name}', args: { name: text } },
        edits: [{ line: lastDeclaration(state), from: 0, to: 0, text: `participant ${text}\n` }],
      },
    ];
    const key = closest === undefined ? 'alone' : 'undeclared';
    report(state, 'unknown-participant', key, line, span, { name: text, closest: first }, { fixes });
    if (closest !== undefined) return state.participants.find(closest.name);
    if (known >= 0) return known;
  }
  return state.participants.add({ name: name.name, label: text, role: 'participant', line, declared: false });
}

/** The line before which another declaration fits. */
function lastDeclaration(state: DiagramState): number {
  const declared = state.participants.list.filter((lifeline) => lifeline.declared);
  return (declared.at(-1)?.line ?? 0) + 1;
}

// ---- Connections of a participant

/** The connection that the participant was last about, or the one of this port. */
export function currentConnection(
  state: DiagramState,
  participant: number,
  port: number | null,
): Connection | undefined {
  let best: Connection | undefined;
  for (const connection of state.connections) {
    const end = endOf(connection, participant, port);
    if (end !== undefined && (best === undefined || connection.lastLine >= best.lastLine)) best = connection;
  }
  return best;
}

/** The end of a connection that a participant (with this port) has; undefined for none. */
export function endOf(connection: Connection, participant: number, port: number | null): End | undefined {
  const { left, right } = connection;
  if (left.participant === participant && (port === null || left.port === port)) return left;
  if (right.participant === participant && (port === null || right.port === port)) return right;
  return undefined;
}

/** The state of an endpoint without a connection: what was set, or what its role says. */
function idleState(state: DiagramState, participant: number): State {
  const preset = state.presets.findLast((candidate) => candidate.participant === participant);
  if (preset !== undefined) return preset.state;
  if (state.listening[participant] === true) return LISTEN;
  return state.participants.at(participant).role === 'server' ? LISTEN : CLOSED;
}

// ---- User calls and timers (RFC 9293 §3.10.1 to §3.10.6, §3.10.8)

/** `listen N`, `open N`, `close N`, `abort N`, `crash N`, `timeout N`. Returns the end that it is about. */
export function act(state: DiagramState, statement: ActionStatement, line: number): void {
  const { action, target } = statement;
  if (target === null) return;
  const participant = resolve(state, target, line);
  if (action === 'listen') return setListening(state, participant, target.port, true, line);
  if (action === 'crash') return crash(state, participant, target.port, line);
  const connection = currentConnection(state, participant, target.port) ?? beginFromPresets(state, participant, line);
  const end = connection === undefined ? undefined : endOf(connection, participant, target.port);
  if (connection === undefined || end === undefined) return;
  connection.touch();
  connection.lastLine = line;
  const { tcb } = end;
  if (action === 'timeout') {
    if (tcb.state === TIME_WAIT) tcb.close('time-wait');
  } else if (action === 'close') {
    close(tcb);
  } else if (action === 'abort') {
    abort(tcb);
  }
}

function setListening(
  state: DiagramState,
  participant: number,
  port: number | null,
  value: boolean,
  line: number,
): void {
  const listening = [...state.listening];
  listening[participant] = value;
  state.listening = listening;
  state.presets = state.presets.filter((preset) => preset.participant !== participant);
  const connection = currentConnection(state, participant, port);
  const end = connection === undefined ? undefined : endOf(connection, participant, port);
  if (connection === undefined || end?.tcb.state !== CLOSED) return;
  connection.touch();
  connection.lastLine = line;
  end.tcb.open();
  end.tcb.listener = true;
  end.tcb.state = LISTEN;
}

/** All state is lost; numbers as well (RFC 9293 §3.5.1). */
function crash(state: DiagramState, participant: number, port: number | null, line: number): void {
  for (const connection of state.connections) {
    const end = endOf(connection, participant, port);
    if (end === undefined) continue;
    connection.touch();
    connection.lastLine = line;
    end.tcb.open();
    end.tcb.listener = false;
    end.tcb.close('crash');
  }
  if (port !== null) return;
  const listening = [...state.listening];
  listening[participant] = false;
  state.listening = listening;
  const preset = { participant, port: null, state: CLOSED, line, variables: [] } as const;
  state.presets = [...state.presets.filter((candidate) => candidate.participant !== participant), preset];
}

/** CLOSE: the FIN may still be waiting behind data, but the state changes at once (RFC 9293 §3.10.4). */
function close(tcb: Tcb): void {
  if (tcb.state === LISTEN || tcb.state === SYN_SENT) tcb.close('closed');
  else if (tcb.state === ESTABLISHED) {
    tcb.state = FIN_WAIT_1;
    tcb.closing = true;
  } else if (tcb.state === CLOSE_WAIT || tcb.state === SYN_RECEIVED) tcb.closing = true;
}

/** ABORT: the reset that tells the peer may follow (RFC 9293 §3.10.5). */
function abort(tcb: Tcb): void {
  const { sndNxt } = tcb;
  const tellsPeer = synchronized(tcb.state) && tcb.state !== TIME_WAIT;
  tcb.close('closed');
  if (tellsPeer && sndNxt !== null) tcb.answer = { flags: RST, seq: sndNxt, ack: null, challenge: false };
}

// ---- Assertions

/** `state N STATE, …`: sets before the first segment, asserts after it. */
export function assertStates(state: DiagramState, statement: StateStatement, line: number): void {
  for (const assertion of statement.assertions) {
    const participant = resolve(state, assertion.target, line);
    if (assertion.state === null) continue;
    if (state.segments === 0) preset(state, participant, assertion, line);
    else assertState(state, participant, assertion, line);
  }
}

function preset(state: DiagramState, participant: number, assertion: StateAssertion, line: number): void {
  const variables = assertion.variables.map(({ variable, value }) => ({
    name: variable,
    value: presetValue(state, value, line),
  }));
  const { port } = assertion.target;
  const number = STATE_NAMES.indexOf(assertion.state ?? 'CLOSED') as State;
  const others = state.presets.filter((other) => other.participant !== participant || other.port !== port);
  state.presets = [...others, { participant, port, state: number, line, variables }];
}

function presetValue(state: DiagramState, value: VariableSyntax['value'], line: number): Form {
  return state.symbols.unbound(value) === 1
    ? state.symbols.define(value, null, 'seq', line)
    : state.symbols.evaluate(value);
}

function assertState(state: DiagramState, participant: number, assertion: StateAssertion, line: number): void {
  if (state.settings.capture !== null && !state.exact(participant)) return;
  const connection = currentConnection(state, participant, assertion.target.port);
  const end = connection === undefined ? undefined : endOf(connection, participant, assertion.target.port);
  const actual = STATE_NAMES[end?.tcb.state ?? idleState(state, participant)];
  const name = state.participants.at(participant).label;
  if (assertion.state !== actual) {
    const args = { name, actual, expected: assertion.state ?? '' };
    const cause =
      connection === undefined || connection.lastLine < 0 ? [] : [lineRelated(connection.lastLine, name, actual)];
    const fixes = [replace(line, assertion.stateSpan, actual)];
    report(state, 'state-mismatch', 'state', line, assertion.stateSpan, args, { fixes, related: cause });
    return;
  }
  if (end === undefined) return;
  for (const variable of assertion.variables) assertVariable(state, end.tcb, variable, name, line);
}

function lineRelated(line: number, name: string, actual: string): RawFinding['related'][number] {
  return {
    line,
    from: 0,
    to: WHOLE_LINE,
    why: { template: template('state-mismatch', 'related'), args: { name, actual } },
  };
}

/** Cut down to the length of the line when findings are collected. */
const WHOLE_LINE = Number.MAX_SAFE_INTEGER;

function assertVariable(state: DiagramState, tcb: Tcb, variable: VariableSyntax, name: string, line: number): void {
  const actual = variableValue(tcb, variable.variable);
  if (actual === null) return;
  const given =
    state.symbols.unbound(variable.value) === 1
      ? state.symbols.define(variable.value, actual, 'seq', line)
      : state.symbols.evaluate(variable.value);
  if (state.symbols.algebra.distance(given, actual) === 0 || state.symbols.solve(actual, given) !== undefined) return;
  const text = state.symbols.write(actual) ?? '?';
  const args = {
    name,
    variable: variable.variable.toUpperCase(),
    actual: text,
    expected: state.symbols.write(given) ?? '?',
  };
  const fixes = text === '?' ? [] : [replace(line, variable.value, text)];
  report(state, 'state-mismatch', 'variable', line, variable.value, args, { fixes });
}

function variableValue(tcb: Tcb, variable: VariableSyntax['variable']): Form | null {
  switch (variable) {
    case 'snd.una':
      return tcb.sndUna;
    case 'snd.nxt':
      return tcb.sndNxt;
    case 'rcv.nxt':
      return tcb.rcvNxt;
    case 'iss':
      return tcb.iss;
    case 'irs':
      return tcb.irs;
    case 'snd.wnd':
    case 'rcv.wnd':
      // A window is compared only where it is known; most diagrams never say.
      return null;
  }
}

// ---- Elision

/** `...`: whoever may send has sent any number of bytes, and they have arrived and are acknowledged. */
export function elide(state: DiagramState): void {
  for (const connection of state.connections) {
    connection.touch();
    pass(state, connection.left.tcb, connection.right.tcb);
    pass(state, connection.right.tcb, connection.left.tcb);
    connection.left.dataLine = -1;
    connection.right.dataLine = -1;
  }
}

function pass(state: DiagramState, tcb: Tcb, peer: Tcb): void {
  tcb.answer = null;
  if (!maySend(tcb.state) || !mayReceive(peer.state) || tcb.sndNxt === null) return;
  const next = state.symbols.algebra.add(tcb.sndNxt, state.passedOver());
  tcb.sndNxt = next;
  tcb.sndUna = next;
  tcb.sndWnd = -1;
  peer.rcvNxt = next;
  peer.rcvEdge = null;
  peer.lastAck = null;
  peer.outOfOrder = [];
  peer.earlyFin = null;
  peer.duplicates = 0;
}

// ---- Symbols, options, expectations, notes

/** `let NAME = EXPR`. */
export function define(state: DiagramState, statement: LetStatement, line: number): void {
  const { name, value } = statement;
  if (name === null || value === null) return;
  if (state.symbols.unbound(value) > 0) {
    report(state, 'symbol-undefined', 'undefined', line, value, { symbol: firstUnbound(state, value) });
    return;
  }
  const form = state.symbols.evaluate(value);
  const existing = state.symbols.lookup(name.name);
  if (existing === undefined) {
    state.symbols.bind({ name: name.name, form, how: 'let', free: false, line, from: name.from, to: name.to });
    return;
  }
  if (state.symbols.algebra.distance(existing.form, form) === 0) return;
  const args = {
    symbol: state.names.text(name.name),
    was: state.symbols.write(existing.form) ?? '?',
    value: state.symbols.write(form) ?? '?',
    line: existing.line + 1,
  };
  const why = { template: template('symbol-conflict', 'related'), args: { symbol: args.symbol } };
  report(state, 'symbol-conflict', 'bound', line, name, args, { related: [{ ...place(existing), why }] });
}

function firstUnbound(state: DiagramState, value: NonNullable<LetStatement['value']>): string {
  if (state.symbols.lookup(value.symbol) === undefined) return state.names.text(value.symbol);
  const term = value.more?.find(({ symbol }) => state.symbols.lookup(symbol) === undefined);
  return term === undefined ? '' : state.names.text(term.symbol);
}

function place({ line, from, to }: { line: number; from: number; to: number }): {
  line: number;
  from: number;
  to: number;
} {
  return { line, from, to };
}

/** `option NAME VALUE`. */
export function setOption(state: DiagramState, statement: OptionStatement, line: number): void {
  const result = applyOption(state.settings, statement, (name) => state.names.intern(name));
  if (!('word' in result)) {
    state.settings = result;
    return;
  }
  const word = statement.words[result.word] ?? statement.words.at(-1) ?? statement.keyword;
  const text = statement.words[result.word]?.value ?? '';
  const known = {
    value: '',
    name: '',
    code: ALL_CODES.slice(0, 3).join(', ') + ', …',
    severity: [...SEVERITIES, 'off'].join(', '),
  }[result.key];
  const key = result.key === 'name' ? 'name' : 'value';
  report(state, 'unknown-option', key, line, word, { word: text, option: statement.words[0]?.value ?? '', known });
}

/** `expect CODE`: remembered until the next statement. */
export function expectCode(state: DiagramState, statement: ExpectStatement, line: number): void {
  const { code } = statement;
  if (code === null) return;
  if (!isCode(code.value.toLowerCase())) {
    report(state, 'expect-unmet', 'unknown', line, code, { code: code.value });
    return;
  }
  state.expecting = { line, from: code.from, to: code.to, code: code.value.toLowerCase() };
}

/** The participants of a note count as used, and must exist. */
export function checkNote(state: DiagramState, statement: NoteStatement, line: number): void {
  for (const target of statement.targets) resolve(state, target, line);
}
