import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { TARGETS } from '../../scripts/lib/targets.mjs';

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
/** The bundles that run in VS Code or are offered by it; other editors have the language server from npm. */
const BUILT = [
  'dist/ThirdPartyNotices.txt',
  // A program in pieces has the others in a folder of its name.
  ...TARGETS.flatMap(({ out, options }) => (options.splitting ? [out, out.replace(/\.js$/, '/*.js')] : [out])),
].filter((file) => file !== 'dist/language-server.js');

describe('the packaged extension', () => {
  it('holds what runs and nothing else', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [path.join(root, 'node_modules/@vscode/vsce/vsce'), 'ls', '--no-dependencies'],
      { cwd: root },
    );
    const files = stdout.trim().split('\n').sort();
    const others = files.filter((file) => !file.startsWith('media/'));
    assert.deepEqual(
      others.filter((file) => !file.startsWith('dist/')),
      FILES,
    );
    // Without a build there is none of them to list: then the list of what is packaged has to name them.
    const listed = await readFile(path.join(root, '.vscodeignore'), 'utf8');
    assert.deepEqual([...listed.matchAll(/^!(dist\/.*)$/gm)].map(([, file = '']) => file).sort(), BUILT.toSorted());
    for (const file of files.filter((name) => name.startsWith('media/'))) assert.match(file, /\.(css|png|svg)$/);
  });
});

describe('the manifest', () => {
  const read = async (file: string): Promise<Record<string, unknown>> =>
    JSON.parse(await readFile(path.join(root, file), 'utf8')) as Record<string, unknown>;

  it('has each of its texts in both languages, and no others', async () => {
    const manifest = await readFile(path.join(root, 'package.json'), 'utf8');
    const used = [...new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, name = '']) => name))].sort();
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
      assert.match(version, /^(?:npm:[a-z]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/, name);
    }
  });
});
