import type { Context } from '../context.ts';
import { code, plain } from '../markdown.ts';
import type { Unit } from '../unit.ts';

/** Who a participant is: its label, its role, and how many segments it sends. */
export function participantHover(name: string, line: number, unit: Unit, context: Context): string[] {
  const diagram = unit.analysis.diagramAt(line);
  const participant = diagram?.participants.find((other) => other.name === name);
  if (participant === undefined) return [];
  const role = context.translate(ROLE_WORDS[participant.role], {});
  const label = participant.label === name ? '' : ` “${plain(participant.label)}”`;
  return [`${code(name)}${label} — ${plain(role)}`];
}

const ROLE_WORDS = {
  client: 'client: opens the connection',
  server: 'server: waits for connections',
  participant: 'participant',
} as const;
