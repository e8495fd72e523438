import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import manifest from '../../package.json';
import { FOLDER, PAGES } from '../../scripts/assistants.ts';
import { inputSchema, TOOLS } from '../../src/core/assist/index.ts';

describe('what assistants are given', () => {
  for (const [name, text] of Object.entries(PAGES)) {
    it(`docs/assistants/${name} is what the page for models says (npm run assistants)`, async () => {
      assert.equal(await readFile(path.join(FOLDER, name), 'utf8'), text);
    });
  }

  it('the tools in the manifest are those of the table', () => {
    const contributed = manifest.contributes.languageModelTools;
    assert.deepEqual(
      contributed.map(({ name, modelDescription, inputSchema: schema }) => [name, modelDescription, schema]),
      TOOLS.map((tool) => [`handshake_${tool.name}`, tool.description, inputSchema(tool)]),
    );
  });
});
