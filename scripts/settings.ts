// Writes what the manifest says of each rule: one setting a rule, with its default severity and its title in both
// languages, from the table of codes. `npm run settings` after a change of the table; a test says when it is due.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ALL_CODES, CODES } from '../src/core/findings/codes.ts';

type Json = Record<string, unknown>;

const ROOT = path.join(import.meta.dirname, '..');
const SEVERITIES = ['error', 'warning', 'info', 'hint', 'off'];
const PREFIX = 'rule.';
const RULES = 'handshake.rules';

/** The files that hold something about the rules, as they should be: their names and their texts. */
export function wantedFiles(): Map<string, string> {
  const chinese = readJson('l10n/bundle.l10n.zh-cn.json');
  return new Map([
    ['package.json', print(withRules(readJson('package.json')))],
    ['package.nls.json', print(withTitles(readJson('package.nls.json'), (title) => title))],
    ['package.nls.zh-cn.json', print(withTitles(readJson('package.nls.zh-cn.json'), (title) => text(chinese[title])))],
  ]);
}

function withRules(manifest: Json): Json {
  const { configuration } = manifest['contributes'] as { configuration: { properties: Record<string, Json> }[] };
  const rules = configuration.find(({ properties }) => RULES in properties)?.properties[RULES] ?? {};
  rules['properties'] = Object.fromEntries(
    ALL_CODES.map((code) => [
      code,
      { type: 'string', enum: SEVERITIES, default: CODES[code].severity, description: `%${PREFIX}${code}%` },
    ]),
  );
  rules['additionalProperties'] = false;
  return manifest;
}

function withTitles(texts: Json, translate: (title: string) => string): Json {
  const others: [string, unknown][] = Object.entries(texts).filter(([key]) => !key.startsWith(PREFIX));
  const titles = ALL_CODES.map((code): [string, unknown] => [`${PREFIX}${code}`, translate(CODES[code].title)]);
  return Object.fromEntries([...others, ...titles]);
}

/** A translation; a title without one is found by the test of the bundle. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function readJson(file: string): Json {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Json;
}

function print(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [file, text] of wantedFiles()) writeFileSync(path.join(ROOT, file), text);
}
