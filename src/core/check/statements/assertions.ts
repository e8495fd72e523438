import { template } from '../../findings/codes.ts';
import type { Fix } from '../../findings/finding.ts';
import type { StateAssertion, StateStatement, VariableSyntax } from '../../notation/syntax.ts';
import type { Form } from '../../tcp/number.ts';
import { type State, STATE_NAMES } from '../../tcp/states.ts';
import type { Tcb } from '../../tcp/tcb.ts';
import { replace, report, WHOLE_LINE, WORDLESS } from '../report.ts';
import type { DiagramState, RawFinding } from '../state.ts';
import { currentEnd, idleState } from './connections.ts';
import { resolve } from './participants.ts';

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
    value: state.symbols.define(value, null, 'seq', line),
  }));
  const { port } = assertion.target;
  const number = STATE_NAMES.indexOf(assertion.state ?? 'CLOSED') as State;
  state.presets = state.presets.with({ participant, port, state: number, line, variables });
}

function assertState(state: DiagramState, participant: number, assertion: StateAssertion, line: number): void {
  if (!state.exact(participant)) return;
  const own = currentEnd(state, participant, assertion.target.port);
  const actual = STATE_NAMES[own?.end.tcb.state ?? idleState(state, participant)];
  const name = state.participants.at(participant).label;
  const cookie = state.settings.syncookies && own?.end.tcb.passive === true && actual === 'SYN-RECEIVED';
  if (cookie && assertion.state === 'LISTEN') return;
  if (assertion.state !== actual) {
    // Whether the ACK of a FIN that came again was taken is not known yet.
    if (own !== null && assertion.state === STATE_NAMES[own.end.tcb.strictState]) return;
    const args = { name, actual, expected: assertion.state ?? '' };
    const cause = own === null ? [] : [lineRelated(own.connection.lastLine, name, actual)];
    const waits = actual === 'TIME-WAIT' && assertion.state === 'CLOSED';
    const fixes = [replace(line, assertion.stateSpan, actual), ...(waits ? [timeout(state, assertion, line)] : [])];
    const key = waits ? 'waits' : 'state';
    report(state, 'state-mismatch', key, line, assertion.stateSpan, args, { fixes, related: cause });
    return;
  }
  if (own === null) return;
  for (const variable of assertion.variables) assertVariable(state, own.end.tcb, variable, name, line);
}

/** Says above the line that the time has passed. */
function timeout(state: DiagramState, { target }: StateAssertion, line: number): Fix {
  const port = target.port === null ? '' : `:${String(target.port)}`;
  const text = `timeout ${state.names.text(target.name)}${port}`;
  return {
    title: { template: 'Insert {text}', args: { text } },
    edits: [{ line, from: 0, to: 0, text: `${text}\n` }],
  };
}

function lineRelated(line: number, name: string, actual: string): RawFinding['related'][number] {
  return {
    line,
    ...WHOLE_LINE,
    why: { template: template('state-mismatch', 'related'), args: { name, actual } },
  };
}

function assertVariable(state: DiagramState, tcb: Tcb, variable: VariableSyntax, name: string, line: number): void {
  const actual = variableValue(tcb, variable.variable);
  if (actual === null) return;
  const given = state.symbols.define(variable.value, actual, 'seq', line);
  if (state.symbols.algebra.equal(given, actual) || state.symbols.solve(actual, given) !== undefined) return;
  const text = state.symbols.write(actual) ?? WORDLESS;
  const args = {
    name,
    variable: variable.variable.toUpperCase(),
    actual: text,
    expected: state.symbols.write(given) ?? WORDLESS,
  };
  const fixes = text === WORDLESS ? [] : [replace(line, variable.value, text)];
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
