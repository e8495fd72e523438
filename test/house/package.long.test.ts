import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../..');

/** What the packaged extension consists of, as far as it is there without a build. */
const FILES = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'docs/rules.md',
  'l10n/bundle.l10n.zh-cn.json',
  'language-configuration.json',
  'package.json',
  'package.nls.json',
  'package.nls.zh-cn.json',
  'snippets/markdown.json',
  'snippets/tcp.json',
  'syntaxes/markdown-tcp.tmLanguage.json',
  'syntaxes/tcp.tmLanguage.json',
];
const BUILT = [
  'dist/ThirdPartyNotices.txt',
  'dist/cli.js',
  'dist/extension.node.cjs',
  'dist/extension.web.cjs',
  'dist/fence.node.cjs',
  'dist/language-client.node.cjs',
  'dist/markdown-preview.js',
  'dist/mcp.js',
  'dist/mermaid.js',
  'dist/notebook.js',
  'dist/preview.js',
  'dist/server.node.cjs',
  'dist/server.web.js',
];

describe('the packaged extension', () => {
  it('holds what runs and nothing else', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [path.join(root, 'node_modules/@vscode/vsce/vsce'), 'ls', '--no-dependencies'],
      { cwd: root },
    );
    const files = stdout.trim().split('\n').sort();
    assert.deepEqual(
      files.filter((file) => !file.startsWith('media/') && !BUILT.includes(file)),
      FILES,
    );
    for (const file of files.filter((name) => name.startsWith('media/'))) assert.match(file, /\.(css|png|svg)$/);
  });
});

describe('the manifest', () => {
  const read = async (file: string): Promise<Record<string, unknown>> =>
    JSON.parse(await readFile(path.join(root, file), 'utf8')) as Record<string, unknown>;

  it('has each of its texts in both languages, and no others', async () => {
    const manifest = await readFile(path.join(root, 'package.json'), 'utf8');
    const used = [...new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]))].sort();
    for (const file of ['package.nls.json', 'package.nls.zh-cn.json']) {
      assert.deepEqual(Object.keys(await read(file)).sort(), used, file);
    }
  });

  it('has Chinese texts that are Chinese', async () => {
    for (const [key, text] of Object.entries(await read('package.nls.zh-cn.json')))
      assert.match(String(text), /\p{Script=Han}/u, key);
  });

  it('pins every dependency exactly', async () => {
    const { devDependencies, dependencies } = await read('package.json');
    assert.equal(dependencies, undefined, 'everything that runs is bundled');
    for (const [name, version] of Object.entries(devDependencies as Record<string, string>)) {
      assert.match(version, /^(?:npm:typescript@)?\d+\.\d+\.\d+(-[\w.]+)?$/, name);
    }
  });
});
