/**
 * The names of one document, each kept once and known by a small number.
 *
 * A document of 100,000 segments names its two participants 200,000 times: looking a name up by its characters,
 * without cutting a string out of the text first, keeps the parser free of garbage.
 */
export class Names {
  readonly #texts: string[] = [];
  #buckets: Int32Array = new Int32Array(64).fill(NONE);
  readonly #next: number[] = [];
  readonly #hashes: number[] = [];
  /** The numbers of the names that are one ASCII character. */
  readonly #letters: Int32Array = new Int32Array(LETTERS).fill(NONE);

  /** How many names there are; the numbers of the names are 0 to `size - 1`. */
  get size(): number {
    return this.#texts.length;
  }

  /** The number of the name that stands in `text` from offset `from` up to `to`; a new name gets the next number. */
  intern(text: string, from = 0, to: number = text.length): number {
    if (to - from === 1) return this.#internLetter(text, from);
    return this.#internWord(text, from, to);
  }

  /** Most diagrams name their participants and their symbols with one letter each. */
  #internLetter(text: string, at: number): number {
    const unit = text.charCodeAt(at);
    if (unit >= LETTERS) return this.#internWord(text, at, at + 1);
    const known = this.#letters[unit] as number;
    if (known !== NONE) return known;
    const id = this.#internWord(text, at, at + 1);
    this.#letters[unit] = id;
    return id;
  }

  #internWord(text: string, from: number, to: number): number {
    let hash = to - from;
    for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
    const bucket = hash & (this.#buckets.length - 1);
    for (let id = this.#buckets[bucket] ?? NONE; id !== NONE; id = this.#next[id] ?? NONE) {
      if (this.#hashes[id] === hash && sameText(this.#texts[id] ?? '', text, from, to)) return id;
    }
    return this.#add(text.slice(from, to), hash);
  }

  /** The text of the name with this number. Throws a RangeError for a number that `intern` never gave. */
  text(id: number): string {
    const text = this.#texts[id];
    if (text === undefined) throw new RangeError(`no name has the number ${String(id)}`);
    return text;
  }

  #add(text: string, hash: number): number {
    const id = this.#texts.length;
    this.#texts.push(text);
    this.#hashes.push(hash);
    this.#next.push(NONE);
    if (id >= this.#buckets.length) this.#grow();
    else this.#link(id, hash);
    return id;
  }

  #link(id: number, hash: number): void {
    const bucket = hash & (this.#buckets.length - 1);
    this.#next[id] = this.#buckets[bucket] ?? NONE;
    this.#buckets[bucket] = id;
  }

  #grow(): void {
    this.#buckets = new Int32Array(this.#buckets.length * 4).fill(NONE);
    this.#hashes.forEach((hash, id) => {
      this.#link(id, hash);
    });
  }
}

const NONE = -1;
const LETTERS = 128;

function sameText(name: string, text: string, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== text.charCodeAt(from + i)) return false;
  return true;
}
