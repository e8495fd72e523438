import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { THEME_CSS } from '../../src/core/picture/index.ts';
import { TOKEN_TYPES } from '../../src/service/index.ts';

const read = (file: string): string => readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8');

interface Manifest {
  readonly contributes: {
    readonly colors: readonly { readonly id: string; readonly defaults: Readonly<Record<string, string>> }[];
    readonly semanticTokenScopes: readonly { readonly scopes: Readonly<Record<string, readonly string[]>> }[];
  };
}

describe('what themes can colour', () => {
  const { colors, semanticTokenScopes } = (JSON.parse(read('package.json')) as Manifest).contributes;

  it('is every colour that pictures ask for, and no other', () => {
    const asked = [...THEME_CSS.matchAll(/--vscode-handshake-(\w+)/g)].map(([, name = '']) => `handshake.${name}`);
    assert.deepEqual([...new Set(asked)].sort(), colors.map(({ id }) => id).sort());
  });

  it('has a colour in each kind of theme', () => {
    for (const { id, defaults } of colors)
      assert.deepEqual(Object.keys(defaults), ['dark', 'light', 'highContrast', 'highContrastLight'], id);
  });

  it('is every kind of token, by a scope of the grammar', () => {
    const grammar = read('syntaxes/tcp.tmLanguage.json');
    const scopes = semanticTokenScopes[0]?.scopes ?? {};
    assert.deepEqual(Object.keys(scopes).sort(), [...TOKEN_TYPES].sort());
    for (const [scope] of Object.values(scopes)) assert.ok(grammar.includes(`"${scope ?? ''}"`), scope);
  });
});
