/**
 * A text and where its lines start.
 *
 * A line ends before `\n`, `\r\n` or a lone `\r`, as in VS Code and the Language Server Protocol.
 */
export class Lines {
  readonly text: string;
  readonly #starts: Uint32Array;

  constructor(text: string) {
    this.text = text;
    this.#starts = lineStarts(text);
  }

  /** The number of lines, at least 1. */
  get count(): number {
    return this.#starts.length;
  }

  /** The offset of the first character of `line`; the length of the text for a line past the end. */
  start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** The offset behind the last character of `line`, without its line break. */
  end(line: number): number {
    let end = this.#starts[line + 1] ?? this.text.length;
    const start = this.start(line);
    if (line + 1 >= this.count) return end;
    if (end > start && this.text.charCodeAt(end - 1) === LF) end--;
    if (end > start && this.text.charCodeAt(end - 1) === CR) end--;
    return end;
  }

  /** The text of `line`, without its line break. */
  line(line: number): string {
    return this.text.slice(this.start(line), this.end(line));
  }
}

const LF = 10;
const CR = 13;

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
