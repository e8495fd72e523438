import { partOfFence, type Part } from '../core/report/index.ts';
import { fences, type Fence } from '../core/text/fences.ts';

/** The fences of a note, for a Markdown reader that has found one of its own: it knows neither columns nor margins. */
export class NoteFences {
  readonly #fences: ReadonlyMap<number, Fence>;

  constructor(note: string) {
    this.#fences = new Map(fences(note).map((fence) => [fence.line, fence]));
  }

  /** The fence that is opened on a line of the note, from 0, and holds `content`. */
  part(line: number, content: string): Part {
    const fence = this.#fences.get(line);
    if (fence !== undefined && sameText(fence.text, content)) return partOfFence(fence);
    // Another reader may have changed the note before: then its lines are the best that is known.
    const text = content.replace(/\n$/, '');
    const count = text.split('\n').length;
    const contentLine = line + 1;
    return partOfFence({
      line,
      contentLine,
      contentEnd: contentLine + count,
      endLine: contentLine + count + 1,
      closed: true,
      info: 'tcp',
      columns: [],
      prefix: '',
      text,
    });
  }
}

const sameText = (a: string, b: string): boolean => a.trimEnd() === b.replaceAll('\r\n', '\n').trimEnd();
