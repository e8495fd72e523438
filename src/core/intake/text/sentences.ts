import { isName } from './arrows.ts';
import type { Recogniser } from './collector.ts';
import { endOf, isTcp, type Message } from './draft.ts';
import { withoutListMark } from './lines.ts';
import { readMessage } from './message.ts';

/**
 * A step told in a sentence: `The client sends a SYN with sequence number 1000 to the server`, `A to B: SYN`,
 * `客户端向服务器发送 SYN 报文，seq=x`. Only texts that draw nothing are read so: beside a drawing, sentences are prose.
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

const ARTICLE = '(?:the\\s+|an?\\s+)?';
const VERB =
  '(?:then\\s+|now\\s+|next\\s+)?(?:sends?|sent|repl(?:y|ies|ied)|responds?|responded|answers?|answered|returns?|transmits?|acknowledges?)(?:\\s+back)?';
const ENGLISH = new RegExp(`^${ARTICLE}(\\S+(?:\\s\\S+){0,2}?)\\s+${VERB}\\b(.*)$`, 'i');
const RECEIVER = new RegExp(`\\s+(?:back\\s+)?to\\s+${ARTICLE}([^\\s,.;:()]+(?:\\s[A-Z0-9]\\S*)?)`, 'i');
const WAY = /^(?:from\s+)?(\S+(?:\s[A-Z0-9]\S*)?)\s+to\s+(\S+?(?:\s[A-Z0-9]\S*?)?)\s*[:,]\s*(.*)$/;
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
const CHINESE_WAY = new RegExp(`^(${HAN}{1,12}?)\\s*(?:到|至|发往|发给)\\s*(${HAN}{1,12}?)\\s*[:：,，]\\s*(.*)$`, 'u');

function readSentence(line: string): Told | null {
  if (line.length > 300) return null;
  const passive = PASSIVE.exec(line);
  if (passive !== null) return toldOf(passive[2], passive[3], passive[1]);
  for (const pattern of [WAY, CHINESE_TO, CHINESE_WAY]) {
    const match = pattern.exec(line);
    const told = match === null ? null : toldOf(match[1], match[2], match[3]);
    if (told !== null) return told;
  }
  const english = ENGLISH.exec(line);
  if (english !== null) {
    const rest = english[2] ?? '';
    return toldOf(english[1], RECEIVER.exec(rest)?.[1], rest.replace(RECEIVER, ' '));
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
];
