import { type Command, InvalidArgumentError } from 'commander';
import { english, translateBy, type Translate } from '../core/findings/finding.ts';
import { printable } from '../core/text/printable.ts';
import { type Io, Trouble } from './io.ts';

/** Told the exit code of a command that has done its work. */
export type Done = (code: number) => void;

/** Adds a command to the program: its words, and what it does to the world. */
export type AddCommand = (program: Command, io: Io, done: Done) => void;

export interface Language {
  readonly language?: string;
}

/** What commands share, as Commander takes it. */
export const FILES = [
  '<file...>',
  '.tcp files, Markdown files with tcp fences, packet captures, folders with such files, and patterns such as docs/**/*.md; - is the standard input',
] as const;
export const LANGUAGE = ['--language <language>', 'language of the messages, for instance zh-cn'] as const;

/** What puts messages into the language that is asked for. Throws `Trouble` for one that there is no translation into. */
export async function translator({ language }: Language, io: Io): Promise<Translate> {
  if (language === undefined || /^en\b/i.test(language)) return english;
  const words = await io.translations(language);
  if (words === null) throw new Trouble(`there is no translation into ${printable(language)}`);
  return translateBy(words);
}

/** A reader of whole numbers of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (value < least) throw new InvalidArgumentError(`It should be a number, at least ${least}.`);
    return value;
  };
}
