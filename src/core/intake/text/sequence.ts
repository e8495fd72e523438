import type { Collector } from './collector.ts';
import type { Message, NoteDraft } from './draft.ts';
import { isTcp } from './draft.ts';
import { readMessage } from './message.ts';

/** What the languages for sequence diagrams have in common: messages between hosts, notes, and frames around them. */
export class SequenceReader {
  readonly out: Collector;
  /** Names as the notation has them, by the names that the text uses. */
  readonly #names = new Map<string, string>();
  #last: readonly [string, string] | null = null;

  constructor(out: Collector) {
    this.out = out;
  }

  declare(line: number, role: 'client' | 'server' | 'participant', id: string, label: string): void {
    const name = this.name(id);
    this.out.add({ kind: 'participant', line, role, name, label: flat(label) });
  }

  /** `id` is called `name` from now on. */
  rename(id: string, name: string): void {
    this.#names.set(id, name);
  }

  name(id: string): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    this.#names.set(id, id);
    return id;
  }

  get last(): readonly [string, string] | null {
    return this.#last;
  }

  message(line: number, from: string, to: string, text: string, way: Way): void {
    const [sender, receiver] = [this.name(from), this.name(to)];
    this.#last = [sender, receiver];
    const message = readMessage(text);
    if (sender === receiver || way.both) {
      this.note(line, 'over', sender === receiver ? [from] : [from, to], text);
    } else if (!isTcp(message) && message.label === '') {
      this.out.add({ kind: 'remark', line, text: `${from} to ${to}, without a word` });
      this.out.other('messages without text');
    } else {
      this.#segment(line, sender, receiver, message, way);
    }
  }

  #segment(line: number, from: string, to: string, message: Message, { mirrored, delivery }: Way): void {
    const ends = { from: { host: from, port: null }, to: { host: to, port: null } };
    this.out.add({ kind: 'segment', line, ...ends, delivery, mirrored, time: null, message, remarks: [] });
  }

  note(line: number, position: NoteDraft['position'], ids: readonly string[], text: string): void {
    const targets = [...new Set(ids.map((id) => this.name(id)))];
    if (targets.length === 0) this.remark(line, text);
    else this.out.add({ kind: 'note', line, position, targets, text });
  }

  remark(line: number, text: string): void {
    if (text.trim() !== '') this.out.add({ kind: 'remark', line, text: text.trim() });
  }

  /** A line that only lays out the drawing. */
  drawing(): void {
    this.out.other('lines of drawing');
  }

  unread(line: number, text: string): void {
    this.out.unread.push({ line, text: text.trim() });
    this.out.add({ kind: 'remark', line, text: `not read: ${text.trim()}` });
  }
}

export interface Way {
  readonly mirrored: boolean;
  readonly delivery: 'delivered' | 'lost';
  /** Drawn with heads on both sides. */
  readonly both: boolean;
}

/** A label on one line. */
function flat(label: string): string {
  return label.replace(/\s*\n\s*/g, ' ').trim();
}
