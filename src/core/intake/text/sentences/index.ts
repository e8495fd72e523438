import { isName } from './arrows.ts';
import type { Recogniser } from './collector.ts';
import { endOf, isTcp, type Message } from './draft.ts';
import { withoutListMark } from './lines.ts';
import { readMessage } from './message.ts';

/**
 * A step told in a sentence: `The client sends a SYN with sequence number 1000 to the server`, `A to B: SYN`,
 * `Danach antwortet …`, `客户端向服务器发送 SYN 报文，seq=x`. Only texts that draw nothing are read so: beside a drawing, sentences are prose.
 */
export const SENTENCES: Recogniser = {
  form: 'sentences',
  read({ lines }, at, out) {
    const told = readSentence(withoutListMark(lines[at] ?? ''));
    if (told === null) return 0;
    const from = told.from;
    const to = told.to ?? otherEnd(out.ends, from);
    if (to === undefined || to === from) return 0;
    for (const end of [from, to]) if (!out.ends.includes(end)) out.ends.push(end);
    const mirrored = out.ends.indexOf(from) > out.ends.indexOf(to);
    const ends = { from: endOf(from), to: endOf(to) };
    // The words around flags and numbers are the sentence's own.
    const message: Message = { ...told.message, label: '' };
    out.add({ kind: 'segment', line: at, ...ends, delivery: 'delivered', mirrored, time: null, message, remarks: [] });
    return 1;
  },
};

interface Told {
  readonly from: string;
  /** Undefined where the sentence does not say whom it is sent to. */
  readonly to: string | undefined;
  readonly message: Message;
}

/** `the`, `der`, `el`, `le`, …, and what may stand before the subject: `First,`, `Danach`. */
const ARTICLE = String.raw`(?:(?:the|an?|der|die|das|den|dem|el|la|le|il|lo|o)\s+|l['’])?`;
const BEFORE =
  /^(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|now|finally|lastly|afterwards?|after that|in response|zuerst|zunächst|dann|danach|daraufhin|schließlich|primero|luego|después|entonces|finalmente|por último|d['’]abord|ensuite|puis|enfin|primeiro|depois|em seguida|prima|poi|infine|сначала|затем|потом|наконец)(?:\s*[,:]\s*|\s+)/iu;
const VERB = [
  '(?:then\\s+|now\\s+|next\\s+)?(?:sends?|sent|repl(?:y|ies|ied)|responds?|responded|answers?|answered|returns?|transmits?|acknowledges?)(?:\\s+back)?',
  '(?:sendet|schickt|antwortet|erwidert|bestätigt)',
  '(?:le\\s+)?(?:env[ií]a|manda|responde|contesta|devuelve)',
  '(?:lui\\s+)?(?:envoie|renvoie|répond|transmet)',
  '(?:invia|risponde|manda)',
  '(?:отправляет|посылает|отвечает|шлёт)',
].join('|');
const TOLD = new RegExp(`^${ARTICLE}(\\S+(?:\\s\\S+){0,2}?)\\s+(?:${VERB})(?=[\\s,:])(.*)$`, 'iu');
const RECEIVER = new RegExp(
  `\\s+(?:back\\s+)?(?:to|an(?=\\s+(?:den|die|das)\\s)|zum|zur|au|aux|à|al|ao|a(?=\\s+la\\s))\\s+${ARTICLE}([^\\s,.;:()]+(?:\\s[A-Z0-9]\\S*)?)`,
  'iu',
);
/** The one to whom something is sent, in the case that Russian has for it. */
const DATIVE = /\s+(сервер|клиент|хост|узл|получател)[уюе](?=[\s,.;]|$)/iu;
const WAY = /^(?:from\s+)?(\S+(?:\s[A-Z0-9]\S*)?)\s+to\s+(\S+?(?:\s[A-Z0-9]\S*?)?)\s*[:,]\s*(.*)$/;
/** `SYN — client to server` */
const WAY_BEHIND =
  /^(\S.{0,60}?)\s*(?:[—–:]|\s-{1,2}\s)\s*(?:from\s+)?(?:the\s+)?(\S+)\s+to\s+(?:the\s+)?(\S+?)[.,;]?$/i;
const PASSIVE = new RegExp(
  `^(.*?)\\s+(?:is|was|gets)\\s+sent\\s+(?:from|by)\\s+${ARTICLE}(\\S+)\\s+to\\s+${ARTICLE}(\\S+?)[.,;]?$`,
  'i',
);
const HAN = '[\\p{Script=Han}A-Za-z0-9]';
const CHINESE_TO = new RegExp(
  `^(${HAN}{1,12}?)(?:首先|先|再|然后|随后)?(?:向|给|对)(${HAN}{1,12}?)\\s*(?:发送|发出|发起|回复|返回|回应|发回|发)(.*)$`,
  'u',
);
const CHINESE = new RegExp(
  `^(${HAN}{1,12}?)(?:收到.{0,24}?[,，]\\s*)?(?:首先|先|再|然后|随后|则|会)?\\s*(?:发送|发出|回复|返回|回应|发回|发)(.*)$`,
  'u',
);
const CHINESE_RECEIVER = new RegExp(
  `(?:到|给|至)(客户端|服务端|服务器端?|客户机|服务机|对方|${HAN}{1,6}?(?=[,，。;；]|$))`,
  'u',
);
/** `クライアントがサーバーにSYNを送信する`, `클라이언트가 서버에게 SYN을 보낸다`. */
const NAME_CJK = '[\\p{Script=Han}\\p{Script=Katakana}\\p{Script=Hangul}ーA-Za-z0-9]{1,12}?';
const JAPANESE = new RegExp(
  `^(${NAME_CJK})(?:が|は|から)、?(${NAME_CJK})(?:に対して|に|へ)、?(.*?)(?:送信|送る|送り|返|応答).*$`,
  'u',
);
const KOREAN = new RegExp(
  `^(${NAME_CJK})(?:가|이|는|은)\\s+(${NAME_CJK})(?:에게|에|로|으로)\\s+(.*?)(?:보낸|보내|보냅|전송|응답|회신).*$`,
  'u',
);
const CHINESE_WAY = new RegExp(`^(${HAN}{1,12}?)\\s*(?:到|至|发往|发给)\\s*(${HAN}{1,12}?)\\s*[:：,，]\\s*(.*)$`, 'u');

function readSentence(line: string): Told | null {
  if (line.length > 300) return null;
  const passive = PASSIVE.exec(line);
  if (passive !== null) return toldOf(passive[2], passive[3], passive[1]);
  const behind = WAY_BEHIND.exec(line);
  const toldBefore = behind === null ? null : toldOf(behind[2], behind[3], behind[1]);
  if (toldBefore !== null) return toldBefore;
  for (const pattern of [WAY, CHINESE_TO, CHINESE_WAY, JAPANESE, KOREAN]) {
    const match = pattern.exec(line);
    const told = match === null ? null : toldOf(match[1], match[2], match[3]);
    if (told !== null) return told;
  }
  const sentence = TOLD.exec(line.replace(BEFORE, ''));
  if (sentence !== null) {
    const rest = sentence[2] ?? '';
    const receiver = RECEIVER.exec(rest)?.[1] ?? DATIVE.exec(rest)?.[1];
    return toldOf(sentence[1], receiver, rest.replace(RECEIVER, ' ').replace(DATIVE, ' '));
  }
  const chinese = CHINESE.exec(line);
  const rest = chinese?.[2] ?? '';
  return chinese === null ? null : toldOf(chinese[1], CHINESE_RECEIVER.exec(rest)?.[1], rest);
}

function toldOf(from = '', to: string | undefined, words = ''): Told | null {
  const message = readMessage(words.replace(/\bwith\b|\bcontaining\b|\bits\b|\bcarrying\b|\bback\b/gi, ' '));
  const names = [from, ...(to === undefined ? [] : [to])].map(capital);
  if (!isTcp(message) || !message.flagged || !names.every(isName)) return null;
  return { from: names[0] ?? '', to: names[1], message };
}

/** `client` at the beginning of a sentence and inside of it is one name. */
function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function otherEnd(ends: readonly string[], from: string): string | undefined {
  const other = ends.find((end) => end !== from);
  if (other !== undefined) return other;
  return OPPOSITES.find(([one]) => one === from)?.[1];
}

const OPPOSITES: readonly (readonly [string, string])[] = [
  ['Client', 'Server'],
  ['Server', 'Client'],
  ['客户端', '服务器'],
  ['服务器', '客户端'],
  ['服务端', '客户端'],
  ['Cliente', 'Servidor'],
  ['Servidor', 'Cliente'],
  ['Serveur', 'Client'],
  ['Клиент', 'Сервер'],
  ['Сервер', 'Клиент'],
];
