import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installed, ROOT } from './installed.ts';

const WRONG = `---
title: A note
---

# Handshake {{ 6 * 7 }}

> \`\`\`tcp
> diagram "{{ 6 * 7 }} <script>alert(1)</script>"
> C -> S SYN     seq=x
> C <- S SYN,ACK seq=y   ack=x
> C -> S ACK     seq=x+1 ack=y+1
> \`\`\`

\`\`\`js
const x = 1;
\`\`\`
`;

describe('markdown-it-handshake, installed from its tarball', () => {
  const plugin = installed('packages/markdown-it');

  /** Renders a note by a page of code, as a site generator would. */
  const render = async (note: string, options: object, environment: object = {}) => {
    await plugin().borrow('markdown-it');
    await plugin().write('note.md', note);
    await plugin().write(
      'site.js',
      `import { readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';
import handshake from 'markdown-it-handshake';
const md = new MarkdownIt().use(handshake, ${JSON.stringify(options)});
process.stdout.write(md.render(readFileSync('note.md', 'utf8'), ${JSON.stringify(environment)}));
`,
    );
    return plugin().node('site.js');
  };

  it('draws a fence as a picture, and lists what is wrong at the line of the note', async () => {
    const { code, stdout, stderr } = await render(WRONG, {}, { path: 'docs/note.md' });
    assert.equal(code, 0);
    assert.match(stdout, /<figure class="tcp-diagram">.*<svg [^]*<\/svg>/);
    assert.match(stdout, /Line 10: ack should be x\+1, not x: the SYN on line 9/);
    assert.match(stdout, /<pre><code class="language-js">/);
    assert.equal(
      stderr,
      'docs/note.md:10:26: error ack-mismatch: ack should be x+1, not x: the SYN on line 9 occupies one sequence number\n',
    );
  });

  it('leaves text text: no element, no script, no program of a template comes out of a diagram', async () => {
    const { stdout } = await render(WRONG, {});
    assert.doesNotMatch(stdout, /<script|alert\(1\)<\/script>/);
    const figures = [...stdout.matchAll(/<figure.*?<\/figure>/gs)].map(([figure]) => figure);
    assert.equal(figures.length, 1);
    assert.doesNotMatch(figures.join(''), /[{}]/);
    assert.match(stdout, /&#123;&#123; 6 \* 7 &#125;&#125;/);
  });

  it('ends the build with `strict`, and says where', async () => {
    const { code, stderr } = await render(WRONG, { strict: true }, { path: 'docs/note.md' });
    assert.equal(code, 1);
    assert.match(stderr, /Error: docs\/note\.md:10:26: error ack-mismatch/);
  });

  it('speaks Chinese, and lists nothing where that is asked', async () => {
    const { stdout, stderr } = await render(WRONG, { language: 'zh-cn', listProblems: false });
    assert.match(stderr, /^note:10:26: error ack-mismatch: ack 应为 x\+1/);
    assert.doesNotMatch(stdout, /tcp-problems/);
  });

  it('gives each picture ids of its own', async () => {
    const { stdout } = await render(
      '```tcp\nC -> S SYN\ndiagram two\nC -> S SYN\n```\n\n```tcp\nC -> S SYN\n```\n',
      {},
    );
    const ids = [...stdout.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(ids.length, 6);
    assert.equal(new Set(ids).size, 6);
  });
});

describe('a site of VitePress', () => {
  const plugin = installed('packages/markdown-it');

  /** Builds a small site, and gives its page. */
  const build = async (note: string, options: string) => {
    const site = plugin();
    await site.borrow('vitepress', 'vue', 'markdown-it');
    await mkdir(path.join(site.folder, 'docs/.vitepress/theme'), { recursive: true });
    await site.write(
      'docs/.vitepress/config.js',
      `import handshake from 'markdown-it-handshake';
export default {
  title: 'Notes',
  vite: { resolve: { preserveSymlinks: false }, logLevel: 'error' },
  markdown: { config: (md) => { md.use(handshake, ${options}); } },
};
`,
    );
    await site.write(
      'docs/.vitepress/theme/index.js',
      `import DefaultTheme from 'vitepress/theme';
import 'markdown-it-handshake/style.css';
export default DefaultTheme;
`,
    );
    await site.write('docs/index.md', note);
    const outcome = await site.node(path.join(ROOT, 'node_modules/vitepress/bin/vitepress.js'), 'build', 'docs');
    const page = path.join(site.folder, 'docs/.vitepress/dist/index.html');
    return { ...outcome, page: outcome.code === 0 ? await readFile(page, 'utf8') : '' };
  };

  it('shows the pictures, runs nothing of theirs, and reports problems at their lines', async () => {
    const { code, page, stdout, stderr } = await build(WRONG, '{}');
    assert.equal(code, 0, stdout + stderr);
    const [figure = ''] = /<figure class="tcp-diagram">.*?<\/figure>/s.exec(page) ?? [];
    assert.match(figure, /<svg /);
    // The page's own braces are a program; the diagram's are text.
    assert.match(page, /Handshake 42/);
    assert.match(figure, /\{\{ 6 \* 7 \}\}/);
    assert.match(stdout + stderr, /index\.md:10:26: error ack-mismatch/);
    if (process.env['HANDSHAKE_SITE'] !== undefined) await writeFile(process.env['HANDSHAKE_SITE'], page);
  });

  it('is not built with `strict` where a diagram is wrong', async () => {
    const { code, stdout, stderr } = await build(WRONG, '{ strict: true }');
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /index\.md:10:26: error ack-mismatch/);
  });
});
