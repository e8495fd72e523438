import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { collectTemplates, type Templates } from './templates.ts';

const BUNDLE = path.join(import.meta.dirname, '../../l10n/bundle.l10n.zh-cn.json');

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('the Chinese bundle', () => {
  let templates: Templates;
  const bundle = JSON.parse(readFileSync(BUNDLE, 'utf8')) as Record<string, string>;

  before(async () => {
    templates = await collectTemplates();
  });

  it('finds the strings of every room', () => {
    for (const room of ['the code', 'src/preview', 'src/service/', 'src/core/render', 'src/client/']) {
      assert.ok(
        [...templates.values()].some((where) => where.startsWith(room)),
        room,
      );
    }
  });

  it('has every string', () => {
    const missing = [...templates].filter(([text]) => !Object.hasOwn(bundle, text));
    assert.deepEqual(
      missing.map(([text, where]) => `${where}: ${text}`),
      [],
    );
  });

  it('has no string that nothing uses', () => {
    assert.deepEqual(
      Object.keys(bundle).filter((text) => !templates.has(text)),
      [],
    );
  });

  it('has the placeholders of the English text', () => {
    for (const [english, chinese] of Object.entries(bundle)) {
      assert.deepEqual(placeholders(chinese), placeholders(english), english);
    }
  });

  it('uses full-width punctuation behind Chinese characters', () => {
    const narrow = Object.values(bundle).filter((text) => /\p{Script=Han}[,;:?!]/u.test(text));
    assert.deepEqual(narrow, []);
  });

  it('sets Chinese characters and Latin words apart', () => {
    const words = Object.values(bundle).map((text) => text.replace(/\{\w+\}/g, '·'));
    const glued = words.filter((text) => /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u.test(text));
    assert.deepEqual(glued, []);
  });
});
