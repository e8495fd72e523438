import { changedAmong, inputsOf } from './inputs.ts';
import { type Io, Trouble } from './io.ts';
import { countDiagrams, noDiagram, readSource, type Source } from './source.ts';

interface Reading {
  /** Say so where a file that is named holds no diagram. */
  readonly tellsOfNone?: boolean;
  /** Only what Git finds changed since this revision. */
  readonly since?: string | undefined;
}

/** Reads what can be read of the files of a call, and says of each other why it cannot. */
export class Reader {
  readonly #io: Io;
  readonly #reading: Reading;
  /** Whether something could not be read. */
  failed = false;

  constructor(io: Io, reading: Reading = {}) {
    this.#io = io;
    this.#reading = reading;
  }

  /** The files one by one; `change` is done to each of them before it is looked at. */
  async *each(
    words: readonly string[],
    change: (source: Source, io: Io) => Source | Promise<Source> = (source) => source,
  ): AsyncGenerator<Source> {
    const { tellsOfNone = false, since } = this.#reading;
    const { files, problems } = await inputsOf(words, this.#io);
    problems.forEach((problem) => this.#fail(problem));
    const wanted = since === undefined ? files : await changedAmong(files, since, this.#io);
    for (const { file, named } of wanted) {
      try {
        const source = await change(await readSource(file, this.#io), this.#io);
        if (tellsOfNone && named && countDiagrams(source) === 0) this.#io.stderr(noDiagram(source));
        yield source;
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        this.#fail(error.message);
      }
    }
  }

  async all(...call: Parameters<Reader['each']>): Promise<Source[]> {
    const sources: Source[] = [];
    for await (const source of this.each(...call)) sources.push(source);
    return sources;
  }

  #fail(why: string): void {
    this.failed = true;
    this.#io.stderr(`handshake: ${why}\n`);
  }
}
