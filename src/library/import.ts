import { Capture, connectionText, importText, readInput } from '../core/intake/index.ts';
import { gunzip } from '../files/unpack.ts';

export interface ImportOptions {
  /** Numbers as they stand in the header, not relative to the initial sequence numbers. */
  readonly absolute?: boolean;
  /** Names for ends, by address (`192.0.2.1`) or by address and port (`192.0.2.1:443`, `[2001:db8::1]:443`). */
  readonly names?: Readonly<Record<string, string>>;
  /** Captures: replaces addresses and ports, and leaves out what the data says. */
  readonly anonymous?: boolean;
}

/** What was brought in. */
export interface Imported {
  /** A diagram for each connection; '' where there is nothing of TCP. */
  readonly notation: string;
  /** What looked like segments and could not be read, or packets that are none of TCP; lines from 1, 0 for a capture. */
  readonly unread: readonly { readonly line: number; readonly text: string }[];
  /** Why a capture could not be read to its end, in words; null where it was. */
  readonly damage: string | null;
}

/**
 * Turns what other tools know into notation: the bytes of a packet capture (pcap, pcapng, packed by gzip or not), or text
 * as tcpdump, tshark and Wireshark print it, packetdrill scripts, Mermaid, PlantUML, tables, ladders, arrows in notes.
 * Rejects with a `TypeError` for bytes that are neither a capture nor UTF-8.
 */
export async function importInput(input: string | Uint8Array, options: ImportOptions = {}): Promise<Imported> {
  if (typeof input === 'string') return fromText(input, options);
  const { capture, bytes } = await readInput(once(input), gunzip, () => new Capture());
  if (capture !== undefined) return fromCapture(capture, options);
  return fromText(new TextDecoder('utf-8', { fatal: true }).decode(bytes), options);
}

function fromText(text: string, { absolute = false, names = {} }: ImportOptions): Imported {
  const { notation, unread } = importText(text, { absolute, names: new Map(Object.entries(names)) });
  return { notation, unread: unread.map((one) => ({ line: one.line + 1, text: one.text })), damage: null };
}

function fromCapture(capture: Capture, { absolute = false, names = {}, anonymous = false }: ImportOptions): Imported {
  const options = { absolute, names: new Map(Object.entries(names)), anonymous };
  return {
    notation: capture.connections.map((connection) => connectionText(capture, connection, options).text).join('\n'),
    unread: capture.leftOut.map(({ name, count }) => ({ line: 0, text: `${String(count)} ${name}` })),
    damage: capture.damage,
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
