import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyze } from '../../src/core/check/index.ts';
import { describe as sayFinding, english } from '../../src/core/findings/finding.ts';
import { formatText } from '../../src/core/notation/index.ts';
import { tcpFences } from '../../src/core/text/fences.ts';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const read = (language: string): Record<string, Snippet> =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, `../../snippets/${language}.json`), 'utf8')) as Record<
    string,
    Snippet
  >;

/** The text after all tab stops are left as they are. */
const insert = ({ body }: Snippet): string => body.join('\n').replace(/\$\{\d+:([^}]*)\}|\$\d+/g, '$1');

describe('the snippets', () => {
  const [tcp, markdown] = [read('tcp'), read('markdown')];

  for (const [name, snippet] of Object.entries(tcp)) {
    it(`“${name}” is valid and well formatted`, () => {
      const text = insert(snippet);
      const wrong = analyze(text).findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
      assert.deepEqual(
        wrong.map((finding) => `${finding.line + 1}: ${sayFinding(finding, english)}`),
        [],
      );
      assert.equal(formatText(text), text);
    });
  }

  it('are the same for Markdown, in fences', () => {
    assert.deepEqual(Object.keys(markdown), Object.keys(tcp));
    for (const [name, snippet] of Object.entries(markdown)) {
      const [fence] = tcpFences(insert(snippet));
      assert.equal(`${fence?.text ?? ''}\n`, insert(tcp[name]!));
    }
  });

  it('have prefixes that differ', () => {
    const prefixes = [...Object.values(tcp), ...Object.values(markdown)].map(({ prefix }) => prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
  });
});
