import { TEXT, TEXT_FIXES } from '../findings/codes/text.ts';
import type { Args } from '../findings/finding.ts';
import type { Span } from '../text/place.ts';
import type { Problem } from './syntax.ts';

type TextTable = typeof TEXT;
export type TextCode = keyof TextTable;
/** The names of the messages of a code. */
export type MessageKey<C extends TextCode> = keyof TextTable[C]['messages'] & string;

/** What a fix puts in place of the problem's span, or of another one, and under which title. */
export interface Mend {
  readonly title: keyof typeof TEXT_FIXES;
  readonly text: string;
  /** What the title names, where that is not `text` itself. */
  readonly shown?: string;
  /** In columns. */
  readonly span?: Span;
}

const NONE: readonly Problem[] = Object.freeze([]);
/** A line of nothing but nonsense is one mistake, not hundreds. */
const MOST_PROBLEMS = 12;
/** A message quotes this much of what it is about. */
const LONGEST_QUOTE = 60;

/** The problems of one line. Spans are columns. */
export class Problems {
  #list: Problem[] | null = null;

  /** What was added since the last `reset`, in the order of the line. */
  get list(): readonly Problem[] {
    return this.#list ?? NONE;
  }

  reset(): void {
    this.#list = null;
  }

  /** How many problems there are. */
  get count(): number {
    return this.#list === null ? 0 : this.#list.length;
  }

  /** Whether no more problems are kept, so that none need be described. */
  get full(): boolean {
    return this.count >= MOST_PROBLEMS;
  }

  /** Forgets all but the first `count` problems: what was read turned out to be something else. */
  keep(count: number): void {
    if (this.#list !== null && this.#list.length > count) this.#list.length = count;
  }

  /** Adds a problem, unless one is there already at this very span. */
  add<C extends TextCode>(
    code: C,
    key: MessageKey<C>,
    from: number,
    to: number,
    args: Args,
    mends: readonly Mend[] = [],
  ): void {
    const list = (this.#list ??= []);
    if (this.full) return;
    if (list.some((one) => one.from === from && one.to === to)) return;
    const messages: Readonly<Record<string, string>> = TEXT[code].messages;
    const template = messages[key] ?? '';
    const fixes = mends.map(toFix);
    list.push({ code, message: { template, args: quoteAll(args) }, from, to, fixes });
  }

  /** Keeps the fixes that are good for something. */
  keepFixes(isGood: (problem: Problem, fix: Problem['fixes'][number]) => boolean): void {
    this.#list = this.#list?.map((one) => ({ ...one, fixes: one.fixes.filter((fix) => isGood(one, fix)) })) ?? null;
  }

  /** Gives the first problem a fix, if no problem has one. */
  offer(mend: Mend): void {
    const [first, ...others] = this.list;
    if (first === undefined || this.list.some(({ fixes }) => fixes.length > 0)) return;
    this.#list = [{ ...first, fixes: [toFix(mend)] }, ...others];
  }
}

function toFix({ title, text, shown, span }: Mend): Problem['fixes'][number] {
  const fix = { title: { template: TEXT_FIXES[title], args: { text: quote(shown ?? text) } }, text };
  return span === undefined ? fix : { ...fix, span };
}

function quoteAll(args: Args): Args {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? quote(value) : value]),
  );
}

/** A text as a message shows it. */
function quote(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE - 1)}…`;
}
