import { ordered } from '../message.ts';
import { bare, isEnd, ROLE } from './names.ts';
import { readWords, type Told, toldOf } from './told.ts';

/**
 * The segments that a step tells of, in Chinese: `服务器收到 SYN 后，向客户端回复 SYN+ACK 报文，seq=y，进入 SYN_RCVD 状态`. It is
 * read clause by clause: who, what he has received, what he sends, with which bits and numbers; states and reasons are left out.
 */
export function readChinese(step: string): Told[] {
  const text = simplified(step);
  const way = WAY.exec(text);
  const told = way === null ? null : toldOf(way[1], way[2], way[3]);
  if (told !== null) return [told];
  const story = new Story();
  for (const clause of clausesOf(text)) story.read(clause);
  return story
    .told()
    .map((one) => ({ ...one, from: asWritten(one.from, text, step), to: asWritten(one.to, text, step) }));
}

/** What is being sent: its sender and receiver, and the clauses that say what it is. */
interface Sending {
  readonly from: string | undefined;
  to: string | undefined;
  readonly words: string[];
  /** Nothing yet but that something is confirmed. */
  confirms: boolean;
}

class Story {
  readonly #told: Told[] = [];
  #subject: string | undefined;
  /** Who is named as the sender of what was received. */
  #other: string | undefined;
  /** Clauses of bits and numbers that stand before it is said that they are sent. */
  #before: string[] = [];
  #sending: Sending | null = null;

  read(whole: string): void {
    const { subject, clause } = subjectOf(whole);
    const plain = clause.replace(BRACKETS, '');
    const verb = SENT.exec(plain);
    const received = RECEIVED.exec(plain);
    if (ASIDE.test(plain)) {
      if (subject !== undefined && !OF_OTHERS.test(clause)) this.#turnTo(subject);
      return;
    }
    if (received !== null && (verb === null || received.index < verb.index)) {
      this.#turnTo(subject ?? OTHER_RECEIVES.exec(plain)?.[1] ?? this.#subject);
      this.#other = SENDER.exec(plain.slice(received.index + received[0].length))?.[1];
      return;
    }
    if (subject !== undefined && subject !== this.#subject) this.#turnTo(subject);
    if (verb !== null) this.#sends(clause, verb[0].endsWith('确认'));
    else if (this.#sending !== null) this.#goesOn(this.#sending, clause);
    else this.#before.push(clause);
  }

  told(): readonly Told[] {
    this.#close();
    return this.#told;
  }

  #goesOn(sending: Sending, clause: string): void {
    sending.words.push(clause);
    sending.to ??= receiverIn(clause);
  }

  #sends(clause: string, confirms: boolean): void {
    const open = this.#sending;
    // `可以继续发送数据`
    if (open !== null && clause.includes('数据') && !readWords(clause).flagged) return;
    if (
      open !== null &&
      (ALSO.test(clause) || open.confirms || !open.words.some((words) => readWords(words).flagged))
    ) {
      this.#goesOn(open, clause);
      open.confirms &&= confirms;
      return;
    }
    this.#close();
    const [, sender, receiver] = OTHER_NAMES.exec(clause) ?? [];
    const from = this.#subject ?? sender;
    const to = receiverIn(clause) ?? receiver ?? this.#other;
    this.#sending = { from, to, words: [...this.#before, clause], confirms };
    this.#before = [];
  }

  #turnTo(subject: string | undefined): void {
    this.#close();
    this.#subject = subject;
    this.#other = undefined;
    this.#before = [];
  }

  #close(): void {
    const sending = this.#sending;
    this.#sending = null;
    if (sending === null) return;
    const clauses = sending.words.map((words) => words.replace(CONFIRMED_SEGMENT, 'ACK '));
    const messages = [clauses.join(', '), ...clauses].map(readWords);
    const [whole] = messages;
    if (whole === undefined || !messages.some(({ flagged }) => flagged)) return;
    const flags = [...new Set(messages.flatMap((message) => message.flags))];
    const fields = ordered(new Map(messages.toReversed().flatMap((message) => [...message.fields])));
    const message = { ...whole, flags, flagged: true, fields, label: '' };
    const [from, to] = [bare(sending.from), bare(sending.to)];
    if ([from, to].every((name) => name === undefined || isEnd(name))) this.#told.push({ from, to, message });
  }
}

function receiverIn(clause: string): string | undefined {
  return [...clause.matchAll(RECEIVER)].map((match) => match[1]).find((name) => name !== undefined && isEnd(name));
}

/** Pieces between commas, and before words that begin another thought; what stands in brackets or quotes stays together. */
function clausesOf(text: string): string[] {
  return text
    .replace(SPEECH, ' ')
    .replace(GLOSS, '$1')
    .split(BETWEEN)
    .flatMap((clause) => clause.split(AFTER_RECEIVING))
    .flatMap((clause) => clause.split(AFTER_LOOKING))
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

/** The one who does it, and what he does. */
function subjectOf(clause: string): { subject: string | undefined; clause: string } {
  const plain = clause.replace(LEADING, '');
  const match = SUBJECT.exec(plain);
  if (match === null) return { subject: undefined, clause: plain };
  return { subject: match[1], clause: (match[2] ?? '').replace(LEADING, '') };
}

const LETTER = '[A-Za-z][A-Za-z0-9_.-]{0,15}(?:端|方)?';
const NAME = `(?:${ROLE}\\s?(?:client|server|[A-Za-z0-9](?![A-Za-z0-9=])|[甲乙])?|${LETTER})`;
const PROCESS = '(?:的?\\s*TCP)?\\s*(?:客户|服务器?)?\\s*(?:进程|程序)?';
const WAY = new RegExp(`^(${NAME})\\s*(?:(?<![收接得])到|至|发往|发给)\\s*(${NAME})\\s*[:：,，]\\s*(.*)$`, 'u');
const SUBJECT = new RegExp(
  `^((?!(?:SYN|ACK|FIN|RST|PSH|TCP|seq|ack|TIME|CLOSE|LAST|ISN|FTP|HTTP)(?![A-Za-z]))${NAME})${PROCESS}\\s*(?![的和与=]|[A-Za-z0-9])(.*)$`,
  'iu',
);
const LEADING =
  /^(?:首先|先|再次?|然后|随后|之后|接着|接下来|最后|则|会|将(?=会|要)|就|也|还|又|立即|立刻|马上|继续|自己|同时|必须|需要?|要|应该|应(?!答)|主动(?!关闭|打开|连接|断开|的?一?[方端])|便|于是|此时|这时|现在|所以|因此|如果?|若|当|一样|\s|[，,:：-])+/u;
/** It is said that something is sent, and not what was sent or that nothing is. */
const SENT =
  /(?<![的未能没有不]|没有|不能|不再)(?:发送|发出|发起|发回|发给|回复|回送|回传|回应|返回|返还|响应|应答|传送|送出|给出|(?:进行|必须|需要?|要|应)?确认(?!序|号|报文|包|应答|的)(?=.*ack)|回(?![到应])|发(?![现生]))(?!的|过来|来的|完|成)/iu;
/** `确认客户的 SYN（`: what is confirmed is not what is sent, and to confirm is an ACK. */
const CONFIRMED_SEGMENT = /确认.{0,6}?的\s*(?:SYN|FIN)\s*(?:包|报文段?)?/iu;
const ALSO = /^(?:同时|并|且|即|也就是|其)|也(?:需要?)?发/u;
const RECEIVED = /接?收到|接收|接到|得到|收(?=了|包)/u;
const AFTER_RECEIVING = /(?<=(?:接?收到|接收|接到|得到)[^,，]{0,60}?[之以]?后)(?=\s*[^,，\s后])/u;
const AFTER_LOOKING = /(?<=(?:正确|无误|成功|通过)(?:之?后)?)(?=将|再|就|则|会|向)/u;
const SENDER = new RegExp(`^[了自来\\s]*(${ROLE})`, 'u');
const RECEIVER = new RegExp(`(?:(?<![收接得])到|给|至|向|对)\\s*(${NAME})(?!\\s*[=的]|[A-Za-z0-9])`, 'gu');
/** Those whose names are neither roles nor in letters: `小明向小红发送 SYN`. */
const OTHER_NAMES = /^(\p{Script=Han}{1,4}?)?\s*(?:[向给对]\s*(\p{Script=Han}{1,4}?)\s*)?(?:发|回|返)/u;
const OTHER_RECEIVES = /^(\p{Script=Han}{1,4}?)\s*(?:接?收到|接到|得到)/u;
/** What is not said of the segment: states, waiting, reasons, what is known or looked at. */
const ASIDE =
  /进入|处于|转[为入]|变[为成]|等待|期待|准备|打算|希望|表示|表明|说明|意味|意思|代表|告诉|知道|检查|是否|证明|保证|确保|以便|用来|用于|这里|不能|无法|不必|没有|已经|占用|消耗|下次/u;
const BRACKETS = /[（(][^()（）]*[）)]/gu;
const OF_OTHERS = /^(?:等待|期待|希望)/u;
const BETWEEN = /[,，;；。、](?![^（(]*[）)])|(?=同时|并且|然后|随后|此时|这时|表示|说明|以便|这里|即(?=\s*[A-Z]))/u;
const SPEECH = /[“"「][^”"」]*\p{Script=Han}[^”"」]*[”"」]/gu;
const GLOSS = new RegExp(`(${ROLE})\\s*[（(][A-Za-z ]{1,24}[）)]`, 'gu');

/** Characters of traditional Chinese that stand in what is looked for, each with its simplified one. */
const TRADITIONAL = new Map(
  [
    ...'發发傳传應应進进狀状態态連连線线確确認认並并關关閉闭報报號号戶户務务後后處处於于這这時时將将對对會会給给還还從从來来開开準准備备無无沒没為为個个',
  ].reduce<[string, string][]>(
    (pairs, one, index, all) => (index % 2 === 0 ? [...pairs, [one, all[index + 1] ?? one]] : pairs),
    [],
  ),
);

function simplified(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (one) => TRADITIONAL.get(one) ?? one);
}

/** A name in the characters of its author. */
function asWritten(name: string | undefined, text: string, step: string): string | undefined {
  const at = name === undefined ? -1 : text.indexOf(name);
  return name === undefined || at < 0 ? name : step.slice(at, at + name.length);
}
