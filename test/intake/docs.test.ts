import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { importText } from '../../src/core/intake/index.ts';

const PAGE = readFileSync(new URL('../../docs/intake.md', import.meta.url), 'utf8');

describe('docs/intake.md', () => {
  const fences = [...PAGE.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({ info, text }));
  for (let at = 0; at < fences.length; at += 2) {
    const [given, becomes] = [fences[at], fences[at + 1]];
    it(`example ${String(at / 2 + 1)} (${given?.info ?? ''}) becomes what is below it`, () => {
      assert.equal(becomes?.info, 'tcp');
      const info = given?.info === 'mermaid' || given?.info === 'plantuml' ? given.info : '';
      assert.equal(
        importText(`\`\`\`${info}\n${given?.text ?? ''}\`\`\`\n`).notation.trimEnd(),
        becomes.text.trimEnd(),
      );
    });
  }
});
