import { ROLE } from './names.ts';
import { begunBy, readWords, type Told, toldOf } from './told.ts';

/** `客户端收到服务器的 SYN+ACK 报文后，向服务器发送 ACK 报文，ack=y+1，进入 ESTABLISHED 状态`. */
export function readChinese(sentence: string): Told | null {
  const way = WAY.exec(sentence);
  if (way !== null) return toldOf(way[1], way[2], way[3]);
  const { subject, other, rest } = afterWhatHappened(sentence);
  const to = TO.exec(rest);
  if (to !== null) return begunBy(to[1] ?? subject, to[2], withoutState(to[3] ?? ''));
  const answer = AS_ANSWER.exec(rest);
  if (answer !== null) return toldOf(subject, other, withoutState(`${answer[1] ?? ''}${answer[2] ?? ''}`));
  const sends = (subject === undefined ? null : SENDS.exec(rest)) ?? NAMED_SENDS.exec(rest);
  if (sends === null) return subject === undefined ? null : sentAtLast(subject, other, rest);
  const [, name, verb = '', all = ''] = sends;
  const from = name === '' ? subject : (name ?? subject);
  if (from === undefined) return null;
  const words = withoutState(all);
  const told = toldOf(from, receiverIn(words) ?? other, words);
  return told !== null && verb.endsWith('确认') ? confirming(told, words) : told;
}

/** `将 SYN 置 1，产生 seq=x，发送给服务端`: what is sent, and then that it is. */
function sentAtLast(subject: string, other: string | undefined, rest: string): Told | null {
  if (!ANYWHERE.test(rest)) return null;
  const words = withoutState(rest);
  return toldOf(subject, receiverIn(words) ?? other, words);
}

function receiverIn(words: string): string | undefined {
  return RECEIVER.exec(words)?.[1];
}

/** `确认客户的 SYN（ack=j+1），同时发送一个 SYN（syn=k）`: what is confirmed is not what is sent, and to confirm is an ACK. */
function confirming(told: Told, words: string): Told {
  const sent = ALSO_SENDS.exec(words)?.[1];
  const flags = sent === undefined ? [] : readWords(sent).flags;
  return { ...told, message: { ...told.message, flags: [...new Set([...flags, 'ACK' as const])] } };
}

const NAME = `(?:${ROLE}\\s?(?:[A-Za-z0-9]{1,8}(?![A-Za-z0-9=])|[甲乙])?|[A-Za-z][A-Za-z0-9_.-]{0,15}|\\p{Script=Han}{1,6}?)(?:的?\\s*(?:TCP)?\\s*(?:客户|服务器?)?\\s*(?:进程|程序))?`;
const ADVERB =
  '(?:首先|先|再|然后|随后|之后|接着|最后|则|会|将|就|也|还|又|立即|立刻|马上|继续|自己|同时|必须|需要?|要|应该?|主动(?!关闭|打开|连接|断开|的?一?[方端])|便|于是|此时|这时|现在|\\s){0,6}';
/** Not `客户端发送的报文`: what was sent, and not that it is sent. */
const SENT =
  '(?:发送|发出|发起|发回|回复|回送|回应|返回|返还|响应|应答|传送|给出|进行确认|确认|回|发)(?!(?:的|过来|来的|后|完|之后))(?:了|过去|出)?';
const WAY = new RegExp(`^(${NAME})\\s*(?:(?<![收接得])到|至|发往|发给)\\s*(${NAME})\\s*[:：,，]\\s*(.*)$`, 'u');
const TO = new RegExp(`^(?:(${NAME})${ADVERB})?(?:向|给|对)(${NAME})${ADVERB}${SENT}(.*)$`, 'u');
const SENDS = new RegExp(`^()(${SENT})(.*)$`, 'u');
const NAMED_SENDS = new RegExp(`^(${NAME})?${ADVERB}(${SENT})(.*)$`, 'u');
const AS_ANSWER = /^(?:.{0,4}?)以(.{1,40}?)作为(?:应答|回应|响应|回复|确认)(.*)$/u;
const ANYWHERE = new RegExp(SENT, 'u');
const ALSO_SENDS = new RegExp(`[,，\\s].{0,12}?${SENT}(.*)$`, 'u');
const RECEIVER = new RegExp(`(?:(?<![收接得])到|给|至)(${ROLE}|${NAME}(?=[,，。;；]|$))`, 'u');
/** What has happened before, by the one who sends then: `服务器收到 SYN 报文，`, `服务器将数据发送完毕后，`. */
const HAPPENED = new RegExp(
  `^(${NAME})(?:${ADVERB}(?:接?收到|接收|接到|得到|收)(?:了|来自)?([^,，]{0,60}?)(?:[之以]?后\\s*[,，]?|时?\\s*[,，])|[将把在][^,，]{1,60}[后时]\\s*[,，])(.*)$`,
  'u',
);
const SENDER = new RegExp(`^(?:来自)?(${ROLE})`, 'u');
const LEADING = new RegExp(`^(?:${ADVERB}[,，])?${ADVERB}`, 'u');
/** `建立连接时，`: when that is, and nobody is named. */
const WHEN = new RegExp(`^(?!${ROLE})[^,，]{2,24}[时后][,，]\\s*`, 'u');
/** `如同意建立连接，` */
const IF = /^(?:如果?|若)[^,，]{2,24}[,，]\s*/u;
/** Whoever has a role is the subject of the sentence that begins with it. */
const SUBJECT = new RegExp(
  `^(${ROLE}(?:\\s*[（(]?(?:client|server)[）)]?|\\s?[A-Za-z0-9](?![A-Za-z0-9=]))?)(?![的和与])(.*)$`,
  'iu',
);
const STATE =
  /(?:[,，;；]\s*)?(?:此时|这时|随后|然后|并且?|自己|同时|从而)?\s*(?:客户端|服务[器端]+|[A-Z])?\s*(?:就|便|会)?(?:进入|处于|转为|转入|变为|变成).*$/u;

/** The subject of a clause in front, who is named as the sender of what came, and what is told then. */
function afterWhatHappened(sentence: string): { subject?: string; other?: string; rest: string } {
  const begun = sentence.replace(LEADING, '');
  const text = HAPPENED.test(begun) ? begun : begun.replace(WHEN, '');
  const happened = HAPPENED.exec(text);
  const alone = happened === null ? SUBJECT.exec(text) : null;
  const [, subject, what, rest = text] = happened ?? [undefined, alone?.[1], undefined, alone?.[2]];
  const other = SENDER.exec(what ?? '')?.[1];
  return {
    rest: rest.replace(LEADING, '').replace(IF, '').replace(LEADING, ''),
    ...(subject === undefined ? {} : { subject }),
    ...(other === undefined ? {} : { other }),
  };
}

/** What follows on the state that an end is in then says nothing of the segment. */
function withoutState(words: string): string {
  return words.replace(STATE, '');
}
