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
    const step = readStep(lines, at, (text) => withKnown(text, out));
    if (step === null) return 0;
    const { told, count } = step;
    const names = endsOf(told, lines[at] ?? '', out.ends) ?? withNext(told, lines, at + count, out.ends);
    if (names === null) return 0;
    for (const end of names) if (!out.ends.includes(end)) out.ends.push(end);
    const [from, to] = names;
    const mirrored = out.ends.indexOf(from) > out.ends.indexOf(to);
    const ends = { from: endOf(from), to: endOf(to) };
    const { message } = told;
    out.add({ kind: 'segment', line: at, ...ends, delivery: 'delivered', mirrored, time: null, message, remarks: [] });
    return count;
  },
};

/** A step may go on for so many lines, and is no longer than that: a longer one is a story. */
const MOST_LINES = 3;
const MOST_LENGTH = 400;

/** What a step tells, in the first of its sentences that tells it, and how many lines it takes. */
function readStep(
  lines: readonly string[],
  at: number,
  known: (text: string) => string,
): { told: Told; count: number } | null {
  const line = lines[at] ?? '';
  const turn = TURN.test(line);
  let text = withoutListMark(line).replace(NUMBERED, '').replace(HEADED, '');
  let found: { told: Told; count: number } | null = null;
  for (let count = 1; count <= MOST_LINES && text.length <= MOST_LENGTH; count++) {
    const told = readSentences(known(text), turn);
    if (told !== null) found = { told, count };
    const next = lines[at + count] ?? '';
    // A step is told on one line, unless the next one cannot be without it.
    if (next.trim() === '' || next !== withoutListMark(next) || !(told === null ? BARE : GOES_ON).test(next)) break;
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
const HEADED = /^(?:SYN|FIN|ACK|RST)(?:[-+/ ]{1,3}ACK)?\s*(?:\([^)]*\))?\s*[:：]\s*(?=\S+\s\S+\s\S)/iu;

/** The first sentence that tells of a segment, with what the next ones say of its numbers. `turn`: who sends is known. */
function readSentences(text: string, turn: boolean): Told | null {
  let found: Told | null = null;
  for (const sentence of text.split(/(?<=[。;；])|(?<=[.!?])\s+/u)) {
    const words = sentence.trim().replace(/^[\p{Extended_Pictographic}\p{P}\s]+/u, '');
    if (words === '') continue;
    if (found?.message.flagged === true) {
      if (!DETAILS.test(words)) break;
      found = withMore(found, words);
      continue;
    }
    const told: Told | null = readOthers(words) ?? readChinese(words);
    found = found !== null && told?.from === undefined ? withMore(found, words) : told;
    if (found === null && turn) found = readAlone(words);
  }
  return found?.message.flagged === true ? found : null;
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
  `(${ROLE}|(?<![A-Za-z])[A-Z])的\\s*(?:初始化?序列?号|序列?号|seq|ISN|\\s)+\\+\\s*1(?!\\d)|\\bthe\\s+(\\w+)[’']s\\s+(?:initial\\s+)?(?:sequence\\s+number|ISN|seq)\\s*(?:\\+|plus)\\s*(?:1|one)\\b`,
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
  const plain = name.toLowerCase().replace(/\s+/g, '');
  if (/^客户[端机]?$/u.test(plain)) return '客户端';
  return /^服务(?:器端?|端|机|方)$/u.test(plain) ? '服务器' : plain;
}

/** The ends of a step whose receiver is the one who sends in the next one: `Alice sends a SYN. Bob answers with …`. */
function withNext(
  { from }: Told,
  lines: readonly string[],
  at: number,
  known: readonly string[],
): [string, string] | null {
  if (from === undefined || known.length > 0) return null;
  const next = readStep(lines, lines[at]?.trim() === '' ? at + 1 : at, (text) => text)?.told.from;
  const names = next === undefined ? [] : [nameOf(from, known), nameOf(next, known)];
  const [one = '', two = ''] = names;
  return keyOf(one) === keyOf(two) ? null : [one, two];
}

function otherEnd(ends: readonly string[], from: string): string | undefined {
  const other = ends.find((end) => end !== from);
  if (other !== undefined) return other;
  if (/^[主被]动/u.test(from)) return from.replace(/^[主被]/u, (one) => (one === '主' ? '被' : '主'));
  return OPPOSITES.find(([one]) => one === keyOf(from))?.[1];
}

/** By their keys. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['client', 'Server'],
  ['server', 'Client'],
  ['客户端', '服务器'],
  ['服务器', '客户端'],
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
