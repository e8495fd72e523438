import { u16, u32 } from './bytes.ts';

/** Option kinds (https://www.iana.org/assignments/tcp-parameters). */
const END = 0;
const NO_OPERATION = 1;
const MSS = 2;
const WINDOW_SCALE = 3;
const SACK_PERMITTED = 4;
const SACK = 5;
const TIMESTAMPS = 8;
const FAST_OPEN = 34;
const EXPERIMENT = 254;
/** Fast Open before it had a kind of its own (RFC 7413 §A, RFC 6994). */
const FAST_OPEN_EXPERIMENT = 0xf989;

const NAMES: Readonly<Record<number, string>> = {
  5: 'SACK',
  19: 'MD5',
  28: 'user timeout',
  29: 'TCP-AO',
  30: 'MPTCP',
  172: 'AccECN',
  174: 'AccECN',
};

/** What the options of a segment come to in the notation. */
export interface OptionWords {
  /** As fields, in the order of the packet. Each begins with a blank. */
  readonly text: string;
  /** Names of those that the notation has no field for. */
  readonly others: readonly string[];
}

/**
 * Reads the options of a header. `relative` turns the number that a SACK block holds into the one that is written. An
 * option that is cut, or of a wrong length, ends the list.
 */
export function readOptions(
  bytes: Uint8Array,
  from: number,
  to: number,
  relative: (value: number) => number,
): OptionWords {
  let text = '';
  const others: string[] = [];
  const seen = new Set<number>();
  for (let at = from; at < to;) {
    const kind = bytes[at] as number;
    if (kind === END) break;
    if (kind === NO_OPERATION) {
      at++;
      continue;
    }
    const length = bytes[at + 1] ?? 0;
    if (length < 2 || at + length > to) break;
    const word = seen.has(kind) ? '' : optionWord(bytes, at, kind, length, relative);
    if (word === '') others.push(NAMES[kind] ?? `option ${kind}`);
    else text += ` ${word}`;
    seen.add(kind);
    at += length;
  }
  return { text, others };
}

function optionWord(
  bytes: Uint8Array,
  at: number,
  kind: number,
  length: number,
  relative: (value: number) => number,
): string {
  switch (kind) {
    case MSS:
      return length === 4 ? `mss=${u16(bytes, at + 2)}` : '';
    case WINDOW_SCALE:
      return length === 3 ? `wscale=${bytes[at + 2] ?? 0}` : '';
    case SACK_PERMITTED:
      return length === 2 ? 'sackok' : '';
    case SACK:
      return (length - 2) % 8 === 0 && length > 2 ? `sack=${sackBlocks(bytes, at + 2, length - 2, relative)}` : '';
    case TIMESTAMPS:
      return length === 10 ? `ts=${u32(bytes, at + 2)}/${u32(bytes, at + 6)}` : '';
    case FAST_OPEN:
      return cookie(bytes, at + 2, at + length);
    case EXPERIMENT:
      return length >= 4 && u16(bytes, at + 2) === FAST_OPEN_EXPERIMENT ? cookie(bytes, at + 4, at + length) : '';
    default:
      return '';
  }
}

function sackBlocks(bytes: Uint8Array, at: number, length: number, relative: (value: number) => number): string {
  const blocks: string[] = [];
  for (let block = at; block < at + length; block += 8) {
    blocks.push(`${relative(u32(bytes, block))}-${relative(u32(bytes, block + 4))}`);
  }
  return blocks.join('/');
}

function cookie(bytes: Uint8Array, from: number, to: number): string {
  if (from === to) return 'tfo';
  let hex = '';
  for (let at = from; at < to; at++) hex += (bytes[at] as number).toString(16).padStart(2, '0');
  return `tfo=${hex}`;
}
