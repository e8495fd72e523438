import type { Suggestion } from '../core/check/analysis.ts';
import type { SegmentStatement } from '../core/notation/syntax.ts';
import type { Unit } from './unit.ts';

/** How the author writes segments: the left end of the ladder, or null where the sender always stands on the left. */
export type Ladder = string | null;

/** A name as the notation reads it: as it is, or in quotes. */
export function writeName(name: string): string {
  return PLAIN_NAME.test(name) ? name : `"${name.replace(/[\\"]/g, '\\$&')}"`;
}

/** Whether a text can be a participant's name without quotes; `-x` would be read as an arrow. */
const PLAIN_NAME = /^[\p{L}\p{M}\p{N}_]+(?:[.-](?!x)[\p{L}\p{M}\p{N}_]+)*$/iu;

/** Whether a text can be the name of a symbol. */
export function isSymbolName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name);
}

/** A suggested segment as a line of text. */
export function writeSegment(suggestion: Suggestion, ladder: Ladder): string {
  const { from, to, fromPort, toPort } = suggestion;
  const sender = writeEndpoint(from, fromPort);
  const receiver = writeEndpoint(to, toPort);
  const head = ladder === to ? `${receiver} <- ${sender}` : `${sender} -> ${receiver}`;
  return [head, writeFlags(suggestion), ...writeNumbers(suggestion)].join(' ');
}

/** `SYN,ACK`: PSH and URG stand before ACK, as people write them. */
export function writeFlags({ flags }: Pick<Suggestion, 'flags'>): string {
  return [...flags.filter((flag) => flag !== 'ACK'), ...flags.filter((flag) => flag === 'ACK')].join(',');
}

function writeNumbers({ seq, ack, len }: Suggestion): string[] {
  const numbers = [`seq=${seq}`];
  if (ack !== null) numbers.push(`ack=${ack}`);
  if (len !== null && len !== '0') numbers.push(`len=${len}`);
  return numbers;
}

function writeEndpoint(name: string, port: number | null): string {
  return port === null ? writeName(name) : `${writeName(name)}:${String(port)}`;
}

/** How the segments in front of a line are written: as a ladder as soon as one of the last arrows points to the left. */
export function ladderAt(unit: Unit, line: number): Ladder {
  const { analysis } = unit;
  const first = analysis.diagramAt(line)?.line ?? analysis.diagramAt(line - 1)?.line ?? 0;
  for (let at = line - 1, seen = 0; at >= first && seen < LOOK_BACK; at--) {
    const statement = analysis.statement(at);
    if (statement.kind !== 'segment') continue;
    seen++;
    if (statement.mirrored) return analysis.names.text(statement.left.name);
  }
  return null;
}

/** How many segments are looked at to learn the author's way. */
const LOOK_BACK = 8;

/** The columns of a segment's head: from its first endpoint to its last, with the arrow between. */
export function headOf({ left, right }: SegmentStatement): { from: number; to: number } {
  return { from: left.from, to: right.to };
}
