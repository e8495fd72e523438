import {
  ACK,
  be32,
  type Bytes,
  ethernet,
  FIN,
  ipv4,
  ipv6,
  type Packet,
  pcap,
  PSH,
  RST,
  SYN,
  tcp,
  type TcpFields,
} from './capture.ts';

/** What two ends say to each other, and when. */
interface Talk {
  readonly client: number;
  readonly server: Bytes;
  readonly port: number;
  /** Milliseconds after the beginning of the capture. */
  readonly start: number;
  readonly lines: readonly Line[];
}

/** Milliseconds after the line before; true where the server sends. */
type Line = readonly [after: number, back: boolean, fields: TcpFields];

const OPTIONS: Bytes = [2, 4, 5, 180, 4, 2, 3, 3, 7, 1, 1, 1];
const handshake: readonly Line[] = [
  [0, false, { seq: 0, flags: SYN, win: 64240, options: OPTIONS }],
  [18, true, { seq: 0, ack: 1, flags: SYN | ACK, win: 65160, options: OPTIONS }],
  [1, false, { seq: 1, ack: 1, win: 502 }],
];
const asked: readonly Line[] = [
  ...handshake,
  [1, false, { seq: 1, ack: 1, flags: PSH | ACK, win: 502, data: 'GET /report HTTP/1.1\r\n\r\n' }],
  [19, true, { seq: 1, ack: 25, win: 509 }],
];
const bytes = (count: number): Bytes => Array<number>(count).fill(0x2e);

const lost: readonly Line[] = [
  ...asked,
  [22, true, { seq: 1, ack: 25, win: 509, data: bytes(1460) }],
  [1, true, { seq: 2921, ack: 25, win: 509, data: bytes(1460) }],
  [1, false, { seq: 25, ack: 1461, win: 502 }],
  [1, true, { seq: 4381, ack: 25, win: 509, data: bytes(1460) }],
  [1, false, { seq: 25, ack: 1461, win: 502, options: sack(2921, 4381) }],
  [1, false, { seq: 25, ack: 1461, win: 502, options: sack(2921, 5841) }],
  [9, true, { seq: 1461, ack: 25, win: 509, data: bytes(1460) }],
  [1, false, { seq: 25, ack: 5841, win: 480 }],
  [3, false, { seq: 25, ack: 5841, flags: FIN | ACK, win: 502 }],
  [19, true, { seq: 5841, ack: 26, flags: FIN | ACK, win: 509 }],
  [1, false, { seq: 26, ack: 5842, win: 502 }],
];
const short: readonly Line[] = [
  ...asked,
  [12, true, { seq: 1, ack: 25, flags: PSH | ACK, win: 509, data: 'HTTP/1.1 200 OK\r\n\r\n' }],
  [1, false, { seq: 25, ack: 20, win: 502 }],
  [40, false, { seq: 25, ack: 20, flags: FIN | ACK, win: 502 }],
  [18, true, { seq: 20, ack: 26, flags: FIN | ACK, win: 509 }],
  [1, false, { seq: 26, ack: 21, win: 502 }],
];
const refused: readonly Line[] = [
  [0, false, { seq: 0, flags: SYN, win: 64240, options: OPTIONS }],
  [1, true, { seq: 0, ack: 1, flags: RST | ACK, win: 0 }],
];
const silent: readonly Line[] = [0, 1000, 2000, 4000].map((after) => [
  after,
  false,
  { seq: 0, flags: SYN, win: 64240, options: OPTIONS },
]);
const full: readonly Line[] = [
  ...asked,
  [9, false, { seq: 25, ack: 1, win: 0 }],
  [200, true, { seq: 1, ack: 25, win: 509, data: bytes(1) }],
  [1, false, { seq: 25, ack: 1, win: 0 }],
  [300, false, { seq: 25, ack: 1, win: 502 }],
  [18, true, { seq: 1, ack: 25, win: 509, data: bytes(900) }],
  [1, false, { seq: 25, ack: 901, win: 502 }],
];

function sack(left: number, right: number): Bytes {
  return [1, 1, 5, 10, ...be32(9000 + left), ...be32(9000 + right)];
}

const WEB: Bytes = [198, 51, 100, 20];
const MAIL: Bytes = [203, 0, 113, 25];
const TALKS: readonly Talk[] = [
  { client: 51000, server: WEB, port: 80, start: 0, lines: short },
  { client: 51002, server: WEB, port: 80, start: 30, lines: lost },
  { client: 51004, server: WEB, port: 8080, start: 60, lines: refused },
  { client: 51006, server: MAIL, port: 25, start: 90, lines: silent },
  { client: 51008, server: WEB, port: 443, start: 120, lines: full },
  { client: 51010, server: WEB, port: 80, start: 200, lines: short },
  { client: 51012, server: WEB, port: 80, start: 210, lines: lost.slice(0, 12) },
];

/** A capture of a small office: what went well, what was lost, refused, unanswered, and what had no room. */
export function office(): Uint8Array {
  const packets = TALKS.flatMap(({ client, server, port, start, lines }) => {
    let at = start;
    return lines.map(([after, back, fields]) => {
      at += after;
      const ends = back ? { from: port, to: client } : { from: client, to: port };
      const [own, peer] = back ? [9000, 4000] : [4000, 9000];
      const { seq = 0, ack, options = [] } = fields;
      const acknowledged = ack === undefined ? 0 : ack + peer;
      const segment = tcp({ ...fields, ...ends, seq: seq + own, ack: acknowledged, options });
      const addresses = back ? { from: server, to: HOME } : { from: HOME, to: server };
      return { at, bytes: ethernet(ipv4(segment, addresses)) };
    });
  });
  const six = tcp({ from: 51020, to: 443, flags: SYN, seq: 7, win: 64800, options: OPTIONS });
  packets.push({ at: 70, bytes: ethernet(ipv6(six), 0x86dd) });
  packets.sort((a, b) => a.at - b.at);
  return pcap(
    packets.map(({ at, bytes: one }): Packet => ({
      bytes: one,
      time: [1_700_000_000 + Math.floor(at / 1000), (at % 1000) * 1000],
    })),
  );
}

const HOME: Bytes = [192, 0, 2, 10];
