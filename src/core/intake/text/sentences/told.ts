import type { Message } from '../draft.ts';
import { readMessage } from '../message.ts';
import { bare, isEnd } from './names.ts';

/** What one sentence says: who sends what. */
export interface Told {
  /** As it is written; undefined where the sentence does not say who sends. */
  readonly from: string | undefined;
  /** Undefined where the sentence does not say whom it is sent to. */
  readonly to: string | undefined;
  /** Without a flag where the sentence says only that something is sent, and the next one what. */
  readonly message: Message;
}

/** What is told of a segment by its words; null where they name no flag, or what should be an end is none. */
export function toldOf(from: string | undefined, to: string | undefined, words = ''): Told | null {
  const told = begunBy(from, to, words);
  return told?.message.flagged === true ? told : null;
}

/** The same, also where no flag is named yet. */
export function begunBy(sender: string | undefined, receiver: string | undefined, words: string): Told | null {
  const from = bare(sender);
  const to = bare(receiver);
  if (![from, to].every((name) => name === undefined || isEnd(name))) return null;
  // The words around flags and numbers are the sentence's own.
  return { from, to, message: { ...readWords(words), label: '' } };
}

/** The flags and numbers of a piece of a sentence. Where a flag comes last, as in `确认号 y+1 的 ACK 报文`, it is one, too. */
export function readWords(words: string): Message {
  const text = withValues(withoutRemarks(words)).replace(FILLERS, ' ').replace(REASONS, '');
  const message = readMessage(text);
  const named = APPOSITION.exec(text)?.[1] ?? (message.flagged ? undefined : LAST.exec(text)?.[1]);
  if (named === undefined) return message;
  const { flags } = readMessage(named);
  return { ...message, flags: [...new Set([...message.flags, ...flags])], flagged: true };
}

const FLAGS = '(?:SYN|FIN|RST|PSH|ACK)(?:\\s*[-+/、和与]?\\s*(?:ACK|SYN|FIN))?';
/** `, that is, a SYN+ACK`: what was described, by its name. */
const APPOSITION = new RegExp(`(?:即|也就是|i\\.e\\.,?)\\s*(?:一个|an?\\s)?\\s*(${FLAGS})(?![\\w=])(?!\\s*=)`, 'u');
const LAST = new RegExp(`(?<!\\w)(${FLAGS})\\s*(?:报文段?|包|数据包|packet|segment)`, 'u');

const FILLERS = /\b(?:with|containing|its|carrying|back)\b/gi;

/** `(the same as SYN: it takes a number)`: what stands in brackets and gives no value is a remark. */
function withoutRemarks(words: string): string {
  return words.replace(/[（(]([^()（）]*)[）)]/gu, (whole, inside: string) =>
    /[=:]|^\s*\w+(?:\s*\+\s*\d+)?\s*$|\d/u.test(inside) && !/\p{Script=Han}{6}/u.test(inside) ? whole : ' ',
  );
}

/** What a segment is good for says nothing of what is in it: `…, which means that the SYN has come`. */
const REASONS =
  /(?:[,，]\s*|\s)(?:表示|表明|说明|代表|意思是|意味着|用来|用于|以便|which (?:means|tells|confirms|indicates)|meaning|indicating|(?:in order )?to (?:indicate|confirm|show|tell|signal|acknowledge)|waits?|waiting|expect(?:s|ing)?|after\s+(?:some|a)|when|because|once|until|so\s+that)(?![A-Za-z]).*$/iu;

/** `Ack number = the client's sequence number + 1 (x + 1)`: the value is the one in brackets; `x+1 作为 ACK 的值`. */
function withValues(words: string): string {
  return words
    .replace(/\((SYN|ACK|FIN|RST)\)/g, ' $1 ')
    .replace(EXPLAINED, ' ack=$1 ')
    .replace(AS_ACK, ' ACK ack=$1 ')
    .replace(/\back(?:nowledge?ment)? number\s*\(\s*(\w+\s*\+\s*\d+)\s*\)/giu, ' ack number=$1 ');
}

const AS_ACK = /([A-Za-z]\w*(?:\(\w{1,8}\))?\s*\+\s*1)\s*作为\s*(?:ACK|确认序?号|应答)\s*(?:的值)?/giu;

const EXPLAINED =
  /\bAck(?:nowledge?ment)?(?:\s+number)?\s*(?:=|is|of)?\s*(?:the\s+)?[\p{L}’' ]*\b(?:sequence number|seq|ISN)\s*\+\s*1\s*\(\s*([A-Za-z]\w*\s*\+\s*\d+)\s*\)/giu;
