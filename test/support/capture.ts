/** Writes captures byte by byte: headers, packets and files, each around what lies in it. */

export type Bytes = readonly number[];

export const be16 = (value: number): Bytes => [(value >> 8) & 255, value & 255];
export const be32 = (value: number): Bytes => [...be16(value >>> 16), ...be16(value)];
export const le16 = (value: number): Bytes => [...be16(value)].reverse();
export const le32 = (value: number): Bytes => [...be32(value)].reverse();

export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PSH = 8;
export const ACK = 16;
export const URG = 32;
export const ECE = 64;
export const CWR = 128;
export const AE = 256;

export interface TcpFields {
  readonly from?: number;
  readonly to?: number;
  readonly seq?: number;
  readonly ack?: number;
  readonly flags?: number;
  readonly win?: number;
  readonly urg?: number;
  readonly options?: Bytes;
  /** Header length in words of 32 bits, where it is to be wrong. */
  readonly words?: number;
  readonly data?: string | Bytes;
}

export function tcp({
  from = 51000,
  to = 80,
  seq = 0,
  ack = 0,
  flags = ACK,
  win = 1000,
  urg = 0,
  options = [],
  words,
  data = [],
}: TcpFields): Bytes {
  const padded = [...options, ...Array<number>((4 - (options.length % 4)) % 4).fill(0)];
  const length = words ?? 5 + padded.length / 4;
  const head = [...be16(from), ...be16(to), ...be32(seq), ...be32(ack), ...be16((length << 12) | flags), ...be16(win)];
  return [
    ...head,
    0,
    0,
    ...be16(urg),
    ...padded,
    ...(typeof data === 'string' ? new TextEncoder().encode(data) : data),
  ];
}

export interface Ipv4Fields {
  readonly from?: Bytes;
  readonly to?: Bytes;
  readonly protocol?: number;
  readonly id?: number;
  /** Flags and offset in units of eight bytes. */
  readonly fragment?: number;
  readonly options?: Bytes;
  /** Where it is to be another one than that of the packet. */
  readonly length?: number;
}

export const CLIENT: Bytes = [192, 0, 2, 1];
export const SERVER: Bytes = [198, 51, 100, 2];

export function ipv4(
  payload: Bytes,
  { from = CLIENT, to = SERVER, protocol = 6, id = 1, fragment = 0, options = [], length }: Ipv4Fields = {},
): Bytes {
  const header = 20 + options.length;
  const total = length ?? header + payload.length;
  const head = [0x40 | (header / 4), 0, ...be16(total), ...be16(id), ...be16(fragment), 64, protocol, 0, 0];
  return [...head, ...from, ...to, ...options, ...payload];
}

export const CLIENT6: Bytes = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
export const SERVER6: Bytes = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2];

export function ipv6(payload: Bytes, { next = 6, length = payload.length, from = CLIENT6, to = SERVER6 } = {}): Bytes {
  return [0x60, 0, 0, 0, ...be16(length), next, 64, ...from, ...to, ...payload];
}

export const udp = (to: number, payload: Bytes): Bytes => [
  ...be16(40000),
  ...be16(to),
  ...be16(8 + payload.length),
  0,
  0,
  ...payload,
];

export const ethernet = (payload: Bytes, type = 0x0800): Bytes => [
  2,
  0,
  0,
  0,
  0,
  2,
  2,
  0,
  0,
  0,
  0,
  1,
  ...be16(type),
  ...payload,
];

/** A packet of a file. */
export interface Packet {
  readonly bytes: Bytes;
  /** Seconds, and units of the file's resolution. */
  readonly time?: readonly [number, number];
  /** So much of it was captured. */
  readonly captured?: number;
  /** On the wire. */
  readonly length?: number;
}

export interface PcapFields {
  readonly link?: number;
  readonly little?: boolean;
  readonly nano?: boolean;
}

export function pcap(
  packets: readonly (Bytes | Packet)[],
  { link = 1, little = true, nano = false }: PcapFields = {},
): Uint8Array {
  const [u16, u32] = little ? [le16, le32] : [be16, be32];
  const magic = nano ? 0xa1b23c4d : 0xa1b2c3d4;
  const head = [...u32(magic), ...u16(2), ...u16(4), ...u32(0), ...u32(0), ...u32(262144), ...u32(link)];
  const body = packets.flatMap((packet, index) => {
    const {
      bytes,
      time = [1_700_000_000, index * (nano ? 1_000_000 : 1000)],
      captured,
      length,
    } = 'bytes' in packet ? packet : { bytes: packet };
    const kept = bytes.slice(0, captured);
    return [...u32(time[0]), ...u32(time[1]), ...u32(kept.length), ...u32(length ?? bytes.length), ...kept];
  });
  return Uint8Array.from([...head, ...body]);
}

/** A block of pcapng. */
export function block(type: number, body: Bytes, little = true): Bytes {
  const u32 = little ? le32 : be32;
  const padded = [...body, ...Array<number>((4 - (body.length % 4)) % 4).fill(0)];
  return [...u32(type), ...u32(padded.length + 12), ...padded, ...u32(padded.length + 12)];
}

export const section = (little = true): Bytes => {
  const [u16, u32] = little ? [le16, le32] : [be16, be32];
  return block(
    0x0a0d0d0a,
    [...u32(0x1a2b3c4d), ...u16(1), ...u16(0), ...be32(0xffffffff), ...be32(0xffffffff)],
    little,
  );
};

export function face({
  link = 1,
  snap = 0,
  resolution,
  little = true,
}: { link?: number; snap?: number; resolution?: number; little?: boolean } = {}): Bytes {
  const [u16, u32] = little ? [le16, le32] : [be16, be32];
  const options = resolution === undefined ? [] : [...u16(9), ...u16(1), resolution, 0, 0, 0, ...u16(0), ...u16(0)];
  return block(1, [...u16(link), ...u16(0), ...u32(snap), ...options], little);
}

/** An enhanced packet; the time in units of the interface. */
export function enhanced(bytes: Bytes, { index = 0, time = 0n, little = true } = {}): Bytes {
  const u32 = little ? le32 : be32;
  const head = [index, Number(time >> 32n), Number(time & 0xffffffffn), bytes.length, bytes.length];
  return block(6, [...head.flatMap((word) => u32(word)), ...bytes], little);
}

export const simple = (bytes: Bytes, length = bytes.length): Bytes => block(3, [...le32(length), ...bytes]);

/** A conversation: handshake, a request and its answer, and the close, from the client's side. */
export function conversation(wrap: (segment: Bytes, back: boolean) => Bytes = ipEthernet): readonly Bytes[] {
  const there = (fields: TcpFields): Bytes => wrap(tcp(fields), false);
  const back = (fields: TcpFields): Bytes => wrap(tcp({ from: 80, to: 51000, ...fields }), true);
  return [
    there({ seq: 1000, flags: SYN, win: 64240, options: [2, 4, 5, 180, 4, 2, 3, 3, 7] }),
    back({ seq: 5000, ack: 1001, flags: SYN | ACK, win: 65160, options: [2, 4, 5, 180, 4, 2, 3, 3, 7] }),
    there({ seq: 1001, ack: 5001 }),
    there({ seq: 1001, ack: 5001, flags: PSH | ACK, data: 'GET / HTTP/1.1\r\n\r\n' }),
    back({ seq: 5001, ack: 1019, flags: PSH | ACK, data: 'HTTP/1.1 200 OK\r\n\r\nhello' }),
    there({ seq: 1019, ack: 5025, flags: FIN | ACK }),
    back({ seq: 5025, ack: 1020, flags: FIN | ACK }),
    there({ seq: 1020, ack: 5026 }),
  ];
}

export const ipEthernet = (segment: Bytes, back: boolean): Bytes =>
  ethernet(ipv4(segment, back ? { from: SERVER, to: CLIENT } : {}));
