import type { Recogniser } from './collector.ts';
import { SequenceReader, type Way } from './sequence.ts';

/** A sequence diagram of PlantUML, from `@startuml` to `@enduml` or in a fence of its own. */
export const PLANTUML: Recogniser = {
  form: 'plantuml',
  read({ raw, lines }, at, out) {
    const begins = /^\s*(?:>\s*)*@startuml\b/.test(raw[at] ?? '');
    const fenced = /^\s*(?:```|~~~)\s*\{?\.?(?:plantuml|puml|uml)\b/i.test(lines[at - 1] ?? '');
    if (!begins && !fenced) return 0;
    let end = at + 1;
    while (end < raw.length && !ENDING.test(raw[end] ?? '')) end++;
    const body = raw.slice(at, end).map((line) => line.replace(/^(?:\s*>(?=\s))+/, ''));
    if (!body.some((line) => ARROW.test(line.trim()))) return 0;
    out.begin('');
    const reader = new PlantUmlReader(new SequenceReader(out), body, at);
    for (let line = begins ? at + 1 : at; line < end; line = reader.next) reader.line(line);
    out.begin('');
    return (raw[end] ?? '').includes('@enduml') ? end + 1 - at : end - at;
  },
};

/** What ends a diagram, or begins another. */
const ENDING = /^\s*(?:>\s*)*(?:@enduml\b|@startuml\b|```|~~~)/;

const NAME = String.raw`(?:"[^"]+"|[\p{L}\p{N}_.@/]+(?:[- ](?![->])[\p{L}\p{N}_.@/]+)*|[\[\]?])`;
const ARROW = new RegExp(
  `^(?:&\\s*)?(${NAME})\\s*([ox]?(?:<{1,2}|[\\\\/]{1,2})?)(-{1,2}|-\\[[^\\]]*\\]-?|\\[[^\\]]*\\]-{1,2})((?:>{1,2}|[\\\\/]{1,2})?[ox]?)(?:\\(\\d+\\))?\\s*(${NAME})\\s*((?:\\+\\+|--|\\*\\*|!!|#\\w+|\\s)*)(?::\\s*(.*))?$`,
  'u',
);
const PARTICIPANT =
  /^(?:create\s+)?(participant|actor|boundary|control|entity|database|collections|queue)\s+(?:"([^"]+)"\s+as\s+([^\s#<]+)|([^\s"#<]+)\s+as\s+"([^"]+)"|([^\s"#<]+)\s+as\s+([^\s#<]+)|"([^"]+)"|([^\s"#<]+))/i;
const NOTE = /^[/hr]*note\s+(left|right|over|across)(?:\s+of)?(?:\s+([^:#]+?))?\s*(?:#\w+)?\s*(?::\s*(.*))?$/i;
const FRAMES = /^(?:alt|else|opt|loop|par|par2|break|critical|group|partition)\b/i;
const DRAWING =
  /^(?:@|!|skinparam\b|hide\b|show\b|autonumber\b|autoactivate\b|scale\b|newpage\b|header\b|footer\b|legend\b|end\b|activate\b|deactivate\b|destroy\b|box\b|mainframe\b|\|\|.*\|\||\|\|\||<style>|<\/style>|left to right|top to bottom|!theme|\}|\w+ \{$)/i;

class PlantUmlReader {
  readonly #sequence: SequenceReader;
  readonly #lines: readonly string[];
  readonly #first: number;
  /** Names by their place in the drawing. */
  readonly #order: string[] = [];
  /** Who was called by whom, for `return`. */
  readonly #calls: [string, string][] = [];
  next = 0;

  /** `lines` are those of the diagram, of which the first one is the line `first` of the text. */
  constructor(sequence: SequenceReader, lines: readonly string[], first: number) {
    this.#sequence = sequence;
    this.#lines = lines;
    this.#first = first;
  }

  #text(line: number): string {
    return (this.#lines[line - this.#first] ?? '').trim();
  }

  line(at: number): void {
    this.next = at + 1;
    const text = this.#text(at);
    if (text === '') return;
    if (text.startsWith("'")) this.#sequence.remark(at, text.slice(1));
    else if (text.startsWith("/'")) this.#sequence.remark(at, this.#until(at, /'\/\s*$/).replace(/^\/'|'\/$/g, ''));
    else if (!this.#declaration(text, at) && !this.#words(text, at) && !this.#message(text, at))
      this.#sequence.unread(at, text);
  }

  /** The lines from `at` to one that ends the block, as one text. */
  #until(at: number, end: RegExp): string {
    const parts: string[] = [];
    for (let line = at; line < this.#first + this.#lines.length; line++) {
      this.next = line + 1;
      const text = this.#text(line);
      parts.push(text);
      if (end.test(text)) break;
    }
    return parts.join('\n');
  }

  #declaration(text: string, at: number): boolean {
    const match = PARTICIPANT.exec(text);
    if (match === null || ARROW.test(text)) return false;
    const [, , label, id, id2, label2, id3, label3, quoted, plain] = match;
    const name = id ?? id2 ?? id3 ?? quoted ?? plain ?? '';
    this.#see(name);
    this.#sequence.declare(at, 'participant', name, styled(label ?? label2 ?? label3 ?? name));
    return true;
  }

  #see(name: string): void {
    if (!this.#order.includes(name)) this.#order.push(name);
  }

  #words(text: string, at: number): boolean {
    const title = /^title\b\s*(.*)$/i.exec(text);
    if (title !== null && !ARROW.test(text)) {
      const words = title[1] ?? '';
      this.#sequence.out.setTitle(
        styled(words === '' ? this.#block(at, /^end ?title$/i) : words).replace(/\s*\n\s*/g, ' '),
      );
      return true;
    }
    const divider = /^==+\s*(.*?)\s*==+$/.exec(text);
    if (divider !== null) {
      this.#sequence.remark(at, divider[1] ?? '');
      return true;
    }
    const delay = /^(?:\.{3}|…)\s*(.*?)\s*(?:\.{3}|…)?$/.exec(text);
    if (delay !== null) {
      this.#sequence.out.add({ kind: 'elision', line: at, text: styled(delay[1] ?? '') });
      return true;
    }
    return this.#noteOrFrame(text, at);
  }

  /** The lines of a block without the first and the last. */
  #block(at: number, end: RegExp): string {
    const lines = this.#until(at, end).split('\n').slice(1);
    return (end.test(lines.at(-1) ?? '') ? lines.slice(0, -1) : lines).join('\n');
  }

  #noteOrFrame(text: string, at: number): boolean {
    const note = NOTE.exec(text);
    if (note !== null) {
      const [, where = '', targets = '', words] = note;
      this.#note(at, where.toLowerCase(), targets, words ?? this.#block(at, /^end ?[hr]?note$/i));
      return true;
    }
    const reference = /^ref\s+over\s+([^:]+?)\s*(?::\s*(.*))?$/i.exec(text);
    if (reference !== null) {
      this.#note(at, 'over', reference[1] ?? '', reference[2] ?? this.#block(at, /^end ?ref$/i));
      return true;
    }
    const back = /^return\b\s*(.*)$/i.exec(text);
    const call = back === null ? undefined : this.#calls.pop();
    if (call !== undefined) {
      this.#sequence.message(at, call[1], call[0], styled(back?.[1] ?? ''), {
        mirrored: true,
        delivery: 'delivered',
        both: false,
      });
      return true;
    }
    if (ARROW.test(text)) return false;
    if (FRAMES.test(text)) this.#sequence.remark(at, styled(text));
    else if (DRAWING.test(text)) this.#sequence.drawing();
    else return false;
    return true;
  }

  #note(at: number, where: string, targets: string, words: string): void {
    const named = targets
      .split(',')
      .map(bare)
      .filter((name) => name !== '');
    const position = where === 'left' || where === 'right' ? where : 'over';
    const ids = named.length > 0 ? named : where === 'across' ? [...this.#order] : this.#beside(position);
    this.#sequence.note(at, position, ids, styled(words));
  }

  /** A note without a name stands beside the last message. */
  #beside(position: 'left' | 'right' | 'over'): string[] {
    const { last } = this.#sequence;
    if (last === null) return this.#order.slice(0, 1);
    const ends = [...last].sort((a, b) => this.#order.indexOf(a) - this.#order.indexOf(b));
    return [(position === 'left' ? ends[0] : ends[1]) ?? ''];
  }

  #message(text: string, at: number): boolean {
    const match = ARROW.exec(text);
    if (match === null) return false;
    const [, left = '', tail = '', , head = '', right = '', marks = '', words = ''] = match;
    const [a, b] = [bare(left), bare(right)];
    if (/^[[\]?]?$/.test(a) || /^[[\]?]?$/.test(b)) {
      this.#sequence.remark(at, text);
      return true;
    }
    this.#see(a);
    this.#see(b);
    const leftwards = /[<\\/]/.test(tail);
    const both = leftwards && /[>\\/]/.test(head);
    if (!leftwards && !/[>\\/x]/.test(head)) return false;
    const way: Way = {
      mirrored: leftwards,
      delivery: (leftwards ? tail : head).includes('x') ? 'lost' : 'delivered',
      both,
    };
    const [from, to] = leftwards && !both ? [b, a] : [a, b];
    if (marks.includes('++')) this.#calls.push([from, to]);
    this.#sequence.message(at, from, to, styled(words), way);
    return true;
  }
}

function bare(name: string): string {
  return name.trim().replace(/^"(.*)"$/, '$1');
}

/** A text without PlantUML's styles, and with its line breaks. */
function styled(text: string): string {
  return text
    .replace(/\\n/g, '\n')
    .replace(/<\/?(?:b|i|u|s|w|color|size|font|back|img|&)(?:[:=][^>]*)?>/gi, '')
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/""(.+?)""/g, '$1')
    .replace(/(?<!:)\/\/(.+?)\/\//g, '$1')
    .trim();
}
