import { CLOCK, secondsOf } from './clock.ts';
import type { Collector, Recogniser } from './collector.ts';
import type { End, Message } from './draft.ts';
import { readMessage } from './message.ts';
import type { Packet } from './packets.ts';
import { portOf } from './services.ts';

/**
 * Lines of tshark and of Wireshark's packet list in their default columns, with or without an arrow between the
 * addresses, and the info column alone. Details and bytes of an export are passed over.
 */
export const WIRESHARK: Recogniser = {
  form: 'wireshark',
  read({ lines }, at, out) {
    const line = lines[at] ?? '';
    if (HEADING.test(line)) return 1;
    const summary = SUMMARY.exec(line);
    if (summary !== null && isRow(line, summary)) {
      const [, time = '', from = '', to = '', protocol = '', length, info = ''] = summary;
      if (readSummary({ time, from, to, protocol, length: length ?? '', info }, at, out))
        return 1 + detailLines(lines, at + 1);
    }
    if (DETAILS.test(line)) {
      const packet = readDetails(lines, at);
      if (packet !== null) out.packet(packet);
      return packet === null ? 0 : 1 + detailLines(lines, at + 1);
    }
    const alone = readInfo(line.replace(/^\s*\d+\s+(?=\d+ (?:→|->|>) )/, ''));
    if (alone === null) return 0;
    out.packet(packetOf(at, null, '', '', alone, null));
    return 1;
  },
};

const ADDRESS = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*|[A-Za-z][\w-]*(?:\.[\w-]+)*)`;
const HEADING = /^\s*"?No\.?"?[\s,;"]+"?Time"?[\s,;"]+"?Source"?[\s,;"]+"?Destination\b[^,]*$/i;
const SUMMARY = new RegExp(
  `^\\s*(?:\\d+\\s+)?(?:(${CLOCK}|\\d+)\\s+)?(${ADDRESS})\\s+(?:(?:→|->|=>|>|\\?)\\s+)?(${ADDRESS})\\s+([A-Za-z][\\w./-]*)\\s+(?:(\\d+)\\s+(?!(?:→|->|>)\\s))?(\\S.*)$`,
);
const INFO =
  /^\s*((?:\[[^\]]+\]\s*,?\s*)*)([\w.-]+(?:\(\d+\))?)\s*(?:→|->|>|⟶)\s*([\w.-]+(?:\(\d+\))?)\s+\[((?:[A-Z]{2,8}|<None>|Reserved)(?:,\s*(?:[A-Z]{2,8}|Reserved))*)\](.*)$/;

/** Prose has no addresses with dots or colons, or no number and no time in front. */
function isRow(line: string, [, , from = '', to = '']: RegExpExecArray): boolean {
  return /^\s*\d/.test(line) && [from, to].every((address) => /[.:\d]/.test(address) || /\s(?:→|->|=>|>)\s/.test(line));
}

/** One row of the packet list. */
export interface Row {
  readonly time: string;
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly length: string;
  readonly info: string;
}

/** Reads a row of the packet list; false if it is none. */
export function readSummary({ time, from, to, protocol, length, info }: Row, at: number, out: Collector): boolean {
  const parsed = readInfo(info);
  const seconds = secondsOf(time);
  const frameLength = /^\d+$/.test(length) ? Number(length) : null;
  if (parsed !== null) {
    out.packet(packetOf(at, seconds, from, to, parsed, frameLength));
  } else if (!KNOWN_PROTOCOL.test(protocol) || protocol === 'TCP') {
    return false;
  } else if (NOT_TCP.test(protocol)) {
    out.other('packets of other protocols');
  } else {
    const message: Message = {
      flags: [],
      flagged: false,
      fields: new Map(),
      label: info.trim(),
      unread: [],
      partial: true,
    };
    const empty: Info = { from: null, to: null, message, marks: [] };
    out.packet({ ...packetOf(at, seconds, from, to, empty, frameLength), header: false });
  }
  return true;
}

/** Protocols that are not carried by TCP. */
const NOT_TCP =
  /^(?:ARP|RARP|DNS|MDNS|LLMNR|UDP|UDP-Lite|ICMP(?:v6)?|IGMPv?\d?|DHCP(?:v6)?|BOOTP|NTP|QUIC|SSDP|NBNS|BROWSER|STP|RSTP|LLDP|CDP|SNMP|TFTP|RTP|RTCP|SCTP|OSPF|VRRP|EAPOL|EIGRP|PIM(?:v\d)?|GRE|ESP|ISAKMP|WireGuard|STUN|802\.11|IPv4|IPv6|LOOP|HSRP|RADIUS|SYSLOG|DTLSv?[\d.]*)$/i;
const KNOWN_PROTOCOL = /^[A-Za-z][A-Za-z0-9./_-]{0,20}$/;

interface Info {
  readonly from: number | null;
  readonly to: number | null;
  readonly message: Message;
  readonly marks: readonly string[];
}

/** The info column of a TCP packet: `50000 → 443 [SYN] Seq=0 Win=64240 Len=0`. */
export function readInfo(text: string): Info | null {
  const match = INFO.exec(text);
  if (match === null) return null;
  const [, before = '', from = '', to = '', names = '', rest = ''] = match;
  const [fromPort, toPort] = [portOf(from), portOf(to)];
  if (fromPort === null || toPort === null) return null;
  const marks = [...`${before}${rest}`.matchAll(/\[([^\]]+)\]/g)].map((mark) => mark[1] ?? '');
  const flags = names
    .replace('<None>', 'none')
    .replace(/\bECN\b/, 'ECE')
    .replace(/,?\s*Reserved/, '');
  const message = readMessage(`${flags === 'none' ? '[none]' : flags} ${rest.replace(/\[[^\]]+\]/g, '')}`);
  return { from: fromPort, to: toPort, message, marks };
}

function packetOf(
  line: number,
  time: number | null,
  from: string,
  to: string,
  info: Info,
  frameLength: number | null,
): Packet {
  const end = (host: string, port: number | null): End => ({ host, port });
  return {
    line,
    time,
    from: end(from, info.from),
    to: end(to, info.to),
    header: true,
    message: info.message,
    marks: info.marks,
    frameLength,
    scaled: true,
    becomesRelative: false,
  };
}

const DETAILS = /^\s*Transmission Control Protocol, Src Port: /;
const PORTS = /Src Port: (?:[\w-]+ \()?(\d+)\)?(?: \(\d+\))?, Dst Port: (?:[\w-]+ \()?(\d+)\)?(?: \(\d+\))?(.*)$/;
const HOSTS =
  /Internet Protocol Version [46], Src: (?:\S+ \()?([0-9a-fA-F.:]+)\)?(?: \(\S+\))?, Dst: (?:\S+ \()?([0-9a-fA-F.:]+)/;

/** A packet of the details pane: the line of TCP, the one of IP above it, flags and window below it. */
function readDetails(lines: readonly string[], at: number): Packet | null {
  const ports = PORTS.exec(lines[at] ?? '');
  if (ports === null) return null;
  const above = lines.slice(Math.max(0, at - 40), at).map((line) => HOSTS.exec(line));
  const hosts = above.findLast((match) => match !== null);
  const below = lines.slice(at + 1, at + 60);
  const flags = below
    .map((line) => /^\s*Flags: 0x[0-9a-f]+ \(([A-Z, ]+)\)/.exec(line)?.[1])
    .find((one) => one !== undefined);
  const window = below
    .map((line) => /^\s*Window(?: size value)?: (\d+)/.exec(line)?.[1])
    .find((one) => one !== undefined);
  const message = readMessage(`${flags ?? ''} ${ports[3] ?? ''}${window === undefined ? '' : ` win=${window}`}`);
  const info: Info = { from: Number(ports[1]), to: Number(ports[2]), message, marks: [] };
  return { ...packetOf(at, null, hosts?.[1] ?? '', hosts?.[2] ?? '', info, null), scaled: false };
}

/** How many lines of a plain-text export belong to the packet above: its details and its bytes. */
function detailLines(lines: readonly string[], at: number): number {
  let end = at;
  let details = false;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (DETAIL.test(line)) details = true;
    else if (line.trim() !== '' && !(details && /^\s{2,}\S/.test(line))) break;
    else if (!details && line.trim() !== '') break;
  }
  return details ? end - at : 0;
}

const DETAIL =
  /^(?:Frame \d+[:,]|Ethernet II,|Linux cooked capture|Internet Protocol|Transmission Control Protocol,|Transport Layer Security|Hypertext Transfer Protocol|Null\/Loopback|Data \(|\[\d+ Reassembled|0x?[0-9a-f]{4,8}[:\s]\s+(?:[0-9a-f]{2}[ ]?){1,16})/;
