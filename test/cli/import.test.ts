import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import Ajv from 'ajv';
import { conversation, ethernet, type Bytes, pcap, SYN, tcp, ipv4 } from '../support/capture.ts';
import { cli, GOOD } from './memory.ts';

const OTHER: Bytes = ethernet(ipv4(tcp({ from: 9, to: 7, seq: 5, ack: 9 })));
const ARP: Bytes = ethernet(Array<number>(28).fill(0), 0x0806);
const FILE = pcap([...conversation(), ARP, OTHER]);

interface Told {
  readonly version: number;
  readonly diagrams: readonly {
    readonly line: number;
    readonly events: readonly {
      readonly line: number;
      readonly frame?: number;
      readonly raw?: object;
      readonly labels: readonly string[];
      readonly findings: readonly string[];
    }[];
  }[];
}

const told = (out: string): Told => JSON.parse(out) as Told;

/** docs/trace.schema.json, which describes all the JSON that is told here. */
const validate = new Ajv().compile(
  JSON.parse(readFileSync(new URL('../../docs/trace.schema.json', import.meta.url), 'utf8')) as object,
);

describe('handshake import', () => {
  it('writes a diagram for each connection, and what it left out', async () => {
    const { code, out, err } = await cli(['import', 'a.pcap'], { 'a.pcap': FILE });
    assert.deepEqual([code, err], [0, '']);
    const lines = out.split('\n');
    assert.equal(lines[0], '# a.pcap: 10 packets; 9 of TCP in 2 connections; left out: 1 ARP');
    assert.deepEqual(
      lines.filter((line) => line.startsWith('diagram ')),
      ['diagram 192.0.2.1:51000 ↔ 198.51.100.2:80', 'diagram 192.0.2.1:9 ↔ 198.51.100.2:7'],
    );
    const back = await cli(['check', 'a.tcp'], { 'a.tcp': out });
    assert.deepEqual([back.code, back.out], [0, 'no problems in 2 diagrams\n']);
  });

  it('tells the packets that events came from', async () => {
    const { out } = await cli(['import', '--format', 'json', 'a.pcap'], { 'a.pcap': FILE });
    assert.ok(validate(told(out)), JSON.stringify(validate.errors));
    const { version, diagrams } = told(out);
    assert.equal(version, 1);
    assert.deepEqual(
      diagrams.map(({ events }) => events.map(({ frame }) => frame)),
      [[1, 2, 3, 4, 5, 6, 7, 8], [10]],
    );
    assert.deepEqual(diagrams[0]?.events[1]?.raw, { seq: 5000, ack: 1001, len: 0, win: 65160 });
  });

  it('tells by a label that ports were used before, as Wireshark does', async () => {
    const syn = (seq: number): Bytes => ethernet(ipv4(tcp({ seq, flags: SYN })));
    const files = { 'a.pcap': pcap([syn(1), syn(1), syn(700)]) };
    for (const command of ['import', 'trace']) {
      const { out } = await cli([command, '--format', 'json', 'a.pcap'], files);
      assert.deepEqual(
        told(out).diagrams.map(({ events }) => events.map(({ labels }) => labels)),
        [[[], ['retransmission']], [['port-reused']]],
      );
    }
  });

  it('counts lines as those of the notation that it writes, as check, trace and export do', async () => {
    const files = { 'a.pcap': FILE };
    const { out: text } = await cli(['import', 'a.pcap'], files);
    const lines = text.split('\n');
    for (const command of ['import', 'trace']) {
      const { code, out } = await cli([command, '--format', 'json', 'a.pcap'], files);
      assert.equal(code, 0);
      assert.ok(validate(told(out)), JSON.stringify(validate.errors));
      for (const { line, events } of told(out).diagrams) {
        assert.match(lines[line - 1] ?? '', /^diagram /);
        for (const event of events) {
          assert.match(lines[event.line - 1] ?? '', /^@/);
          assert.equal(typeof event.frame, 'number');
        }
      }
    }
    const { out } = await cli(['check', 'a.pcap', '--hints'], files);
    assert.match(out, /^a\.pcap:\d+:\d+: hint mid-stream: /m);
    assert.match(
      (await cli(['export', '--to', 'mermaid', 'a.pcap'], files)).out,
      /sequenceDiagram[\s\S]*sequenceDiagram/,
    );
  });

  it('takes connections by number and by end, absolute numbers and names', async () => {
    const run = async (...options: string[]): Promise<string> =>
      (await cli(['import', 'a.pcap', ...options], { 'a.pcap': FILE })).out;
    assert.equal((await run('--connection', '2')).match(/^@/gm)?.length, 1);
    assert.equal((await run('--connection', '198.51.100.2:80')).match(/^@/gm)?.length, 8);
    assert.match(await run('--absolute'), /SYN,ACK seq=5000 ack=1001/);
    assert.match(await run('--names', 'Me=192.0.2.1,Web=198.51.100.2:80'), /Me <- Web SYN,ACK/);
    const none = await cli(['import', 'a.pcap', '--connection', '9'], { 'a.pcap': FILE });
    assert.deepEqual([none.code, none.err], [2, 'handshake: there is no connection 9 in a.pcap\n']);
    const bad = await cli(['import', 'a.pcap', '--names', 'a b=1.2.3.4'], { 'a.pcap': FILE });
    assert.equal(bad.code, 2);
  });

  it('reads what gzip has packed, and writes to a file', async () => {
    const { code, written } = await cli(['import', 'a.pcap.gz', '--out', 'a.tcp'], {
      'a.pcap.gz': new Uint8Array(gzipSync(FILE)),
    });
    assert.equal(code, 0);
    assert.equal(written['a.tcp']?.match(/^@/gm)?.length, 9);
  });

  it('says that a file is damaged, and shows what it could read', async () => {
    const { code, out, err } = await cli(['import', 'a.pcap'], { 'a.pcap': FILE.subarray(0, -5) });
    assert.equal(code, 1);
    assert.equal(err, 'handshake: a.pcap is not read to its end: it ends in the middle of a packet\n');
    assert.equal(out.match(/^@/gm)?.length, 8);
    const packed = new Uint8Array(gzipSync(FILE));
    const cut = await cli(['import', 'a.gz'], { 'a.gz': packed.subarray(0, 180) });
    assert.deepEqual([cut.code, /^@/m.test(cut.out)], [1, true]);
    packed.fill(255, 100, 110);
    const broken = await cli(['import', 'a.gz'], { 'a.gz': packed });
    assert.notEqual(broken.code, 0);
  });

  it('describes the analysis of a diagram by the same schema', async () => {
    const text = `${GOOD}C -x S FIN,ACK seq=x+1 ack=y+1\nnote over C: done\nclose S\nstate C FIN-WAIT-1\n... later\n@1.5 C -> S wrong\n`;
    const { out } = await cli(['trace', '--format', 'json', 'a.tcp'], { 'a.tcp': text });
    assert.ok(validate(told(out)), JSON.stringify(validate.errors));
    assert.ok(told(out).diagrams[0]?.events.some(({ findings }) => findings.length > 0));
  });
});

const DUMP = `Here is what we saw:
10:00:00.000000 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [S], seq 1000, win 64240, length 0
10:00:00.010000 IP 10.0.0.2.443 > 10.0.0.1.40000: Flags [S.], seq 5000, ack 1001, win 65160, length 0
10:00:00.010100 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [.], ack 1, win 64240, length 0
`;

describe('handshake import of text', () => {
  it('writes notation, and says what it left out', async () => {
    const { code, out } = await cli(['import', 'ticket.txt'], { 'ticket.txt': DUMP });
    assert.equal(code, 0);
    assert.equal(
      out,
      [
        'participant 10.0.0.1',
        'participant 10.0.0.2',
        '',
        '@0 10.0.0.1:40000 -> 10.0.0.2:443 SYN seq=0 len=0 win=64240',
        '@0.01 10.0.0.1:40000 <- 10.0.0.2:443 SYN,ACK seq=0 ack=1 len=0 win=65160',
        '@0.0101 10.0.0.1:40000 -> 10.0.0.2:443 ACK ack=1 len=0 win=64240',
        '',
        '# left out: 1 line of prose',
        '',
      ].join('\n'),
    );
  });

  it('takes --absolute, --names and --connection', async () => {
    const { out } = await cli(['import', '-', '--absolute', '--names', 'C=10.0.0.1,S=10.0.0.2:443'], { '-': DUMP });
    assert.match(out, /^@0 C:40000 -> S:443 SYN seq=1000 len=0 win=64240$/m);
    assert.match(out, /^@0\.0101 C:40000 -> S:443 ACK ack=5001 len=0 win=64240$/m);
    const { code, err } = await cli(['import', '-', '--connection', '2'], { '-': DUMP });
    assert.equal(code, 2);
    assert.match(err, /there is no connection 2 in -/);
  });

  it('gives the analysis as JSON', async () => {
    const { code, out } = await cli(['import', '-', '--format', 'json'], { '-': DUMP });
    assert.equal(code, 0);
    assert.deepEqual(
      told(out).diagrams.flatMap(({ events }) => events.map(({ line }) => line)),
      [4, 5, 6],
    );
  });

  it('ends with 1 where a line of a form could not be read, and where there is nothing of TCP', async () => {
    const { code, err } = await cli(['import', 'a.mmd'], {
      'a.mmd': 'sequenceDiagram\n  A->>B: SYN\n  what is this\n',
    });
    assert.equal(code, 1);
    assert.match(err, /a\.mmd:3 is not read: what is this/);
    const prose = await cli(['import', 'b.txt'], { 'b.txt': 'Nothing to see.\n' });
    assert.equal(prose.code, 1);
    assert.match(prose.err, /there are no TCP segments in b\.txt/);
  });
});
