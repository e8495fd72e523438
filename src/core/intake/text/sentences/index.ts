import type { Collector, Recogniser } from '../collector.ts';
import { endOf } from '../draft.ts';
import { withoutListMark } from '../lines.ts';
import { ordered } from '../message.ts';
import { readChinese } from './chinese.ts';
import { ROLE } from './names.ts';
import { readOthers } from './others.ts';
import { readWords, type Told, toldOf } from './told.ts';

/**
 * A step told in a sentence: `The client sends a SYN with sequence number 1000 to the server`, `A to B: SYN`,
 * `Danach antwortet …`, `服务器收到 SYN 后，向客户端回复 SYN+ACK 报文，seq=y`. Only texts that draw nothing are read so: beside a
 * drawing, sentences are prose.
 */
export const SENTENCES: Recogniser = {
  form: 'sentences',
  read({ lines }, at, out) {
    const { told, count } = readStep(lines, at, (text) => withKnown(text, out));
    let added = 0;
    for (const one of told) {
      const names = endsOf(one, lines[at] ?? '', out.ends) ?? withNext(one, lines, at + count, out.ends);
      if (names === null) continue;
      for (const end of names) if (!out.ends.includes(end)) out.ends.push(end);
      const [from, to] = names;
      out.add({
        kind: 'segment',
        line: at,
        from: endOf(from),
        to: endOf(to),
        delivery: 'delivered',
        mirrored: out.ends.indexOf(from) > out.ends.indexOf(to),
        time: null,
        message: one.message,
        remarks: [],
      });
      added++;
    }
    return added === 0 ? 0 : count;
  },
};

interface Step {
  readonly told: readonly Told[];
  /** How many lines it takes. */
  readonly count: number;
}

/** A step may go on for so many lines, and is no longer than that: a longer one is a story. */
const MOST_LINES = 3;
const MOST_LENGTH = 500;

/** What a step tells. */
function readStep(lines: readonly string[], at: number, known: (text: string) => string): Step {
  const line = lines[at] ?? '';
  const turn = TURN.test(line);
  const bare = withoutListMark(line.replace(/^\s*\/\/+\s*/, ''));
  let text = bare.replace(NUMBERED, '').replace(HEADED, '');
  let found: Step = { told: [], count: 1 };
  for (let count = 1; count <= MOST_LINES && text.length <= MOST_LENGTH; count++) {
    const told = readText(known(text), turn, bare !== line);
    if (told.length > 0) found = { told, count };
    const next = lines[at + count] ?? '';
    // A step is told on one line, unless the next one cannot be without it.
    if (next.trim() === '' || next !== withoutListMark(next) || !(told.length === 0 ? BARE : GOES_ON).test(next)) break;
    text = `${text} ${next.trim()}`;
  }
  return found;
}

/** `同时也需要发一个 SYN，seq=y`: a line that goes on with the sentence. */
const GOES_ON = /^(?:同时|并且?|且|以及|and\s|also\s|with\s)/iu;
/** `FIN=1 ACK=1 seq=w`: what is sent, below the line that says who sends it. */
const BARE = /^(?:(?:SYN|ACK|FIN|RST|PSH)\s*=\s*1\b|(?:SYN|FIN|RST|PSH|ACK)(?:[-+/, ]|$)|同时|并且?|且)/iu;

/** `3客户端发出`: the number of a step, with nothing behind it. */
const NUMBERED = new RegExp(`^\\d{1,2}\\s*(?=${ROLE})`, 'u');

/** `SYN-ACK: The server responds …`: the name of a step. */
const HEADED =
  /^\([^()]{1,40}\)\s*[–—:-]+\s*|^(?:SYN|FIN|ACK|RST)(?:[-+/ ]{1,3}ACK)?\s*(?:\([^)]*\))?\s*[:：]\s*(?=\S+\s\S+\s\S)/iu;

/** The segments that a text tells of. `turn`: who sends is known; `marked`: it is one step of a list, of one segment. */
function readText(text: string, turn: boolean, marked: boolean): readonly Told[] {
  const told: Told[] = [];
  for (const sentence of text.split(/(?<=[。;；])|(?<=[.!?])\s+/u)) {
    const words = sentence.trim().replace(/^[\p{Extended_Pictographic}\p{P}\s]+/u, '');
    const last = told.at(-1);
    if (words === '') continue;
    if (last !== undefined && DETAILS.test(words)) told[told.length - 1] = withMore(last, words);
    const next = last === undefined || !marked ? readOthers(words) : null;
    if (next !== null) told.push(next);
  }
  if (told.length > 0) return told;
  const chinese = /\p{Script=Han}/u.test(text) ? readChinese(text) : [];
  if (chinese.length > 0 || !turn) return chinese;
  return text
    .split(/[。;；]/u)
    .flatMap((words) => readAlone(words) ?? [])
    .slice(0, 1);
}

/** `SYN=1，seq=x` by itself, in a step of which one knows who sends it. */
function readAlone(words: string): Told | null {
  const told = toldOf(undefined, undefined, words);
  return told !== null && told.message.fields.size > 0 ? told : null;
}

/** `FIN=1，其序列号为 seq=u`: a sentence that goes on with the segment of the one before. */
const DETAILS =
  /^(?:其|其中|它的|同时|(?:SYN|FIN|ACK|RST|PSH)\s*=\s*1|seq|ack|序列?号|确认号|(?:its|the)\s+(?:seq|ack))/iu;

function withMore({ from, to, message }: Told, words: string): Told {
  const more = readWords(words);
  const flags = [...new Set([...message.flags, ...more.flags])];
  const fields = ordered(new Map([...more.fields, ...message.fields]));
  return { from, to, message: { ...message, flags, flagged: message.flagged || more.flagged, fields } };
}

/** `客户端的 ISN + 1`, `the client's sequence number + 1`: what it is, where a SYN of that end has told its number. */
function withKnown(text: string, out: Collector): string {
  return text.replace(OF_AN_END, (whole, han: string | undefined, latin: string | undefined) => {
    const name = nameOf(han ?? latin ?? '', out.ends);
    const syn = out.current?.drafts.find(
      (draft) => draft.kind === 'segment' && draft.from.host === name && draft.message.flags.includes('SYN'),
    );
    const isn = syn?.kind === 'segment' ? syn.message.fields.get('seq') : undefined;
    return isn === undefined || !/^\w+$/.test(isn) ? whole : ` ${isn}+1 `;
  });
}

const OF_AN_END = new RegExp(
  `(${ROLE}[A-Za-z\\d]?|(?<![A-Za-z])[A-Z])的\\s*(?:初始化?序列?号|序列?号|seq|ISN|\\s)+\\+\\s*1(?!\\d)|\\bthe\\s+(\\w+)[’']s\\s+(?:initial\\s+)?(?:sequence\\s+number|ISN|seq)\\s*(?:\\+|plus)\\s*(?:1|one)\\b`,
  'giu',
);

/** The ends of a step, by the names under which they were named first; null where one of them is not known. */
function endsOf({ from, to }: Told, line: string, known: readonly string[]): [string, string] | null {
  const sender = from === undefined ? undefined : nameOf(from, known);
  const receiver = to === undefined || PEER.test(to) ? undefined : nameOf(to, known);
  if (sender !== undefined) {
    const other = receiver ?? otherEnd(known, sender);
    return other === undefined || other === sender ? null : [sender, other];
  }
  if (receiver !== undefined) {
    const other = otherEnd(known, receiver);
    return other === undefined ? null : [other, receiver];
  }
  const turn = TURN.exec(line);
  if (turn === null) return null;
  // Who has which step of the handshake is what the handshake is.
  const [client, server] = [nameOf(known[0] ?? '客户端', known), nameOf(known[1] ?? '服务器', known)];
  return '13一三'.includes(turn[1] ?? '') ? [client, server] : [server, client];
}

const TURN = /第([一二三123])次握手/u;
/** The other end, whoever it is. */
const PEER = /^(?:对[方端]|peer)$/iu;

/** The first spelling of a name: `client`, `Client`; `服务器`, `服务端`. */
function nameOf(written: string, known: readonly string[]): string {
  const key = keyOf(written);
  return known.find((one) => keyOf(one) === key) ?? written.charAt(0).toUpperCase() + written.slice(1);
}

function keyOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/^主机(?=.)/u, '');
  if (/^(?:客户[端机]?|客戶端|用戶端|client)$/u.test(plain)) return 'client';
  return /^(?:服务(?:器端?|端|机|方)|伺服[器端]|server)$/u.test(plain) ? 'server' : plain;
}

/** The ends of a step whose receiver is the one who sends in the next one: `Alice sends a SYN. Bob answers with …`. */
function withNext(
  { from }: Told,
  lines: readonly string[],
  at: number,
  known: readonly string[],
): [string, string] | null {
  if (from === undefined || known.length > 0) return null;
  const next = readStep(lines, lines[at]?.trim() === '' ? at + 1 : at, (text) => text).told[0]?.from;
  const names = next === undefined ? [] : [nameOf(from, known), nameOf(next, known)];
  const [one = '', two = ''] = names;
  return keyOf(one) === keyOf(two) ? null : [one, two];
}

function otherEnd(ends: readonly string[], from: string): string | undefined {
  const other = ends.find((end) => end !== from);
  if (other !== undefined) return other;
  if (/^[主被]动/u.test(from)) return from.replace(/^[主被]/u, (one) => (one === '主' ? '被' : '主'));
  const opposite = OPPOSITES.find(([one]) => one === keyOf(from))?.[1];
  return /\p{Script=Han}/u.test(from) ? (IN_CHINESE[opposite ?? ''] ?? opposite) : opposite;
}

/** By their keys, with the names that they get in a text of letters and of characters. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['client', 'Server'],
  ['server', 'Client'],
  ['浏览器', '服务器'],
  ['发送方', '接收方'],
  ['接收方', '发送方'],
  ['发送端', '接收端'],
  ['接收端', '发送端'],
  ['browser', 'Server'],
  ['sender', 'Receiver'],
  ['receiver', 'Sender'],
  ['initiator', 'Responder'],
  ['responder', 'Initiator'],
  ['cliente', 'Servidor'],
  ['servidor', 'Cliente'],
  ['serveur', 'Client'],
  ['клиент', 'Сервер'],
  ['сервер', 'Клиент'],
];

/** The same in Chinese, where the text is. */
const IN_CHINESE: Readonly<Record<string, string>> = { Server: '服务器', Client: '客户端' };
