// Writes the tables of docs/notation.md and the words of syntaxes/tcp.tmLanguage.json from the tables of the notation in
// src/core/notation/. `npm run notation` after a change of a table; a test says when it is due.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { FIELD_NAMES, FIELDS, fieldsOf } from '../src/core/notation/fields.ts';
import { FLAG_LETTERS, FLAG_NAMES, FLAG_SPELLINGS, flagNames, FLAGS } from '../src/core/notation/flags.ts';
import { OPTION_NAMES, OPTION_VALUES, OPTIONS } from '../src/core/notation/options.ts';
import { STATE_NAMES, STATES } from '../src/core/notation/states.ts';

const ROOT = path.join(import.meta.dirname, '..');
export const PAGE = path.join(ROOT, 'docs/notation.md');
export const GRAMMAR = path.join(ROOT, 'syntaxes/tcp.tmLanguage.json');

const code = (text: string): string => `\`${text}\``;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The parts of the page that are made of tables, by the name in their marks. */
const SECTIONS: Readonly<Record<string, () => string>> = {
  flags: () =>
    table(
      ['flag', 'tcpdump', 'meaning', 'source'],
      FLAGS.map(({ name, letter, text, rfc }) => [code(name), code(letter), text, rfc]),
    ),
  fields: () =>
    table(
      ['field', 'meaning', 'source'],
      FIELD_NAMES.map((name) => [code(FIELDS[name].written), FIELDS[name].text, FIELDS[name].rfc]),
    ),
  spellings: () =>
    table(
      ['field', 'also written'],
      FIELD_NAMES.filter((name) => FIELDS[name].spellings.length > 0).map((name) => [
        code(name),
        FIELDS[name].spellings.map(code).join(' '),
      ]),
    ),
  'flag spellings': () =>
    table(
      ['flags', 'also written'],
      [...groupedSpellings()].map(([flags, words]) => [code(flags), words.map(code).join(' ')]),
    ),
  states: () =>
    table(
      ['state', 'also', 'meaning'],
      STATE_NAMES.map((name) => [code(name), STATES[name].spellings.map(code).join(' '), STATES[name].text]),
    ),
  options: () =>
    table(
      ['option', 'value', 'left out', 'what it does'],
      OPTION_NAMES.map((name) => [
        code(name),
        OPTION_VALUES[OPTIONS[name].form],
        OPTIONS[name].default,
        OPTIONS[name].text,
      ]),
    ),
};

/** Words of more than two letters that stand for flags, by the flags. */
function groupedSpellings(): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [word, bits] of FLAG_SPELLINGS) {
    if (word.length < 3) continue;
    const flags = flagNames(bits).join(',');
    groups.set(flags, [...(groups.get(flags) ?? []), word]);
  }
  return groups;
}

/** The page with every section between its marks as it should be. */
export function notationPage(page: string): string {
  let made = page;
  for (const [name, section] of Object.entries(SECTIONS)) {
    const marked = new RegExp(`(<!-- ${name}: made by npm run notation -->\n)[^]*?(\n<!-- end -->)`);
    if (!marked.test(made)) throw new Error(`docs/notation.md has no section for ${name}`);
    made = made.replace(marked, (_, begin: string, end: string) => `${begin}\n${section()}\n${end}`);
  }
  return made;
}

const alternatives = (words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length || a.localeCompare(b)).join('|');
/** Flags that a field has the name of: `ACK=1` is the flag, `ack=1` is the field. */
const SHARED = FLAG_NAMES.filter((name) => (FIELD_NAMES as readonly string[]).includes(name.toLowerCase()));
const OWN = FLAG_NAMES.filter((name) => !SHARED.includes(name));
const STATE_WORDS = STATE_NAMES.flatMap((name) => [name, ...STATES[name].spellings]).map((name) =>
  name.replaceAll('-', '[-_]'),
);
const LETTERS = [...new Set([...FLAG_LETTERS].flatMap((letter) => [letter, letter.toLowerCase()]))]
  .filter((letter) => letter !== '.')
  .join('');

/** Where the grammar lists words: the pattern, what stands there now, and what should. */
const WORDS: readonly (readonly [where: RegExp, words: string])[] = [
  [/(?<="data": \{\s*"match": ".*?\(\?i:\()[a-z|]+(?=\)\))/, alternatives(fieldsOf('text'))],
  [/(?<="cookie": \{\s*"match": ".*?\(\?i:\()[a-z|]+(?=\)\))/, alternatives(fieldsOf('cookie'))],
  [/(?<="brackets": \{[^]*?\(\?i:)[A-Z|]+(?=\|none\)\|\[)/, alternatives(FLAG_NAMES)],
  [/(?<="brackets": \{[^]*?\|none\)\|\[)[A-Za-z]+(?=\.)/, LETTERS],
  [/(?<="set-flag": \{[^]*?\])\)\((?:[A-Z|]+)(?=\))/, `)(${alternatives(SHARED)}`],
  [/(?<="set-flag": \{[^]*?\(\?!\(\?i:)[A-Z|]+(?=\))/, alternatives(FLAG_NAMES)],
  [/(?<="set-flag": \{[^]*?\(\?i:\()[A-Z|]+(?=\)\))/, alternatives(OWN)],
  [/(?<="field": \{[^]*?\(\?i:\()[a-z|]+(?=\)\))/, alternatives(fieldsOf('number', 'ranges', 'pair'))],
  [/(?<="field": \{[^]*?\(\?i:)[a-z|]+(?=\)\()/, alternatives(fieldsOf('none', 'cookie'))],
  [/(?<="flag": \{\s*"match": ".*?\(\?i:)[A-Z|]+(?=\))/, alternatives(FLAG_NAMES)],
  [/(?<=\(\?i:)[A-Z]+[^"()]*ESTAB[^"]*?(?=\)\(\?!)/, alternatives(STATE_WORDS)],
];

/** The grammar with the words of the tables. */
export function grammar(text: string): string {
  let made = text;
  for (const [where, words] of WORDS) {
    if (!where.test(made)) throw new Error(`the grammar has no place for ${words}`);
    made = made.replace(where, words);
  }
  return made;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(PAGE, notationPage(readFileSync(PAGE, 'utf8')));
  writeFileSync(GRAMMAR, grammar(readFileSync(GRAMMAR, 'utf8')));
}
