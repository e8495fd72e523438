import type { Recogniser } from './collector.ts';
import { readArrowLine } from './arrows.ts';
import { SequenceReader, type Way } from './sequence.ts';

/**
 * A sequence diagram of Mermaid. Messages become segments, what frames them (`loop`, `alt`, …) becomes comments, and a
 * line that is none of Mermaid's is reported.
 */
export const MERMAID: Recogniser = {
  form: 'mermaid',
  read({ raw, lines }, at, out) {
    const opening = openingOf(raw, at);
    if (opening === null) return 0;
    out.begin(opening.title);
    const reader = new MermaidReader(new SequenceReader(out), raw);
    const fenced = /^\s*(?:```|~~~|:::)/.test(lines[at - 1] ?? '');
    const first = HEADER.exec(raw[opening.line] ?? '')?.[1] ?? '';
    const end = endOf(raw, opening.line + 1, fenced);
    renameOwn(reader.sequence, raw.slice(opening.line, end));
    reader.statements(first, opening.line);
    for (let line = opening.line + 1; line < end; line = reader.next) reader.line(line, end);
    out.begin('');
    return end - at;
  },
};

const HEADER = /^\s*(?:>\s*)*sequenceDiagram\b\s*;?(.*)$/;

/** Where `sequenceDiagram` stands, on this line or behind the front matter that begins here, and its title. */
function openingOf(lines: readonly string[], at: number): { line: number; title: string } | null {
  if (HEADER.test(lines[at] ?? '')) return { line: at, title: '' };
  if (!/^\s*---\s*$/.test(lines[at] ?? '')) return null;
  let title = '';
  for (let line = at + 1; line < lines.length && line < at + 60; line++) {
    const text = lines[line] ?? '';
    title = /^\s*title\s*:\s*(.+?)\s*$/.exec(text)?.[1]?.replace(/^(["'])(.*)\1$/, '$2') ?? title;
    if (!/^\s*---\s*$/.test(text)) continue;
    let header = line + 1;
    while (header < lines.length && /^\s*(?:%%.*)?$/.test(lines[header] ?? '')) header++;
    return HEADER.test(lines[header] ?? '') ? { line: header, title } : null;
  }
  return null;
}

/** The line behind the diagram: that of the fence, or of the first that is prose behind a blank one. */
function endOf(lines: readonly string[], from: number, fenced: boolean): number {
  for (let line = from; line < lines.length; line++) {
    const text = lines[line] ?? '';
    if (/^\s*(?:>\s*)*(?:```|~~~|:::|<\/(?:div|pre|code)>)/.test(text)) return line;
    if (HEADER.test(text)) return line;
    const blankBefore = /^\s*$/.test(lines[line - 1] ?? '');
    if (!fenced && blankBefore && text.trim() !== '' && !STATEMENT.test(text)) return line;
  }
  return lines.length;
}

/** Names that are made up by our own export (`A0`, `A1`, …) are those of the participants that they stand for. */
function renameOwn(reader: SequenceReader, lines: readonly string[]): void {
  const declared = lines.flatMap((line) => {
    const match = /^\s*participant (A\d+) as (.+?)\s*$/.exec(line);
    return match === null ? [] : [match];
  });
  if (declared.length === 0 || !declared.every((match, index) => match[1] === `A${String(index)}`)) return;
  const names = declared.map((match) => decode(match[2] ?? ''));
  if (new Set(names).size < names.length || names.some((name) => name.trim() === '' || name.includes('\n'))) return;
  declared.forEach((match, index) => {
    reader.rename(match[1] ?? '', names[index] ?? '');
  });
}

const WORDS =
  'participant|actor|create|destroy|box|autonumber|activate|deactivate|note|links?|properties|details|title|acctitle|accdescr|loop|rect|opt|alt|else|par|par_over|and|critical|option|break|end';
const STATEMENT = new RegExp(`^\\s*(?:%%|(?:${WORDS})\\b)|->|-->|--?[x)]|<<--?>>`, 'i');
const ARROW =
  /^(.+?)\s*(?:\(\))?\s*(<<--?>>|-{1,2}(?:>>|>|[xX)]|\|?[\\/]{1,2}|\|\\|\|\/)|[\\/]{1,2}\|?-{1,2}|--?\|[\\/])\s*(?:\(\))?\s*([+-]?)\s*([^:]+?)\s*(?::\s*([\s\S]*))?$/;
const PARTICIPANT = /^(?:create\s+)?(participant|actor)\s+(.+?)(?:\s+as\s+(.+))?$/i;
const FRAMES = /^(loop|opt|alt|else|par|par_over|and|critical|option|break)\b\s*(.*)$/i;

const NOTE_ABOVE = /^note\s+(?:over|left\s+of|right\s+of)\s+[^:]+$/i;
const END_NOTE = /^end\s*note$/i;

class MermaidReader {
  readonly sequence: SequenceReader;
  readonly #lines: readonly string[];
  /** The line to be read next. */
  next = 0;

  constructor(sequence: SequenceReader, lines: readonly string[]) {
    this.sequence = sequence;
    this.#lines = lines;
  }

  /** Reads one line, or several where braces go on. */
  line(at: number, end: number): void {
    this.next = at + 1;
    const text = (this.#lines[at] ?? '').replace(/^(?:\s*>(?=\s))+/, '').trim();
    if (/^(?:accDescr\s*\{|.*@\{)/i.test(text) && !text.includes('}')) {
      this.#braces(at, end, text);
      return;
    }
    if (NOTE_ABOVE.test(text)) {
      this.#noteBelow(at, end, text);
      return;
    }
    if (text.startsWith('%%{')) {
      while (this.next < end && !(this.#lines[this.next - 1] ?? '').includes('}%%')) this.next++;
      this.sequence.drawing();
      return;
    }
    this.statements(text, at);
  }

  #braces(at: number, end: number, opening: string): void {
    const parts = [opening];
    while (this.next < end && !(parts.at(-1) ?? '').includes('}')) parts.push((this.#lines[this.next++] ?? '').trim());
    this.statements(parts.join('\n'), at);
  }

  /** A note whose text stands below it, as PlantUML has it; without an end it goes to the next statement. */
  #noteBelow(at: number, end: number, head: string): void {
    const words: string[] = [];
    while (this.next < end) {
      const text = (this.#lines[this.next] ?? '').trim();
      if (STATEMENT.test(text) && !END_NOTE.test(text)) break;
      this.next++;
      if (END_NOTE.test(text)) break;
      if (text !== '') words.push(text);
    }
    this.#note(`${head}: ${words.join('\n')}`, at);
  }

  /** The statements of a line, between semicolons that end no entity. */
  statements(text: string, at: number): void {
    const found = /(?:^|\s)%%(?!\{).*$/s.exec(text);
    // In the text of a message it is text.
    const comment = found !== null && /(?:>|--?[x)]).*:/.test(text.slice(0, found.index)) ? null : found;
    const code = comment === null ? text : text.slice(0, comment.index);
    if (/^\s*(?:accDescr\s*\{|.*@\{)/is.test(code)) this.#statement(code.trim(), at);
    else for (const part of code.split(/(?<!#\w{1,10});/)) this.#statement(part.trim(), at);
    if (comment !== null) this.sequence.remark(at, comment[0].replace(/^\s*%%+\s*/, ''));
  }

  #statement(text: string, at: number): void {
    if (text === '') return;
    if (this.#declaration(text, at) || this.#frame(text, at) || this.#note(text, at) || this.#other(text, at)) return;
    const arrow = ARROW.exec(text.replace(/\s*#(?!\w{1,10};).*$/s, ''));
    if (arrow === null) {
      this.sequence.unread(at, text);
      return;
    }
    const [, from = '', drawn = '', , to = '', label = ''] = arrow;
    this.sequence.message(at, from.trim(), to.trim(), decode(label.replace(/^(?:no)?wrap:/, '')), wayOf(drawn));
  }

  #declaration(text: string, at: number): boolean {
    const match = PARTICIPANT.exec(text);
    if (match === null || /^[^:]*(?:->|-->|--?[x)])/.test(text.replace(PARTICIPANT, '$2'))) return false;
    const [, , written = '', as = ''] = match;
    const braces = /^(.*?)\s*@\{([\s\S]*)\}?$/.exec(written);
    const alias = /"?alias"?\s*:\s*"([^"]*)"/.exec(braces?.[2] ?? '')?.[1] ?? '';
    this.sequence.declare(at, 'participant', (braces?.[1] ?? written).trim(), decode(as || alias));
    return true;
  }

  /** A block around messages. Its title is all that stands behind the word, and a message there is lost on Mermaid. */
  #frame(text: string, at: number): boolean {
    const match = FRAMES.exec(text);
    if (match === null || isMessageOf(match[1] ?? '', text)) return false;
    if (readArrowLine(match[2] ?? '', at) !== null) this.sequence.unread(at, text);
    else this.sequence.remark(at, decode(text));
    return true;
  }

  #note(text: string, at: number): boolean {
    const match = /^note\s+(over|left\s+of|right\s+of)\s+([^:]+?)\s*:\s*([\s\S]*)$/i.exec(text);
    if (match === null) return false;
    const [, where = '', targets = '', words = ''] = match;
    const position = /^over/i.test(where) ? 'over' : /^left/i.test(where) ? 'left' : 'right';
    this.sequence.note(
      at,
      position,
      targets
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      decode(words.replace(/^(?:no)?wrap:/, '')),
    );
    return true;
  }

  #other(text: string, at: number): boolean {
    const title = /^title\s*:?\s+(.+)$/i.exec(text) ?? /^title:(.+)$/i.exec(text);
    if (title !== null && !isMessageOf('title', text)) {
      this.sequence.out.setTitle(decode(title[1] ?? ''));
      return true;
    }
    const described = /^acc(?:Title|Descr)\s*(?::\s*([\s\S]*)|\{([\s\S]*?)\}?)$/i.exec(text);
    if (described !== null) {
      const words = (described[1] ?? described[2] ?? '').replace(/\s+/g, ' ').trim();
      if (/^accTitle/i.test(text)) this.#accTitle(words);
      else this.sequence.remark(at, words);
      return true;
    }
    const box = /^box\b\s*(.*)$/i.exec(text);
    if (box !== null && !isMessageOf('box', text)) {
      this.sequence.drawing();
      return true;
    }
    if (
      !/^(?:end|rect\b.*|activate\s.*|deactivate\s.*|destroy\s.*|autonumber\b.*|(?:links?|properties|details)\s.*)$/i.test(
        text,
      )
    )
      return false;
    if (isMessageOf(/^\w+/.exec(text)?.[0] ?? '', text)) return false;
    this.sequence.drawing();
    return true;
  }

  #accTitle(words: string): void {
    if ((this.sequence.out.current?.title ?? '') === '') this.sequence.out.setTitle(decode(words));
  }
}

/** Whether a line that begins with a word of Mermaid's is a message of a host of that name: `box->>A: SYN`. */
function isMessageOf(word: string, text: string): boolean {
  return new RegExp(`^${word}\\s*(?:->|-->|--?[x)]|<<-)`, 'i').test(text);
}

function wayOf(drawn: string): Way {
  return {
    mirrored: /^[\\/]/.test(drawn),
    delivery: /[xX]$/.test(drawn) ? 'lost' : 'delivered',
    both: drawn.startsWith('<<'),
  };
}

/** A text of Mermaid's as it is shown: line breaks, and entities with `#` in front. */
export function decode(text: string): string {
  return text
    .replace(/\s*<br\s*\/?>\s*/gi, '\n')
    .replace(
      /[#&](?:#?(\d{1,7})|#?x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
        const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
        return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : whole;
      },
    )
    .trim();
}

const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  lt: '<',
  gt: '>',
  amp: '&',
  nbsp: ' ',
  colon: ':',
  semi: ';',
  comma: ',',
  hash: '#',
  num: '#',
  rarr: '→',
  larr: '←',
  infin: '∞',
};
