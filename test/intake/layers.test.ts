import assert from 'node:assert/strict';
import { Capture, formatEnd } from '../../src/core/intake/index.ts';
import {
  ACK,
  be16,
  be32,
  type Bytes,
  CLIENT,
  ethernet,
  ipv4,
  ipv6,
  le16,
  le32,
  pcap,
  type Packet,
  PSH,
  SERVER,
  tcp,
  udp,
  URG,
} from '../support/capture.ts';

function read(packets: readonly (Bytes | Packet)[], link = 1): Capture {
  const capture = new Capture();
  capture.push(pcap(packets, { link }));
  capture.end();
  return capture;
}

const SEGMENT = tcp({ flags: PSH | ACK, data: 'abcd' });
const IP4 = ipv4(SEGMENT);
const IP6 = ipv6(SEGMENT);
const SNAP = [0xaa, 0xaa, 3, 0, 0, 0, 8, 0];
const zeros = (count: number): Bytes => Array<number>(count).fill(0);
const vlan = (payload: Bytes, type: number): Bytes => [0, 5, ...be16(type), ...payload];
const gre = (type: number, payload: Bytes): Bytes => [0, 0, ...be16(type), ...payload];
const mpls = (payload: Bytes): Bytes => [0, 1, 0, 64, 0, 2, 1, 64, ...payload];
const pppoe = (payload: Bytes): Bytes => [0x11, 0, 0, 1, ...be16(payload.length), ...payload];

/** Each of these carries the segment above; the number is the link type. */
const CARRIERS: readonly (readonly [string, number, Bytes])[] = [
  ['Ethernet', 1, ethernet(IP4)],
  ['Ethernet with padding', 1, [...ethernet(IP4), ...zeros(12)]],
  ['Ethernet with LLC', 1, ethernet([...SNAP, ...IP4], SNAP.length + IP4.length)],
  ['802.1Q', 1, ethernet(vlan(IP4, 0x0800), 0x8100)],
  ['QinQ', 1, ethernet(vlan(vlan(IP6, 0x86dd), 0x8100), 0x88a8)],
  ['PPPoE', 1, ethernet(pppoe([0, 0x21, ...IP4]), 0x8864)],
  ['MPLS', 1, ethernet(mpls(IP4), 0x8847)],
  ['Ethernet in MPLS', 1, ethernet(mpls([...zeros(4), ...ethernet(IP6, 0x86dd)]), 0x8847)],
  ['loopback, little endian', 0, [2, 0, 0, 0, ...IP4]],
  ['loopback, big endian', 0, [0, 0, 0, 2, ...IP4]],
  ['loopback with IPv6 of macOS', 0, [30, 0, 0, 0, ...IP6]],
  ['OpenBSD loopback', 108, [0, 0, 0, 24, ...IP6]],
  ['raw IP', 101, IP4],
  ['raw IPv6', 229, IP6],
  ['PPP', 9, [0xff, 3, 0, 0x21, ...IP4]],
  ['PPP with short protocol', 9, [0x21, ...IP4]],
  ['PPP in HDLC', 50, [0xff, 3, 0, 0x57, ...IP6]],
  ['Cisco HDLC', 104, [0x0f, 0, 8, 0, ...IP4]],
  ['Cisco HDLC in PPP', 50, [0x8f, 0, 0x86, 0xdd, ...IP6]],
  ['Linux cooked', 113, [0, 0, 0, 1, 0, 6, ...zeros(8), 8, 0, ...IP4]],
  ['Linux cooked v2', 276, [0x86, 0xdd, 0, 0, ...zeros(16), ...IP6]],
  ['Frame Relay', 107, [0x18, 0x41, 3, 0xcc, ...IP4]],
  ['FDDI', 10, [0x50, ...zeros(12), ...SNAP, ...IP4]],
  ['Token ring with a route', 6, [0x10, 0x40, ...zeros(6), 0x80, ...zeros(5), 4, 0, 0, 0, ...SNAP, ...IP4]],
  ['ATM', 100, [...SNAP, ...IP4]],
  ['802.11', 105, [8, 1, ...zeros(22), ...SNAP, ...IP4]],
  ['802.11 with quality of service', 105, [0x88, 1, ...zeros(24), ...SNAP, ...IP4]],
  ['radiotap', 127, [0, 0, ...le16(9), ...le32(2), 0x10, 8, 1, ...zeros(22), ...SNAP, ...IP4, ...zeros(4)]],
  ['per-packet information', 192, [0, 0, ...le16(8), ...le32(105), 8, 1, ...zeros(22), ...SNAP, ...IP4]],
  ['netfilter log', 239, [2, 0, 0, 0, ...le16(4 + IP4.length), ...le16(9), ...IP4]],
  ['ARCNET', 7, [1, 2, 212, 0, 0, 1, ...IP4]],
  ['IP over InfiniBand', 242, [...zeros(40), 8, 0, 0, 0, ...IP4]],
  ['IPv4 with options', 101, ipv4(SEGMENT, { options: [7, 4, 0, 0] })],
  ['IP in IP', 101, ipv4(IP4, { protocol: 4 })],
  ['6in4', 101, ipv4(IP6, { protocol: 41 })],
  ['IPv4 in IPv6', 101, ipv6(IP4, { next: 4 })],
  ['GRE', 101, ipv4(gre(0x0800, IP4), { protocol: 47 })],
  ['GRE with key and number', 101, ipv4([0x30, 0, 8, 0, ...zeros(8), ...IP4], { protocol: 47 })],
  ['Ethernet in GRE', 101, ipv4(gre(0x6558, ethernet(IP4)), { protocol: 47 })],
  ['PPTP', 101, ipv4([0x30, 0x81, 0x88, 0x0b, ...zeros(12), 0xff, 3, 0, 0x21, ...IP4], { protocol: 47 })],
  ['VXLAN', 101, ipv4(udp(4789, [8, ...zeros(7), ...ethernet(IP4)]), { protocol: 17 })],
  [
    'Geneve with options',
    101,
    ipv4(udp(6081, [1, 0, 0x65, 0x58, ...zeros(8), ...ethernet(IP6, 0x86dd)]), { protocol: 17 }),
  ],
  ['GTP-U', 101, ipv4(udp(2152, [0x30, 255, ...be16(IP4.length), ...zeros(4), ...IP4]), { protocol: 17 })],
  [
    'GTP-U with an extension header',
    101,
    ipv4(udp(2152, [0x34, 255, 0, 0, ...zeros(4), 0, 0, 0, 0x85, 1, 0, 0, 0, ...IP4]), { protocol: 17 }),
  ],
  [
    'IPv6 extension headers',
    101,
    ipv6([60, 0, ...zeros(6), 43, 0, ...zeros(6), 6, 0, ...zeros(6), ...SEGMENT], { next: 0 }),
  ],
  ['IPv6 atomic fragment', 101, ipv6([6, 0, ...zeros(6), ...SEGMENT], { next: 44 })],
  ['authentication header', 101, ipv4([6, 4, ...zeros(22), ...SEGMENT], { protocol: 51 })],
];

describe('below TCP', () => {
  for (const [name, link, bytes] of CARRIERS) {
    it(`${name} is taken apart`, () => {
      const capture = read([bytes], link);
      assert.deepEqual(capture.leftOut, []);
      assert.equal(capture.packets.count, 1);
      assert.equal(capture.packets.len[0], 4);
      assert.deepEqual(
        capture.connections[0]?.ends.map(({ port }) => port),
        [51000, 80],
      );
    });
  }

  it('addresses are as RFC 5952 writes them', () => {
    const capture = read([IP4, IP6], 101);
    assert.deepEqual(
      capture.connections.map(({ ends }) => ends.map(formatEnd)),
      [
        ['192.0.2.1:51000', '198.51.100.2:80'],
        ['[2001:db8::1]:51000', '[2001:db8::2]:80'],
      ],
    );
  });

  it('fragments are put together, in any order', () => {
    const whole = tcp({ data: Array<number>(30).fill(65) });
    const parts = [
      ipv4(whole.slice(0, 24), { fragment: 0x2000 }),
      ipv4(whole.slice(24, 40), { fragment: 0x2003 }),
      ipv4(whole.slice(40), { fragment: 5 }),
      ipv4(whole.slice(0, 24), { fragment: 0x2000, id: 9 }),
    ];
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
      [3, 1, 2, 0],
    ]) {
      const capture = read(
        order.map((index) => parts[index]!),
        101,
      );
      assert.equal(capture.packets.count, 1);
      assert.equal(capture.packets.len[0], 30);
      assert.equal(capture.packets.frame[0], order.length);
    }
    const six = [
      ipv6([6, 0, ...be16(1), ...be32(7), ...whole.slice(0, 24)], { next: 44 }),
      ipv6([6, 0, ...be16(24), ...be32(7), ...whole.slice(24)], { next: 44 }),
    ];
    assert.equal(read(six, 101).packets.len[0], 30);
  });

  it('the length is that of the IP header where the snap length cut the packet', () => {
    const long = ethernet(ipv4(tcp({ data: Array<number>(1000).fill(1) })));
    const capture = read([{ bytes: long, captured: 68 }]);
    assert.equal(capture.packets.len[0], 1000);
    assert.equal(capture.connections[0]?.cut, 1);
  });

  it('a header that is cut behind its window says all but the urgent pointer, and one that is cut before it is left out', () => {
    const whole = ethernet(ipv4(tcp({ seq: 7, ack: 9, flags: ACK, data: Array<number>(100).fill(65) })));
    const urgent = ethernet(ipv4(tcp({ seq: 7, ack: 9, flags: ACK | URG, data: [65] })));
    const cutAt = (frame: Bytes, end: number): Capture => read([{ bytes: frame, captured: end }]);
    for (const end of [50, 52, 53]) {
      const { packets, connections } = cutAt(whole, end);
      assert.deepEqual(
        [packets.count, packets.seq[0], packets.ack[0], packets.len[0], packets.urgent[0]],
        [1, 7, 9, 100, 0],
      );
      assert.equal(connections[0]?.cut, 1);
    }
    for (const capture of [cutAt(whole, 49), cutAt(urgent, 50)])
      assert.deepEqual(capture.leftOut, [{ name: 'cut before its headers end', count: 1 }]);
  });

  it('a length of 0 is that of a bundle that the network card was to cut up', () => {
    assert.equal(read([ipv4(tcp({ data: Array<number>(100).fill(1) }), { length: 0 })], 101).packets.len[0], 100);
    assert.equal(read([ipv6(tcp({ data: Array<number>(100).fill(1) }), { length: 0 })], 101).packets.len[0], 100);
  });

  it('what is no TCP is counted by its name', () => {
    const quoted = ipv4([3, 3, 0, 0, ...zeros(4), ...IP4], { protocol: 1 });
    const capture = read([
      ethernet(quoted),
      ethernet(ipv4(udp(53, [1]), { protocol: 17 })),
      ethernet(ipv4(udp(53, [1]), { protocol: 17 })),
      ethernet(zeros(28), 0x0806),
      ethernet(zeros(28), 0x1234),
      ethernet(ipv4(SEGMENT.slice(0, 12))),
    ]);
    assert.deepEqual(capture.leftOut, [
      { name: 'UDP', count: 2 },
      { name: 'ICMP', count: 1 },
      { name: 'ARP', count: 1 },
      { name: 'Ethernet type 0x1234', count: 1 },
      { name: 'cut before its headers end', count: 1 },
    ]);
    assert.deepEqual(read([[1, 2, 3]], 200).leftOut, [{ name: 'link type 200', count: 1 }]);
  });

  it('tunnels in tunnels come to an end', () => {
    let packet = IP4;
    for (let depth = 0; depth < 60; depth++) packet = ipv4(packet, { protocol: 4, from: SERVER, to: CLIENT });
    assert.deepEqual(read([packet], 101).leftOut, [{ name: 'tunnels in tunnels', count: 1 }]);
  });
});
