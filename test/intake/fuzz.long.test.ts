import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { Capture, connectionText } from '../../src/core/intake/index.ts';
import {
  type Bytes,
  conversation,
  enhanced,
  ethernet,
  face,
  ipEthernet,
  ipv4,
  ipv6,
  pcap,
  section,
  tcp,
  udp,
} from '../support/capture.ts';
import { PATIENCE, runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';
import { spent } from '../support/spent.ts';

/** How many files of each kind; together 100,000. */
const CASES = { random: runs(20_000), mutated: runs(80_000) };
/** A file that takes longer than this hangs, as far as anybody can tell. */
const MOST_MILLISECONDS = 1_000;
/** What may be kept of a file of some bytes: columns of numbers, and the packet at its end. */
const MEMORY = { factor: 40, floor: 64 * 1024 };

const LINKS = [
  0, 1, 6, 7, 9, 10, 50, 51, 100, 101, 104, 105, 107, 108, 113, 117, 119, 123, 127, 129, 138, 178, 192, 226, 239, 242,
  258, 276, 281, 285,
];

/** Files that are right, to begin with. */
const SEEDS: readonly Uint8Array[] = [
  pcap(conversation()),
  pcap(conversation(), { little: false, nano: true }),
  ...LINKS.map((link) =>
    pcap(
      conversation((segment) => ipEthernet(segment, false)),
      { link },
    ),
  ),
  pcap(
    conversation((segment) => ipv6([44, 0, 60, 0, 0, 0, 0, 0, 6, 0, ...segment], { next: 60 })),
    { link: 101 },
  ),
  pcap(
    conversation((segment) => ipv4(segment.slice(0, 24), { fragment: 0x2000 })),
    { link: 101 },
  ),
  pcap([ipv4(tcp({}).slice(0, 16), { fragment: 0x2000 }), ipv4(tcp({}).slice(16), { fragment: 2 })], { link: 101 }),
  pcap(
    conversation((segment) =>
      ethernet(
        ipv4(udp(6081, [1, 0, 0x65, 0x58, 0, 0, 0, 0, 0, 0, 0, 0, ...ipEthernet(segment, false)]), { protocol: 17 }),
      ),
    ),
  ),
  pcap(
    conversation((segment) =>
      ethernet(
        ipv4(udp(2152, [0x34, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x85, 1, 0, 0, 0, ...ipv4(segment)]), { protocol: 17 }),
      ),
    ),
  ),
  Uint8Array.from(
    [
      section(),
      face(),
      face({ link: 101, resolution: 9 }),
      ...conversation().map((bytes, index) => enhanced(bytes, { time: BigInt(index) * 1000n })),
      section(false),
      face({ little: false }),
    ].flat(),
  ),
];

/** Bytes that lengths, counts and types like to be wrong with. */
const EXTREMES = [0, 1, 0x7f, 0x80, 0xff];

function mutate(random: Random): Uint8Array {
  let bytes = random.pick(SEEDS).slice();
  for (let change = random.integer(1, 8); change > 0; change--) {
    const at = random.integer(0, Math.max(0, bytes.length - 1));
    switch (random.integer(0, 5)) {
      case 0:
        bytes[at] = random.integer(0, 255);
        break;
      case 1:
        bytes[at] = random.pick(EXTREMES);
        break;
      case 2:
        bytes.fill(random.pick(EXTREMES), at, at + random.integer(2, 4));
        break;
      case 3:
        bytes = bytes.slice(0, at);
        break;
      case 4:
        bytes.copyWithin(at, random.integer(0, Math.max(0, bytes.length - 1)));
        break;
      default:
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(random.integer(0, at))]);
    }
  }
  return bytes;
}

function randomFile(random: Random): Uint8Array {
  const bytes = Uint8Array.from({ length: random.integer(0, 400) }, () => random.integer(0, 255));
  const head = random.pick<Bytes>([
    [],
    [...pcap([], { link: random.pick(LINKS) })],
    section(),
    [...section(), ...face()],
  ]);
  return Uint8Array.from([...head, ...bytes]);
}

/** Reads a file in pieces of some length; says how many bytes are kept of it. */
function read(bytes: Uint8Array, piece: number): { capture: Capture; kept: number } {
  const capture = new Capture();
  for (let at = 0; at < bytes.length; at += piece) capture.push(bytes.subarray(at, at + piece));
  capture.end();
  const { packets } = capture;
  const kept = [packets.frame, packets.time, packets.seq, packets.optionBytes].reduce(
    (sum, column) => sum + column.byteLength,
    0,
  );
  return { capture, kept };
}

function check(bytes: Uint8Array, random: Random): void {
  const start = spent();
  const { capture, kept } = read(bytes, random.pick([7, 64, 1000, 1 << 20]));
  assert.ok(kept <= MEMORY.floor + bytes.length * MEMORY.factor, `${kept} bytes are kept of ${bytes.length}`);
  const left = capture.leftOut.reduce((sum, { count }) => sum + count, 0);
  assert.ok(capture.packets.count + left <= capture.frames);
  assert.equal(
    capture.connections.reduce((sum, { count }) => sum + count, 0),
    capture.packets.count,
  );
  for (const connection of capture.connections) {
    const { text, packets } = connectionText(capture, connection);
    assert.equal(packets.length, connection.count);
    const unread = analyze(text).findings.filter(
      ({ code, severity }) => severity === 'error' && /^(?:syntax|unknown-|number-range|duplicate-)/.test(code),
    );
    assert.deepEqual(unread, [], text);
  }
  assert.ok(spent() - start < MOST_MILLISECONDS, `${bytes.length} bytes took too long`);
}

describe('any bytes for a capture', function () {
  this.timeout(PATIENCE);

  for (const [name, count, make] of [
    ['random files', CASES.random, randomFile],
    ['mutated captures', CASES.mutated, mutate],
  ] as const) {
    it(`${name} are read without a throw, in time and in bounds, and what comes out is notation`, () => {
      for (let index = 0; index < count; index++) {
        const random = new Random(seed() + index);
        const bytes = make(random);
        try {
          check(bytes, random);
        } catch (error) {
          throw new Error(`case ${seed() + index}: ${Buffer.from(bytes).toString('base64')}`, { cause: error });
        }
      }
    });
  }
});
