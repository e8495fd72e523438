import type {
  CookieSyntax,
  DataSyntax,
  Delivery,
  EndpointSyntax,
  Expression,
  FieldSyntax,
  FlagToken,
  Problem,
  SackBlockSyntax,
  SackSyntax,
  SegmentStatement,
  Term,
  TextSyntax,
  TimestampSyntax,
} from './syntax.ts';
import type { Span } from '../text/place.ts';
import { FIELD_NAMES, fieldBit, fieldEntry, type FieldForm, type FieldName, type FIELDS } from './fields.ts';

/** The parts of a statement while they are written; everybody else sees them through the interfaces of syntax.ts. */

export class SpanNode implements Span {
  from = -1;
  to = -1;

  set(from: number, to: number): void {
    this.from = from;
    this.to = to;
  }
}

/** The symbols that a sum may have. Nobody writes more; they are looked through for every term. */
export const MOST_SYMBOLS = 65;

/** A sum in the making: terms are added one by one. */
export class ExpressionNode implements Expression {
  from = -1;
  to = -1;
  constant = 0;
  symbol = -1;
  factor = 0;
  symbolFrom = -1;
  symbolTo = -1;
  more: Term[] | null = null;

  begin(column: number): void {
    this.from = column;
    this.to = column;
    this.constant = 0;
    this.symbol = -1;
    this.factor = 0;
    this.symbolFrom = -1;
    this.symbolTo = -1;
    this.more = null;
  }

  /** Adds `factor` times a symbol; false if the sum has too many symbols already. */
  addSymbol(symbol: number, factor: number, from: number, to: number): boolean {
    if (this.symbol >= 0) return this.#addAnother(symbol, factor, from, to);
    this.symbol = symbol;
    this.factor = factor >>> 0;
    this.symbolFrom = from;
    this.symbolTo = to;
    return true;
  }

  #addAnother(symbol: number, factor: number, from: number, to: number): boolean {
    if (symbol === this.symbol) {
      this.factor = (this.factor + factor) >>> 0;
      return true;
    }
    const terms = (this.more ??= []);
    const at = terms.findIndex((term) => term.symbol === symbol);
    const term = terms[at];
    if (term !== undefined) terms[at] = { ...term, factor: (term.factor + factor) >>> 0 };
    else if (terms.length + 1 < MOST_SYMBOLS) terms.push({ symbol, factor: factor >>> 0, from, to });
    else return false;
    return true;
  }

  /** Drops the symbols that cancelled out, as in `x-x+1`. */
  settle(): void {
    const kept = (this.more ?? []).filter((term) => term.factor !== 0);
    if (this.symbol >= 0 && this.factor === 0) {
      const first = kept.shift();
      this.symbol = first?.symbol ?? -1;
      this.factor = first?.factor ?? 0;
      this.symbolFrom = first?.from ?? -1;
      this.symbolTo = first?.to ?? -1;
    }
    this.more = kept.length === 0 ? null : kept;
  }
}

export class EndpointNode implements EndpointSyntax {
  from = -1;
  to = -1;
  name = -1;
  nameTo = -1;
  port: number | null = null;
}

/** What all fields have in common while they are read. */
export interface WrittenField {
  readonly name: FieldName;
  /** Its bit in `writtenFields`. */
  readonly bit: number;
  from: number;
  to: number;
  present: boolean;
}

/** Known beforehand: a parser makes a node for each field. */
const BITS = Object.fromEntries(FIELD_NAMES.map((name) => [name, fieldBit(name)])) as Readonly<
  Record<FieldName, number>
>;

/** Its members are assigned and not defined: engines define those of a class with several kinds of children slowly. */
abstract class AnyField implements WrittenField {
  declare readonly name: FieldName;
  declare readonly bit: number;
  declare from: number;
  declare to: number;
  declare present: boolean;

  constructor(name: FieldName) {
    this.name = name;
    this.bit = BITS[name];
    this.from = -1;
    this.to = -1;
    this.present = false;
  }
}

/** A field with one number, or none at all. */
export class FieldNode extends AnyField implements FieldSyntax {
  readonly form: 'number' | 'none';
  readonly most: number;
  readonly value = new ExpressionNode();

  constructor(name: FieldName) {
    super(name);
    const entry = fieldEntry(name);
    this.form = entry.form === 'none' ? 'none' : 'number';
    this.most = entry.most ?? 0;
  }
}

export class SackBlockNode implements SackBlockSyntax {
  from = -1;
  to = -1;
  readonly left = new ExpressionNode();
  readonly right = new ExpressionNode();
}

export class SackNode extends AnyField implements SackSyntax {
  readonly form = 'ranges';
  readonly #pool: SackBlockNode[] = [];
  #count = 0;

  get blocks(): readonly SackBlockSyntax[] {
    return this.#pool.slice(0, this.#count);
  }

  clear(): void {
    this.#count = 0;
  }

  /** The next block, to be filled in. */
  add(): SackBlockNode {
    const block = this.#pool[this.#count] ?? new SackBlockNode();
    this.#pool[this.#count++] = block;
    return block;
  }
}

export class TimestampNode extends AnyField implements TimestampSyntax {
  readonly form = 'pair';
  readonly value = new ExpressionNode();
  readonly echo = new ExpressionNode();
}

export class CookieNode extends AnyField implements CookieSyntax {
  readonly form = 'cookie';
  cookie = '';
}

export class DataNode extends AnyField implements DataSyntax {
  readonly form = 'text';
  text = '';
  bytes = 0;
}

const NODES = {
  number: FieldNode,
  none: FieldNode,
  ranges: SackNode,
  pair: TimestampNode,
  cookie: CookieNode,
  text: DataNode,
} as const satisfies Readonly<Record<FieldForm, new (name: FieldName) => WrittenField>>;

/** A field of a segment while it is read; `form` says which. */
export type AnyFieldNode = InstanceType<(typeof NODES)[FieldForm]>;

const NO_REMARKS: readonly TextSyntax[] = [];

/** Numbers that a flag takes in a `FlagList`: from, to, bit. */
const FLAG_WIDTH = 3;

/** The flags of a segment as written, without garbage while nobody asks for them. */
export class FlagList {
  #numbers = new Int32Array(FLAG_WIDTH * 16);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  add(from: number, to: number, bit: number): void {
    const at = this.#length;
    if (at === this.#numbers.length) this.#grow();
    this.#numbers[at] = from;
    this.#numbers[at + 1] = to;
    this.#numbers[at + 2] = bit;
    this.#length = at + FLAG_WIDTH;
  }

  #grow(): void {
    const larger = new Int32Array(this.#numbers.length * 2);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }

  toArray(): readonly FlagToken[] {
    const flags: FlagToken[] = [];
    for (let at = 0; at < this.#length; at += FLAG_WIDTH) {
      const [from = 0, to = 0, bit = 0] = this.#numbers.subarray(at, at + FLAG_WIDTH);
      flags.push({ from, to, bit });
    }
    return flags;
  }
}

type FieldNodes = { readonly [N in FieldName]: InstanceType<(typeof NODES)[(typeof FIELDS)[N]['form']]> };

/** The fields of the table, each as a member of its name. */
const SegmentFields = class {
  /** The fields by their place in `FIELD_NAMES`. */
  readonly fields: readonly AnyFieldNode[] = FIELD_NAMES.map((name) => new NODES[fieldEntry(name).form](name));

  constructor() {
    const members = this as unknown as Record<FieldName, AnyFieldNode>;
    for (const field of this.fields) members[field.name] = field;
  }
} as unknown as new () => FieldNodes & { readonly fields: readonly AnyFieldNode[] };

/** The one segment that a parser fills in again for every line. */
export class SegmentNode extends SegmentFields implements SegmentStatement {
  readonly kind = 'segment';
  comment: Span | null = null;
  problems: readonly Problem[] = [];
  time: number | null = null;
  readonly timeSpan = new SpanNode();
  readonly left = new EndpointNode();
  readonly right = new EndpointNode();
  readonly arrow = new SpanNode();
  readonly keyword = this.arrow;
  mirrored = false;
  delivery: Delivery = 'delivered';
  flags = 0;
  flagsWritten = false;
  readonly flagsSpan = new SpanNode();
  readonly flagList = new FlagList();
  label: TextSyntax | null = null;
  remarks: readonly TextSyntax[] = NO_REMARKS;
  loose = false;
  unread = false;
  application = false;
  writtenFields = 0;

  get flagTokens(): readonly FlagToken[] {
    return this.flagList.toArray();
  }

  /** Forgets the last line. The ends and the arrow are always written again. */
  reset(): void {
    this.comment = null;
    this.label = null;
    this.remarks = NO_REMARKS;
    this.loose = false;
    this.unread = false;
    this.application = false;
    this.time = null;
    this.timeSpan.set(-1, -1);
    this.flags = 0;
    this.flagsWritten = false;
    this.flagList.clear();
    if (this.writtenFields !== 0) this.#clearFields();
  }

  /** Notes where a field is written; whether it can be read is `present`. */
  write(field: AnyFieldNode, from: number, to: number): void {
    field.from = from;
    field.to = to;
    this.writtenFields |= field.bit;
  }

  /** Takes back that a field is written: what was read turned out to be something else. */
  unwrite(index: number): void {
    const field = this.fields[index];
    if (field === undefined) return;
    this.writtenFields &= ~field.bit;
    clear(field);
  }

  #clearFields(): void {
    for (let bits = this.writtenFields; bits !== 0; bits &= bits - 1) {
      const field = this.fields[31 - Math.clz32(bits & -bits)];
      if (field !== undefined) clear(field);
    }
    this.writtenFields = 0;
  }
}

function clear(field: AnyFieldNode): void {
  field.from = -1;
  field.to = -1;
  field.present = false;
  if (field.form === 'ranges') field.clear();
}

/** Several remarks as one text. */
export function joined(remarks: readonly TextSyntax[]): TextSyntax {
  const from = remarks.reduce((least, remark) => Math.min(least, remark.from), Infinity);
  const to = remarks.reduce((most, remark) => Math.max(most, remark.to), 0);
  return { from, to, value: remarks.map(({ value }) => value).join(' ') };
}
