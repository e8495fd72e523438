import type { CookieSyntax, DataSyntax, FieldSyntax, SackSyntax, TimestampSyntax } from './syntax.ts';

/** What a field holds: one number, nothing, ranges of numbers, two numbers, an optional word, or a text in quotes. */
export type FieldForm = 'number' | 'none' | 'ranges' | 'pair' | 'cookie' | 'text';

/** All that is to be known of a field but what it does in the protocol. */
export interface FieldEntry {
  readonly form: FieldForm;
  /** The largest value of a field with one number. */
  readonly most?: number;
  /** Which segments carry it: `syn` is the handshake's alone, `later` is not sent with a SYN. */
  readonly where: 'any' | 'syn' | 'later';
  /** Values that are seen in the wild, the first one for examples; '' where none is usual. */
  readonly usual: readonly string[];
  /** Other names that people write, in lower case and without what separates their words. */
  readonly spellings: readonly string[];
  /** How the field is written, for the documentation. */
  readonly written: string;
  /** An English template: one or two sentences. */
  readonly text: string;
  /** `RFC 9293 §3.1`, or '' where it is the notation's own. */
  readonly rfc: string;
}

/** The largest window that a scale can give (RFC 7323 §2.2), so the most that can be under way at once. */
const LARGEST_WINDOW = 65535 * 2 ** 14;
const SIXTEEN_BITS = 65535;
const THIRTY_TWO_BITS = 2 ** 32 - 1;

/**
 * The fields of a segment, in the order of the documentation. The reader, its nodes, tokens, completion, hover, the rules
 * about where a field may stand, the grammar of the editor and `docs/notation.md` are made of these rows.
 */
export const FIELDS = {
  seq: {
    form: 'number',
    most: THIRTY_TWO_BITS,
    where: 'any',
    usual: ['x'],
    spellings: [
      'seqno',
      'seqnum',
      'seqnumber',
      'seqnr',
      'sequence',
      'sequenceno',
      'sequencenum',
      'sequencenumber',
      'initialsequencenumber',
      'isn',
      'sequenznummer',
      '序号',
      '序列号',
      '初始序列号',
      'シーケンス番号',
      '순서번호',
      '시퀀스번호',
      'secuencia',
      'númerodesecuencia',
      'numerodesecuencia',
      'séquence',
      'numérodeséquence',
      'numerodesequence',
      'numerodisequenza',
      'númerodesequência',
      'номерпоследовательности',
      'порядковыйномер',
    ],
    written: 'seq=',
    text: 'Sequence number: that of the first byte of the segment, or of its SYN or FIN. Left out, it is what the rules require.',
    rfc: 'RFC 9293 §3.4',
  },
  ack: {
    form: 'number',
    most: THIRTY_TWO_BITS,
    where: 'any',
    usual: ['x+1'],
    spellings: [
      'ackno',
      'acknum',
      'acknumber',
      'acknowledgment',
      'acknowledgement',
      'acknowledgmentno',
      'acknowledgementno',
      'acknowledgmentnumber',
      'acknowledgementnumber',
      'acknr',
      'bestätigungsnummer',
      '确认号',
      '确认序号',
      '確認応答番号',
      '確認番号',
      '확인번호',
      '확인응답번호',
      'acuse',
      'númerodeacuse',
      'númerodeconfirmación',
      'númerodereconocimiento',
      'acquittement',
      'numérodacquittement',
      'numerodiriscontro',
      'númerodeconfirmação',
      'подтверждение',
      'номерподтверждения',
    ],
    written: 'ack=',
    text: 'Acknowledgment number: the next sequence number that the sender expects; everything before it has arrived.',
    rfc: 'RFC 9293 §3.1',
  },
  len: {
    form: 'number',
    most: LARGEST_WINDOW,
    where: 'any',
    usual: ['100', '1460'],
    spellings: [
      'length',
      'datalen',
      'datalength',
      'länge',
      'longitud',
      'longueur',
      'длина',
      '长度',
      '数据长度',
      '길이',
    ],
    written: 'len=',
    text: 'Length of the data in bytes; 0 where it is left out.',
    rfc: 'RFC 9293 §3.3.1',
  },
  win: {
    form: 'number',
    most: SIXTEEN_BITS,
    where: 'any',
    usual: ['65535', '64240', '0'],
    spellings: [
      'window',
      'windowsize',
      'winsize',
      'wnd',
      'rwnd',
      'fenster',
      'ventana',
      'fenêtre',
      'окно',
      '窗口',
      '窗口大小',
      '윈도우',
    ],
    written: 'win=',
    text: 'Window: how many bytes from ack on the sender of this segment can take, before scaling (16 bits).',
    rfc: 'RFC 9293 §3.8.6',
  },
  urg: {
    form: 'number',
    most: SIXTEEN_BITS,
    where: 'any',
    usual: ['1'],
    spellings: ['urp', 'urgentpointer', 'urgptr'],
    written: 'urg=',
    text: 'Urgent pointer: where the urgent data ends, counted from seq.',
    rfc: 'RFC 9293 §3.8.5',
  },
  mss: {
    form: 'number',
    most: SIXTEEN_BITS,
    where: 'syn',
    usual: ['1460', '1440', '536'],
    spellings: ['maximumsegmentsize', 'maxsegmentsize'],
    written: 'mss=',
    text: 'Maximum segment size that the sender can take, in bytes. Only in a SYN.',
    rfc: 'RFC 9293 §3.7.1',
  },
  wscale: {
    form: 'number',
    most: THIRTY_TWO_BITS,
    where: 'syn',
    usual: ['7', '8', '0'],
    spellings: ['ws', 'windowscale'],
    written: 'wscale=',
    text: 'Window scale: later windows are shifted to the left by this much, 0 to 14. Only in a SYN, and only where both ends send it.',
    rfc: 'RFC 7323 §2.2',
  },
  sackok: {
    form: 'none',
    where: 'syn',
    usual: [],
    spellings: ['sackperm', 'sackpermitted'],
    written: 'sackok',
    text: 'Selective acknowledgments are welcome. Only in a SYN.',
    rfc: 'RFC 2018 §2',
  },
  sack: {
    form: 'ranges',
    where: 'later',
    usual: ['200-300'],
    spellings: [],
    written: 'sack=L-R/L-R',
    text: 'Selective acknowledgment: ranges that have arrived beyond ack, from the left edge up to, not including, the right edge.',
    rfc: 'RFC 2018 §3',
  },
  ts: {
    form: 'pair',
    where: 'any',
    usual: ['100/50'],
    spellings: ['timestamp', 'timestamps', 'tsval'],
    written: 'ts=VAL/ECR',
    text: 'Timestamps: the clock of the sender, and the last one received from the peer as an echo.',
    rfc: 'RFC 7323 §3.2',
  },
  tfo: {
    form: 'cookie',
    where: 'syn',
    usual: ['76d2c1c530f51f79'],
    spellings: ['cookie', 'fastopen'],
    written: 'tfo` `tfo=COOKIE',
    text: 'Fast Open: asks for a cookie, or shows it so that the SYN may carry data. Only in a SYN.',
    rfc: 'RFC 7413 §2.1',
  },
  data: {
    form: 'text',
    where: 'any',
    usual: ['"GET /"'],
    spellings: ['payload'],
    written: 'data="…"',
    text: 'The data as text; its length in UTF-8 is the len of the segment. In quotes `\\"` `\\\\` `\\n` `\\r` `\\t` are escapes.',
    rfc: '',
  },
} as const satisfies Readonly<Record<string, FieldEntry>>;

/** The name of a field. */
export type FieldName = keyof typeof FIELDS;
/** The fields that hold what a form says. */
export type FieldOf<F extends FieldForm> = {
  [N in FieldName]: (typeof FIELDS)[N]['form'] extends F ? N : never;
}[FieldName];

/** The fields of a segment, in the order of the documentation. The number of a field is its index. */
export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

/** The bit that stands for a field in a set of fields. */
export function fieldBit(name: FieldName): number {
  return 1 << FIELD_NAMES.indexOf(name);
}

/** What is to be known of the field with this name. */
export function fieldEntry(name: FieldName): FieldEntry {
  return FIELDS[name];
}

/** The names of the fields of one form, in the order of the documentation. */
export function fieldsOf<F extends FieldForm>(...forms: readonly F[]): readonly FieldOf<F>[] {
  return FIELD_NAMES.filter((name): name is FieldOf<F> => (forms as readonly FieldForm[]).includes(FIELDS[name].form));
}

/** What each form looks like in a statement. */
interface SyntaxOf {
  readonly number: FieldSyntax;
  readonly none: FieldSyntax;
  readonly ranges: SackSyntax;
  readonly pair: TimestampSyntax;
  readonly cookie: CookieSyntax;
  readonly text: DataSyntax;
}

/** The fields as members of a segment: a field that is not written is not `present`. */
export type FieldsSyntax = { readonly [N in FieldName]: SyntaxOf[(typeof FIELDS)[N]['form']] };

/** A field by another name of it, in lower case without blanks, dots, hyphens and underscores; undefined for no such name. */
export const FIELD_BY_SPELLING: ReadonlyMap<string, FieldName> = new Map(
  FIELD_NAMES.flatMap((name) => FIELDS[name].spellings.map((spelling) => [spelling, name] as const)),
);

/** What a message shows for a field: `ack=x+1`. */
export function exampleOf(name: FieldName): string {
  const [value] = fieldEntry(name).usual;
  return value === undefined ? name : `${name}=${value}`;
}
