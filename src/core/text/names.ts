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

  /** How many names there are; the numbers of the names are 0 to `size - 1`. */
  get size(): number {
    return this.#texts.length;
  }

  /** The number of the name that stands in `text` from offset `from` up to `to`; a new name gets the next number. */
  intern(text: string, from = 0, to: number = text.length): number {
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

function sameText(name: string, text: string, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== text.charCodeAt(from + i)) return false;
  return true;
}
