import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { CAPTURE_TEXT, Capture, connectionText } from '../../src/core/intake/index.ts';
import {
  ACK,
  AE,
  be32,
  type Bytes,
  conversation,
  CWR,
  ECE,
  ethernet,
  FIN,
  ipEthernet,
  ipv4,
  pcap,
  PSH,
  RST,
  SERVER,
  CLIENT,
  SYN,
  tcp,
  type TcpFields,
  URG,
} from '../support/capture.ts';

function read(packets: readonly Bytes[]): Capture {
  const capture = new Capture();
  capture.push(pcap(packets));
  capture.end();
  return capture;
}

function textOf(capture: Capture, index = 0, options = CAPTURE_TEXT): string {
  const connection = capture.connections[index];
  assert.ok(connection);
  return connectionText(capture, connection, options).text;
}

/** The fields of the only segment of a capture, as written behind its flags. */
function written(fields: TcpFields): string {
  const line =
    textOf(read([ethernet(ipv4(tcp(fields)))]))
      .split('\n')
      .at(-2) ?? '';
  return line.replace(/^@\S+ C (?:->|<-) S /, '').replace(/ +/g, ' ');
}

describe('a connection of a capture as notation', () => {
  it('is a diagram that reads as the packets were', () => {
    assert.equal(
      textOf(read(conversation())),
      `diagram 192.0.2.1:51000 ↔ 198.51.100.2:80
option capture
client C as "192.0.2.1:51000"
server S as "198.51.100.2:80"
@0.000000 C -> S SYN     seq=0 win=64240 mss=1460 sackok wscale=7
@0.001000 C <- S SYN,ACK seq=0 ack=1 win=65160 mss=1460 sackok wscale=7
@0.002000 C -> S ACK     seq=1 ack=1 win=1000
@0.003000 C -> S PSH,ACK seq=1 ack=1 len=18 win=1000 "GET / HTTP/1.1"
@0.004000 C <- S PSH,ACK seq=1 ack=19 len=24 win=1000 "HTTP/1.1 200 OK"
@0.005000 C -> S FIN,ACK seq=19 ack=25 win=1000
@0.006000 C <- S FIN,ACK seq=25 ack=20 win=1000
@0.007000 C -> S ACK     seq=20 ack=26 win=1000
`,
    );
  });

  it('raises nothing where the packets were right', () => {
    const { findings } = analyze(textOf(read(conversation())));
    assert.deepEqual(
      findings.filter(({ severity }) => severity !== 'hint'),
      [],
    );
  });

  it('has the numbers of the packets if they are asked for', () => {
    const text = textOf(read(conversation()), 0, { ...CAPTURE_TEXT, absolute: true });
    assert.match(text, /SYN,ACK seq=5000 ack=1001 /);
    assert.match(text, /len=18/);
  });

  it('takes the names that ends are given, and hides everything on demand', () => {
    const names = new Map([
      ['192.0.2.1', 'Laptop'],
      ['198.51.100.2:80', 'Proxy'],
    ]);
    assert.match(textOf(read(conversation()), 0, { ...CAPTURE_TEXT, names }), / Laptop <- Proxy SYN,ACK /);
    const hidden = textOf(read(conversation()), 0, { ...CAPTURE_TEXT, anonymous: true });
    assert.doesNotMatch(hidden, /192|198|GET|HTTP|51000/);
    assert.match(hidden, /^diagram Connection 1\noption capture\nclient C\nserver S\n/);
  });

  it('has every control bit, and none', () => {
    assert.match(written({ flags: SYN | ECE | CWR | AE }), /^SYN,ECE,CWR,AE /);
    assert.match(written({ flags: URG | PSH | FIN | ACK, urg: 7 }), /^FIN,PSH,ACK,URG seq=1 ack=1 win=1000 urg=7$/);
    assert.match(written({ flags: RST }), /^RST seq=1 win=1000$/);
    const none = textOf(read([ethernet(ipv4(tcp({ flags: 0 })))]));
    const [step] = analyze(none).trace(analyze(none).diagrams[0]!).steps;
    assert.deepEqual(step?.kind === 'segment' ? step.flags : null, []);
  });

  it('has every option that the notation has', () => {
    const options = [2, 4, 2, 24, 1, 3, 3, 8, 4, 2, 8, 10, ...be32(100), ...be32(50), 34, 6, 1, 2, 0xab, 0xcd];
    assert.equal(written({ flags: SYN, options }), 'SYN seq=0 win=1000 mss=536 wscale=8 sackok ts=100/50 tfo=0102abcd');
    const sack = [1, 1, 5, 18, ...be32(200), ...be32(300), ...be32(500), ...be32(600)];
    assert.match(written({ flags: ACK, ack: 101, options: sack }), / sack=100-200\/400-500$/);
  });

  it('says which options it left out, and ends at a broken one', () => {
    const text = textOf(read([ethernet(ipv4(tcp({ options: [30, 4, 0, 0, 19, 18, ...Array<number>(16).fill(0)] })))]));
    assert.match(text, /^# left out: MPTCP in 1 packet$/m);
    assert.match(text, /^# left out: MD5 in 1 packet$/m);
    assert.equal(written({ options: [8, 200, 0, 0] }), 'ACK seq=1 ack=1 win=1000');
    assert.equal(written({ options: [3, 0, 0, 0] }), 'ACK seq=1 ack=1 win=1000');
  });

  it('begins another connection with a SYN of another number on the same ports', () => {
    const again = conversation((segment, back) => {
      const bytes = [...segment];
      bytes[back ? 8 : 4] = 77;
      return ipEthernet(bytes, back);
    });
    const capture = read([...conversation(), conversation()[0]!, ...again]);
    assert.deepEqual(
      capture.connections.map(({ count, reused }) => [count, reused]),
      [
        [9, false],
        [8, true],
      ],
    );
  });

  it('keeps connections of the same ports between other ends apart', () => {
    const other = ethernet(ipv4(tcp({ flags: SYN }), { from: [192, 0, 2, 9] }));
    assert.equal(read([conversation()[0]!, other]).connections.length, 2);
    const many = Array.from({ length: 1000 }, (_, index) => ethernet(ipv4(tcp({ from: index + 1, flags: SYN }))));
    assert.equal(read([...many, ...many]).connections.length, 1000);
  });

  it('draws a connection that was picked up in the middle with the server on the right', () => {
    const first = ethernet(ipv4(tcp({ from: 80, to: 51000, seq: 900, ack: 400 }), { from: SERVER, to: CLIENT }));
    const text = textOf(read([first, ethernet(ipv4(tcp({ seq: 400, ack: 900 })))]));
    assert.match(text, /^participant C as "192.0.2.1:51000"\nparticipant S as "198.51.100.2:80"$/m);
    assert.match(text, /C <- S ACK +seq=1 ack=1 win=1000\n@0.001000 C -> S ACK +seq=1 ack=1 /);
  });
});
