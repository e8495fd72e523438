import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import MarkdownIt from 'markdown-it';
import { standalone } from '../../scripts/lib/readme.mjs';
import { BAD, cli } from '../cli/memory.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

interface Manifest {
  readonly homepage: string;
  readonly repository: { readonly url: string };
  readonly bugs: { readonly url: string };
  readonly qna: string;
  readonly contributes: {
    readonly problemMatchers: readonly [{ readonly pattern: Readonly<Record<string, string | number>> }];
  };
}
const manifest = JSON.parse(read('package.json')) as Manifest;

/** Every address of a link and of a picture. */
function targets(markdown: string): { links: string[]; pictures: string[] } {
  const tokens = new MarkdownIt({ html: true }).parse(markdown, {}).flatMap(({ children }) => children ?? []);
  const all = (type: string, name: string): string[] =>
    tokens.filter((token) => token.type === type).map((token) => token.attrGet(name) ?? '');
  return { links: all('link_open', 'href'), pictures: all('image', 'src') };
}

describe("the extension's page", () => {
  it('has its pictures in itself, and links that lead somewhere from anywhere', async () => {
    const before = targets(read('README.md'));
    const { links, pictures } = targets(await standalone(read('README.md'), manifest.homepage));
    assert.equal(pictures.length, before.pictures.length);
    assert.ok(pictures.length >= 6);
    for (const picture of pictures) assert.match(picture, /^data:image\/png;base64,iVBORw0KGgo/);
    assert.equal(links.length, before.links.length);
    for (const link of links) assert.match(link, /^(?:https:|#)/);
    assert.ok(links.includes(`${manifest.homepage}/blob/HEAD/docs/notation.md`));
  });

  it('does not put a picture into itself that the page would not show', async () => {
    await assert.rejects(standalone('![](a.svg)', 'https://example.org'), /a\.svg/);
  });

  it('has one address, from which all others are made', () => {
    for (const address of [manifest.repository.url, manifest.bugs.url, manifest.qna])
      assert.ok(address.startsWith(`${manifest.homepage}/`), address);
  });
});

describe('the problem matcher $handshake', () => {
  it('reads what handshake check prints', async () => {
    const { out } = await cli(['check', 'C:/notes/a.tcp', '--hints'], { 'C:/notes/a.tcp': BAD });
    const { pattern } = manifest.contributes.problemMatchers[0];
    const lines = out.trimEnd().split('\n').slice(0, -1);
    assert.ok(lines.length > 0);
    for (const line of lines) assert.match(line, new RegExp(String(pattern['regexp'])));
    const match = new RegExp(String(pattern['regexp'])).exec(lines[0]!)!;
    const part = (name: string): string | undefined => match[Number(pattern[name])];
    assert.deepEqual(['file', 'line', 'column', 'severity', 'code'].map(part), [
      'C:/notes/a.tcp',
      '4',
      '22',
      'error',
      'ack-mismatch',
    ]);
    assert.match(part('message')!, /^ack should be x\+1/);
  });
});
