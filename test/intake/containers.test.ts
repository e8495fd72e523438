import assert from 'node:assert/strict';
import { Capture, captureKind, connectionText } from '../../src/core/intake/index.ts';
import {
  be32,
  block,
  type Bytes,
  conversation,
  enhanced,
  ethernet,
  face,
  ipv4,
  le32,
  pcap,
  section,
  simple,
  tcp,
} from '../support/capture.ts';

/** Reads a file in pieces of a length. */
export function read(bytes: Uint8Array, piece = bytes.length): Capture {
  const capture = new Capture();
  for (let at = 0; at < bytes.length; at += piece) capture.push(bytes.subarray(at, at + piece));
  capture.end();
  return capture;
}

/** The times of a capture's first connection in the notation. */
function times(capture: Capture): string[] {
  const [connection] = capture.connections;
  assert.ok(connection);
  return [...connectionText(capture, connection).text.matchAll(/^@(\S+)/gm)].map(([, time]) => time ?? '');
}

const PACKET = ethernet(ipv4(tcp({})));
const bytesOf = (...blocks: readonly Bytes[]): Uint8Array => Uint8Array.from(blocks.flat());

describe('pcap', () => {
  for (const little of [true, false]) {
    for (const nano of [true, false]) {
      it(`is read in ${little ? 'little' : 'big'} endian with ${nano ? 'nano' : 'micro'}seconds`, () => {
        const file = pcap(
          [
            { bytes: PACKET, time: [10, 999_999] },
            { bytes: PACKET, time: [11, 1] },
          ],
          { little, nano },
        );
        assert.equal(captureKind(file), 'pcap');
        const capture = read(file);
        assert.equal(capture.packets.count, 2);
        assert.equal(capture.damage, null);
        assert.deepEqual(times(capture), nano ? ['0.000000000', '0.999000002'] : ['0.000000', '0.000002']);
      });
    }
  }

  it('may come in pieces of any length', () => {
    const file = pcap(conversation());
    for (const piece of [1, 3, 16, 17, 100]) assert.equal(read(file, piece).packets.count, 8);
  });

  it('may end in the middle of a packet, which is said', () => {
    const capture = read(pcap(conversation()).subarray(0, -3));
    assert.equal(capture.packets.count, 7);
    assert.equal(capture.damage, 'it ends in the middle of a packet');
  });

  it('is not believed a packet that is larger than any', () => {
    const capture = read(Uint8Array.from([...pcap([PACKET]), ...le32(0), ...le32(0), ...le32(0x7fffffff), ...le32(0)]));
    assert.equal(capture.damage, 'packet 2 claims 2147483647 bytes');
    assert.equal(capture.packets.count, 1);
  });

  it('is told from other files', () => {
    assert.equal(captureKind(new TextEncoder().encode('client C\n')), null);
    assert.equal(read(new TextEncoder().encode('client C\n')).damage, 'it is no capture file');
    assert.equal(read(new Uint8Array(0)).damage, 'it is empty');
  });
});

describe('pcapng', () => {
  it('has sections with byte orders and interfaces of their own', () => {
    const file = bytesOf(
      section(),
      face({ link: 1 }),
      face({ link: 101 }),
      enhanced(PACKET, { time: 1_000_000n }),
      enhanced(ipv4(tcp({})), { index: 1, time: 1_500_000n }),
      section(false),
      face({ link: 101, little: false }),
      enhanced(ipv4(tcp({})), { time: 2_000_000n, little: false }),
    );
    const capture = read(file, 7);
    assert.deepEqual([capture.damage, capture.packets.count, capture.connections.length], [null, 3, 1]);
    assert.deepEqual(times(capture), ['0.000000', '0.500000', '1.000000']);
  });

  // draft-ietf-opsawg-pcapng §4.2: a power of ten, or of two where the highest bit is set.
  for (const [resolution, second] of [
    [0, 1n],
    [3, 1000n],
    [6, 1_000_000n],
    [9, 1_000_000_000n],
    [12, 1_000_000_000_000n],
    [0x80 | 10, 1024n],
    [0x80 | 20, 1n << 20n],
    [0x80 | 40, 1n << 40n],
  ] as const) {
    it(`counts time with if_tsresol ${resolution}`, () => {
      const start = 1_700_000_000n * second;
      const file = bytesOf(
        section(),
        face({ resolution }),
        enhanced(PACKET, { time: start }),
        enhanced(PACKET, { time: start + second * 3n + second / 2n }),
      );
      const wanted = second === 1n ? 3 : 3.5;
      assert.equal(Number(times(read(file))[1]), wanted);
    });
  }

  it('has simple packets, cut to the snap length of the first interface, without a time', () => {
    const capture = read(bytesOf(section(), face({ snap: 60 }), simple(PACKET.slice(0, 60), 1514), simple(PACKET)));
    assert.equal(capture.packets.count, 2);
    const [connection] = capture.connections;
    assert.ok(connection);
    assert.doesNotMatch(connectionText(capture, connection).text, /@/);
  });

  it('numbers packets as Wireshark does, which counts journals, events of sysdig and custom blocks', () => {
    const records = [9, 0x204, 0xbad, 0x40000bad].map((type) => block(type, Array<number>(24).fill(1)));
    const others = [4, 5, 10, 0x99].map((type) => block(type, Array<number>(24).fill(1)));
    const capture = read(bytesOf(section(), face(), ...records, ...others, enhanced(PACKET)));
    assert.equal(capture.packets.frame[0], 5);
    assert.deepEqual(capture.leftOut, [{ name: 'records without a packet', count: 4 }]);
  });

  it('passes over blocks that hold no packet, however long they are', () => {
    const secrets = block(10, Array<number>(200_000).fill(7));
    for (const piece of [1000, 1 << 20]) {
      const capture = read(bytesOf(section(), face(), secrets, enhanced(PACKET), block(0xbad, [1, 2, 3])), piece);
      assert.deepEqual([capture.damage, capture.packets.count], [null, 1]);
    }
  });

  it('is damaged where a block is shorter than its frame', () => {
    const capture = read(bytesOf(section(), face(), enhanced(PACKET), [...le32(6), ...le32(4), ...be32(0)]));
    assert.deepEqual([capture.damage, capture.packets.count], ['a block claims 4 bytes', 1]);
  });
});
