/** Texts of many shapes, each of any size. */

/** A text of a shape with a size of about `n` of what it has many of. */
export type Shape = (n: number) => string;

const repeat = (n: number, line: (index: number) => string): string =>
  Array.from({ length: n }, (_, i) => line(i)).join('');
/** A handshake. */
export const OPEN = 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\n';
const data = (from: number, arrow = '->'): string => `C ${arrow} S PSH,ACK seq=x+${from} ack=y+1 len=10\n`;

/** The numbers from 0 on in an order without any, the same each time. */
function shuffled(n: number): number[] {
  const numbers = Array.from({ length: n }, (_, i) => i);
  let seed = 1;
  for (let i = n - 1; i > 0; i--) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    const j = seed % (i + 1);
    [numbers[i], numbers[j]] = [numbers[j] ?? 0, numbers[i] ?? 0];
  }
  return numbers;
}

/** Diagrams. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  lines: (n) => OPEN + repeat(n >> 1, (i) => `${data(1 + 10 * i)}S -> C ACK seq=y+1 ack=x+${11 + 10 * i}\n`),
  diagrams: (n) => repeat(n >> 2, (i) => `diagram D${i}\n${OPEN}`),
  participants: (n) =>
    repeat(n >> 1, (i) => `client P${i}\n`) + repeat(n >> 1, (i) => `P${i} -> P${(i + 1) % (n >> 1)} SYN seq=x${i}\n`),
  connections: (n) =>
    'client C\nserver S\n' +
    repeat(
      n >> 1,
      (i) => `C:${1 + (i % 65535)} -> S:80 SYN seq=${i}\nS:80 -> C:${1 + (i % 65535)} SYN,ACK seq=${i} ack=${i + 1}\n`,
    ),
  ports: (n) => 'client C\nserver S\n' + repeat(n, (i) => `C:${1000 + (i % 100)} -> S:${1 + (i % 50)} SYN seq=${i}\n`),
  'ports of one end': (n) => 'client C\nserver S\n' + repeat(n, (i) => `C -> S:${1 + (i % 65535)} SYN seq=${i}\n`),
  symbols: (n) => `${OPEN}${repeat(n, (i) => `C -> S PSH,ACK ${i === 0 ? 'seq=x+1 ' : ''}len=n${i}\n`)}`,
  names: (n) => OPEN + repeat(n, (i) => `C -> S PSH,ACK seq=u${i} len=10\n`),
  messages: (n) => OPEN + repeat(n, (i) => `C -> S: message ${i}\n`),
  undeclared: (n) => 'client Client\n' + repeat(n, (i) => `Host${i}x -> Client SYN seq=1\n`),
  'declared late': (n) =>
    repeat(n >> 1, (i) => `Host${i}x -> Client SYN seq=1\n`) + repeat(n >> 1, (i) => `server Host${i}x\n`),
  'declared in turn': (n) => repeat(n >> 1, (i) => `server Host${i}x\nAnother${i}y -> Host${i}x SYN seq=1\n`),
  states: (n) =>
    repeat(n >> 3, (i) => `state P${i} ESTABLISHED\n`) +
    repeat(n >> 2, (i) => `P${i} -> Q${i} FIN,ACK seq=1 ack=1\nstate P${i} FIN-WAIT-1\n`) +
    repeat(n >> 3, (i) => `listen P${i}\n`),
  lets: (n) => repeat(n, (i) => `let a${i} = ${i === 0 ? '1' : `a${i - 1}+1`}\n`) + OPEN,
  'in flight': (n) =>
    OPEN + repeat(n >> 1, (i) => data(1 + 10 * i, '->...')) + repeat(n >> 1, (i) => data(1 + 10 * i, '...->')),
  'in reverse': (n) =>
    OPEN +
    repeat(n >> 1, (i) => data(1 + 10 * i, '->...')) +
    repeat(n >> 1, (i) => data(1 + 10 * ((n >> 1) - 1 - i), '...->')),
  'out of order': (n) => OPEN + repeat(n, (i) => data(1 + 20 * (i + 1))),
  holes: (n) => OPEN + repeat(n, (i) => data(1 + 10 * i, i % 2 === 0 ? '->' : '-x')),
  'in any order': (n) => {
    const order = shuffled(n >> 1);
    return (
      OPEN +
      order.map((_, i) => data(1 + 10 * i, '->...')).join('') +
      order.map((i) => data(1 + 10 * i, '...->')).join('')
    );
  },
  'SACK ranges': (n) =>
    `client C\nserver S\nC -> S SYN seq=0 sackok\nS -> C SYN,ACK seq=0 ack=1 sackok\nC -> S ACK seq=1 ack=1\n${repeat(n >> 1, (i) => `C -> S ACK seq=${21 + 20 * i} ack=1 len=10\nS -> C ACK seq=1 ack=1 sack=${21 + 20 * i}-${31 + 20 * i}\n`)}`,
  notes: (n) => `${OPEN}participant I\n${repeat(n, (i) => `note over ${i % 2 ? 'I' : 'C'}: note ${i}\n`)}`,
  calls: (n) => OPEN + repeat(n, (i) => `${i % 2 ? 'listen' : 'abort'} S\n`),
  'pairs in turn': (n) => repeat(n, (i) => `P${i % 40} -> P${(i * 7 + 1) % 40} SYN seq=x${i % 40}\n`),
  labels: (n) => `client C as ${'长'.repeat(n)}\nserver S\n${repeat(n >> 4, () => 'C -> S SYN seq=x\n')}`,
  'text of messages': (n) => `${OPEN}C -> S PSH,ACK len=5 "${'word '.repeat(n)}"\n`,
  brackets: (n) => `${OPEN}C -> S ACK ack=${'('.repeat(n)}1${')'.repeat(n)}\n`,
  'one long line': (n) => `${OPEN}C -> S ${'SYN '.repeat(n)}\n`,
  'one long sum': (n) => `${OPEN}C -> S ACK ack=${'1+'.repeat(n)}1\n`,
  'errors on every line': (n) => OPEN + repeat(n, (i) => `C -> S PSH,ACK seq=x+${7 * i + 3} ack=y+9 len=10\n`),
  'one side alone': (n) => OPEN + repeat(n, (i) => `S -> C ACK seq=y+${3 * i} ack=x+1\n`),
  'unreadable lines': (n) => OPEN + repeat(n, (i) => `C => what is ${i} this ! SYM seq\n`),
  'arrows in a line': (n) => `${OPEN}C ${'-> S '.repeat(n)}\n`,
  retransmissions: (n) => OPEN + data(1) + repeat(n, () => data(1)),
  elisions: (n) => OPEN + repeat(n >> 1, (i) => `...\nC -> S PSH,ACK seq=u${i} ack=v${i} len=10\n`),
  captured: (n) => `option capture\n${repeat(n, (i) => `@${i}ms A -> B ACK seq=${1 + 10 * i} ack=1 len=10\n`)}`,
};

/** Markdown notes with diagrams in them. */
export const NOTES: Readonly<Record<string, Shape>> = {
  fences: (n) => repeat(n >> 2, () => '```tcp\nC -> S SYN seq=x\n```\n\n'),
  'unclosed fences': (n) => repeat(n >> 1, (i) => `> \`\`\`tcp\n> C -> S SYN seq=x${i}\n\ntext\n`),
  'other fences': (n) => '```tcp\nC -> S SYN\n```\n' + repeat(n >> 2, () => '```js\ncode()\n```\n\n'),
  'quotes in each other': (n) => `${'> '.repeat(n)}\`\`\`tcp\n${'> '.repeat(n)}C -> S SYN\n`,
  'lists in each other': (n) => `${'- '.repeat(n)}\`\`\`tcp\n`,
  'details and rules': (n) =>
    repeat(n >> 3, (i) => `<details>\n\n\`\`\`tcp\nC -> S SYN seq=x${i}\n\`\`\`\n\n</details>\n---\n`),
  html: (n) => '```tcp\nC -> S SYN\n```\n' + repeat(n, (i) => `<b a${i}="x" `),
  paragraphs: (n) => '```tcp\nC -> S SYN\n```\n\n' + repeat(n, (i) => `Some words ${i} of a paragraph.\n`),
};

const PACKETS = 'IP 192.0.2.1.40000 > 192.0.2.2.80: Flags';
const ANSWERS = 'IP 192.0.2.2.80 > 192.0.2.1.40000: Flags';

/** What other programs write, and what people paste. */
export const PASTED: Readonly<Record<string, Shape>> = {
  'lines of tcpdump': (n) =>
    repeat(
      n >> 1,
      (i) =>
        `12:00:00.${String(i % 1e6).padStart(6, '0')} ${PACKETS} [P.], seq ${1 + 10 * i}:${11 + 10 * i}, ack 1, win 512, length 10\n` +
        `12:00:00.${String(i % 1e6).padStart(6, '0')} ${ANSWERS} [.], ack ${11 + 10 * i}, win 512, length 0\n`,
    ),
  'connections of tcpdump': (n) =>
    repeat(n, (i) => `12:00:00.1 IP 192.0.2.1.${1024 + i} > 192.0.2.2.80: Flags [S], seq ${i}, win 512, length 0\n`),
  mermaid: (n) => 'sequenceDiagram\n' + repeat(n, (i) => `  C->>S: PSH,ACK seq=${1 + 10 * i} ack=1 len=10\n`),
  sentences: (n) => repeat(n, (i) => `The client sends a SYN with sequence number ${i} to the server.\n`),
  ladder: (n) =>
    'client                                server\n' +
    repeat(n, (i) => `  | ---- ACK seq=${1 + 10 * i} ack=1 len=10 ----> |\n`),
  table: (n) =>
    '| No. | Time | Source | Destination | Protocol | Info |\n|---|---|---|---|---|---|\n' +
    repeat(n, (i) => `| ${i} | ${i}.0 | 192.0.2.1 | 192.0.2.2 | TCP | 40000 → 80 [ACK] Seq=${i} Ack=1 Len=10 |\n`),
  prose: (n) => repeat(n, (i) => `Some words ${i} of a paragraph, and some more -- of them > here.\n`),
  'one long line of words': (n) => 'The client sends a SYN '.repeat(n),
  'one long line of arrows': (n) => 'A -> B '.repeat(n),
  brackets: (n) => '['.repeat(n),
};
