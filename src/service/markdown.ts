import type { MarkupContent } from 'vscode-languageserver-types';
import type { WordEntry } from './words/entry.ts';
import type { Translate } from '../core/findings/finding.ts';
import { printable } from '../core/text/printable.ts';

/** Text of the author's, or of a message, so that Markdown shows it as it is. */
export function plain(text: string): string {
  return printable(text.replace(/\r\n|[\n\r\t]/g, ' ')).replace(/[\\`*_[\]|<>~&#@]|:(?=\/\/)|(?<=www)\./gi, '\\$&');
}

/** Text of the author's as code. */
export function code(text: string): string {
  const flat = printable(text.replace(/\s+/g, ' '));
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** Paragraphs that are Markdown already. */
export function markup(paragraphs: readonly string[]): MarkupContent {
  return { kind: 'markdown', value: paragraphs.filter((paragraph) => paragraph !== '').join('\n\n') };
}

/** What is to be said of a word, with the section of the RFC that says it. */
export function wordParagraph(word: string, entry: WordEntry, translate: Translate): string {
  const link = rfcLink(entry.rfc);
  return `${code(word)} — ${plain(translate(entry.text, {}))}${link === '' ? '' : ` ${link}`}`;
}

/** `RFC 9293 §3.4` as a link to that section; several are separated by `, ` or `; `. */
export function rfcLink(reference: string): string {
  return reference.replace(/RFC (\d+)(?: §([\d.]*\d))?/g, (whole, rfc: string, section?: string) => {
    const anchor = section === undefined ? '' : `#section-${section}`;
    return `[${whole}](https://www.rfc-editor.org/rfc/rfc${rfc}${anchor})`;
  });
}
