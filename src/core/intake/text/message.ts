import {
  FIELD_NAMES,
  fieldEntry,
  type FieldName,
  FLAG_NAMES,
  type FlagName,
  FLAGS,
  foldText,
  saysAbsent,
} from '../../notation/index.ts';
import type { Message } from './draft.ts';

/**
 * Reads the words that somebody wrote about one segment: flags and fields in the spellings of tcpdump, Wireshark,
 * packetdrill, the RFCs, textbooks and everyday notes, in English and in Chinese. Flags and fields come first; from the
 * first word that is neither, flags are words of its label. A number that is not there stays out.
 */
export function readMessage(text: string): Message {
  const reader = new MessageReader(text);
  return reader.read();
}

const FLAG = `(?:${FLAG_NAMES.join('|')}|PUSH|NS)`;
const FLAG_WORD = new RegExp(`(${FLAG})(?![A-Za-z0-9])(?![-_ ](?:SENT|RE?C|WAIT))`, 'iy');
/** `SYNACK`, in one word. */
const GLUED = /(SYN|FIN|PSH|RST)[-_]?(ACK)(?![A-Za-z0-9])/iy;
/** `SYN=1`, `SYN flag = 1`, `SYN 置为 1`. */
const FLAG_SET = new RegExp(
  `(${FLAG})(?:\\s+(?:flag|bit)|\\s*标志位?|\\s*位)?\\s*(?:=|:|(?:is\\s+|are\\s+)?set\\s+to|(?:被|都)?(?:设置|置|设)?为|置)\\s*([01])(?![\\w+])(?!\\s*\\+\\s*(?:\\d|[a-z]\\b))`,
  'y',
);
const FLAG_SET_LOWER = /(syn|fin|rst|psh|urg)\s*=\s*([01])(?![\w+])/iy;
/** tcpdump's letters, behind `Flags` or at the beginning. */
const LETTERS = /\[([SFRPUEWe.]{1,9}|none|A)\]/y;
const LETTER_NAMES: ReadonlyMap<string, FlagName> = new Map([
  ...FLAGS.map(({ letter, name }) => [letter, name] as const),
  ['A', 'ACK'],
]);

const SYMBOL = '[A-Za-z_\\u0370-\\u03ff][\\w\\u0370-\\u03ff]*';
const NUMBER = '(?:0x[0-9A-Fa-f]+|\\d[\\d_]*)';
const TERM = `(?:${NUMBER}(?:\\s?[*·]\\s?${SYMBOL}|(?=[A-Za-z])${SYMBOL})?|${SYMBOL}(?:\\(${SYMBOL}\\))?)`;
const SUM = `${TERM}(?:\\s*\\+\\s*${TERM}|-\\d+)*`;
/** A value where something else than `=` stands before it: prose is no value. */
const SURE = `(?:${NUMBER}|(?:${SYMBOL})?[A-Za-z_]*(?:isn|ISN)\\w*(?:\\(\\w{1,8}\\))?|[A-Za-z](?=\\s*[+,;)\\]>.]|\\s*$|\\s*<br|\\p{Script=Han})|${SYMBOL}(?=\\s*\\+\\s*(?:\\d|[a-z]\\b)))(?:\\s*\\+\\s*(?:\\d+|${SYMBOL}))*`;
const ENDS = '(?![A-Za-z0-9_])';
const NR = '(?:[ _-]?(?:no\\b\\.?|nums?|nr|numbers?|#))?';

interface FieldWords {
  readonly name: FieldName;
  readonly equals: RegExp;
  readonly loose: RegExp;
}

/** `número de`, `n° d'`: the words before the noun in Romance languages. */
const NUMBER_OF = "(?:n[úu]m[eé]ro|n[°º]\\.?)\\s*(?:de\\s+|di\\s+|d['’])";

/** The words that name a field. Before a value stand `=`, or in prose a colon, `is` or nothing. */
const FIELD_WORDS: readonly FieldWords[] = [
  field(
    'seq',
    `(?:(?:initial )?seq(?:uence)?${NR}|seqn?|ISN|${NUMBER_OF}(?:secuencia|s[ée]quence|sequenza|sequência)|номер последовательности|порядковый номер|初始序列号|初始序号|序列号|序号|顺序号|シーケンス番号|(?:순서|시퀀스) ?번호)`,
  ),
  field(
    'ack',
    `(?:ack(?:nowledge?ment)?${NR}|${NUMBER_OF}(?:acuse|confirmación|reconocimiento|acquittement|riscontro|confirmação)|номер подтверждения|序列?号的确认|确认序列号|确认序号|确认号|确认应答号|应答号|確認応答番号|確認番号|확인(?: ?응답)? ?번호)`,
  ),
  field('len', '(?:data[ _-]?len(?:gth)?|payload(?:[ _-]?len(?:gth)?)?|len(?:gth)?|数据长度|长度)'),
  field('win', '(?:window(?:[ _-]?size)?(?:[ _]value)?|rwnd|wnd|win|窗口大小|窗口)'),
  field('mss', '(?:mss|maximum segment size|最大报文段长度)'),
  field('wscale', '(?:wscale|window[ _-]?scal(?:e|ing)|wsopt)'),
  field('urg', '(?:urg(?:ent)?(?:[ _]?(?:pointer|ptr))?|紧急指针)'),
];

/** `others` are the words beside the spellings that the notation knows. */
function field(name: FieldName, others: string): FieldWords {
  const spellings = fieldEntry(name).spellings.toSorted((a, b) => b.length - a.length);
  const words = `(?:${[others, ...spellings].join('|')})`;
  return {
    name,
    equals: new RegExp(
      `(?:(?=\\p{Script=Han})${words}\\s?)?${words}\\s*(?:={1,2}|:=)\\s*(${SUM}|[\\p{Script=Han}]{1,8}(?=\\s*(?:[+,)\\]]|$)))(?!\\w)`,
      'iuy',
    ),
    loose: new RegExp(
      `(?<!\\byour )${words}(?:\\s*[:为是]\\s*|\\s+(?:is\\s+|of\\s+|= )?|(?<=\\p{Script=Han}))((?!num(?:ber)?s?\\b)${SURE})${ENDS}(?!\\s*=)`,
      'iuy',
    ),
  };
}

/** `seq 1:79`, `seq 1:79(78)`, and the numbers alone where the flags stood before them: `S 1:1(0)`. */
const RANGE = /seq(?:uence)?\s*[=:]?\s*(\d+):(\d+)\s*(?:\((\d+)\))?/iy;
const BARE_RANGE = /(\d+):(\d+)\s*(?:\((\d+)\))?/y;
/** `SYN J`, `ACK J+1`, `FIN M`, as Stevens draws them. */
const STEVENS = new RegExp(
  `(SYN|FIN|ACK) ((?:[A-Z]|\\d{2,10}|[A-Z]?\\d{3,10})(?:\\s?\\+\\s?\\d+)?)(?=\\s*(?:[,;()<]|$))`,
  'y',
);
/** `SYN(x)`, `ACK(x+1)`, `ACK(151)`. */
const BRACKETED = /(SYN|FIN|ACK)\(\s*([A-Za-z]\d?(?:\s?\+\s?\d+)?|\d{2,10})\s*\)/y;
const SYN_NUMBER = new RegExp(`(SYN|FIN)\\s*=\\s*(${SUM})(?!\\w)`, 'iy');
const SACK_PERMITTED = /(?:SACK[ _-]?PERM(?:ITTED)?(?:\s*=\s*(?:1|true|\d))?|sackOK)(?![A-Za-z0-9])/iy;
const SCALE_FACTOR = /WS\s*=\s*(\d+)/y;
const TIMESTAMPS = [
  /(?:TS[ _]?val|TSV)\s*=?\s*(\d+)[\s,]*(?:TS[ _]?ecr|ecr|TSER)\s*=?\s*(\d+)/iy,
  /(?:TS\s+val|timestamps?|ts)\s*=?\s*(\d+)(?:\s+(?:ecr\s+)?|\s*\/\s*)(\d+)/iy,
] as const;
const SACK_BLOCK = /SLE\s*=\s*(\d+)[\s,]*SRE\s*=\s*(\d+)/y;
const SACK_TCPDUMP = /(?:sack\s+)?sack\s+\d\s+((?:\{\d+:\d+\}\s*)+)/iy;
const SACK_PACKETDRILL = /sack\s*=?\s*((?:\d+[:-]\d+[\s/]*)+)/iy;
const COOKIE = /(?:tfo\s+cookie\s+|TFO\s*=\s*C?\s*(?:Cookie\s*=\s*)?|FO\s+)([0-9a-f]{2,32})(?![A-Za-z0-9])/iy;
const COOKIE_REQUEST = /(?:tfo\s+cookiereq|TFO\s*=\s*R|FO(?=\s*[,>]))(?![A-Za-z0-9])/y;
const BYTES = /\(?(\d+)[ -]?(?:bytes?|octets?|B|字节)(?![A-Za-z0-9])(?:\s+of\s+data)?\)?/iy;
const UNITS = /\s*(?:bytes?|octets?|字节)(?![A-Za-z0-9])/iy;
const DATA_UNIT = /(?<=<)DATA(?:=(\d+))?(?=>)/iy;
/** Words that belong to the form and say nothing. */
const NOISE = [
  /cksum 0x[0-9a-f]+ \((?:in)?correct[^)]*\)/iy,
  /(?:options?|nop|eol|CTL|control bits?|flags?|标志位|标志)(?![A-Za-z0-9])\s*[:=]?/iy,
  /(?:(?:报文段|数据包|数据段|报文|包|段|位|分组|置)(?:为)?)/uy,
  /(?:packet|segment|bit|flag)s?(?![A-Za-z0-9])(?:\s+set(?![A-Za-z0-9]))?/iy,
  /<br\s*\/?>|\\n/iy,
] as const;
/** What is said of an ACK that comes again; its number is no acknowledgment number. */
const DUPLICATE =
  /(?:dup(?:licate)?\.?|重复(?:的)?|重複)\s*(ACKs?)\s*(?:(?:no\.?|nr\.?|number|第)?\s*[#＃]?\s*\d{1,2}(?![\d+]))?/iy;
/** `data = 'C'`: what is sent, as text. */
const DATA_TEXT = /(?:data|payload|数据)\s*[=:]\s*(?:'([^']*)'|"([^"]*)"|[“‘]([^”’]*)[”’])/iy;
/** Words between two flags. */
const JOINS = /and(?![A-Za-z0-9])|[和与及]/iy;
/** Words of Chinese are written without blanks: one ends where the name of a number begins. */
const HAN_WORD = /\p{Script=Han}+?(?=(?:初始)?(?:序列?|顺序)号|确认(?:应答|序列?|序)?号|[^\p{Script=Han}]|$)/u.source;
/** Words that may stand before the first flag. */
const LEAD = new RegExp(
  `${/(?:tcp|tls|step|send(?:s|ing)?|reply|replies|respond(?:s)?|return(?:s)?|repl(?:y|ies)|answers?|with|client|server|an?|the|its|own|handshake|packet|segment|request|response|message|no|nr|\d{1,3})(?![A-Za-z0-9])[.:#)]?|[①-⑳]|第[一二三四五六1-6][次步](?:握手|挥手)?/.source}|${HAN_WORD}`,
  'iuy',
);
const PUNCTUATION = /\s+|[,;:+&|/\\<>()[\]{}"'`*.!~_-]/y;
const WORD = new RegExp(`${HAN_WORD}|[^\\s,;()[\\]{}<>"'\`*]+`, 'uy');

class MessageReader {
  readonly #text: string;
  readonly #folded: string;
  #at = 0;
  readonly #flags: FlagName[] = [];
  #flagged = false;
  /** Whether flags are still flags: no other word has come yet. */
  #open = true;
  readonly #fields = new Map<FieldName, string>();
  readonly #unread: string[] = [];
  /** Pieces of the label: offsets in the text. */
  readonly #label: { from: number; to: number }[] = [];
  #lowerAck: string | null = null;
  /** How often a flag is mentioned, and how often of these as a bit: `SYN=1`. */
  #mentions = 0;
  #bits = 0;
  #acked = false;
  #quoted: string | null = null;

  constructor(text: string) {
    this.#text = text;
    this.#folded = foldText(text);
  }

  read(): Message {
    while (this.#at < this.#folded.length) {
      if (this.#readQuoted()) break;
      const before = this.#at;
      if (this.#atWordStart() && this.#readItem()) continue;
      if (this.#take(PUNCTUATION) !== null) continue;
      this.#readWord(before);
    }
    return this.#message();
  }

  /** What stands in quotes behind flags and fields, up to the end, is the label as it is: so the notation has it. */
  #readQuoted(): boolean {
    if (this.#folded.charAt(this.#at) !== '"' || !(this.#flagged || this.#fields.size > 0)) return false;
    const to = this.#folded.trimEnd().length - 1;
    if (to <= this.#at || this.#folded.charAt(to) !== '"' || this.#label.length > 0) return false;
    this.#quoted = this.#text.slice(this.#at + 1, to);
    return true;
  }

  #message(): Message {
    const tcp = this.#flagged || this.#fields.size > 0;
    if (tcp) this.#implied();
    // The field is in every header, and says nothing there without its flag.
    if (this.#flags.length > 0 && !this.#flags.includes('ACK') && this.#fields.get('ack') === '0')
      this.#fields.delete('ack');
    return {
      flags: this.#flags,
      flagged: this.#flagged,
      fields: ordered(this.#fields),
      label: tcp ? this.#labelText() : trimLabel(this.#text.replace(BREAKS, '\n')),
      unread: this.#unread,
    };
  }

  /** `syn=1, ack=1, seq=y, ack=x+1`, all in lower case: the first is the flag. */
  #implied(): void {
    // `SYN=1, seq=y, ack=x+1`: where flags are bits, the number of ACK says its bit.
    const ack = this.#fields.get('ack');
    if (this.#bits > 0 && this.#bits === this.#mentions && !this.#acked && ack !== undefined && ack !== '0')
      this.#setFlag('ACK', true);
    if (this.#lowerAck !== null && !this.#fields.has('ack')) this.#fields.set('ack', this.#lowerAck);
  }

  #atWordStart(): boolean {
    const folded = this.#folded;
    const at = this.#at;
    return (
      at === 0 ||
      !/[A-Za-z0-9_]/.test(folded.charAt(at)) ||
      !/[A-Za-z0-9_?&%]/.test(folded.charAt(at - 1)) ||
      folded.charAt(at - 1) === '_'
    );
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#folded);
    if (match === null || match[0] === '') return null;
    this.#at += match[0].length;
    return match;
  }

  #readItem(): boolean {
    return this.#readFlagNumbers() || this.#readOptions() || this.#readField() || this.#readFlags() || this.#readRest();
  }

  /** Flags with a number behind them, which say more than a flag. */
  #readFlagNumbers(): boolean {
    const from = this.#at;
    const duplicate = this.#take(DUPLICATE);
    if (duplicate !== null) {
      if (!this.#flagged && this.#fields.size === 0) this.#setFlag('ACK', true);
      this.#addLabel(from);
      return true;
    }
    const set = this.#take(FLAG_SET) ?? this.#take(FLAG_SET_LOWER);
    if (set !== null) {
      this.#bits++;
      return this.#setFlag(set[1] ?? '', set[2] === '1');
    }
    const numbered = this.#take(SYN_NUMBER) ?? (this.#open ? (this.#take(STEVENS) ?? this.#take(BRACKETED)) : null);
    if (numbered === null) return false;
    const flag = (numbered[1] ?? '').toUpperCase();
    this.#setFlag(flag, true);
    return this.#setField(flag === 'ACK' ? 'ack' : 'seq', numbered[2] ?? '');
  }

  #readOptions(): boolean {
    if (this.#take(SACK_PERMITTED) !== null) return this.#setField('sackok', '');
    const factor = this.#take(SCALE_FACTOR);
    if (factor !== null) return this.#setScale(Number(factor[1]));
    for (const pattern of TIMESTAMPS) {
      const stamps = this.#take(pattern);
      if (stamps !== null) return this.#setField('ts', `${stamps[1] ?? ''}/${stamps[2] ?? ''}`);
    }
    const block = this.#take(SACK_BLOCK);
    if (block !== null) return this.#addSack([`${block[1] ?? ''}-${block[2] ?? ''}`]);
    const blocks = this.#take(SACK_TCPDUMP) ?? this.#take(SACK_PACKETDRILL);
    if (blocks !== null)
      return this.#addSack(
        [...(blocks[1] ?? '').matchAll(/(\d+)[:-](\d+)/g)].map((b) => `${b[1] ?? ''}-${b[2] ?? ''}`),
      );
    const cookie = this.#take(COOKIE);
    if (cookie !== null) return this.#setField('tfo', cookie[1] ?? '');
    return this.#take(COOKIE_REQUEST) !== null && this.#setField('tfo', '');
  }

  /** A window scale is a factor with Wireshark, and a shift in the header. */
  #setScale(factor: number): boolean {
    const shift = Math.log2(factor);
    if (Number.isInteger(shift) && shift <= 14) return this.#setField('wscale', String(shift));
    this.#unread.push(`WS=${String(factor)}`);
    return true;
  }

  #addSack(blocks: readonly string[]): boolean {
    const before = this.#fields.get('sack');
    this.#fields.set('sack', [...(before === undefined ? [] : [before]), ...blocks].join('/'));
    return true;
  }

  #readField(): boolean {
    const text = this.#take(DATA_TEXT);
    if (text !== null) return this.#setData(text);
    const range = this.#take(RANGE) ?? (this.#flagged ? this.#take(BARE_RANGE) : null);
    if (range !== null) {
      const [, from = '', to = '', length] = range;
      this.#setField('seq', from);
      return this.#setField('len', length ?? String((Number(to) - Number(from)) >>> 0));
    }
    for (const { name, equals, loose } of FIELD_WORDS) {
      const start = this.#at;
      const match = this.#take(equals) ?? this.#take(loose);
      if (match === null) continue;
      this.#readNamed(name, this.#folded.slice(start, this.#at), match[1] ?? '');
      if (name === 'len') this.#take(UNITS);
      return true;
    }
    return false;
  }

  /** Data as it is written; in the notation it stands in quotes. */
  #setData(match: RegExpExecArray): true {
    const from = this.#at - match[0].length;
    const whole = this.#text.slice(from, this.#at);
    const data = whole.slice(whole.search(/['"“‘]/) + 1, -1);
    if (this.#fields.has('len')) this.#addLabel(from);
    else this.#fields.set('data', `"${data.replace(/[\\"]/g, '\\$&')}"`);
    return true;
  }

  #readNamed(name: FieldName, whole: string, value: string): boolean {
    if (name === 'ack' && /^ack\s*=/.test(whole) && /^[01]$/.test(value) && this.#lowerAck === null) {
      this.#lowerAck = value;
      return true;
    }
    if (name === 'ack' && this.#lowerAck !== null && !this.#fields.has('ack')) {
      if (this.#lowerAck === '1') this.#setFlag('ACK', true);
    } else if (name === 'ack' && /^ACK\s*=/.test(whole) && this.#open && !this.#folded.includes('CTL')) {
      this.#setFlag('ACK', true);
    }
    return this.#setField(name, value);
  }

  #readFlags(): boolean {
    const letters = this.#take(LETTERS);
    if (letters !== null) {
      this.#flagged = true;
      if (letters[1] !== 'none')
        for (const letter of letters[1] ?? '') this.#setFlag(LETTER_NAMES.get(letter) ?? '', true);
      return true;
    }
    if (!this.#open && !this.#mayFollowWords()) return false;
    const glued = this.#take(GLUED);
    if (glued !== null) {
      this.#setFlag(glued[1] ?? '', true);
      return this.#setFlag(glued[2] ?? '', true);
    }
    const word = this.#take(FLAG_WORD);
    if (word === null) return false;
    if (isFlagCase(word[1] ?? '')) {
      // Behind the first one stand the others.
      this.#open = true;
      return this.#setFlag(word[1] ?? '', true);
    }
    this.#at -= word[0].length;
    return false;
  }

  /** Whether words that stand before are no label yet: `envía SYN`, but not `waits for the ACK`. */
  #mayFollowWords(): boolean {
    if (this.#flagged || this.#fields.size > 0 || !/^[A-Z]{3}/.test(this.#folded.slice(this.#at))) return false;
    const before = this.#folded.slice(0, this.#at);
    return before.length <= 30 && !/[\d/:"(]/.test(before) && !saysAbsent(before);
  }

  #readRest(): boolean {
    const unit = this.#take(DATA_UNIT);
    if (unit !== null) return this.#setField('len', unit[1] ?? 'n');
    for (const pattern of NOISE) if (this.#take(pattern) !== null) return true;
    if (this.#open && this.#flagged && this.#take(JOINS) !== null) return true;
    const start = this.#at;
    const bytes = this.#take(BYTES);
    if (bytes === null) return false;
    if (this.#fields.has('len') || !(this.#flagged || this.#fields.size > 0)) this.#addLabel(start);
    else this.#setField('len', bytes[1] ?? '');
    return true;
  }

  #readWord(from: number): void {
    const lead = !this.#flagged && this.#open ? this.#take(LEAD) : null;
    if (lead === null) {
      if (this.#take(WORD) === null) this.#at++;
      if (this.#flagged || !this.#folded.slice(from, this.#at).endsWith(':')) this.#open = false;
    }
    this.#addLabel(from);
  }

  #addLabel(begin: number): void {
    const last = this.#label.at(-1);
    // Signs that touch a word on its outer side alone are a part of it: `~t~`, `#12`, `*x*`.
    const signs = /(?:^|[\s([{（"“'])([#$%@~*_\\/.!?-]+)$/.exec(this.#text.slice(last?.to ?? 0, begin))?.[1] ?? '';
    const from = begin - signs.length;
    this.#at += /^[~*_]+(?![\p{L}\p{N}])/u.exec(this.#text.slice(this.#at))?.[0].length ?? 0;
    if (last !== undefined && !/[^\s\p{P}\p{S}]/u.test(this.#text.slice(last.to, from))) last.to = this.#at;
    else this.#label.push({ from, to: this.#at });
  }

  #labelText(): string {
    if (this.#quoted !== null) return this.#quoted;
    const pieces = this.#label.map(({ from, to }) => this.#text.slice(from, to));
    return trimLabel(pieces.join(' ').replace(BREAKS, '\n'));
  }

  #setFlag(word: string, set: boolean): true {
    const name = word.toUpperCase();
    const flag = FLAG_NAMES.find((one) => one === (name === 'PUSH' ? 'PSH' : name === 'NS' ? 'AE' : name));
    this.#flagged = true;
    this.#mentions++;
    if (flag === 'ACK') this.#acked = true;
    if (set && flag !== undefined && !this.#flags.includes(flag)) this.#flags.push(flag);
    return true;
  }

  #setField(name: FieldName, value: string): true {
    const spelled = spell(value);
    const before = this.#fields.get(name);
    // A window above the largest is one that Wireshark has scaled already.
    const most = name === 'win' ? undefined : fieldEntry(name).most;
    if (most !== undefined && /^\d+$/.test(spelled) && Number(spelled) > most) this.#unread.push(`${name}=${spelled}`);
    else if (before !== undefined && before !== spelled) this.#unread.push(`${name}=${spelled}`);
    else this.#fields.set(name, spelled);
    return true;
  }
}

const BREAKS = /\s*(?:<br\s*\/?>|\\n)\s*/gi;

/** `SYN`, `Syn`, `syn`, but not what is a word of English in lower case. */
function isFlagCase(word: string): boolean {
  if (word === word.toUpperCase()) return true;
  return /^(?:syn|ack|fin|rst|psh|urg)$/i.test(word);
}

/** An expression in the notation's spelling: without blanks, and `ISN(c)` as one symbol. */
function spell(value: string): string {
  return value
    .replace(/\s+/g, '')
    .replace(/\((\w+)\)/g, '_$1')
    .replace(/·/g, '*');
}

/** Fields in the order of the notation. */
export function ordered(fields: ReadonlyMap<FieldName, string>): Map<FieldName, string> {
  return new Map(
    FIELD_NAMES.flatMap((name) => {
      const value = fields.get(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** A label without the punctuation that held it, and without brackets that stand alone. */
export function trimLabel(text: string): string {
  let label = text.trim();
  for (;;) {
    const before = label;
    label = label.replace(/^[\s,;:+&|<>=`'"’]+|^[.~*_/-]+(?=\s|$)/u, '').trimEnd();
    label = label.replace(/(?<![\s,;:+&|/<>=`'"])[\s,;:+&|/<>=`'"]+$|(?<=\s)[~*_-]+$/u, '');
    label = label.replace(/^[，；：、。①-⑳]+|[，；：、]+$/gu, '');
    for (const [open, close] of BRACKETS) label = withoutLoneBrackets(label, open, close);
    if (label === before) return label;
  }
}

const BRACKETS = [
  ['(', ')'],
  ['（', '）'],
  ['[', ']'],
  ['{', '}'],
] as const;

function withoutLoneBrackets(text: string, open: string, close: string): string {
  const opens = text.split(open).length;
  const closes = text.split(close).length;
  if (opens > closes)
    return text.startsWith(open) ? text.slice(1) : text.endsWith(open) ? text.slice(0, -1) : `${text}${close}`;
  if (closes > opens) return text.endsWith(close) ? text.slice(0, -1) : text.startsWith(close) ? text.slice(1) : text;
  if (text.startsWith(open) && text.endsWith(close) && text.indexOf(close) === text.length - 1)
    return text.slice(1, -1);
  return text;
}
