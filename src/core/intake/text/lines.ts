/** Longer lines are not what somebody wrote about a segment. */
const MOST_COLUMNS = 2000;

/** A line without control characters and the colours of terminals. */
export function printableLine(raw: string): string {
  return CONTROLS.test(raw) ? raw.replace(COLOURS, '').replace(CONTROLS_ALL, ' ') : raw;
}

/** A line as the recognisers read it: what quotes, marks up or colours it is gone, in Markdown, HTML or TeX. */
export function plainLine(raw: string): string {
  let line = raw.slice(0, MOST_COLUMNS);
  if (INVISIBLE.test(line)) line = line.replaceAll('\u00a0', ' ').replace(INVISIBLE_ALL, '');
  if (line.includes('</')) line = line.replace(MARKED, '$2');
  if (line.includes('<')) line = line.replace(BLOCK_TAGS, '');
  if (line.includes('&')) line = line.replace(/&([a-zA-Z]{2,5});/g, (whole, name: string) => ENTITIES[name] ?? whole);
  if (line.includes('\\')) line = line.replace(TEX_RIGHT, '→').replace(TEX_LEFT, '←');
  if (line.includes('**')) line = line.replace(/\*\*(?=\S)(.*?\S)\*\*/g, '$1');
  if (line.includes('__')) line = line.replace(/(?<![\w])__(?=\S)(.*?\S)__(?![\w])/g, '$1');
  if (line.includes('`') && !/^\s*```/.test(line)) line = line.replace(/`+/g, '');
  return line.replace(/^(?:\s*>(?=\s))+ ?(?=.)/, '').trimEnd();
}

/* oxlint-disable no-control-regex -- control characters are what these look for */
const COLOURS = /\x1b\[[0-9;]*[A-Za-z]/g;
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/;
const CONTROLS_ALL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/g;
/* oxlint-enable no-control-regex */
const INVISIBLE = /[\u00a0\u200b-\u200f\u2060\ufeff]|\ufe0f/;
const INVISIBLE_ALL = /[\u200b-\u200f\u2060\ufeff]|\ufe0f/g;
const ENTITIES: Readonly<Record<string, string>> = {
  gt: '>',
  lt: '<',
  amp: '&',
  quot: '"',
  nbsp: ' ',
  rarr: '→',
  rArr: '→',
  larr: '←',
  lArr: '←',
  mdash: '—',
  ndash: '–',
};
/** The marks of HTML that say nothing about a segment; a break of the line is read where it stands. */
const MARKED = /<(span|code|tt|kbd|b|i|em|strong|u)(?:\s[^<>]*)?>([^<]*)<\/\1>/gi;
const BLOCK_TAGS =
  /^(?:\s*<\/?(?:li|ol|ul|p|div|pre|blockquote)(?:\s[^<>]*)?>)+|(?:<\/(?:li|ol|ul|p|div|pre|blockquote)>\s*)+$/gi;
const TEX_RIGHT = /\$?\\(?:(?:long)?rightarrow|Rightarrow|to)\b\$?/g;
const TEX_LEFT = /\$?\\(?:(?:long)?leftarrow|Leftarrow|gets)\b\$?/g;

/** The mark of a list or a step in front of a line. */
const LIST_MARK =
  /^\s*(?:#{2,6}\s+|\\item\s+|\p{Extended_Pictographic}\s*|[-*+•·▪●○◦‣▸]\s+|[（(]?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,2})[.)、:：）]\s*(?!\d)|[①-⑳]\s*|(?:step|phase|packet|segment|frame|message)\s*#?\d{1,3}\s*[:.)-]?\s+|(?:步骤|阶段|第)?[一二三四五六七八九十\d]{1,2}[.、]\s*)+/iu;
/** `第一次握手：` */
const ORDINAL =
  /^\s*(?:第[一二三四五六\d][次步](?:握手|挥手)?|(?:First|Second|Third|Fourth|Fifth)(?: (?:step|packet|segment|handshake|wave))?|[一二三四]次(?:握手|挥手))\s*[:：、，,-]\s*/iu;

/** Who says it, in a chat: `[10:02] anna: `, `10:02 <anna> `. */
const SPEAKER =
  /^\s*\[?\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?\]?\s+(?:<[\w.@+-]{1,24}>|[\p{L}][\p{L}\p{N}_.-]{0,23}:)\s+/iu;

/** A line without the marks of a list, and without its place in the story or its speaker. */
export function withoutListMark(line: string): string {
  return line.replace(SPEAKER, '').replace(LIST_MARK, '').replace(ORDINAL, '').trimStart();
}
