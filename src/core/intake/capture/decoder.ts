import { URG } from '../../tcp/flags.ts';
import { u16, u32 } from './bytes.ts';
import type { RawPacket } from './container.ts';
import { Fragments } from './fragments.ts';
import { linkPayload } from './links.ts';

/** What a packet turned out to be, if it is no TCP segment: a name, for the count of what was left out. */
export type LeftOut = string;

const TCP_HEADER = 20;
/** Where its window ends. */
const TCP_WINDOW_END = 16;
/** So many headers may lie within each other; a packet that has more of them is made up. */
const DEEPEST = 24;
const NO_BYTES = new Uint8Array(0);

/** Bytes of a packet whose header holds no length: no system makes a larger bundle, and a damaged file may claim any. */
const LARGEST_BUNDLE = 2 ** 20;

/**
 * Takes packets apart down to TCP: link layers, tags, tunnels, IP with its fragments. One object is filled anew for
 * every packet. All offsets count in `bytes`, or `addressBytes` for the addresses, which differ where a datagram was put
 * together from fragments.
 */
export class Decoder {
  bytes: Uint8Array = NO_BYTES;
  addressBytes: Uint8Array = NO_BYTES;
  /** Where the addresses begin, and how long each is: 4 or 16 bytes. */
  source = 0;
  destination = 0;
  addressLength = 4;
  sourcePort = 0;
  destinationPort = 0;
  seq = 0;
  ack = 0;
  /** The nine control bits, as in `tcp/flags.ts`. */
  flags = 0;
  win = 0;
  urgent = 0;
  /** The options of the header as far as they were captured. */
  optionsFrom = 0;
  optionsTo = 0;
  /** The payload as far as it was captured. */
  payloadFrom = 0;
  payloadTo = 0;
  /** Bytes of text that the segment carried on the wire, by the lengths in its headers. */
  len = 0;
  /** True where less was captured than was on the wire. */
  cut = false;

  readonly #fragments = new Fragments();
  #depth = 0;
  #left: LeftOut = '';

  /** Takes a packet apart. True for a TCP segment; else `leftOut` says what it was. */
  decode(packet: RawPacket): boolean {
    this.bytes = packet.bytes;
    this.#depth = 0;
    this.#left = '';
    return this.link(packet.link, packet.from, packet.to, packet.from + packet.length);
  }

  /** What the last packet was, if it was no TCP segment. */
  get leftOut(): LeftOut {
    return this.#left;
  }

  /** How many fragments wait for the rest of their datagram. */
  get waiting(): number {
    return this.#fragments.waiting;
  }

  /** Ends the taking apart with the name of what was found. */
  other(name: LeftOut): false {
    this.#left = name;
    return false;
  }

  /** What a link layer carries. `end` is where the captured bytes end, `wire` where the packet ended on the wire. */
  link(type: number, at: number, end: number, wire: number): boolean {
    if (++this.#depth > DEEPEST) return this.other('tunnels in tunnels');
    return linkPayload(this, type, at, end, wire);
  }

  ethernet(at: number, end: number, wire: number): boolean {
    if (end - at < 14) return this.other('cut before its headers end');
    return this.typeOrLength(at + 12, end, wire);
  }

  /** The type of an Ethernet frame, or, up to 1500, the length of an LLC frame behind it. */
  typeOrLength(at: number, end: number, wire: number): boolean {
    const type = u16(this.bytes, at);
    if (type > 1500) return this.ethertype(type, at + 2, end, wire);
    const stop = at + 2 + type;
    return this.llc(at + 2, type === 0 ? end : Math.min(end, stop), type === 0 ? wire : Math.min(wire, stop));
  }

  ethertype(type: number, at: number, end: number, wire: number): boolean {
    if (++this.#depth > DEEPEST) return this.other('tunnels in tunnels');
    switch (type) {
      case 0x0800:
        return this.ip(at, end, wire);
      case 0x86dd:
        return this.ip(at, end, wire);
      case 0x8100: // 802.1Q
      case 0x88a8: // 802.1ad
      case 0x9100:
      case 0x9200:
      case 0x9300:
        return this.typeOrLength(at + 2, end, wire);
      case 0x8926: // VN-Tag
        return this.typeOrLength(at + 4, end, wire);
      case 0x893f: // 802.1BR
        return this.typeOrLength(at + 6, end, wire);
      case 0x88e7: // 802.1ah: tag, then a whole frame
        return this.ethernet(at + 4, end, wire);
      case 0x8847:
      case 0x8848:
        return this.mpls(at, end, wire);
      case 0x8863:
        return this.other('PPPoE discovery');
      case 0x8864: {
        const stop = at + 6 + u16(this.bytes, at + 4);
        return this.ppp(at + 6, Math.min(end, stop), Math.min(wire, stop));
      }
      case 0x880b:
        return this.ppp(at, end, wire);
      case 0x6558: // Transparent Ethernet bridging
        return this.ethernet(at, end, wire);
      case 0x8870: // LLC in a jumbo frame
        return this.llc(at, end, wire);
      case 0x22f3: // TRILL
        return this.ethernet(at + 6 + ((u16(this.bytes, at) >> 4) & 0x7c), end, wire);
      case 0x894f:
        return this.nsh(at, end, wire);
      default:
        return this.other(ETHERTYPES[type] ?? `Ethernet type 0x${type.toString(16).padStart(4, '0')}`);
    }
  }

  /** IEEE 802.2, with SNAP. */
  llc(at: number, end: number, wire: number): boolean {
    const { bytes } = this;
    if (end - at < 3) return this.other('cut before its headers end');
    const sap = u16(bytes, at);
    if (sap === 0xaaaa && end - at >= 8) {
      const organization = u32(bytes, at + 2) & 0xffffff;
      const type = u16(bytes, at + 6);
      if (organization !== BRIDGED) return this.ethertype(type, at + 8, end, wire);
      // RFC 2684 §5.2: two bytes of padding, then the frame.
      return type === 1 || type === 7 ? this.ethernet(at + 10, end, wire) : this.other('bridged frame');
    }
    if (sap === 0x0606) return this.ip(at + 3, end, wire);
    if (sap === 0xfefe) return this.networkLayer(at + 3, end, wire);
    return this.other(sap === 0x4242 ? 'STP' : 'LLC');
  }

  /** What a network layer protocol identifier announces (ISO/IEC TR 9577; RFC 2427 for Frame Relay). */
  networkLayer(at: number, end: number, wire: number): boolean {
    const { bytes } = this;
    switch (bytes[at]) {
      case 0xcc:
      case 0x8e:
        return this.ip(at + 1, end, wire);
      case 0x80: {
        const organization = u32(bytes, at) & 0xffffff;
        const type = u16(bytes, at + 4);
        if (organization !== BRIDGED) return this.ethertype(type, at + 6, end, wire);
        return type === 1 || type === 7 ? this.ethernet(at + 6, end, wire) : this.other('bridged frame');
      }
      case 0xcf:
        return this.ppp(at + 1, end, wire);
      default:
        return this.other('OSI');
    }
  }

  /** PPP, with or without address and control (RFC 1662), with protocols of one byte or two (RFC 1661 §2). */
  ppp(from: number, end: number, wire: number): boolean {
    const { bytes } = this;
    let at = from;
    if (bytes[at] === 0xff && bytes[at + 1] === 0x03) at += 2;
    const short = ((bytes[at] ?? 0) & 1) === 1;
    const protocol = short ? (bytes[at] ?? 0) : u16(bytes, at);
    at += short ? 1 : 2;
    if (at > end) return this.other('cut before its headers end');
    switch (protocol) {
      case 0x21:
      case 0x57:
        return this.ip(at, end, wire);
      case 0x281:
      case 0x283:
        return this.mpls(at, end, wire);
      case 0x31: // Bridged: flags and MAC type
        return this.ethernet(at + 2, end, wire);
      default:
        return this.other(protocol >= 0xc000 ? 'PPP link control' : 'PPP');
    }
  }

  /** Labels up to the one at the bottom of the stack; what follows does not say what it is (RFC 3032, RFC 4928). */
  mpls(from: number, end: number, wire: number): boolean {
    const { bytes } = this;
    let at = from;
    while (at + 4 <= end) {
      const bottom = ((bytes[at + 2] ?? 0) & 1) === 1;
      at += 4;
      if (!bottom) continue;
      const nibble = (bytes[at] ?? 0) >> 4;
      if (nibble === 4 || nibble === 6) return this.ip(at, end, wire);
      if (nibble === 1) return this.other('MPLS');
      return this.ethernet(nibble === 0 && u32(bytes, at) === 0 ? at + 4 : at, end, wire);
    }
    return this.other('cut before its headers end');
  }

  /** Network service header (RFC 8300 §2.2). */
  nsh(at: number, end: number, wire: number): boolean {
    const next = at + (u16(this.bytes, at) & 0x3f) * 4;
    return this.#tunnelled(this.bytes[at + 3] ?? 0, next, end, wire);
  }

  /** The next protocol of NSH and VXLAN-GPE. */
  #tunnelled(protocol: number, at: number, end: number, wire: number): boolean {
    switch (protocol) {
      case 1:
      case 2:
        return this.ip(at, end, wire);
      case 3:
        return this.link(1, at, end, wire);
      case 4:
        return this.ethertype(0x894f, at, end, wire);
      case 5:
        return this.mpls(at, end, wire);
      default:
        return this.other('tunnel');
    }
  }

  /** IP of the version that its first four bits say. */
  ip(at: number, end: number, wire: number): boolean {
    if (++this.#depth > DEEPEST) return this.other('tunnels in tunnels');
    const version = (this.bytes[at] ?? 0) >> 4;
    if (version === 4) return this.#ipv4(at, end, wire);
    if (version === 6) return this.#ipv6(at, end, wire);
    return this.other(end > at ? 'IP of no known version' : 'cut before its headers end');
  }

  #ipv4(at: number, end: number, wire: number): boolean {
    const { bytes } = this;
    const header = ((bytes[at] ?? 0) & 15) * 4;
    if (end - at < TCP_HEADER) return this.other('cut before its headers end');
    const total = u16(bytes, at + 2);
    // A bundle of segments that the network card was to cut up is larger than the field, and has 0 there.
    if (header < 20 || (total < header && total !== 0)) return this.other('malformed IPv4');
    const stop = Math.min(at + (total === 0 ? LARGEST_BUNDLE : total), wire);
    this.#addresses(at + 12, at + 16, 4);
    const protocol = bytes[at + 9] ?? 0;
    const fragment = u16(bytes, at + 6);
    const body = at + header;
    if ((fragment & 0x3fff) === 0) return this.protocol(protocol, body, Math.min(end, stop), stop);
    const more = (fragment & 0x2000) !== 0;
    const offset = (fragment & 0x1fff) * 8;
    return this.#fragment(protocol, u16(bytes, at + 4), offset, more, body, Math.min(end, stop), at + total);
  }

  #ipv6(at: number, end: number, wire: number): boolean {
    const { bytes } = this;
    if (end - at < 40) return this.other('cut before its headers end');
    const length = u16(bytes, at + 4);
    const stop = Math.min(at + (length === 0 ? LARGEST_BUNDLE : 40 + length), wire);
    this.#addresses(at + 8, at + 24, 16);
    return this.protocol(bytes[at + 6] ?? 0, at + 40, Math.min(end, stop), stop);
  }

  #addresses(source: number, destination: number, length: number): void {
    this.addressBytes = this.bytes;
    this.source = source;
    this.destination = destination;
    this.addressLength = length;
  }

  #fragment(
    protocol: number,
    id: number,
    offset: number,
    more: boolean,
    at: number,
    end: number,
    wire: number,
  ): boolean {
    if (end < wire)
      return offset === 0 && this.#beginning(protocol, at, end) ? true : this.other('fragments cut short');
    const key = this.#fragments.key(this, protocol, id);
    const whole = this.#fragments.add(key, offset, more, this.bytes.subarray(at, end));
    if (whole === null) return this.other('fragments of a datagram');
    this.bytes = whole;
    return this.protocol(protocol, 0, whole.length, whole.length);
  }

  /** Of a first fragment that is cut, what there is of it: how long the datagram was, nobody knows. */
  #beginning(protocol: number, at: number, end: number): boolean {
    if (!this.protocol(protocol, at, end, end)) return false;
    this.len = 0;
    this.cut = true;
    return true;
  }

  /** What an IP header announces as next; extension headers of IPv6 are protocols too. */
  protocol(protocol: number, at: number, end: number, wire: number): boolean {
    const { bytes } = this;
    if (++this.#depth > DEEPEST) return this.other('tunnels in tunnels');
    switch (protocol) {
      case 6:
        return this.#tcp(at, end, wire);
      case 17:
        return this.#udp(at, end, wire);
      case 4:
      case 41:
        return this.ip(at, end, wire);
      case 47:
        return this.#gre(at, end, wire);
      case 0: // Hop-by-hop options: may hold the length of a jumbogram
      case 43: // Routing
      case 60: // Destination options
      case 135: // Mobility
      case 139:
      case 140:
        if (this.addressLength === 4 && protocol !== 0) break;
        return this.protocol(bytes[at] ?? 0, at + ((bytes[at + 1] ?? 0) + 1) * 8, end, wire);
      case 44:
        return this.#ipv6Fragment(at, end, wire);
      case 51: // Authentication header
        return this.protocol(bytes[at] ?? 0, at + ((bytes[at + 1] ?? 0) + 2) * 4, end, wire);
      case 97: // EtherIP
        return this.link(1, at + 2, end, wire);
      case 137:
        return this.mpls(at, end, wire);
    }
    return this.other(PROTOCOLS[protocol] ?? `IP protocol ${protocol}`);
  }

  #ipv6Fragment(at: number, end: number, wire: number): boolean {
    const { bytes } = this;
    if (end - at < 8) return this.other('cut before its headers end');
    const next = bytes[at] ?? 0;
    const fragment = u16(bytes, at + 2);
    if ((fragment & 0xfff9) === 0) return this.protocol(next, at + 8, end, wire);
    const more = (fragment & 1) === 1;
    return this.#fragment(next, u32(bytes, at + 4), fragment & 0xfff8, more, at + 8, end, wire);
  }

  /** GRE (RFC 2784, RFC 2890), PPTP's variant (RFC 2637), and what Cisco puts into it. */
  #gre(from: number, end: number, wire: number): boolean {
    const { bytes } = this;
    if (end - from < 4) return this.other('cut before its headers end');
    const flags = u16(bytes, from);
    const type = u16(bytes, from + 2);
    let at = from + 4;
    if ((flags & 0x8000) !== 0 || (flags & 0x4000) !== 0) at += 4;
    if ((flags & 0x2000) !== 0) at += 4;
    const numbered = (flags & 0x1000) !== 0;
    if (numbered) at += 4;
    if ((flags & 7) === 1 && (flags & 0x80) !== 0) at += 4;
    if ((flags & 0x4000) !== 0) {
      // Source routes, up to an empty one.
      while (at + 4 <= end && (u16(bytes, at) !== 0 || bytes[at + 3] !== 0)) at += 4 + (bytes[at + 3] ?? 0);
      at += 4;
    }
    if (at >= end) return this.other('GRE');
    switch (type) {
      case 0x883e: // WCCP: version 2 has a header of its own
        return this.ip((bytes[at] ?? 0) >> 4 === 4 ? at : at + 4, end, wire);
      case 0x88be: // ERSPAN, of type I without a header
        return this.link(1, numbered ? at + 8 : at, end, wire);
      case 0x22eb: // ERSPAN type III, with or without a subheader
        return this.link(1, at + ((bytes[at + 11] ?? 0) & 1 ? 20 : 12), end, wire);
      case 4: // Aruba
        return this.ip(at, end, wire);
      default:
        return this.ethertype(type, at, end, wire);
    }
  }

  /** UDP is of interest for the tunnels in it, known by their ports. */
  #udp(at: number, end: number, wire: number): boolean {
    const { bytes } = this;
    if (end - at < 8) return this.other('UDP');
    const body = at + 8;
    return this.#tunnel(u16(bytes, at + 2), body, end, wire) || this.#tunnel(u16(bytes, at), body, end, wire);
  }

  #tunnel(port: number, at: number, end: number, wire: number): boolean {
    const { bytes } = this;
    switch (port) {
      case 4789: // VXLAN
      case 8472:
        return this.link(1, at + 8, end, wire);
      case 4790: // VXLAN-GPE
        return this.#tunnelled(bytes[at + 3] ?? 0, at + 8, end, wire);
      case 6081: // Geneve
        return this.ethertype(u16(bytes, at + 2), at + 8 + ((bytes[at] ?? 0) & 0x3f) * 4, end, wire);
      case 2152:
        return this.#gtp(at, end, wire);
      case 6635:
        return this.mpls(at, end, wire);
      case 4754:
        return this.#gre(at, end, wire);
      case 4341: // LISP
        return this.ip(at + 8, end, wire);
      case 3544:
        return this.#teredo(at, end, wire);
      case 1701:
        return this.#l2tp(at, end, wire);
      default:
        return this.other('UDP');
    }
  }

  /** GTP-U (3GPP TS 29.281 §5): a message of type 255 carries a packet. */
  #gtp(from: number, end: number, wire: number): boolean {
    const { bytes } = this;
    if (bytes[from + 1] !== 255) return this.other('UDP');
    const flags = bytes[from] ?? 0;
    let at = from + 8;
    if ((flags & 7) !== 0) at += 4;
    let next = (flags & 4) === 0 ? 0 : (bytes[at - 1] ?? 0);
    while (next !== 0 && at < end) {
      const length = (bytes[at] ?? 0) * 4;
      if (length === 0) return this.other('UDP');
      at += length;
      next = bytes[at - 1] ?? 0;
    }
    return this.ip(at, end, wire);
  }

  /** Teredo (RFC 4380 §5.1.1): authentication and origin may stand before the IPv6 packet. */
  #teredo(from: number, end: number, wire: number): boolean {
    const { bytes } = this;
    let at = from;
    if (u16(bytes, at) === 1) at += 13 + (bytes[at + 2] ?? 0) + (bytes[at + 3] ?? 0);
    if (u16(bytes, at) === 0) at += 8;
    return this.ip(at, end, wire);
  }

  /** L2TP (RFC 2661 §3.1): data messages carry PPP. */
  #l2tp(from: number, end: number, wire: number): boolean {
    const flags = u16(this.bytes, from);
    if ((flags & 0x8000) !== 0 || (flags & 15) !== 2) return this.other('UDP');
    let at = from + 2;
    if ((flags & 0x4000) !== 0) at += 2;
    at += 4;
    if ((flags & 0x0800) !== 0) at += 4;
    if ((flags & 0x0200) !== 0) at += 2 + u16(this.bytes, at);
    return this.ppp(at, end, wire);
  }

  #tcp(at: number, end: number, wire: number): boolean {
    const { bytes } = this;
    // Behind the window there are the checksum and the urgent pointer, which nothing but URG asks for.
    const whole = end - at >= TCP_HEADER;
    const enough = wire - at >= TCP_HEADER && end - at >= TCP_WINDOW_END && ((bytes[at + 13] ?? 0) & URG) === 0;
    if (!whole && !enough) return this.other('cut before its headers end');
    const header = ((bytes[at + 12] ?? 0) >> 4) * 4;
    const length = wire - at;
    this.sourcePort = u16(bytes, at);
    this.destinationPort = u16(bytes, at + 2);
    this.seq = u32(bytes, at + 4);
    this.ack = u32(bytes, at + 8);
    this.flags = u16(bytes, at + 12) & 0x1ff;
    this.win = u16(bytes, at + 14);
    this.urgent = whole ? u16(bytes, at + 18) : 0;
    this.len = header < TCP_HEADER || header > length ? 0 : length - header;
    this.optionsFrom = at + TCP_HEADER;
    this.optionsTo = Math.max(this.optionsFrom, Math.min(at + header, end));
    this.payloadFrom = Math.min(end, at + Math.max(header, TCP_HEADER));
    this.payloadTo = end;
    this.cut = end < wire;
    return true;
  }
}

/** 802.1's organization code: what follows is a whole frame of a bridge (RFC 2427 §4.2, RFC 2684 §5.2). */
const BRIDGED = 0x0080c2;

const ETHERTYPES: Readonly<Record<number, string>> = {
  0x0806: 'ARP',
  0x8035: 'RARP',
  0x8137: 'IPX',
  0x88cc: 'LLDP',
  0x888e: '802.1X',
  0x8809: 'slow protocols',
  0x88e5: 'MACsec',
  0x88f7: 'PTP',
};

const PROTOCOLS: Readonly<Record<number, string>> = {
  1: 'ICMP',
  2: 'IGMP',
  50: 'ESP',
  58: 'ICMPv6',
  59: 'no next header',
  88: 'EIGRP',
  89: 'OSPF',
  103: 'PIM',
  112: 'VRRP',
  132: 'SCTP',
};
