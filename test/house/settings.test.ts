import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { wantedFiles } from '../../scripts/settings.ts';
import { DEFAULT_SETTINGS } from '../../src/service/index.ts';

const root = path.join(import.meta.dirname, '../..');

describe('the settings', () => {
  it('name every rule, its default severity and its title (npm run settings)', () => {
    for (const [file, text] of wantedFiles()) {
      const actual = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as unknown;
      assert.deepEqual(actual, JSON.parse(text), file);
    }
  });

  it('are each declared once: VS Code warns of a second time, in front of everybody', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      contributes: { configuration: { properties: Record<string, unknown> }[] };
    };
    const names = manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  it('have the defaults that the language service has', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      contributes: { configuration: { properties: Record<string, { default: unknown }> }[] };
    };
    const properties = Object.assign(
      {},
      ...manifest.contributes.configuration.map((group) => group.properties),
    ) as Record<string, { default: unknown }>;
    const value = (name: string): unknown => properties[`handshake.${name}`]?.default;
    assert.deepEqual(
      {
        rules: value('rules'),
        hints: {
          seq: value('hints.seq'),
          ack: value('hints.ack'),
          len: value('hints.len'),
          states: value('hints.states'),
        },
        stateSpelling: value('stateSpelling'),
        codeLens: value('codeLens'),
        picture: { numbers: value('picture.numbers'), timeScale: value('picture.timeScale') },
      },
      DEFAULT_SETTINGS,
    );
  });
});
