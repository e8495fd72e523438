/** All that is to be known of a control bit but what it does in the protocol. */
export interface FlagEntry {
  readonly name: string;
  /** tcpdump's letter for it. */
  readonly letter: string;
  /** What people write for it, in upper case. */
  readonly spellings: readonly string[];
  /** An English template: one or two sentences. */
  readonly text: string;
  readonly rfc: string;
}

/**
 * The control bits in the order of the header, from the lowest one: row `i` is the bit `1 << i` (RFC 9293 §3.1; AE: RFC
 * 9768 §2.1). The reader, completion, hover, the grammar of the editor and `docs/notation.md` are made of these rows.
 */
export const FLAGS = [
  {
    name: 'FIN',
    letter: 'F',
    spellings: ['F'],
    text: 'Finish: the sender has no more data. It occupies one sequence number; the other direction stays open.',
    rfc: 'RFC 9293 §3.6',
  },
  {
    name: 'SYN',
    letter: 'S',
    spellings: ['S'],
    text: 'Synchronise: opens a connection and announces the initial sequence number. It occupies one sequence number.',
    rfc: 'RFC 9293 §3.4',
  },
  {
    name: 'RST',
    letter: 'R',
    spellings: ['RESET', 'R'],
    text: 'Reset: the connection is aborted, or there is none. Nobody acknowledges it.',
    rfc: 'RFC 9293 §3.5.2',
  },
  {
    name: 'PSH',
    letter: 'P',
    spellings: ['PUSH', 'P'],
    text: 'Push: the receiver should hand the data to the application at once.',
    rfc: 'RFC 9293 §3.9.1.2',
  },
  {
    name: 'ACK',
    letter: '.',
    spellings: ['A'],
    text: 'Acknowledgment: the field ack counts. Every segment after the first SYN carries it.',
    rfc: 'RFC 9293 §3.1',
  },
  {
    name: 'URG',
    letter: 'U',
    spellings: ['URGENT', 'U'],
    text: 'Urgent: the field urg points behind the urgent data. New applications should not use it.',
    rfc: 'RFC 9293 §3.8.5',
  },
  {
    name: 'ECE',
    letter: 'E',
    spellings: [],
    text: 'ECN echo: in a SYN, an offer to use congestion notification; later, the path has marked a packet.',
    rfc: 'RFC 3168 §6.1',
  },
  {
    name: 'CWR',
    letter: 'W',
    spellings: [],
    text: 'Congestion window reduced: the sender has answered an ECN echo by slowing down.',
    rfc: 'RFC 3168 §6.1',
  },
  {
    name: 'AE',
    letter: 'e',
    spellings: ['NS'],
    text: 'Accurate ECN: in a SYN, an offer of it; later, one bit of the counter of marked packets.',
    rfc: 'RFC 9768 §3.1',
  },
] as const satisfies readonly FlagEntry[];

/** The name of a control bit. */
export type FlagName = (typeof FLAGS)[number]['name'];

/** The names of the control bits: `FLAG_NAMES[i]` is the bit `1 << i`. */
export const FLAG_NAMES: readonly FlagName[] = FLAGS.map(({ name }) => name);

/** SYN first: the order in which control bits are usually said. */
const SAID_ORDER = [...FLAG_NAMES.keys()].sort(
  (a, b) => Number(FLAG_NAMES[b] === 'SYN') - Number(FLAG_NAMES[a] === 'SYN'),
);

/** The names of control bits, in the order in which they are usually said. */
export function flagNames(bits: number): readonly FlagName[] {
  return (NAMES_OF[bits] ??= namesOf(bits));
}

/** By the bits: made when they are first asked for, and shared. */
const NAMES_OF: (readonly FlagName[])[] = [];

function namesOf(bits: number): readonly FlagName[] {
  return SAID_ORDER.filter((index) => (bits & (1 << index)) !== 0).map((index) => FLAG_NAMES[index] as FlagName);
}

/** tcpdump's letters, in the order of `FLAG_NAMES`. */
export const FLAG_LETTERS = FLAGS.map(({ letter }) => letter).join('');

/**
 * The flags that a word in upper case is another spelling of, as bits: `PUSH`, `SYNACK`, `SA`. Two of them may be written
 * as one word where the second one is ACK, because every segment but the first carries it.
 */
export const FLAG_SPELLINGS: ReadonlyMap<string, number> = spellings();

function spellings(): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  const ack = 1 << FLAG_NAMES.indexOf('ACK');
  for (const [index, flag] of FLAGS.entries()) {
    const all: readonly string[] = [flag.name, ...flag.spellings];
    for (const word of all.slice(1)) words.set(word, 1 << index);
    if (flag.name === 'ACK') continue;
    for (const word of all) words.set(`${word}${word.length === 1 ? 'A' : 'ACK'}`, (1 << index) | ack);
  }
  return words;
}

const ABSENT = [
  'no|not|without|for|until|lost|missing|before|after|if|expects?|awaits?',
  'ohne|kein(?:e[nr]?)?|auf|sans|attend|sin|espera|sem|aguarda|senza|attende|без|ждёт|ждет|ожидает',
].join('|');
let absentBefore: RegExp | undefined;

/** Whether words in front of the name of a flag say that it is one that does not come, or not yet: `waits for ACK`. */
export function saysAbsent(words: string): boolean {
  absentBefore ??= new RegExp(`(?<!\\p{L})(?:${ABSENT})(?!\\p{L})|等待|等候|等|没有|未|待つ|기다`, 'iu');
  return absentBefore.test(words);
}
