import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Installed, ROOT, SOURCES, type Manifest } from './installed.ts';

/** Bytes of each tarball: a package that grows beyond it holds what it should not. */
const MOST: Readonly<Record<string, number>> = {
  'packages/cli': 850_000,
  'packages/core': 220_000,
  'packages/markdown-it': 160_000,
  'packages/remark': 160_000,
};

const manifestOf = async (folder: string): Promise<Record<string, unknown> & Manifest> =>
  JSON.parse(await readFile(path.join(ROOT, folder, 'package.json'), 'utf8')) as Record<string, unknown> & Manifest;

describe('the npm packages', () => {
  for (const source of SOURCES) {
    describe(source, () => {
      it('has the version and the addresses of the extension', async () => {
        const [root, own] = [await manifestOf('.'), await manifestOf(source)];
        for (const key of ['version', 'license', 'homepage', 'bugs', 'engines'] as const) {
          const expected = key === 'engines' ? { node: (root[key] as { node: string }).node } : root[key];
          assert.deepEqual(own[key], expected, key);
        }
        assert.deepEqual(own['repository'], { ...(root['repository'] as object), directory: source });
      });

      it('is one install without dependencies, small, with its licence and README', async () => {
        const one = await Installed.of(source);
        assert.deepEqual(await one.packages(), [one.manifest.name]);
        assert.ok(one.size < (MOST[source] ?? 0), `${String(one.size)} bytes`);
        assert.equal(one.manifest.dependencies, undefined);
        for (const file of ['LICENSE', 'README.md']) {
          assert.ok((await readFile(path.join(one.folder, 'node_modules', one.manifest.name, file))).length > 500);
        }
      });
    });
  }
});
