/**
 * A text and where its lines start.
 *
 * A line ends before `\n`, `\r\n` or a lone `\r`, as in VS Code and the Language Server Protocol. `edit` keeps what an
 * edit leaves alone: an edit inside one line costs what the line costs, however long the text is.
 */
export class Lines {
  readonly #base: Base;
  /** Lines that differ from those of the base; there are as many lines as in the base. */
  readonly #changed: ReadonlyMap<number, string>;
  #text: string | null;
  #starts: Uint32Array | null;

  constructor(text: string, kept?: { readonly base: Base; readonly changed: ReadonlyMap<number, string> }) {
    this.#base = kept?.base ?? new Base(text);
    this.#changed = kept?.changed ?? NOTHING;
    this.#text = kept === undefined ? text : null;
    this.#starts = kept === undefined ? this.#base.starts : null;
  }

  /** The whole text. */
  get text(): string {
    this.#text ??= this.#join();
    return this.#text;
  }

  /** The number of lines, at least 1. */
  get count(): number {
    return this.#base.starts.length;
  }

  /** The offset of the first character of `line`; the length of the text for a line past the end. */
  start(line: number): number {
    this.#starts ??= this.#shift();
    return this.#starts[line] ?? this.#length();
  }

  /** The offset behind the last character of `line`, without its line break. */
  end(line: number): number {
    return this.start(line) + this.length(line);
  }

  /** The number of characters of `line`, without its line break. */
  length(line: number): number {
    return this.#changed.get(line)?.length ?? this.#base.end(line) - this.#base.start(line);
  }

  /** The text of `line`, without its line break. */
  line(line: number): string {
    return this.#changed.get(line) ?? this.#base.text.slice(this.#base.start(line), this.#base.end(line));
  }

  /** Calls back with a text and the stretch of it that is the line: without cutting the line out where it can be helped. */
  read<T>(line: number, reader: (text: string, from: number, to: number) => T): T {
    const changed = this.#changed.size === 0 ? undefined : this.#changed.get(line);
    if (changed !== undefined) return reader(changed, 0, changed.length);
    return reader(this.#base.text, this.#base.start(line), this.#base.end(line));
  }

  /**
   * The lines after an edit: the characters `from`..`to` of `line` become `text`. `to` may lie beyond the end of the
   * line: it is counted on through the line breaks.
   */
  edit(line: number, from: number, to: number, text: string): Lines {
    if (line < this.count && to <= this.length(line) && !/[\r\n]/.test(text) && this.#changed.size < MOST_CHANGED) {
      const before = this.line(line);
      const after = before.slice(0, from) + text + before.slice(to);
      if (after !== '' || !this.#base.joinsBreaks(line)) {
        return new Lines('', { base: this.#base, changed: new Map(this.#changed).set(line, after) });
      }
    }
    const start = this.start(line);
    return new Lines(this.text.slice(0, start + from) + text + this.text.slice(start + to));
  }

  /** Whether both came from the same text by edits inside lines. */
  sharesBase(other: Lines): boolean {
    return this.#base === other.#base;
  }

  #length(): number {
    let length = this.#base.text.length;
    for (const [line, text] of this.#changed) length += text.length - (this.#base.end(line) - this.#base.start(line));
    return length;
  }

  #join(): string {
    const pieces: string[] = [];
    let from = 0;
    for (const [line, text] of this.#ordered()) {
      pieces.push(this.#base.text.slice(from, this.#base.start(line)), text);
      from = this.#base.end(line);
    }
    pieces.push(this.#base.text.slice(from));
    return pieces.join('');
  }

  #shift(): Uint32Array {
    const starts = this.#base.starts.slice();
    let delta = 0;
    let next = 0;
    for (const [line, text] of this.#ordered()) {
      for (; next <= line; next++) starts[next] = (starts[next] ?? 0) + delta;
      delta += text.length - (this.#base.end(line) - this.#base.start(line));
    }
    if (delta !== 0) for (; next < starts.length; next++) starts[next] = (starts[next] ?? 0) + delta;
    return starts;
  }

  #ordered(): [number, string][] {
    return [...this.#changed].sort(([a], [b]) => a - b);
  }
}

const NOTHING: ReadonlyMap<number, string> = new Map();
/** Beyond this many changed lines, a fresh base is cheaper than looking lines up among the changed ones. */
const MOST_CHANGED = 64;
const LF = 10;
const CR = 13;

/** A text as it was when its line breaks were last counted. */
class Base {
  readonly text: string;
  readonly starts: Uint32Array;

  constructor(text: string) {
    this.text = text;
    this.starts = lineStarts(text);
  }

  start(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  end(line: number): number {
    let end = this.starts[line + 1] ?? this.text.length;
    const start = this.start(line);
    if (line + 1 >= this.starts.length) return end;
    if (end > start && this.text.charCodeAt(end - 1) === LF) end--;
    if (end > start && this.text.charCodeAt(end - 1) === CR) end--;
    return end;
  }

  /** Whether the breaks before and behind a line would become one if nothing stood between them. */
  joinsBreaks(line: number): boolean {
    return this.text.charCodeAt(this.start(line) - 1) === CR && this.text.charCodeAt(this.end(line)) === LF;
  }
}

function lineStarts(text: string): Uint32Array {
  let starts = new Uint32Array(Math.max(16, text.length >> 4));
  let count = 1;
  const push = (offset: number): void => {
    if (count === starts.length) {
      const larger = new Uint32Array(count * 2);
      larger.set(starts);
      starts = larger;
    }
    starts[count++] = offset;
  };
  if (text.includes('\r')) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === LF || (unit === CR && text.charCodeAt(i + 1) !== LF)) push(i + 1);
    }
  } else {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) push(i + 1);
  }
  return starts.subarray(0, count);
}
