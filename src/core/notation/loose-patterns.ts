import { FLAG_NAMES } from './flags.ts';

const LETTER = String.raw`[\p{L}\p{M}\p{N}_]`;
const WORD = String.raw`${LETTER}+(?:[-.'’/]${LETTER}+)*`;
const REMARK = String.raw`(?:\s\([^()<>:-]{1,20}\))?`;
/** A name: one word and a port, or a text in quotes. */
const NAME = String.raw`(?:"[^"]+"|${WORD}${REMARK})`;
/** A name that may be several words, where something surely ends it. */
const NAMES = String.raw`(?:"[^"]+"|${WORD}(?:\s+${WORD}){0,3}?${REMARK})`;
const PORT = String.raw`(?::(\d{1,5}))?`;
const RIGHT = String.raw`(?:[-=~]+>{1,2}|[-=~]*→)`;
const LEFT = String.raw`(?:<{1,2}[-=~]+|←[-=~]*)`;
const LOST = String.raw`-{1,2}[xX](?=\s)`;
const BEGIN = String.raw`^(\s*)(${NAMES})${PORT}`;
/** Letters of scripts that have no blanks between words, and a word in Latin ones before or behind them. */
const CJK = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}`;

/** What `loose.ts` looks for in a line. */
class Patterns {
  /** Dashes and heads of arrows that box drawings are made of; each stands for the ASCII character at its place. */
  readonly drawn: readonly (readonly [RegExp, string])[] = [
    [/[─━═╌┄‐‑]/g, '-'],
    [/[▶►➤➝»]/g, '>'],
    [/[◀◄«]/g, '<'],
    [/[→⟶⇒➔➜]/g, '→'],
  ];
  /** A segment whose text stands in its arrow: `Client --SYN--> Server`, `Client <-- SYN,ACK -- Server`. */
  readonly insideRight = new RegExp(
    String.raw`${BEGIN}(\s*(?:[-=~]{2,}|(?<=\s)[-=~]))(\s*[^\s<>=-].*?)(${RIGHT})\s*(${NAMES})${PORT}\s*($|[:(].*$)`,
    'du',
  );
  /** A lone `=` behind it is that of a field: `C <-- S tfo = cafe`. */
  readonly insideLeft = new RegExp(
    String.raw`${BEGIN}\s*(${LEFT})(\s*[^\s<>=-].*?)((?:[-=~]{2,}|\s[-~])\s*)(${NAMES})${PORT}\s*($|[:(].*$)`,
    'du',
  );
  /** A segment whose text follows a colon; names may be several words. */
  readonly withColon = new RegExp(
    String.raw`${BEGIN}\s*(${RIGHT}|${LEFT}|${LOST})\s*[+-]?\s*(${NAMES})${PORT}\s*(:(?!\d).*$)`,
    'du',
  );
  readonly plain = new RegExp(String.raw`${BEGIN}\s*(${RIGHT}|${LEFT}|${LOST})\s*[+-]?\s*(${NAME})${PORT}(.*$)`, 'du');
  /** A number or a bullet of a list: passed over. */
  readonly marker = /^\s*(?:(?:[-*+•·]|\(?\d{1,3}[.),:](?!\d)|\[\d{1,3}\])\s+|\(?\d{1,3}[.),](?=\p{L})|[①-⑳]\s*)/u;
  readonly numbered = /^\s*:?\s*(?:\(?\d{1,3}[.),](?!\d)\s*|\[\d{1,3}\]\s*|[①-⑳]\s*)(?=\p{L})/u;
  /** Words in front of the ends, as in `第一次握手：A -> B` or `Step 1: A -> B`: a part of the text beside the segment. */
  readonly prefix = /^\s*([^\s:<>"→←][^:<>"→←]{0,40}?)(?:\s*:\s+|(?<=[^ -~])\s*:)(?=\S)/u;
  /** Flags in front of the ends: with two blanks behind them, or more than one flag, they are no host's name. */
  readonly flagsFirst = new RegExp(
    String.raw`^\s*((?:${FLAG_NAMES.join('|')})(?:\s?[-+/,_]\s?(?:${FLAG_NAMES.join('|')}))+(?=\s)|(?:${FLAG_NAMES.join('|')})(?=\s{2}))\s+(?=${WORD})`,
    'u',
  );
  /** Names that say that flags follow: `<CTL=SYN>`, `Flags: SYN, ACK`. */
  readonly control = /^(?:ctl|flags?|control|标志位?)\s*[=:]?\s*/iu;
  readonly fieldWords = /^(\p{L}[\p{L}\p{N}]*)(?:([ _.-])(\p{L}+))?(?:([ _.'’-])(\p{L}+))?/u;
  /** A value that cannot be a word of prose. */
  readonly number =
    /^\s*(?:0x[\da-f_]+|\d[\d_]*|\p{L}\d?|\p{L}+_[\p{L}\d_]+|[\p{L}_]{1,12}\s?\+\s?\d+)(?:\s?[+-]\s?[\p{L}\d]+)*(?![\p{L}\d])/iu;
  /** What Stevens writes behind a flag: `SYN J`, `ACK J+1`. */
  readonly bareNumber = /^\s+(?:\p{L}\d?(?:\s?\+\s?\d+)?|\d{2,})(?=\s*(?:$|[,;)\]<>]))/u;
  /** What stands in brackets right behind a flag as its number: `SYN(x)`, `ACK(x+1)`, `ACK(151)`. */
  readonly inBrackets = /^\(\s*(?:\p{L}\d?(?:\s?\+\s?\d+)?|\d{2,})\s*(?=\))/u;
  readonly bytes = /^\d{1,9}\s*(?:bytes?|octets?|字节|位元組|バイト|바이트|байт)(?![\p{L}\p{N}])/iu;
  readonly bit = /^\s*(?:\(\s*([01])\s*\)|:\s*([01])(?![\p{L}\d+]))/u;
  readonly latin = new RegExp(String.raw`^[A-Za-z\d_]+(?=[${CJK}])`, 'u');
  readonly withoutBlanks = new RegExp(String.raw`^[${CJK}]+(?=[A-Za-z])`, 'u');
  readonly touches = new RegExp(String.raw`[${CJK}]`, 'u');
  readonly break = /^<\s*br\s*\/?\s*>/i;
  readonly separators = /^[\s,;:()[\]{}<>|+/&*`、。·-]/;
}

let made: Patterns | undefined;

/** They are made for the first line that needs them: classes of Unicode take longer to make than a whole strict text to read. */
export const patterns = (): Patterns => (made ??= new Patterns());
