import { CLOCK, secondsOf } from './clock.ts';
import type { Recogniser } from './collector.ts';
import type { End } from './draft.ts';
import { readMessage } from './message.ts';
import { portOf } from './services.ts';

/**
 * Packets as other tools than tcpdump and Wireshark print them, one a line: `nmap --packet-trace` and `nping`, Scapy's
 * `summary()` and what it shows of a packet, FortiGate's `diagnose sniffer`, Solaris's `snoop`, and Check Point's
 * `fw monitor`, which takes two lines.
 */
export const SNIFFERS: Recogniser = {
  form: 'sniffer',
  read({ lines }, at, out) {
    const line = lines[at] ?? '';
    for (const { pattern, lines: taken = 1 } of TOOLS) {
      const parts = pattern.exec(taken === 1 ? line : `${line} ${lines[at + 1] ?? ''}`)?.groups;
      if (parts === undefined) continue;
      const { time, from = '', sport, to = '', dport, flags, rest } = parts;
      out.packet({
        line: at,
        time: time === undefined ? null : secondsOf(time),
        from: endOf(from, sport),
        to: endOf(to, dport),
        header: true,
        message: { ...readMessage(wordsOf(flags ?? '', rest ?? '')), partial: true },
        marks: [],
        frameLength: null,
        scaled: false,
        becomesRelative: false,
      });
      return taken;
    }
    return 0;
  },
};

interface Tool {
  /** With the groups `from`, `to`, and as far as there are any `sport`, `dport`, `time`, `flags` and `rest`. */
  readonly pattern: RegExp;
  /** How many lines a packet takes. */
  readonly lines?: number;
}

const LETTERS: Readonly<Record<string, string>> = {
  F: 'FIN',
  S: 'SYN',
  R: 'RST',
  P: 'PSH',
  A: 'ACK',
  U: 'URG',
  E: 'ECE',
  C: 'CWR',
};

const TOOLS: readonly Tool[] = [
  // SENT (0.0350s) TCP 192.0.2.1:50000 > 192.0.2.2:80 S ttl=50 id=1 iplen=44  seq=100 win=1024 <mss 1460>
  {
    pattern:
      /^\s*(?:SENT|RCVD) \((?<time>\d+\.\d+)s\) TCP \[?(?<from>\S+):(?<sport>\d+) > (?<to>\S+):(?<dport>\d+) (?<flags>[FSRPAUEC]+) (?<rest>[^\]]*)/,
  },
  // Ether / IP / TCP 192.0.2.1:50000 > 192.0.2.2:http SA / Raw
  {
    pattern:
      /\bIP(?:v6)? \/(?: .*\/)? TCP (?<from>\S+):(?<sport>[\w-]+) > (?<to>\S+):(?<dport>[\w-]+) (?<flags>[FSRPAUEC]+)\b/,
  },
  // <IP  src=192.0.2.1 dst=192.0.2.2 |<TCP  sport=50000 dport=http seq=100 ack=0 flags=S window=8192 |>>
  {
    pattern:
      /<IP(?:v6)?\b.*?\bsrc=(?<from>\S+) dst=(?<to>\S+).*?<TCP\b\s+sport=(?<sport>[\w-]+) dport=(?<dport>[\w-]+)(?<rest>.*)/,
  },
  // 2.100000 port1 in 192.0.2.1.50000 -> 192.0.2.2.80: syn 100 ack 301
  {
    pattern: new RegExp(
      `^\\s*(?:(?<time>${CLOCK})\\s+)?(?:\\S+ (?:in|out|--) )?(?<from>\\S+)\\.(?<sport>\\d+) -> (?<to>\\S+)\\.(?<dport>\\d+): (?<rest>(?:syn|fin|rst|psh|ack|urg) \\d+\\b.*)$`,
    ),
  },
  //  1   0.00000  client -> server  TCP D=80 S=50000 Syn Ack=101 Seq=300 Len=0 Win=65535
  {
    pattern: new RegExp(
      `^\\s*(?:\\d+\\s+)?(?:(?<time>${CLOCK})\\s+)?(?<from>\\S+) -> (?<to>\\S+)\\s+(?:ETHER .*)?TCP D=(?<dport>\\d+) S=(?<sport>\\d+) (?<rest>.*)$`,
    ),
  },
  // eth0:i[60]: 192.0.2.1 -> 192.0.2.2 (TCP) len=60 id=1 / TCP: 50000 -> 80 .S.... seq=00000064 ack=00000000
  {
    lines: 2,
    pattern:
      /:[iIoOeE]\S*\[\d+\]: (?<from>\S+) -> (?<to>\S+) \(TCP\).* TCP: (?<sport>\d+) -> (?<dport>\d+) (?<flags>[.FSRPAUEC]{6}) (?<rest>.*)$/,
  },
];

/** The flags and the numbers as the words that everybody uses. */
function wordsOf(letters: string, rest: string): string {
  const flags = [...letters, ...(/\bflags=([FSRPAUEC]+)\b/.exec(rest)?.[1] ?? '')].flatMap((one) => LETTERS[one] ?? []);
  const words: string[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined) words.push(`${name}=${value}`);
  };
  const number = (pattern: RegExp): string | undefined => {
    const digits = pattern.exec(rest)?.[1];
    // Check Point prints eight hexadecimal digits.
    return digits !== undefined && letters.length === 6 ? String(parseInt(digits, 16)) : digits;
  };
  for (const [, flag = '', value] of rest.matchAll(/\b(syn|fin|rst|push|psh|urg)\b(?: (\d+))?/gi)) {
    flags.push(flag.toUpperCase().replace('PUSH', 'PSH'));
    if (value !== undefined) add('seq', value);
  }
  add('seq', number(/\bseq=([0-9a-f]+)/i));
  const ack = number(/\back[= ]([0-9a-f]+)/i);
  // Where no letters stand for the flags, there is a number where there is an ACK.
  if (ack !== undefined && letters === '' && !/\bflags=/.test(rest)) flags.push('ACK');
  if (flags.includes('ACK')) add('ack', ack);
  add('len', /\bLen=(\d+)/.exec(rest)?.[1]);
  add('win', /\bwin(?:dow)?=(\d+)/i.exec(rest)?.[1]);
  add('mss', /<mss (\d+)/i.exec(rest)?.[1]);
  return `${[...new Set(flags)].join(',') || '[none]'} ${words.join(' ')}`;
}

function endOf(host: string, port: string | undefined): End {
  return { host, port: port === undefined ? null : portOf(port) };
}
