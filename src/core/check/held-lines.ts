import { LineParser } from '../notation/parser.ts';
import type { Statement } from '../notation/syntax.ts';
import { Names } from '../text/names.ts';
import { LINES_AHEAD, LINES_BACK } from './explain/trial.ts';

/** Whatever explains a line stands on so many. */
const HELD_LINES = LINES_BACK + LINES_AHEAD + 1;

/** Reads a line with a parser. */
type Read = (line: number, parser: LineParser) => Statement;

/**
 * The lines that are looked at together while a diagram is checked. Each has a parser of its own, because a parser keeps one
 * segment; diagrams are checked one after the other, and share them.
 */
class HeldLines {
  readonly #parsers: (LineParser | undefined)[] = [];
  /** By their place among as many. */
  readonly #held: ({ readonly line: number; readonly statement: Statement } | undefined)[] = [];
  #names = new Names();
  #last = -1;

  /** Holds no line, and nothing of the text before; the next lines are of a document with these names. */
  begin(names: Names): void {
    this.#last = -1;
    this.#names = names;
    for (const parser of this.#parsers) parser?.renew(names);
    this.#held.length = 0;
  }

  /** The statement of a line that is held; undefined for any other. */
  at(line: number): Statement | undefined {
    if (line > this.#last) return undefined;
    const held = this.#held[line % HELD_LINES];
    return held?.line === line ? held.statement : undefined;
  }

  /** The statement of a line, which is held from now on. */
  hold(line: number, read: Read): Statement {
    const known = this.at(line);
    if (known !== undefined) return known;
    const slot = line % HELD_LINES;
    const statement = read(line, this.#parser(slot));
    this.#held[slot] = { line, statement };
    this.#last = Math.max(this.#last, line);
    return statement;
  }

  /** The statement of a line that drives out none that is held; it may be gone with the next one. */
  pass(line: number, read: Read): Statement {
    return this.at(line) ?? read(line, this.#parser(HELD_LINES));
  }

  #parser(slot: number): LineParser {
    return (this.#parsers[slot] ??= new LineParser(this.#names));
  }
}

/** Those of the diagram that is being checked. */
export const heldLines = new HeldLines();
