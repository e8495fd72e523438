import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CODES } from '../../src/core/findings/codes.ts';
import { TEXT_FIXES } from '../../src/core/findings/codes/text.ts';
import { FIELDS } from '../../src/core/notation/fields.ts';
import { FLAGS } from '../../src/core/notation/flags.ts';
import { OPTIONS } from '../../src/core/notation/options.ts';
import { STATES } from '../../src/core/notation/states.ts';
import { FORMS } from '../../src/core/render/forms.ts';
import { PHRASES } from '../../src/core/render/phrases.ts';
import { CAPTURE_STRINGS } from '../../src/preview/captures/strings.ts';
import { STRINGS } from '../../src/preview/strings.ts';

const ROOT = path.join(import.meta.dirname, '../..');

/** Each English string that a reader may see, and a file where it comes from. */
export type Templates = ReadonlyMap<string, string>;

/** Collects every string that is translated at run time: out of the tables, and out of the sources. */
export async function collectTemplates(): Promise<Templates> {
  const found = new Map<string, string>();
  const add = (text: string, where: string): void => {
    if (text !== '' && !found.has(text)) found.set(text, where);
  };
  for (const [code, entry] of Object.entries(CODES)) {
    for (const text of [entry.title, entry.why, ...Object.values(entry.messages)]) add(text, `the code ${code}`);
  }
  const tables = [...Object.values(FIELDS), ...FLAGS, ...Object.values(STATES), ...Object.values(OPTIONS)];
  for (const { text } of tables) add(text, 'the tables of src/core/notation/');
  for (const text of Object.values(TEXT_FIXES)) add(text, 'TEXT_FIXES');
  for (const { label, text } of Object.values(FORMS))
    for (const words of [label, text]) add(words, 'src/core/render/forms.ts');
  for (const text of PHRASES) add(text, 'src/core/render/phrases.ts');
  for (const text of STRINGS) add(text, 'src/preview/strings.ts');
  for (const text of CAPTURE_STRINGS) add(text, 'src/preview/captures/strings.ts');
  for (const [file, texts] of await templatesOf(sources('src'))) for (const text of texts) add(text, file);
  return found;
}

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('src/preview/'));
}

/**
 * What each source says, by what it holds: to read the sources anew takes a second, and most are as they were. `templatesIn` is a
 * part of the key, and loaded, with the compiler, where something has changed.
 */
const KNOWN = path.join(ROOT, 'node_modules/.cache/templates.json');

async function templatesOf(files: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = readKnown();
  const scanner = readFileSync(path.join(import.meta.dirname, 'templatesIn.ts'), 'utf8');
  const found = new Map<string, readonly string[]>();
  const now: Record<string, readonly string[]> = {};
  let news = false;
  for (const file of files) {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    const key = createHash('sha1').update(scanner).update(file).update(text).digest('base64');
    const kept = known[key];
    news ||= kept === undefined;
    now[key] = kept ?? (await import('./templatesIn.ts')).templatesIn(file, text);
    found.set(file, now[key]);
  }
  if (news) {
    mkdirSync(path.dirname(KNOWN), { recursive: true });
    writeFileSync(KNOWN, JSON.stringify(now));
  }
  return found;
}

function readKnown(): Readonly<Record<string, readonly string[]>> {
  try {
    return JSON.parse(readFileSync(KNOWN, 'utf8')) as Readonly<Record<string, readonly string[]>>;
  } catch {
    return {};
  }
}
