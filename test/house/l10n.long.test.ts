import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CODES } from '../../src/core/findings/codes.ts';
import { english } from '../../src/core/findings/finding.ts';
import { EXPORT_KINDS } from '../../src/core/render/forms.ts';
import { createLanguageService, DEFAULT_SETTINGS, type LanguageService } from '../../src/service/index.ts';

const BUNDLE = path.join(import.meta.dirname, '../../l10n/bundle.l10n.zh-cn.json');

/** Asks for everything that has words in it, at every line and a few columns of each. */
function askAbout(service: LanguageService, text: string): void {
  const uri = 'file:///a.tcp';
  service.open(uri, 'tcp', 1, text);
  service.diagnostics(uri);
  service.codeLenses(uri);
  service.documentSymbols(uri);
  service.diagram({ uri, line: 0 });
  for (const kind of EXPORT_KINDS) service.exportAs(uri, null, kind);
  text.split('\n').forEach((content, line) => {
    const range = { start: { line, character: 0 }, end: { line, character: content.length } };
    service.codeActions(uri, range);
    service.inlayHints(uri, range);
    for (let character = 0; character < content.length; character += 6) service.hover(uri, { line, character });
    service.completion(uri, { line, character: content.length });
    service.rename(uri, { line, character: 0 }, 'a\nb');
  });
}

describe('the Chinese bundle', () => {
  const bundle = JSON.parse(readFileSync(BUNDLE, 'utf8')) as Record<string, string>;

  it('has every string that the language service asks for about the examples of every rule', function () {
    this.timeout(180_000);
    const asked = new Set<string>();
    const service = createLanguageService({
      translate: (template, args) => {
        asked.add(template);
        return english(template, args);
      },
      ruleLink: (code) => code,
      settings: () => DEFAULT_SETTINGS,
      client: { snippets: true, versionedEdits: true, vscodeCommands: true, lazyEdits: true },
    });
    for (const { bad, good } of Object.values(CODES)) {
      for (const text of [bad, good]) askAbout(service, text);
    }
    assert.ok(asked.size > 200, `${asked.size} strings`);
    assert.deepEqual(
      [...asked].filter((text) => !Object.hasOwn(bundle, text)),
      [],
    );
  });
});
