/** Writes large captures quickly: many connections side by side, as a busy link has them. */

/** What a capture of `traffic` is made of. */
export interface TrafficFields {
  /** Packets in it, at least. */
  readonly packets: number;
  /** Connections that are open at once. */
  readonly open?: number;
  /** Exchanges of data and acknowledgment in a connection. */
  readonly exchanges?: number;
  /** Bytes of data in a segment. */
  readonly data?: number;
}

const CHUNK = 1 << 20;
const HEAD = 14 + 20;
const FILE_HEAD = 24;
const PACKET_HEAD = 16;

/** A pcap file of TCP over IPv4 over Ethernet, in pieces of about a megabyte. The same fields make the same bytes. */
export function* traffic({ packets, open = 200, exchanges = 20, data = 1448 }: TrafficFields): Generator<Uint8Array> {
  const writer = new Writer(data);
  writer.begin();
  const connections = Array.from({ length: open }, (_, index) => new Talk(index, exchanges, data));
  let next = open;
  while (writer.packets < packets) {
    for (let index = 0; index < open && writer.packets < packets; index++) {
      const talk = connections[index];
      if (talk === undefined) continue;
      talk.step(writer);
      if (talk.over) connections[index] = new Talk(next++, exchanges, data);
      if (writer.full) yield writer.take();
    }
  }
  yield writer.take();
}

/** A connection: handshake, a request that is answered in pairs of segments and an ACK, and both FINs. */
class Talk {
  over = false;
  readonly #number: number;
  readonly #exchanges: number;
  readonly #data: number;
  readonly #client: number;
  readonly #server: number;
  #step = 0;
  #sent = 1;
  #received = 1;

  constructor(number: number, exchanges: number, data: number) {
    this.#number = number;
    this.#exchanges = exchanges;
    this.#data = data;
    this.#client = Math.imul(number + 1, 2654435761) >>> 0;
    this.#server = Math.imul(number + 7, 2246822519) >>> 0;
  }

  step(writer: Writer): void {
    const step = this.#step++;
    if (step === 0) return this.#send(writer, 0x02, 0, 0, 0);
    if (step === 1) return this.#answer(writer, 0x12, 0, 1, 0);
    if (step === 2) return this.#send(writer, 0x10, 1, 1, 0);
    if (step === 3) {
      this.#send(writer, 0x18, 1, 1, 200);
      this.#sent = 201;
      return;
    }
    const exchange = step - 4;
    if (exchange < this.#exchanges) {
      if (exchange % 3 === 2) return this.#send(writer, 0x10, this.#sent, this.#received, 0);
      this.#answer(writer, exchange % 3 === 1 ? 0x18 : 0x10, this.#received, this.#sent, this.#data);
      this.#received += this.#data;
      return;
    }
    switch (exchange - this.#exchanges) {
      case 0:
        return this.#send(writer, 0x11, this.#sent, this.#received, 0);
      case 1:
        return this.#answer(writer, 0x11, this.#received, this.#sent + 1, 0);
      default:
        this.#send(writer, 0x10, this.#sent + 1, this.#received + 1, 0);
        this.over = true;
    }
  }

  #send(writer: Writer, flags: number, seq: number, ack: number, data: number): void {
    writer.packet(this.#number, true, flags, this.#client + seq, (flags & 16) === 0 ? 0 : this.#server + ack, data);
  }

  #answer(writer: Writer, flags: number, seq: number, ack: number, data: number): void {
    writer.packet(this.#number, false, flags, this.#server + seq, this.#client + ack, data);
  }
}

class Writer {
  packets = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(data: number) {
    this.#bytes = new Uint8Array(CHUNK + data + 1024);
    this.#view = new DataView(this.#bytes.buffer);
    // Letters that begin like no protocol.
    this.#bytes.fill(0x7e);
  }

  get full(): boolean {
    return this.#at >= CHUNK;
  }

  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#at);
    this.#at = 0;
    return taken;
  }

  begin(): void {
    const view = this.#view;
    view.setUint32(0, 0xa1b2c3d4, true);
    view.setUint16(4, 2, true);
    view.setUint16(6, 4, true);
    view.setUint32(16, 262144, true);
    view.setUint32(20, 1, true);
    this.#at = FILE_HEAD;
  }

  packet(connection: number, there: boolean, flags: number, seq: number, ack: number, data: number): void {
    const syn = (flags & 2) !== 0;
    const header = syn ? 40 : 32;
    const length = HEAD + header + data;
    const view = this.#view;
    const at = this.#at;
    const time = this.packets++;
    view.setUint32(at, 1_700_000_000 + Math.floor(time / 50_000), true);
    view.setUint32(at + 4, (time % 50_000) * 20, true);
    view.setUint32(at + 8, length, true);
    view.setUint32(at + 12, length, true);
    const frame = at + PACKET_HEAD;
    this.#bytes.fill(2, frame, frame + 12);
    view.setUint16(frame + 12, 0x0800);
    const ip = frame + 14;
    view.setUint32(ip, 0x45000000 | (20 + header + data));
    view.setUint32(ip + 4, 0x00014000);
    view.setUint32(ip + 8, 0x40060000);
    const client = 0x0a000000 + (connection % 50_000);
    view.setUint32(ip + 12, there ? client : 0xc6336414);
    view.setUint32(ip + 16, there ? 0xc6336414 : client);
    const port = 10_000 + Math.floor(connection / 50_000);
    this.#tcp(ip + 20, there ? [port, 443] : [443, port], flags, seq, ack, syn);
    this.#bytes.fill(0x7e, ip + 20 + header, ip + 20 + header + data);
    this.#at = frame + length;
  }

  #tcp(tcp: number, ports: readonly [number, number], flags: number, seq: number, ack: number, syn: boolean): void {
    const view = this.#view;
    view.setUint16(tcp, ports[0]);
    view.setUint16(tcp + 2, ports[1]);
    view.setUint32(tcp + 4, seq >>> 0);
    view.setUint32(tcp + 8, ack >>> 0);
    view.setUint16(tcp + 12, ((syn ? 10 : 8) << 12) | flags);
    view.setUint16(tcp + 14, syn ? 64240 : 501);
    view.setUint32(tcp + 16, 0);
    if (syn) {
      // mss=1460, sackok, timestamps, wscale=7
      view.setUint32(tcp + 20, 0x020405b4);
      view.setUint32(tcp + 24, 0x0402080a);
      view.setUint32(tcp + 28, this.packets);
      view.setUint32(tcp + 32, 0);
      view.setUint32(tcp + 36, 0x01030307);
    } else {
      view.setUint32(tcp + 20, 0x0101080a);
      view.setUint32(tcp + 24, this.packets);
      view.setUint32(tcp + 28, this.packets);
    }
  }
}
