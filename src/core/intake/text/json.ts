import { flagNames } from '../../notation/index.ts';
import { secondsOf } from './clock.ts';
import type { Collector, Recogniser, Source } from './collector.ts';
import { plainLine } from './lines.ts';
import { readMessage } from './message.ts';
import { type NamedRow, readNamedRows } from './table.ts';

/**
 * Packets as JSON: Wireshark's export and `tshark -T json` (a list of objects with `_source.layers`), `-T ek` (an object a
 * line), and `-T json -e …` (fields without layers).
 */
export const JSON_PACKETS: Recogniser = {
  form: 'wireshark',
  read(source, at, out) {
    const { raw } = source;
    if (!/^\s*[[{]/.test(raw[at] ?? '') || OPEN.has(source)) return 0;
    const end = endOfValue(raw, at);
    if (end === raw.length + 1) OPEN.add(source);
    if (end === null || end > raw.length) return 0;
    const value = valueOf(raw.slice(at, end).join('\n'));
    const packets = (Array.isArray(value) ? value : [value]).map(layersOf).filter((one) => one !== null);
    for (const packet of packets) readPacket(packet, at, out);
    if (packets.length === 0 && readNamedRows(namedRows(value, at), out)) return end - at;
    // The line before each packet of `-T ek`, which names an index.
    if (packets.length > 0 || (isObject(value) && 'index' in value)) return end - at;
    return 0;
  },
};

/** Texts in which a bracket is never closed: they are searched for its end only once. */
const OPEN = new WeakSet<Source>();

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a packet holds, in whichever of the forms; null for what is no packet. */
function layersOf(value: unknown): JsonObject | null {
  if (!isObject(value)) return null;
  const { layers, _source: source } = value as { readonly layers?: unknown; readonly _source?: unknown };
  if (isObject(layers)) return layers;
  return isObject(source) ? layersOf(source) : null;
}

/** A list of objects that are no packets of Wireshark's, with their values as texts. */
function namedRows(value: unknown, line: number): NamedRow[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list
    .filter(isObject)
    .map((one) => ({ line, fields: new Map(Object.entries(one).map(([name, cell]) => [name, cellOf(cell)])) }));
}

function cellOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(cellOf).join(',');
  return typeof value === 'string' || typeof value === 'number' ? plainLine(String(value)) : '';
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * The line behind the value that begins on a line; null where there is none, and a line more than the text has where it does
 * not end. Brackets in texts do not count.
 */
function endOfValue(lines: readonly string[], at: number): number | null {
  let depth = 0;
  for (let line = at; line < lines.length; line++) {
    for (const [sign] of (lines[line] ?? '').matchAll(/"(?:\\.|[^"\\])*"|[[\]{}]/g)) {
      if (sign === '[' || sign === '{') depth++;
      else if (sign === ']' || sign === '}') depth--;
      if (depth === 0 && sign.length === 1) return /^[\s,]*$/.test(behind(lines[line] ?? '')) ? line + 1 : null;
    }
    // What begins like a list or an object in prose is found out soon.
    if (line === at && depth <= 0) return null;
    if (line === at + 1 && !/^\s*["[\]{}]/.test(lines[line] ?? '')) return null;
  }
  return lines.length + 1;
}

/** What stands behind the last bracket of a line. */
function behind(line: string): string {
  return line.slice(Math.max(line.lastIndexOf(']'), line.lastIndexOf('}')) + 1);
}

/** The fields of a packet by their names without dots: `tcpsrcport`, whatever layers they lie in. */
function fieldsOf(value: unknown, fields = new Map<string, string>(), key = ''): ReadonlyMap<string, string> {
  if (Array.isArray(value)) fieldsOf(value[0], fields, key);
  else if (isObject(value)) for (const [name, inner] of Object.entries(value)) fieldsOf(inner, fields, name);
  else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    // `tcp.srcport`, `tcp_srcport` and `tcp_tcp_srcport` are the same one.
    const name = key
      .toLowerCase()
      .replace(/^(\w+?)[._]\1(?=[._])/, '$1')
      .replace(/[._]/g, '');
    if (!fields.has(name)) fields.set(name, plainLine(String(value)));
  }
  return fields;
}

function readPacket(layers: JsonObject, line: number, out: Collector): void {
  const fields = fieldsOf(layers);
  const of = (...names: readonly string[]): string => names.map((name) => fields.get(name)).find(Boolean) ?? '';
  const [from, to] = [Number(of('tcpsrcport')), Number(of('tcpdstport'))];
  if (of('tcpsrcport') === '' || !Number.isInteger(from) || !Number.isInteger(to)) {
    out.other('packets of other protocols');
    return;
  }
  out.packet({
    line,
    time: secondsOf(of('frametimerelative', 'frametimeepoch')),
    from: { host: of('ipsrc', 'ipv6src'), port: from },
    to: { host: of('ipdst', 'ipv6dst'), port: to },
    header: true,
    message: readMessage(wordsOf(of)),
    marks: [],
    frameLength: null,
    scaled: false,
    becomesRelative: false,
  });
}

/** The fields of the header as Wireshark's column of information has them. */
function wordsOf(of: (...names: readonly string[]) => string): string {
  const flags = flagNames(Number(of('tcpflags')) & 0x1ff);
  const part = (name: string, value: string): string => (/^\d+$/.test(value) ? ` ${name}=${value}` : '');
  const ack = flags.includes('ACK') ? of('tcpack', 'tcpackraw') : '';
  const [value, echo] = [of('tcpoptionstimestamptsval'), of('tcpoptionstimestamptsecr')];
  return [
    flags.length === 0 ? '[none]' : flags.join(', '),
    part('Seq', of('tcpseq', 'tcpseqraw')),
    part('Ack', ack),
    part('Win', of('tcpwindowsizevalue', 'tcpwindowsize')),
    part('Len', of('tcplen')),
    part('MSS', of('tcpoptionsmssval')),
    part('wscale', of('tcpoptionswscaleshift')),
    of('tcpoptionssackperm') === '' ? '' : ' SACK_PERM',
    value === '' || echo === '' ? '' : ` TSval=${value} TSecr=${echo}`,
  ].join('');
}
