import { u16, u16le, u32, u32le } from './bytes.ts';
import { NO_LINK } from './container.ts';
import type { Decoder } from './decoder.ts';

/**
 * The link layers, by their LINKTYPE numbers (https://www.tcpdump.org/linktypes.html): each finds where the payload
 * begins and what it is. `end` is where the captured bytes end, `wire` where the packet ended on the wire.
 */
type LinkLayer = (d: Decoder, at: number, end: number, wire: number) => boolean;

/** Hands on what a link layer carries. */
export function linkPayload(d: Decoder, type: number, at: number, end: number, wire: number): boolean {
  if (type === NO_LINK) return d.other('records without a packet');
  const layer = LINKS.get(type);
  return layer === undefined ? d.other(`link type ${type}`) : layer(d, at, end, wire);
}

/** BSD loopback: the address family in the byte order of the machine, or (OpenBSD's) of the network. */
const loopback: LinkLayer = (d, at, end, wire) => {
  const family = u32(d.bytes, at);
  return IP_FAMILIES.has(family < 0x10000 ? family : u32le(d.bytes, at))
    ? d.ip(at + 4, end, wire)
    : d.other('loopback of another family');
};

/** AF_INET, and AF_INET6 on the systems that have one. */
const IP_FAMILIES: ReadonlySet<number> = new Set([2, 10, 23, 24, 26, 28, 30]);

const raw: LinkLayer = (d, at, end, wire) => d.ip(at, end, wire);

/** Some tools leave the protocol's zero or the address out. */
const ppp: LinkLayer = (d, at, end, wire) => d.ppp(at, end, wire);

/** PPP in HDLC-like framing, or Cisco's (RFC 1547 §4.3.1). */
const serial: LinkLayer = (d, at, end, wire) => {
  const address = d.bytes[at];
  return address === 0x0f || address === 0x8f ? cisco(d, at, end, wire) : d.ppp(at, end, wire);
};

const cisco: LinkLayer = (d, at, end, wire) => {
  const type = u16(d.bytes, at + 2);
  if (type === 0xfefe) return d.networkLayer(at + 5, end, wire);
  return type === 0x8035 ? d.other('SLARP') : d.ethertype(type, at + 4, end, wire);
};

/** Linux cooked capture. */
const cooked: LinkLayer = (d, at, end, wire) =>
  cookedType(d, u16(d.bytes, at + 2), u16(d.bytes, at + 14), at + 16, end, wire);
const cooked2: LinkLayer = (d, at, end, wire) =>
  cookedType(d, u16(d.bytes, at + 8), u16(d.bytes, at), at + 20, end, wire);

function cookedType(d: Decoder, hardware: number, type: number, at: number, end: number, wire: number): boolean {
  if (at > end) return d.other('cut before its headers end');
  // Of a GRE tunnel and the like, the packet itself.
  if (hardware === ARPHRD_NETLINK) return d.other('netlink');
  if (type === 0x0004) return d.llc(at, end, wire);
  return d.ethertype(type, at, end, wire);
}

const ARPHRD_NETLINK = 824;

/** Token ring: the source may have a route behind it. */
const tokenRing: LinkLayer = (d, at, end, wire) => {
  const routed = ((d.bytes[at + 8] ?? 0) & 0x80) !== 0;
  return d.llc(at + 14 + (routed ? (d.bytes[at + 14] ?? 0) & 0x1f : 0), end, wire);
};

const arcnet: LinkLayer = (d, at, end, wire) => arcnetBody(d, d.bytes[at + 2] ?? 0, at + 3, end, wire);
const arcnetLinux: LinkLayer = (d, at, end, wire) => arcnetBody(d, d.bytes[at + 4] ?? 0, at + 5, end, wire);

/** RFC 1051 has the packet behind the type, RFC 1201 has a flag and a number before it. */
function arcnetBody(d: Decoder, type: number, at: number, end: number, wire: number): boolean {
  if (type === 240) return d.ip(at, end, wire);
  if (type !== 212 && type !== 196) return d.other('ARCNET');
  const exception = d.bytes[at] === 0xff;
  return d.ip(at + (exception ? 7 : 3), end, wire);
}

const llc: LinkLayer = (d, at, end, wire) => d.llc(at, end, wire);

/** Q.922 address of two to four bytes, control, then the network layer's identifier (RFC 2427 §4). */
const frameRelay: LinkLayer = (d, from, end, wire) => {
  let at = from;
  while (at < end && ((d.bytes[at] ?? 0) & 1) === 0) at++;
  at++;
  if (d.bytes[at] !== 0x03) return d.ethertype(u16(d.bytes, at), at + 2, end, wire);
  at++;
  if (d.bytes[at] === 0) at++;
  return d.networkLayer(at, end, wire);
};

/** IEEE 802.11: data frames that nothing has encrypted. */
const wireless: LinkLayer = (d, at, end, wire) => {
  const control = u16le(d.bytes, at);
  const type = (control >> 2) & 3;
  const subtype = (control >> 4) & 15;
  if (type !== 2 || (subtype & 4) !== 0) return d.other(type === 2 ? '802.11 without data' : '802.11 management');
  if ((control & 0x4000) !== 0) return d.other('802.11 encrypted');
  const fourAddresses = (control & 0x300) === 0x300;
  const quality = (subtype & 8) !== 0;
  const ordered = quality && (control & 0x8000) !== 0;
  const header = 24 + (fourAddresses ? 6 : 0) + (quality ? 2 : 0) + (ordered ? 4 : 0);
  return d.llc(at + header, end, wire);
};

/** Radiotap: may say that the header is padded, and that a checksum follows. */
const radiotap: LinkLayer = (d, at, end, wire) => {
  const { bytes } = d;
  const length = u16le(bytes, at + 2);
  const body = at + length;
  const present = u32le(bytes, at + 4);
  let field = at + 8;
  for (let word = present; (word & 0x80000000) !== 0 && field < body; field += 4) word = u32le(bytes, field);
  let flags = 0;
  if ((present & 1) !== 0) field += ((8 - ((field - at) & 7)) & 7) + 8;
  if ((present & 2) !== 0) flags = bytes[field] ?? 0;
  const checksum = (flags & 0x10) === 0 ? 0 : 4;
  if ((flags & 0x20) === 0) return wireless(d, body, Math.min(end, wire - checksum), wire - checksum);
  return padded(d, body, Math.min(end, wire - checksum), wire - checksum);
};

/** A header that is padded to four bytes. */
function padded(d: Decoder, at: number, end: number, wire: number): boolean {
  const control = u16le(d.bytes, at);
  const header = 24 + ((control & 0x300) === 0x300 ? 6 : 0) + ((control & 0x80) === 0 ? 0 : 2);
  const plain = (control & 0x400c) === 8;
  return plain ? d.llc(at + ((header + 3) & ~3), end, wire) : d.other('802.11');
}

/** Prism's header, of 144 bytes, or AVS's, which says its length. */
const prism: LinkLayer = (d, at, end, wire) => {
  const avs = (u32(d.bytes, at) & 0xfffff000) >>> 0 === 0x80211000;
  return avs ? wirelessAvs(d, at, end, wire) : wireless(d, at + 144, end, wire);
};
const wirelessAvs: LinkLayer = (d, at, end, wire) => wireless(d, at + u32(d.bytes, at + 4), end, wire);

/** Per-packet information: a header that says its length and the link type behind it. */
const ppi: LinkLayer = (d, at, end, wire) => d.link(u32le(d.bytes, at + 4), at + u16le(d.bytes, at + 2), end, wire);

/** Apple's: the header says its length and the DLT behind it; those of IP differ from the LINKTYPE. */
const pktap: LinkLayer = (d, at, end, wire) => d.link(u32le(d.bytes, at + 8), at + u32le(d.bytes, at), end, wire);

/** Linux's netfilter log: attributes, of which one is the packet. */
const nflog: LinkLayer = (d, from, end, wire) => {
  for (let at = from + 4; at + 4 <= end;) {
    const length = u16le(d.bytes, at);
    if ((u16le(d.bytes, at + 2) & 0x7fff) === 9)
      return d.ip(at + 4, Math.min(end, at + length), Math.min(wire, at + length));
    if (length < 4) break;
    at += (length + 3) & ~3;
  }
  return d.other('netfilter log');
};

/** Juniper's: a magic number, flags, and extensions before the link layer that the type names. */
function juniper(type: number): LinkLayer {
  return (d, at, end, wire) => {
    if (u32(d.bytes, at) >>> 8 !== 0x4d4743) return d.other('Juniper');
    const flags = d.bytes[at + 3] ?? 0;
    const body = (flags & 0x80) === 0 ? at + 4 : at + 6 + u16(d.bytes, at + 4);
    // Without the link layer, the first four bytes are the protocol.
    return (flags & 2) === 0 ? d.link(type, body, end, wire) : d.ip(body + 4, end, wire);
  };
}

/** A link layer behind a header of fixed length. */
function behind(length: number, layer: LinkLayer): LinkLayer {
  return (d, at, end, wire) =>
    end - at < length ? d.other('cut before its headers end') : layer(d, at + length, end, wire);
}

const ethernet: LinkLayer = (d, at, end, wire) => d.ethernet(at, end, wire);
const typed: LinkLayer = (d, at, end, wire) => d.typeOrLength(at, end, wire);

/** A switch's tag between addresses and type. */
const switchTag = behind(16, typed);

/** Marvell's tag stands in the place of a VLAN tag, and of its type. */
const pflog: LinkLayer = (d, at, end, wire) => d.ip(at + (((d.bytes[at] ?? 0) + 3) & ~3), end, wire);

const LINKS: ReadonlyMap<number, LinkLayer> = new Map<number, LinkLayer>([
  [0, loopback],
  [1, ethernet],
  [6, tokenRing],
  [7, arcnet],
  [8, (d, at, end, wire) => d.ip((d.bytes[at] ?? 0) >> 4 === 4 ? at : at + 16, end, wire)],
  [9, ppp],
  [10, behind(13, llc)],
  [12, raw],
  [14, raw],
  [50, serial],
  [51, (d, at, end, wire) => d.ethertype(0x8864, at, end, wire)],
  [100, llc],
  [101, raw],
  [104, cisco],
  [105, wireless],
  [106, (d, at, end, wire) => ((d.bytes[at] ?? 0) === 0xaa ? d.llc(at, end, wire) : d.ip(at, end, wire))],
  [107, frameRelay],
  [108, loopback],
  [109, behind(12, raw)],
  [113, cooked],
  [117, pflog],
  [119, prism],
  [122, behind(16, llc)],
  [123, behind(4, llc)],
  [127, radiotap],
  [129, arcnetLinux],
  [138, behind(16, typed)],
  [163, wirelessAvs],
  [166, (d, at, end, wire) => d.ppp((d.bytes[at] ?? 0) <= 1 ? at + 1 : at, end, wire)],
  [178, juniper(1)],
  [179, juniper(9)],
  [180, juniper(107)],
  [181, juniper(104)],
  [192, ppi],
  [204, behind(1, ppp)],
  [226, behind(24, raw)],
  [228, raw],
  [229, raw],
  [239, nflog],
  [240, behind(4, ethernet)],
  [241, behind(12, ethernet)],
  [242, (d, at, end, wire) => d.ethertype(u16(d.bytes, at + 40), at + 44, end, wire)],
  [258, pktap],
  [274, behind(8, ethernet)],
  [276, cooked2],
  [281, switchTag],
  [282, behind(4, ethernet)],
  [284, switchTag],
  [285, behind(20, typed)],
]);
