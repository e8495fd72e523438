import { printableLines } from '../text/printable.ts';
import type { Place, TextEdit } from '../text/place.ts';
import type { Code } from './codes.ts';

/** How grave a finding is; `off` silences a rule and is never the severity of a finding. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** The order of the severities, the gravest first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** What stands for the `{name}` placeholders of a template. */
export type Args = Readonly<Record<string, string | number>>;

/**
 * A sentence that is not yet in anyone's language: an English template with `{name}` placeholders, which is also the
 * key of its translations, and what stands for the placeholders.
 */
export interface Sentence {
  readonly template: string;
  readonly args: Args;
}

/** Another place that a finding follows from, and why. */
export interface Related extends Place {
  readonly why: Sentence;
}

/** A change of the text that mends a finding. All edits refer to the text as it is, and do not overlap. */
export interface Fix {
  readonly title: Sentence;
  readonly edits: readonly TextEdit[];
}

/** Something that was noticed at a place of the text. */
export interface Finding extends Place {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong and what was expected; where there is one, the reason follows behind a colon. */
  readonly message: Sentence;
  readonly reason: Sentence | null;
  readonly related: readonly Related[];
  /** The best first. */
  readonly fixes: readonly Fix[];
}

/** Turns a template and its arguments into a sentence of the reader's language. */
export type Translate = (template: string, args: Args) => string;

/**
 * Fills the placeholders of an English template: the translation into English. What an author wrote comes into every sentence
 * here, and nothing invisible of it acts on the rest.
 */
export const english: Translate = (template, args) =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => printableLines(String(args[name] ?? whole)));

/** The translation by a table of templates, as the bundles in `l10n/` are: what is missing there stays English. */
export function translateBy(bundle: Readonly<Record<string, string>>): Translate {
  return (template, args) => english(bundle[template] ?? template, args);
}

/**
 * A sentence in the language of `translate`. The line that it names (`{line}`) is one of the notation's text; where that
 * is a fence of a note, `linesAbove` is the number of the note's lines above the text.
 */
export function say({ template, args }: Sentence, translate: Translate, linesAbove = 0): string {
  const line = args['line'];
  const named = linesAbove === 0 || typeof line !== 'number' ? args : { ...args, line: line + linesAbove };
  return translate(template, named);
}

/** The whole message of a finding: what is wrong, and why. `linesAbove` as in `say`. */
export function describe(finding: Finding, translate: Translate, linesAbove = 0): string {
  const message = say(finding.message, translate, linesAbove);
  if (finding.reason === null) return message;
  return translate('{message}: {reason}', { message, reason: say(finding.reason, translate, linesAbove) });
}
