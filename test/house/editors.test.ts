import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSettings } from '../../src/server/settings.ts';
import { DEFAULT_SETTINGS } from '../../src/service/index.ts';

const read = (file: string): string => readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8');

describe('docs/editors.md', () => {
  const page = read('docs/editors.md');

  it('names the program as it is installed', () => {
    const { bin } = JSON.parse(read('package.json')) as { bin: Record<string, string> };
    const named = new Set(page.match(/\bhandshake-language-\w+/g));
    assert.deepEqual(
      [...named],
      Object.keys(bin).filter((name) => named.has(name)),
    );
    assert.equal(named.size, 1);
  });

  it('lists every setting of the server', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    assert.deepEqual(rows, Object.keys(DEFAULT_SETTINGS));
  });

  it('sets what the server understands', () => {
    const json = /^\{ "lsp".*$/m.exec(page)?.[0] ?? '';
    const { lsp } = JSON.parse(json) as { lsp: { handshake: { settings: unknown } } };
    assert.equal(readSettings(lsp.handshake.settings).stateSpelling, 'SYN_SENT');
    assert.equal(page.match(/stateSpelling"?(?:\s*[=:]\s*|\s+)["']SYN_SENT["']/g)?.length, 4);
  });
});
