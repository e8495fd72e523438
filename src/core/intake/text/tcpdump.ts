import { CLOCK, secondsOf } from './clock.ts';
import type { Recogniser } from './collector.ts';
import type { End } from './draft.ts';
import { readMessage } from './message.ts';
import type { Packet } from './packets.ts';
import { portOf } from './services.ts';

/**
 * What tcpdump prints, from version 3 to 4.99: with or without time and date, link-level headers (`-e`), interfaces
 * (`-i any`), names, IPv6, `-v` on two lines, and lines that were cut. Packets of other protocols are counted.
 */
export const TCPDUMP: Recogniser = {
  form: 'tcpdump',
  read({ lines }, at, out) {
    const line = lines[at] ?? '';
    const verbose = VERBOSE.test(line);
    const wrapped = verbose ? 0 : wrappedLines(lines, at);
    const whole = verbose ? `${line} ${lines[at + 1] ?? ''}` : lines.slice(at, at + 1 + wrapped).join(' ');
    const packet = readPacket(whole, at);
    if (packet === 'other') out.other('packets of other protocols');
    else if (packet === 'silent') out.other('packets without flags');
    else if (packet !== null) out.packet(packet);
    if (packet === null) return 0;
    return verbose && CONTINUED.test(lines[at + 1] ?? '') ? 2 : 1 + wrapped;
  },
};

/** How many lines below a packet are the rest of it, which a mail or a terminal has broken off: up to its length. */
function wrappedLines(lines: readonly string[], at: number): number {
  let whole = lines[at] ?? '';
  if (!BROKEN.test(whole) || ENDED.test(whole)) return 0;
  for (let more = 1; more <= MOST_WRAPPED; more++) {
    const next = lines[at + more] ?? '';
    if (next.trim() === '' || / > \S+: /.test(next)) return 0;
    whole += ` ${next}`;
    if (ENDED.test(whole)) return more;
  }
  return 0;
}

const MOST_WRAPPED = 3;
const BROKEN = /: Flags \[[^\]]*\]/;
const ENDED = /, length \d+/;

/** The first of two lines of `-v`: the header of IP in brackets, and nothing behind it. */
const VERBOSE = /\bIP6? \((?:tos|class|flowlabel|hlim).*\)\s*$/;
const CONTINUED = /^\s+\S+ > \S+:/;
const TIME = new RegExp(`^\\s*(?:\\d+\\s+)?(${CLOCK})\\s`);
const NEW = /(?:^|\s)(\S+) > (\S+?): Flags (\[[^\]]*\])(.*)$/;
const OLD = /(?:^|\s)(\S+) > (\S+?): ([SFRPUWE]{1,6}\.?|\.)(\s+(?:\d+:\d+ ?\(\d+\)|ack\s|win\s).*)$/;
const QUIET = /(?:^|\s)(\S+) > (\S+?): tcp (\d+)\b(.*)$/;
const OTHER = new RegExp(
  `^\\s*(?:${CLOCK}\\s+)?(?:\\S+\\s+(?:In|Out|B|M|P)\\s+)?(?:IP6? .*? > \\S+:|ARP, |LLDP, |STP |IPX |CDPv)`,
);

function readPacket(line: string, at: number): Packet | 'other' | 'silent' | null {
  const match = NEW.exec(line) ?? OLD.exec(line);
  if (match === null) return readQuiet(line, at);
  const [, from = '', to = '', letters = '', rest = ''] = match;
  const flags = letters.startsWith('[') ? letters : `[${withDot(letters, rest)}]`;
  const message = readMessage(`${flags} ${behindHeader(rest)}`);
  return packetOf(line, at, endOf(from), endOf(to), { ...message, partial: isCut(rest) });
}

/** Before 4.0 a dot stood for no other flag; an ACK showed by its number alone. */
function withDot(letters: string, rest: string): string {
  const bare = letters.replace('.', '');
  return /\sack\s/.test(rest) ? `${bare}.` : bare === '' ? '.' : bare;
}

/** Whether the end of a line is missing: every version ends it with a length or, before 4.1, with the options. */
function isCut(rest: string): boolean {
  return (
    /\.\.\.\s*$|…\s*$|\[\|tcp\]/.test(rest) || (rest.match(/[[<]/g) ?? []).length > (rest.match(/[\]>]/g) ?? []).length
  );
}

/** Without what old versions print about the header of IP behind the segment. */
function behindHeader(rest: string): string {
  return rest
    .replace(
      /\s*\(DF\)|\s*\[tos 0x[0-9a-f]+[^\]]*\]|\s*\(ttl \d+, id \d+[^)]*\)|\s*\[\|tcp\]|\s*\[(?:bad )?tcp cksum[^\]]*\]/g,
      '',
    )
    .replace(/,?\s*cksum 0x[0-9a-f]+ \((?:in)?correct[^)]*\)/, '')
    .replace(/\s*\.\.\.\s*$/, '');
}

function readQuiet(line: string, at: number): Packet | 'other' | 'silent' | null {
  const match = QUIET.exec(line);
  if (match === null) return OTHER.test(line) ? 'other' : null;
  const [, from = '', to = '', length = '', rest = ''] = match;
  if (Number(length) === 0) return 'silent';
  return packetOf(line, at, endOf(from), endOf(to), readMessage(`len=${length}${rest}`));
}

function packetOf(line: string, at: number, from: End, to: End, message: Packet['message']): Packet {
  const time = TIME.exec(line)?.[1];
  return {
    line: at,
    time: time === undefined ? null : secondsOf(time),
    from,
    to,
    header: true,
    message,
    marks: [],
    frameLength: null,
    scaled: false,
    becomesRelative: true,
  };
}

/** `192.0.2.10.50000`, `web.example.https`, `2001:db8::1.443`: the port stands behind the last dot. */
function endOf(text: string): End {
  const dot = text.lastIndexOf('.');
  const port = dot > 0 ? portOf(text.slice(dot + 1)) : null;
  if (port === null || /^\d+\.\d+\.\d+\.\d+$/.test(text)) return { host: text, port: null };
  return { host: text.slice(0, dot), port };
}
