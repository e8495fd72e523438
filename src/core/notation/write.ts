import type { FlagName } from './flags.ts';

/** A segment as it is to be written: names as they are known to the diagram, numbers as an author would write them. */
export interface WrittenSegment {
  readonly from: string;
  readonly to: string;
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly flags: readonly FlagName[];
  readonly seq: string;
  readonly ack: string | null;
  readonly len: string | null;
}

/** A name as the notation reads it: as it is, or in quotes. */
export function writeName(name: string): string {
  return isPlainName(name) ? name : `"${name.replace(/[\\"]/g, '\\$&')}"`;
}

/** Whether a text can be a participant's name without quotes; `-x` would be read as an arrow. */
const isPlainName = (name: string): boolean => /^[\p{L}\p{M}\p{N}_]+(?:[.-](?!x)[\p{L}\p{M}\p{N}_]+)*$/iu.test(name);

/** Whether a text can be the name of a symbol. */
export function isSymbolName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name);
}

/**
 * A segment as a line of text; `left` is the participant that stands on the left of a ladder, null where every arrow
 * points right. A lost one never arrives.
 */
export function writeSegment(segment: WrittenSegment, left: string | null, lost = false): string {
  const { from, to, fromPort, toPort } = segment;
  const sender = writeEndpoint(from, fromPort);
  const receiver = writeEndpoint(to, toPort);
  const [leftwards, rightwards] = lost ? ['x-', '-x'] : ['<-', '->'];
  const head = left === to ? `${receiver} ${leftwards} ${sender}` : `${sender} ${rightwards} ${receiver}`;
  return [head, writeFlags(segment), ...writeNumbers(segment)].join(' ');
}

/** `SYN,ACK`: PSH and URG stand before ACK, as people write them. */
export function writeFlags({ flags }: Pick<WrittenSegment, 'flags'>): string {
  return [...flags.filter((flag) => flag !== 'ACK'), ...flags.filter((flag) => flag === 'ACK')].join(',');
}

function writeNumbers({ seq, ack, len }: WrittenSegment): string[] {
  const numbers = [`seq=${seq}`];
  if (ack !== null) numbers.push(`ack=${ack}`);
  if (len !== null && len !== '0') numbers.push(`len=${len}`);
  return numbers;
}

function writeEndpoint(name: string, port: number | null): string {
  return port === null ? writeName(name) : `${writeName(name)}:${String(port)}`;
}
