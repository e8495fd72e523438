import { template } from '../../findings/codes.ts';
import type { Fix } from '../../findings/finding.ts';
import type { EndpointSyntax, NameSyntax, ParticipantStatement } from '../../notation/syntax.ts';
import { replace, report, WHOLE_LINE } from '../report.ts';
import type { DiagramState } from '../state.ts';

/** `client C as …`: a lifeline in its place of the drawing order. */
export function declare(state: DiagramState, statement: ParticipantStatement, line: number): void {
  const { name, label, role } = statement;
  if (name === null) return;
  const existing = state.participants.find(name.name);
  const text = state.names.text(name.name);
  const lifeline = { name: name.name, label: label?.value ?? text, role, line, declared: true };
  if (existing >= 0 && !state.participants.at(existing).declared) {
    // As in Mermaid, a host may be declared behind its first use.
    state.participants.declare(existing, lifeline);
    return;
  }
  if (existing >= 0) {
    const first = state.participants.at(existing).line;
    const why = { template: template('duplicate-participant', 'related'), args: { name: text } };
    const related = [{ line: first, ...WHOLE_LINE, why }];
    report(state, 'duplicate-participant', 'twice', line, name, { name: text }, { related });
    return;
  }
  state.participants.add(lifeline);
}

/**
 * The index of a participant. A name that nothing declares is declared here, unless it is much like one that the diagram
 * declares: then it is taken for that.
 */
export function resolve(state: DiagramState, name: NameSyntax | EndpointSyntax, line: number): number {
  const participant = identify(state, name, line);
  state.use(participant);
  return participant;
}

/** As many declared names are looked through for the one that was meant: nobody has written more of them by hand. */
const MOST_COMPARED = 64;

/** As `resolve`, where the participant takes part anyhow, or need not. */
export function identify(state: DiagramState, name: NameSyntax | EndpointSyntax, line: number): number {
  const known = state.participants.find(name.name);
  if (known >= 0) return known;
  const text = state.names.text(name.name);
  const span = { from: name.from, to: 'nameTo' in name ? name.nameTo : name.to };
  if (state.participants.declared.length > MOST_COMPARED) {
    if (state.compared) {
      const fixes = [declaration(state, text)];
      report(state, 'participants-many', 'many', line, span, { name: text, most: MOST_COMPARED }, { fixes });
    }
    state.compared = false;
    return state.participants.add({ name: name.name, label: text, role: 'participant', line, declared: false });
  }
  const closest = state.participants.closest(name.name);
  if (closest !== undefined) {
    const first = state.names.text(closest.name);
    const fixes = [replace(line, span, first), declaration(state, text)];
    report(state, 'unknown-participant', 'undeclared', line, span, { name: text, closest: first }, { fixes });
    return state.participants.find(closest.name);
  }
  return state.participants.add({ name: name.name, label: text, role: 'participant', line, declared: false });
}

/** Declares a name behind all others. */
function declaration({ participants }: DiagramState, name: string): Fix {
  const last = participants.declared.at(-1);
  const line = last === undefined ? 1 : participants.at(last).line + 1;
  return {
    title: { template: 'Declare {name}', args: { name } },
    edits: [{ line, from: 0, to: 0, text: `participant ${name}\n` }],
  };
}
