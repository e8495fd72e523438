import { Lines } from '../text/lines.ts';
import { Names } from '../text/names.ts';
import { LineParser } from './parser.ts';
import type { Statement } from './syntax.ts';
import { type Token, tokenize } from './tokens.ts';

/** A text as statements. Lines are read when they are asked for. */
export interface SyntaxTree {
  /** The text that was parsed, to the last character. */
  readonly text: string;
  readonly lines: Lines;
  /** The names and symbols of the statements that have been asked for. */
  readonly names: Names;
  /** The statement of a line, which the caller may keep; a blank one for a line that is not there. */
  statement(line: number): Statement;
  /** The tokens of a line, which touch each other and cover all of it. */
  tokens(line: number): readonly Token[];
}

/** Makes a tree of any text. */
export function parse(text: string): SyntaxTree {
  const lines = new Lines(text);
  const names = new Names();
  const statement = (line: number): Statement => new LineParser(names).parse(text, lines.start(line), lines.end(line));
  return { text, lines, names, statement, tokens: (line) => tokenize(statement(line), lines.line(line)) };
}

/** The statement on a line of its own. */
export function parseLine(line: string, names: Names = new Names()): Statement {
  return new LineParser(names).parse(line, 0, line.length);
}
