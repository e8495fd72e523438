import { type Told, toldOf } from './told.ts';

/** `the`, `der`, `el`, `le`, …, and what may stand before the subject: `First,`, `Danach`. */
const ARTICLE = String.raw`(?:(?:the|an?|der|die|das|den|dem|el|la|le|il|lo|o)\s+|l['’])?`;
const BEFORE =
  /^(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|now|later|meanwhile|eventually|subsequently|finally|lastly|afterwards?|after that|in response|in (?:its|his) turn|zuerst|zunächst|dann|danach|daraufhin|schließlich|primero|luego|después|entonces|finalmente|por último|d['’]abord|ensuite|puis|enfin|primeiro|depois|em seguida|prima|poi|infine|сначала|затем|потом|наконец)(?:\s*[,:]\s*|\s+)/iu;
/** `After receiving the SYN, …`: what has happened before. */
const AFTER = /^(?:after|upon|once|on|following|as soon as|when)\s+[^,]{3,120},\s*/iu;
/** `When the server has it, it …`: the one who is meant. */
const AFTER_HE =
  /^(?:after|upon|once|when|as soon as)\s+((?:the\s+)?[^\s,]+(?:\s(?:[a-z]|\d{1,3})(?=\s))?)\s[^,]{2,120},\s*(?:it|he|she|they)\s/iu;
/** `This causes the client to send …` */
const CAUSES = /^(?:this|which|that|it)\s+(?:causes?|makes?|lets?)\s+(?=\S)/iu;
const ADVERB =
  '(?:\\s+(?:then|now|next|also|immediately|must|should|will|shall|can|again|simply|finally|first|le|lui))*';
const VERB = [
  '(?:(?:to\\s+)?sends?|sent|repl(?:y|ies|ied)|responds?|responded|answers?|answered|returns?|transmits?|acknowledges?|issues?|(?:(?<=\\sby\\s+)|(?<=,\\s+))(?:sending|replying|responding|answering|returning))(?:\\s+back)?',
  '(?:sendet|schickt|antwortet|erwidert|bestätigt)',
  '(?:env[ií]a|manda|responde|contesta|devuelve)',
  '(?:envoie|renvoie|répond|transmet)',
  '(?:invia|risponde|manda)',
  '(?:отправляет|посылает|отвечает|шлёт)',
].join('|');
/** `The server receives the SYN, and replies …` */
const RECEIVES =
  '(?:,\\s[^,]{1,60},)?(?:\\s+(?:receives?|gets?|accepts?|picks?|chooses?|selects?|generates?|creates?|wants?|starts?|opens?|initiates?|begins?|completes?|finishes?|closes?|ends?|terminates?|confirms?|acknowledges?)\\s.{1,80}?(?:,|\\sand|\\sby)(?:\\s+(?:and|then|it))*)?';
const TOLD = new RegExp(
  `^${ARTICLE}([^\\s,]+(?:\\s[^\\s,]+){0,2}?)${RECEIVES}${ADVERB}\\s+(${VERB})(?=[\\s,:])(.*)$`,
  'iu',
);
const TO = new RegExp(
  `\\s+(?:back\\s+)?(to|an(?=\\s+(?:den|die|das)\\s)|zum|zur|au|aux|à|al|ao|a(?=\\s+la\\s))\\s+(${ARTICLE})([\\p{L}\\p{N}][^\\s,.;:()]*)(\\s+[^\\s,.;:()]+)?`,
  'giu',
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
/** `… and enters the SYN-SENT state` */
const STATE =
  /(?:,|\s)\s*(?:and|then|which|while)?\s*(?:then\s+)?(?:enters?|entering|moves?|moving|goes|transitions?|changes?|becomes?|is now)\s.*$/iu;
/** `クライアントがサーバーにSYNを送信する`, `클라이언트가 서버에게 SYN을 보낸다`. */
const NAME_CJK = '[\\p{Script=Han}\\p{Script=Katakana}\\p{Script=Hangul}ーA-Za-z0-9]{1,12}?';
const JAPANESE = new RegExp(
  `^(${NAME_CJK})(?:が|は|から)、?(${NAME_CJK})(?:に対して|に|へ)、?(.*?)(?:送信|送る|送り|返|応答)[^（(]*([（(].*)?$`,
  'u',
);
const KOREAN = new RegExp(
  `^(${NAME_CJK})(?:가|이|는|은)\\s+(${NAME_CJK})(?:에게|에|로|으로)\\s+(.*?)(?:보낸|보내|보냅|전송|응답|회신)[^（(]*([（(].*)?$`,
  'u',
);

/** A sentence of English, of another language of Europe, of Japanese or Korean. */
export function readOthers(sentence: string): Told | null {
  const passive = PASSIVE.exec(sentence);
  if (passive !== null) return toldOf(passive[2], passive[3], passive[1]);
  const behind = WAY_BEHIND.exec(sentence);
  const toldBefore = behind === null ? null : toldOf(behind[2], behind[3], behind[1]);
  if (toldBefore !== null) return toldBefore;
  for (const pattern of [WAY, JAPANESE, KOREAN]) {
    const match = pattern.exec(sentence);
    const told = match === null ? null : toldOf(match[1], match[2], `${match[3] ?? ''} ${match[4] ?? ''}`);
    if (told !== null) return told;
  }
  const active = TOLD.exec(
    sentence.replace(BEFORE, '').replace(CAUSES, '').replace(AFTER_HE, '$1 ').replace(AFTER, ''),
  );
  const [, from = '', verb = '', all = ''] = active ?? [];
  // `The client send`, of an end, but not `those who send`.
  if (active === null || (/^(?:to\s+)?send$/i.test(verb) && !ENDS.test(from))) return null;
  const words = all.replace(STATE, '');
  const to = receiverIn(words);
  const sent = (to === null ? words : words.replace(to.whole, ' ')).replace(DATIVE, ' ');
  const receiver = to?.name ?? DATIVE.exec(words)?.[1];
  return toldOf(from, receiver, sent) ?? (/^acknowledge/i.test(verb) ? toldOf(from, receiver, `ACK ${sent}`) : null);
}

/** Whom something is sent to: `to the server`, `to Host B`, but not `to request a connection`. */
function receiverIn(words: string): { name: string; whole: string } | null {
  for (const match of words.matchAll(TO)) {
    const [, preposition = '', article = '', noun = '', next = ''] = match;
    if (preposition.toLowerCase() === 'to' && article === '' && !ENDS.test(noun) && !/^\p{Lu}/u.test(noun)) continue;
    // `Host B`, `server 2`: what is behind a name and part of it.
    const second = /^\s+(?:\p{Lu}\S{0,12}|\d{1,3})$/u.test(next) ? next : '';
    const whole = match[0].slice(0, match[0].length - (next.length - second.length));
    // `the sender (Client)`
    const gloss = /^\s*\((\p{Lu}[\p{L}\d]{1,15})\)/u.exec(words.slice(match.index + whole.length))?.[1];
    return { name: gloss ?? `${noun}${second}`, whole };
  }
  return null;
}

const ENDS = /^(?:client|server|host|peer|sender|receiver|initiator|responder|browser|proxy|[a-z]\S*\d)/i;
