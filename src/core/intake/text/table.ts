import { stateOf } from '../../notation/index.ts';
import { readArrowLine } from './arrows.ts';
import type { Collector, Recogniser } from './collector.ts';
import { type Draft, type StateDraft, endOf, isTcp, type Message } from './draft.ts';
import { readMessage } from './message.ts';
import { readSummary } from './wireshark.ts';

/**
 * A table of segments: of Markdown or drawn, or with commas, semicolons or tabs between the cells, with a head in English,
 * Chinese, or another language of many notes. The columns of Wireshark's packet list are read as such.
 */
export const TABLE: Recogniser = {
  form: 'table',
  read({ lines, raw }, at, out) {
    if (at >= (REJECTED.get(lines) ?? 0)) {
      if (HTML_ROW.test(lines[at] ?? '')) return readHtml(lines, at, out);
      if (LIST_ITEM.test(lines[at] ?? '')) return readList(lines, at, out);
    }
    // The upper border of a drawn table.
    const first = BORDER.test(lines[at] ?? '') ? at + 1 : at;
    const cut = cutterOf(lines, first);
    if (cut === null) return 0;
    const heads = cut(lines[first] ?? '').map(columnOf);
    const table = new Table(heads, out);
    const rows = lines
      .slice(first + 1, first + 1 + FIRST_ROWS)
      .filter((line) => !RULE.test(line))
      .map(cut);
    if (!table.known && !table.drawsEach(rows)) return 0;
    table.meet(rows);
    let end = first + 1;
    for (; end < lines.length; end++) {
      const line = lines[end] ?? '';
      if (RULE.test(line)) continue;
      const cells = cut(line);
      if (line.trim() === '' || cells.length < 2) break;
      if (!table.row(cells, end)) out.unread.push({ line: end, text: (raw[end] ?? '').trim() });
    }
    return end - at;
  },
};

/** The line up to which a text has no tables of HTML and no lists of segments: each line is looked at once. */
const REJECTED = new WeakMap<readonly string[], number>();

/** How many lines a table or a list takes that ends before the line `end`: none where it is none of segments. */
function taken(lines: readonly string[], at: number, end: number, read: boolean): number {
  if (!read) REJECTED.set(lines, end);
  return read ? end - at : 0;
}

/** Rows that are looked at to learn who talks. */
const FIRST_ROWS = 50;

/** The line below the head of a Markdown table, and the borders of drawn ones. */
const RULE =
  /^[\s|+:=│┃║─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╞╡╪╭╮╰╯┏┓┗┛┣┫┳┻╋-]*[-=─━═][\s|+:=│┃║─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╞╡╪╭╮╰╯┏┓┗┛┣┫┳┻╋-]*$/;
const BORDER = /^\s*[+┌╔╭┏][-=─━═][-=─━═+┬╦┳]*[+┐╗╮┓]\s*$/;
const DRAWN_BARS = /[│┃║]/g;

type Cutter = (line: string) => string[];

function cutterOf(lines: readonly string[], at: number): Cutter | null {
  const line = (lines[at] ?? '').replace(DRAWN_BARS, '|');
  if (/^\s*\|\|/.test(line)) return (text) => cutBars(text.replaceAll('||', '|'));
  if (line.includes('|') && (RULE.test(lines[at + 1] ?? '') || RULE.test(lines[at - 1] ?? ''))) return cutBars;
  if (line.includes('\t')) return (text) => text.split('\t').map(unquoted);
  for (const separator of [',', ';', '，'])
    if (line.split(separator).length >= 3) return (text) => cutQuoted(text, separator);
  return cutterOfColumns(line);
}

/** Columns that wide gaps part, if each of them has a head that is known; Wireshark's own are no table. */
function cutterOfColumns(head: string): Cutter | null {
  const heads = columnsIn(head);
  const columns = heads.map(({ text }) => columnOf(text).column);
  if (heads.length < 4 || columns.includes(null) || columns.includes('info')) return null;
  return (text) => {
    const cells = columnsIn(text);
    if (cells.length === heads.length) return cells.map((cell) => cell.text);
    if (cells.length < 3) return [];
    const row = heads.map(() => '');
    for (const cell of cells) {
      const nearest = heads.findLastIndex(({ from }) => from <= cell.from + 1);
      row[Math.max(0, nearest)] = cell.text;
    }
    return row;
  };
}

function columnsIn(line: string): { readonly text: string; readonly from: number }[] {
  return [...line.matchAll(/\S+(?: \S+)*/g)].map(({ 0: text, index }) => ({ text, from: index }));
}

const HTML_ROW = /^\s*<(?:table|thead|tbody|tr)\b/i;
const HTML_CELL = /<t[hd]\b[^<>]*>(.*?)(?=<\/?t[hdr]\b|$)/gi;
/** A table of HTML, its rows on one line or on many. */
function readHtml(lines: readonly string[], at: number, out: Collector): number {
  const rows: { readonly cells: string[]; readonly line: number }[] = [];
  let end = at;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    for (const part of line.split(/(?=<tr\b)/i)) {
      if (/^\s*<tr\b/i.test(part)) rows.push({ cells: [], line: end });
      for (const [, cell = ''] of part.matchAll(HTML_CELL))
        rows.at(-1)?.cells.push(cell.replace(/<[^<>]*>/g, ' ').trim());
    }
    if (/<\/table>/i.test(line)) break;
  }
  const [head, ...body] = rows.filter(({ cells }) => cells.length > 1);
  return taken(lines, at, Math.min(end + 1, lines.length), readRows(head?.cells ?? [], body, out));
}

/** A row, and the line that it begins on. */
interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** The rows of a table whose cells are known; false, and nothing is read, where it is none of segments. */
function readRows(heads: readonly string[], rows: readonly Row[], out: Collector): boolean {
  const table = new Table(heads.map(columnOf), out);
  const cells = rows.map((row) => row.cells);
  if (!table.known && !table.drawsEach(cells)) return false;
  table.meet(cells);
  for (const row of rows)
    if (!table.row(row.cells, row.line)) out.unread.push({ line: row.line, text: row.cells.join(' | ') });
  return true;
}

/** What has names instead of columns: an object of JSON or YAML. */
export interface NamedRow {
  readonly fields: ReadonlyMap<string, string>;
  readonly line: number;
}

/** A segment has no more to say. */
const MOST_HEADS = 64;

/** Rows that name their cells, as `readRows`: each of them must have an end and flags or numbers. */
export function readNamedRows(rows: readonly NamedRow[], out: Collector): boolean {
  const heads = [...new Set(rows.flatMap(({ fields }) => [...fields.keys()]))];
  if (rows.length === 0 || heads.length > MOST_HEADS) return false;
  const cells = rows.map(({ fields, line }) => ({ cells: heads.map((name) => fields.get(name) ?? ''), line }));
  return readRows(heads, cells, out);
}

/** `- from: client` of YAML, `From: Client` of a form. */
const LIST_ITEM = /^(\s*)(?:- (?=[\w.]+:(?:\s|$))|(?=(?:from|source|src|sender)\s*:\s))/i;
const MEMBER = /^\s*(?:- )?([\w.]+)\s*:\s*(.*?)\s*$/;
/** Lines between two items: a blank one, and a heading. */
const MOST_BETWEEN = 2;

/** A list of items with named members, one a line: each begins as the first one did. */
function readList(lines: readonly string[], at: number, out: Collector): number {
  const rows: { readonly fields: Map<string, string>; readonly line: number }[] = [];
  const first = MEMBER.exec(lines[at] ?? '')?.[1];
  let end = at;
  for (let line = at; line < lines.length && line <= end + MOST_BETWEEN; line++) {
    const text = lines[line] ?? '';
    const [, name, value = ''] = MEMBER.exec(text) ?? [];
    if (name === undefined || (name !== first && line > end)) continue;
    if (name === first && LIST_ITEM.test(text)) rows.push({ fields: new Map(), line });
    rows.at(-1)?.fields.set(name, value.replace(/^\[(.*)\]$/, '$1').replace(/^(["'])(.*)\1$/, '$2'));
    end = line + 1;
  }
  return taken(lines, at, end, readNamedRows(rows, out));
}

function cutBars(text: string): string[] {
  const line = text.replace(DRAWN_BARS, '|');
  if (!line.includes('|')) return [];
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) =>
    cell
      .replace(/\\\|/g, '|')
      .replace(/\\([-_*`<>[\]])/g, '$1')
      .trim(),
  );
}

function cutQuoted(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    if (character === separator && !quoted) {
      cells.push(unquoted(cell));
      cell = '';
    } else {
      cell += character;
    }
  }
  return [...cells, unquoted(cell)];
}

function unquoted(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/""/g, '"')
    .trim();
}

/** A head in one of its languages, whatever stands in brackets behind it. */
function head(...words: readonly string[]): RegExp {
  return new RegExp(`^(?:${words.join('|')})(?: ?[([（].*)?$`, 'iu');
}

const COLUMNS = {
  step: head(
    'no\\.?|#|step|nr\\.?|id|index|frame(?:\\.number)?|segment ?(?:no\\.?|number|#)|phase',
    '步骤|步|编号|次序|次数|阶段|握手|挥手|手順|番号|단계',
    'schritt|paso|étape|passo|шаг',
  ),
  time: head(
    'time|t|timestamp|delta|frame\\.time_relative|_ws\\.col\\.time',
    '时间|時間|時刻|시간',
    'zeit|tiempo|hora|temps|tempo|время',
  ),
  from: head(
    'from|source|src|sender|sent by|who|ip\\.src|ipv6\\.src|_ws\\.col\\.source',
    '发送方|发送端|发送者|源|源地址|源主机|来源|发起方|送信元|送信側|送信者|송신자?|출발지',
    'von|absender|quelle|origen|emisor|desde|de|émetteur|origem|da|mittente|sorgente|от|отправитель|источник',
  ),
  to: head(
    'to|dest(?:ination)?|dst|receiver|target|ip\\.dst|ipv6\\.dst|_ws\\.col\\.destination',
    '接收方|接收端|接收者|目的|目的地址|目标|目的主机|目的地|宛先|宛て|受信先|受信側|受信者|수신자?|목적지',
    'nach|an|empfänger|ziel|destino|receptor|hacia|vers|para|destinataire|destinatario|destinazione|к|кому|получатель',
  ),
  way: head(
    'direction|dir|way|between|path',
    '方向|流向|传输方向|发送方向|방향',
    'richtung|dirección|sentido|sens|direção|direzione|направление',
  ),
  sport: head('sport|src ?port|source port|tcp\\.srcport|源端口'),
  dport: head('dport|dst ?port|dest(?:ination)? ?port|tcp\\.dstport|目的端口|目标端口'),
  protocol: head('protocol|proto|_ws\\.col\\.protocol|协议'),
  flags: head(
    'flags?|control(?: bits?)?|bits?|tcp flags|type|segments?|packet|packet type|messages?|what|event|tcp\\.flags(?:\\.str)?',
    '标志|标志位|控制位|标记|报文|报文类型|报文段|类型|控制标志|消息|フラグ|パケット|セグメント|メッセージ|플래그|세그먼트|메시지',
    'segmente|segmento|nachricht(?:en)?|mensaje|mensagem|messaggio|indicateurs?|drapeaux|banderas|indicadores|флаги?|сегмент|сообщение',
  ),
  seq: head(
    'seq(?:uence)?(?:[ ._-]?(?:no\\.?|num(?:ber)?|nr|#))?|tcp\\.seq',
    '序号|序列号|顺序号|seq序号|シーケンス番号|순서 ?번호|시퀀스 ?번호',
    'sequenznummer|secuencia|n[úu]mero de secuencia|num[ée]ro de s[ée]quence|número de sequência|numero di sequenza',
    'номер последовательности|порядковый номер',
  ),
  ack: head(
    'ack(?:nowledge?ment)?(?:[ ._-]?(?:no\\.?|num(?:ber)?|nr|#))?|tcp\\.ack',
    '确认号|确认序号|确认应答号|ack确认号|確認応答番号|確認番号|확인 ?(?:응답 ?)?번호',
    "bestätigungsnummer|acuse|n[úu]mero de acuse|num[ée]ro d['’]acquittement|número de confirmação|numero di riscontro",
    'номер подтверждения',
  ),
  len: head(
    'len(?:gth)?|bytes|size|data(?: len(?:gth)?)?|payload(?: len(?:gth)?)?|tcp\\.len',
    '长度|数据长度|字节数|データ長|データサイズ|長さ|길이',
    'länge|longitud|longueur|tamaño|tamanho|lunghezza|длина',
  ),
  win: head(
    'win(?:dow)?(?: ?size)?|wnd|tcp\\.window_size(?:_value)?',
    '窗口|窗口大小|ウィンドウ(?:サイズ)?|윈도우',
    'fenster(?:größe)?|ventana|fenêtre|janela|finestra|окно',
  ),
  info: head('info|_ws\\.col\\.info|信息'),
  words: head(
    'desc(?:ription)?|remarks?|comment|note|meaning|explanation|what happens',
    '说明|描述|备注|含义|解释|作用|意味|内容|備考|설명|비고',
    'beschreibung|bemerkung|kommentar|bedeutung|descripción|comentario|significado|commentaire|remarque|descrição',
    'descrizione|описание|комментарий',
  ),
  state: /^(.*?)\s*(?:states?|状态|状態|상태|zustand|estado|état|stato|состояние)(?: ?(?:after|before|change).*)?$/i,
} as const;
type Column = keyof typeof COLUMNS | 'bit';

/** A flag as the head of a column. */
const BIT = /^(?:SYN|FIN|RST|PSH|URG|ACK)$/;

interface Head {
  readonly column: Column | null;
  readonly title: string;
}

function columnOf(title: string): Head {
  const plain = title.replace(/[*_`]/g, '').trim();
  const column = (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).find((name) => COLUMNS[name].test(plain)) ?? null;
  return { column, title: plain };
}

class Table {
  readonly #heads: readonly Head[];
  readonly #out: Collector;
  /** Wireshark's packet list. */
  readonly #packets: boolean;
  /** The two that talk, where a row names its sender alone. */
  readonly #ends: string[] = [];
  #begun = false;

  constructor(heads: readonly Head[], out: Collector) {
    const has = (column: Column): boolean => heads.some((head) => head.column === column);
    // Chinese heads say 序号 of the number of a row, too.
    const numbered = heads.filter((head) => head.column === 'seq').length > 1 && heads[0]?.column === 'seq';
    const acks = heads.filter((head) => head.column === 'ack').length;
    this.#heads = heads.map((head, index): Head => {
      if (numbered && index === 0) return { ...head, column: 'step' };
      // A column of its own for a flag; ACK may be the number as well.
      return BIT.test(head.title) && (head.title !== 'ACK' || acks > 1) ? { ...head, column: 'bit' } : head;
    });
    const bits = this.#heads.some((head) => head.column === 'bit');
    this.#out = out;
    this.#packets = has('info') && has('from') && has('to');
    const ends = (has('from') || has('way')) && (has('flags') || has('seq') || has('words'));
    this.known =
      this.#packets || ((ends || bits) && (has('from') || has('way')) && (bits || has('flags') || has('seq')));
  }

  readonly known: boolean;

  /** Whether the first rows draw their segments in the cell of the message: `A → B: SYN`. */
  drawsEach(rows: readonly (readonly string[])[]): boolean {
    const at = this.#heads.findIndex(({ column }) => column === 'flags');
    const first = rows.filter((cells) => cells.length > 1).slice(0, 3);
    return at >= 0 && first.length > 0 && first.every((cells) => readArrowLine(cells[at] ?? '', 0) !== null);
  }

  /** Learns who talks, in the order in which they begin, from the rows of a table that names the senders alone. */
  meet(rows: readonly (readonly string[])[]): void {
    if (this.#packets || this.#heads.some(({ column }) => column === 'to' || column === 'way')) return;
    const at = this.#heads.findIndex(({ column }) => column === 'from');
    for (const cells of rows) {
      const name = (cells[at] ?? '').trim();
      if (cells.length < 2) return;
      if (name !== '' && !/→|->/.test(name) && !this.#ends.includes(name)) this.#ends.push(name);
    }
  }

  row(cells: readonly string[], line: number): boolean {
    const get = (column: Column): string =>
      cells[this.#heads.findIndex((head) => head.column === column)]?.trim() ?? '';
    if (this.#packets) {
      const row = {
        time: get('time'),
        from: get('from'),
        to: get('to'),
        protocol: get('protocol') || 'TCP',
        length: get('len'),
        info: get('info'),
      };
      return readSummary(row, line, this.#out);
    }
    this.#bits = this.#heads.flatMap(({ column, title }, index) =>
      column === 'bit' && /^(?:1|✓|✔|√|x|yes|是)$/i.test((cells[index] ?? '').trim()) ? [title] : [],
    );
    if (!this.#begun) this.#out.begin(this.#out.pendingTitle);
    this.#begun = true;
    const draft = this.#segment(get, line);
    if (draft === null) return this.#elision(cells, line);
    this.#out.add(draft, ...this.#states(cells, line));
    return true;
  }

  /** A row that says that something is left out. */
  #elision(cells: readonly string[], line: number): boolean {
    const words = cells.filter((cell) => cell !== '');
    if (words.length === 0) return true;
    if (!words.some((cell) => /^(?:\.{2,}|…+)$/.test(cell))) return false;
    this.#out.add({ kind: 'elision', line, text: words.filter((cell) => !/^(?:\.{2,}|…+)$/.test(cell)).join(', ') });
    return true;
  }

  #segment(get: (column: Column) => string, line: number): Draft | null {
    const cell = this.#heads.some(({ column }) => column === 'from' || column === 'way')
      ? null
      : readArrowLine(get('flags'), line);
    const message = this.#message(get, cell?.message);
    if (cell !== null) return { ...cell, message };
    if (!isTcp(message) && message.label === '') return null;
    const way = get('way');
    const drawn = way === '' ? null : readArrowLine(`${way}: SYN`, line);
    const both = /^(.+?)\s*(?:→|->|-->|=>|⟶|➔|到|to|发往|向)\s*(.+)$/i.exec(
      way || (get('to') === '' ? get('from') : ''),
    );
    const from = drawn?.from ?? (both === null ? withPort(get('from'), get('sport')) : endOf(both[1] ?? ''));
    const to = drawn?.to ?? (both === null ? this.#receiver(get, from.host) : endOf(both[2] ?? ''));
    if (from.host === '' || to === null || to.host === '') return null;
    for (const { host } of [from, to]) if (!this.#ends.includes(host)) this.#ends.push(host);
    const mirrored = this.#ends.indexOf(from.host) > this.#ends.indexOf(to.host);
    return { kind: 'segment', line, from, to, delivery: 'delivered', mirrored, time: null, message, remarks: [] };
  }

  /** Who gets a segment of a row that names no receiver: the other of the two that talk. */
  #receiver(get: (column: Column) => string, from: string): ReturnType<typeof endOf> | null {
    const named = get('to');
    if (named !== '') return withPort(named, get('dport'));
    const other = this.#ends.find((end) => end !== from) ?? opposite(from);
    return other === undefined ? null : { host: other, port: null };
  }

  /** The flags of columns of their own, in the row that is being read. */
  #bits: readonly string[] = [];

  #message(get: (column: Column) => string, drawn?: Message): Message {
    const number = (name: string, cell: string): string => {
      const value = cell.replace(/^(?:seq|ack|len|win)\w*\s*[=:]\s*/i, '').replace(/\s*(?:bytes?|B|字节)$/i, '');
      return /^(?:-|–|—|\/|n\/a|none|null|nil|无|空|x?)$/i.test(value) && !/^x$/i.test(value)
        ? ''
        : ` ${name}=${value}`;
    };
    const flags = [flagsOf(get('flags')), ...this.#bits].join(' ');
    // The header of a segment without ACK has a 0 there.
    const silent = get('ack') === '0' && !readMessage(`${flags} `).flags.includes('ACK') && flags.trim() !== '';
    const ack = silent ? '' : number('ack', get('ack'));
    const fields = `${number('seq', get('seq'))}${ack}${number('len', get('len'))}${number('win', get('win'))}`;
    const told = readMessage(`${drawn === undefined ? flags : drawn.flags.join(',')}${fields}`);
    const message =
      drawn === undefined ? told : { ...told, label: drawn.label, fields: new Map([...drawn.fields, ...told.fields]) };
    const words = get('words');
    if (words === '') return message;
    const inWords = isTcp(message) ? null : readMessage(words);
    return inWords !== null && isTcp(inWords)
      ? inWords
      : { ...message, label: [message.label, words].filter((text) => text !== '').join(', ') };
  }

  /** Columns that are named after an end and tell its state: before the row or behind it, if they say so. */
  #states(cells: readonly string[], line: number): Draft[] {
    return this.#heads.flatMap(({ column, title }, index): StateDraft[] => {
      if (column !== 'state') return [];
      const whose = COLUMNS.state.exec(title)?.[1]?.toLowerCase() ?? '';
      const name = this.#ends.find(
        (end) => whose !== '' && (end.toLowerCase().includes(whose) || whose.includes(end.toLowerCase())),
      );
      const changes = (cells[index] ?? '').split(/→|->/);
      const state = stateOf(changes.at(-1)?.trim() ?? '');
      if (name === undefined || state === null) return [];
      const states = [{ name, state, variables: '' }];
      if (changes.length > 1 || /after|后|後/i.test(title)) return [{ kind: 'state', line, states, reading: 'after' }];
      if (/before|前/i.test(title)) return [{ kind: 'state', line, states, reading: 'before' }];
      return [{ kind: 'state', line, states }];
    });
  }
}

/** `0x0012` and `·······A··S·` as names. */
function flagsOf(cell: string): string {
  const hex = /^0x([0-9a-f]{1,8})$/i.exec(cell);
  if (hex !== null) {
    const bits = parseInt(hex[1] ?? '', 16);
    return ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE']
      .filter((_, index) => (bits & (1 << index)) !== 0)
      .join(',');
  }
  const dots = /^[·.]*([CEUAPRSF·.]+)$/.exec(cell);
  const letters = dots !== null && cell.length >= 8 ? dots[1] : /^[CEUAPRSF]{1,6}\.?$/.exec(cell)?.[0];
  if (letters === undefined) return cell;
  return [...letters].flatMap((letter) => FLAG_OF[cell.length < 8 && letter === '.' ? 'A' : letter] ?? []).join(',');
}

const FLAG_OF: Readonly<Record<string, string>> = {
  C: 'CWR',
  E: 'ECE',
  U: 'URG',
  A: 'ACK',
  P: 'PSH',
  R: 'RST',
  S: 'SYN',
  F: 'FIN',
};

function withPort(host: string, port: string): ReturnType<typeof endOf> {
  return /^\d{1,5}$/.test(port) && Number(port) <= 65535 ? { host, port: Number(port) } : endOf(host);
}

const OPPOSITES: readonly (readonly [string, string])[] = [
  ['client', 'server'],
  ['客户端', '服务器'],
  ['a', 'b'],
];

function opposite(name: string): string | undefined {
  for (const [one, other] of OPPOSITES) {
    if (name.toLowerCase() === one) return name === one ? other : capitalised(other);
    if (name.toLowerCase() === other || (one === '客户端' && name === '服务端'))
      return name === other ? one : capitalised(one);
  }
  return undefined;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
