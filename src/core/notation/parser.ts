import { TEXT, TEXT_FIXES } from '../findings/codes/text.ts';
import { editLine, type Span } from '../text/place.ts';
import { Names } from '../text/names.ts';
import { likelyArrow, readArrow, skipFalseArrow } from './arrows.ts';
import { AT, foldText, WORD } from './chars.ts';
import { closest } from './closest.ts';
import { Cursor } from './cursor.ts';
import { isKeyword, readerOf, readKeyword } from './keyword-reader.ts';
import { isAction, KEYWORDS } from './keywords.ts';
import { readAction } from './lines/actions.ts';
import { finish, type Keyword, NOWHERE, skipToComment } from './lines/common.ts';
import { readWordless } from './lines/wordless.ts';
import { FIELD_NAMES } from './fields.ts';
import { FLAG_NAMES } from './flags.ts';
import { type Head, LONGEST_LINE, LooseReader, standsInArrow, strictHead } from './loose.ts';
import type { Mend } from './problems.ts';
import { isLostArrow, nameEndpoint, QUOTED, scanEndpoint } from './naming.ts';
import { SegmentNode } from './nodes.ts';
import { readPlainEnds } from './plain.ts';
import { SegmentReader } from './segments.ts';
import type { BadStatement, Problem, Statement } from './syntax.ts';
import { commentStart } from './text.ts';
import { readTime } from './times.ts';

/** Characters of a line that is read: the text of the longest segment fits in, each of its bytes written as an escape. */
const MOST_READ = 150_000;

/**
 * Reads the notation line by line. It never throws, whatever the text is.
 *
 * A segment is returned in an object that the next call of `parse` fills in again, so that a long file makes no
 * garbage: who keeps a segment makes a parser of his own for it. Other statements are the caller's to keep.
 */
export class LineParser {
  readonly #cursor: Cursor;
  readonly #segment = new SegmentNode();
  readonly #reader = new SegmentReader(this.#segment);
  readonly #loose = new LooseReader(this.#segment);
  readonly #mending: boolean;

  /** Names and symbols get their numbers from `names`. `mending` asks for fixes of lines that cannot be read. */
  constructor(names: Names, mending = true) {
    this.#cursor = new Cursor(names);
    this.#mending = mending;
  }

  /** Goes on with the names of another document, and keeps nothing of the text before. */
  renew(names: Names): void {
    this.#cursor.names = names;
    this.#cursor.reset('', 0, 0);
  }

  /** The statement on the line `text[from..to)`, without its line break. Columns are counted from `from`. */
  parse(text: string, from: number, to: number): Statement {
    if (to - from > MOST_READ) return this.#tooLong(text, from, to);
    const strict = this.#parseStrictly(text, from, to);
    if (this.#cursor.problems.count === 0 && !this.#namesFlag(strict, text, from, to)) return strict;
    if (strict.problems.every(({ code }) => code === 'self-segment') && strict.problems.length > 0)
      return this.#toItself();
    if (strict.kind !== 'segment' && strict.kind !== 'bad' && !hasArrowBehind(text.slice(from, to))) return strict;
    if (strict.problems.some(({ code }) => code === 'number-range')) return strict;
    // Nobody wrote it by hand.
    if (to - from > LONGEST_LINE) return this.#mended(strict, text.slice(from, to));
    const found = strict.kind === 'segment' && strict.problems.every(({ from }) => from >= strict.right.to);
    const head = found ? strictHead(strict, text.slice(from, to)) : null;
    return (
      this.#parseLoosely(text, from, to, head) ??
      this.#mended(this.#parseStrictly(text, from, to), text.slice(from, to))
    );
  }

  /** What no one has written is not read: to take it apart would fill the memory. */
  #tooLong(text: string, from: number, to: number): Statement {
    const c = this.#cursor;
    c.reset(text, from, to);
    c.skipBlanks();
    if (c.atEnd()) return readWordless(c);
    const begin = c.pos;
    const fixes = this.#mending
      ? [{ title: 'commentOut', text: '# ', span: { from: begin - from, to: begin - from } } as const]
      : [];
    c.report('syntax', 'long', begin, to, { most: MOST_READ }, fixes);
    return { kind: 'bad', keyword: NOWHERE, comment: null, problems: c.problems.list };
  }

  /** The segment, in which nothing is wrong but that both its ends are one. What an end says to itself is a note over it. */
  #toItself(): SegmentNode {
    const s = this.#segment;
    if (!s.application || s.label === null) return s;
    if (s.remarks.length === 0) s.remarks = [s.label];
    s.loose = true;
    s.problems = [];
    return s;
  }

  /** A line with something wrong in it, and fixes that mend it; one that nobody can read has one that keeps every word of it. */
  #mended(strict: Statement, line: string): Statement {
    const statement = this.#asOneProblem(strict);
    if (!this.#mending) return statement;
    const { problems } = this.#cursor;
    if (statement === this.#segment) return this.#withFixesThatHelp(line);
    if (statement.kind !== 'bad') return statement;
    problems.keepFixes((problem, fix) => line.length <= LONGEST_LINE && readsBack(line, problem, fix));
    problems.offer(commentOut(line));
    return { ...statement, problems: problems.list };
  }

  /** The segment, without quotes that would only make another mistake of the one that is there. */
  #withFixesThatHelp(line: string): SegmentNode {
    const { problems } = this.#cursor;
    const [only, another] = problems.list;
    if (only === undefined || another !== undefined || line.length > LONGEST_LINE) return this.#segment;
    const quotes = ({ title }: Problem['fixes'][number]): boolean => title.template === TEXT_FIXES.quote;
    if (!only.fixes.some(quotes)) return this.#segment;
    problems.keepFixes((problem, fix) => !quotes(fix) || afterFix(line, problem, fix).problems.length === 0);
    problems.offer(commentOut(line));
    this.#segment.problems = problems.list;
    return this.#segment;
  }

  /** Words that are neither flags nor fields, one behind the other, are one mistake, with one fix that keeps them all. */
  #asOneProblem(statement: Statement): Statement {
    const c = this.#cursor;
    const s = this.#segment;
    const [first] = s.problems;
    if (statement !== s || first === undefined || first.from < s.right.to || !isProse(first)) return statement;
    const line = c.text.slice(c.base, c.end);
    const bare = !s.flagsWritten && s.writtenFields === 0 && (s.label === null || s.label.from >= first.from);
    if (bare && first.message.template !== TEXT['unknown-flag'].messages.none) return statement;
    const end = first.from + endOfProse(line.slice(first.from));
    const to = bare ? end : endOfRun(s, first.from, c.problems.full ? line.slice(0, end) : null);
    if (!bare && (s.problems.length < 2 || s.problems.some((one) => !isProse(one) || one.from > to))) return statement;
    const written = line.slice(first.from, to);
    // A text that begins there goes on behind it.
    if (!bare && foldText(written).split('"').length % 2 === 0) return statement;
    c.problems.reset();
    const fix = c.quoting(c.base + first.from, c.base + to);
    c.report('unknown-flag', 'none', c.base + first.from, c.base + to, { word: written }, [fix]);
    s.problems = c.problems.list;
    if (!bare) return s;
    s.label = null;
    s.comment = to < line.trimEnd().length ? commentBehind(line, to) : null;
    s.unread = true;
    return s;
  }

  #namesFlag(strict: Statement, text: string, from: number, to: number): boolean {
    if (strict.kind !== 'segment' || !strict.mirrored) return false;
    const { right } = strict;
    const length = right.nameTo - right.from;
    if (length !== 3 || !(FLAG_NAMES as readonly string[]).includes(text.slice(from + right.from, from + right.nameTo)))
      return false;
    return standsInArrow(text.slice(from, to));
  }

  /** The segment on a line that is no strict notation, if it means one thing. */
  #parseLoosely(text: string, from: number, to: number, head: Head | null): SegmentNode | null {
    const c = this.#cursor;
    c.reset(text, from, to);
    this.#segment.reset();
    return this.#loose.read(c, head) ? this.#finishSegment(c) : null;
  }

  #parseStrictly(text: string, from: number, to: number): Statement {
    const c = this.#cursor;
    const s = this.#segment;
    c.reset(text, from, to);
    s.reset();
    c.skipBlanks();
    if (c.peek() === AT) this.#readTime(c);
    if (readPlainEnds(c, s)) {
      this.#reader.readItems(c);
      return this.#finishSegment(c);
    }
    const start = c.pos;
    const problems = c.problems.count;
    const kinds = scanEndpoint(c, s.left);
    if (kinds !== 0) {
      c.skipBlanks();
      if (readArrow(c, s) ? !this.#isProse(c, start) : readGluedArrow(c, s, kinds)) return this.#readSegment(c, kinds);
    }
    if (kinds !== QUOTED) c.problems.keep(problems);
    c.pos = start;
    return this.#readOther(c, kinds);
  }

  #readTime(c: Cursor): void {
    const s = this.#segment;
    s.timeSpan.from = c.column;
    s.time = readTime(c);
    s.timeSpan.to = c.column;
    c.skipBlanks();
  }

  /** The rest of a segment, whose left end and arrow have been read. */
  #readSegment(c: Cursor, kinds: number): Statement {
    const s = this.#segment;
    nameEndpoint(c, s.left, kinds);
    return this.#reader.read(c) ? this.#finishSegment(c) : this.#withoutReceiver(c);
  }

  #finishSegment(c: Cursor): SegmentNode {
    const s = this.#segment;
    s.comment = c.comment();
    s.problems = c.problems.list;
    return s;
  }

  #withoutReceiver(c: Cursor): BadStatement {
    const { arrow } = this.#segment;
    const text = c.text.slice(arrow.from + c.base, arrow.to + c.base);
    const at = c.atEnd() ? arrow.to + c.base : c.pos;
    const to = skipToComment(c);
    c.report('syntax', 'receiver', at, Math.max(at, to), { text });
    return { kind: 'bad', ...finish(c, arrow) };
  }

  /** Whether `x-` is the beginning of a word of prose behind a keyword (`title x-ray`), not an arrow. */
  #isProse(c: Cursor, start: number): boolean {
    const { arrow, delivery, mirrored, left } = this.#segment;
    if (delivery !== 'lost' || !mirrored || (c.kind() & WORD) === 0) return false;
    return arrow.from > left.to && isKeyword(foldText(c.text.slice(start, left.to + c.base)).toLowerCase());
  }

  /** A line without an arrow. `kinds` is 0 if it does not begin with a word. */
  #readOther(c: Cursor, kinds: number): Statement {
    if (kinds === 0) {
      if (this.#segment.timeSpan.from >= 0 && c.atEnd()) return this.#timeAlone(c);
      this.#reportTime(c);
      return readWordless(c);
    }
    const from = c.pos;
    const keyword = kinds === QUOTED ? null : readKeyword(c, this.#segment.left);
    if (keyword === null) return this.#readFalseArrow(c, kinds);
    if (isAction(keyword.word)) return this.#readAction(c, keyword);
    this.#reportTime(c);
    c.pos = from + keyword.to - keyword.from;
    return readerOf(keyword)(c, keyword);
  }

  #readAction(c: Cursor, keyword: Keyword): Statement {
    const { time, timeSpan } = this.#segment;
    return readAction(c, keyword, time, { from: timeSpan.from, to: timeSpan.to });
  }

  /** Reports a time on a line that has none. */
  #reportTime(c: Cursor): void {
    const { from, to } = this.#segment.timeSpan;
    if (from < 0) return;
    const line = c.text.slice(c.base, c.end).trimEnd();
    const text = `${line.slice(to).trim()} # ${line.slice(from, to)}`;
    const fix = { title: 'comment', text, span: { from, to: line.length } } as const;
    c.report('syntax', 'timeless', from + c.base, to + c.base, {}, [fix]);
  }

  #timeAlone(c: Cursor): BadStatement {
    const at = this.#segment.timeSpan.to + c.base;
    if (this.#segment.time !== null) c.report('syntax', 'timed', at, at);
    return { kind: 'bad', ...finish(c, NOWHERE) };
  }

  /** A name without an arrow behind it: perhaps there is something that is meant to be one. */
  #readFalseArrow(c: Cursor, kinds: number): Statement {
    const s = this.#segment;
    const start = c.pos;
    c.pos = s.left.to + c.base;
    c.skipBlanks();
    const from = c.pos;
    const spelled = skipFalseArrow(c);
    if (spelled === '') return readNonsense(c, start, s.left.to + c.base);
    const text = spelled.trimEnd();
    const arrow = likelyArrow(spelled);
    if (arrow === null) {
      const fixes = (['->', '<-'] as const).filter((one) => readsAs(c, from, c.pos, one));
      const mends = fixes.map((one) => ({ title: 'change', text: one }) as const);
      c.report('syntax', 'direction', from, c.pos, { text }, mends);
      skipToComment(c);
      return { kind: 'bad', ...finish(c, { from: from - c.base, to: from - c.base + text.length }) };
    }
    c.report('syntax', 'arrow', from, c.pos, { text, closest: arrow }, [{ title: 'change', text: arrow }]);
    s.mirrored = arrow === '<-';
    s.delivery = 'delivered';
    s.arrow.set(from - c.base, c.pos - c.base);
    return this.#readSegment(c, kinds);
  }
}

/** Whether a problem is a word that is neither a flag nor a field, nor near one. */
function isProse({ message }: Problem): boolean {
  return (
    message.template === TEXT['unknown-flag'].messages.none || message.template === TEXT.syntax.messages.unexpected
  );
}

/** The length of what is written up to the comment. */
function endOfProse(text: string): number {
  return text.slice(0, commentStart(text)).trimEnd().length;
}

/**
 * Where the words that begin at a column end: before the next flag, field or label. `whole` is the line up to its comment where
 * there are more problems than are reported: then the words go on up to there.
 */
function endOfRun(s: SegmentNode, from: number, whole: string | null): number {
  let next = Infinity;
  const look = ({ from: at }: Span): void => {
    if (at > from && at < next) next = at;
  };
  s.flagTokens.forEach(look);
  for (const name of FIELD_NAMES) look(s[name]);
  if (s.label !== null) look(s.label);
  if (whole !== null) return whole.slice(0, next).trimEnd().length;
  return s.problems.reduce((end, problem) => (problem.from < next ? Math.max(end, problem.to) : end), from);
}

/** The comment behind a column, up to the end of the line. */
function commentBehind(line: string, column: number): Span {
  const blanks = /^\s*/.exec(line.slice(column))?.[0].length ?? 0;
  return { from: column + blanks, to: line.length };
}

/** A host that is called like a keyword, with an arrow behind it that the strict notation does not know. */
function hasArrowBehind(line: string): boolean {
  return /^\s*(?:client|server|host|actor|participant|open|close)(?:\s+(?!as\b)[\p{L}\p{N}_]+){0,2}\s*(?:[-=~─━—–]{2}|[-=~─━—–]>|<{1,2}[-=~─━—–]|◀|←|→)/iu.test(
    line,
  );
}

/** `Cx- S`: the `x` belongs to the arrow, because a lone hyphen is none. */
function readGluedArrow(c: Cursor, s: SegmentNode, kinds: number): boolean {
  const { left } = s;
  const to = left.nameTo + c.base;
  if (kinds === QUOTED || left.to !== left.nameTo || left.nameTo - left.from < 2) return false;
  const before = c.pos;
  c.pos = to - 1;
  // No name ends with a point.
  if ((c.kindAt(-1) & WORD) !== 0 && isLostArrow(c) && readArrow(c, s)) {
    left.nameTo--;
    left.to--;
    return true;
  }
  c.pos = before;
  return false;
}

/** What only segments have. */
const FLAGGED = new RegExp(String.raw`\b(?:${FLAG_NAMES.join('|')})\b|\b(?:seq|ack|len)=`, 'i');

function commentOut(line: string): Mend {
  const indent = /^[\s\ufeff]*/.exec(line)?.[0].length ?? 0;
  return { title: 'commentOut', text: '# ', span: { from: indent, to: indent } };
}

/** Whether a line is read better, and at last as a statement, after a fix. */
function readsBack(line: string, problem: Problem, fix: Problem['fixes'][number]): boolean {
  return afterFix(line, problem, fix).kind !== 'bad';
}

function afterFix(line: string, problem: Problem, { span = problem, text }: Problem['fixes'][number]): Statement {
  const after = editLine(line, [{ line: 0, from: span.from, to: span.to, text }]);
  return new LineParser(new Names(), false).parse(after, 0, after.length);
}

/** Whether the line is a segment with `written` in place of what stands there. */
function readsAs({ text, base, end }: Cursor, from: number, to: number, written: string): boolean {
  if (end - base > LONGEST_LINE) return false;
  const line = text.slice(base, from) + written + text.slice(to, end);
  const statement = new LineParser(new Names(), false).parse(line, 0, line.length);
  return statement.kind === 'segment' && statement.problems.length === 0 && !statement.loose;
}

/** A line that begins with the word from `from` to `to`, and is nothing that the notation knows. */
function readNonsense(c: Cursor, from: number, to: number): BadStatement {
  const word = c.text.slice(from, to);
  const meant = closest(foldText(word), KEYWORDS);
  c.pos = to;
  c.skipBlanks();
  const alone = c.atEnd();
  skipToComment(c);
  // A quote that is never closed has been reported; it took the arrow with it.
  if (c.problems.count > 0 && c.problems.list.at(-1)?.to === to - c.base) return { kind: 'bad', ...finish(c, NOWHERE) };
  if (meant !== null) {
    c.report('syntax', 'closest', from, to, { word, closest: meant }, [{ title: 'change', text: meant }]);
  } else {
    const arrow =
      !alone && FLAGGED.test(c.text.slice(to, c.end)) && readsAs(c, to, to, ' ->')
        ? [{ title: 'insert', text: `${word} ->`, shown: '->' } as const]
        : [];
    c.report('syntax', alone ? 'alone' : 'statement', from, to, { word }, arrow);
  }
  return { kind: 'bad', ...finish(c, NOWHERE) };
}
