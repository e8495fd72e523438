import { readFileSync } from 'node:fs';
import type { Translate } from '../../src/core/findings/finding.ts';

const BUNDLE = JSON.parse(
  readFileSync(new URL('../../l10n/bundle.l10n.zh-cn.json', import.meta.url), 'utf8'),
) as Record<string, string>;

/** What the server says in Chinese. */
export const chinese: Translate = (template, args) =>
  (BUNDLE[template] ?? template).replace(/\{(\w+)\}/g, (whole, key: string) => String(args[key] ?? whole));

/** Texts of a page in Chinese, by their English ones. */
export const inChinese = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(texts.map((text) => [text, BUNDLE[text] ?? text]));
