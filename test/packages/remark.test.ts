import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { installed, ROOT } from './installed.ts';

const WRONG = `# Handshake

- in a list

  \`\`\`tcp
  diagram "{{ 6 * 7 }} <script>alert(1)</script>"
  C -> S SYN     seq=x
  C <- S SYN,ACK seq=y   ack=x
  C -> S ACK     seq=x+1 ack=y+1
  \`\`\`

\`\`\`js
const x = 1;
\`\`\`
`;

describe('remark-handshake, installed from its tarball', () => {
  const plugin = installed('packages/remark');

  const build = async (note: string, options: object) => {
    await plugin().borrow('remark', 'remark-rehype', 'rehype-stringify');
    await plugin().write('note.md', note);
    await plugin().write(
      'site.js',
      `import { readFileSync } from 'node:fs';
import { remark } from 'remark';
import remarkRehype from 'remark-rehype';
import rehypeStringify from 'rehype-stringify';
import handshake from 'remark-handshake';
const file = await remark().use(handshake, ${JSON.stringify(options)}).use(remarkRehype).use(rehypeStringify)
  .process({ path: 'docs/note.md', value: readFileSync('note.md', 'utf8') });
for (const message of file.messages) console.error(String(message), message.source, message.ruleId);
process.stdout.write(String(file));
`,
    );
    return plugin().node('site.js');
  };

  it('draws a block as a picture, and makes its problems messages of the file', async () => {
    const { code, stdout, stderr } = await build(WRONG, {});
    assert.equal(code, 0, stderr);
    assert.match(stdout, /<figure class="tcp-diagram">.*<svg [^]*<\/svg>/);
    assert.match(stdout, /<pre><code class="language-js">/);
    assert.match(stderr, /^docs\/note\.md:8:26-8:\d+: ack should be x\+1, not x: .* handshake ack-mismatch$/m);
    assert.doesNotMatch(stdout, /<script/);
    // Attributes of SVG keep their spelling.
    assert.match(stdout, / viewBox="0 0 /);
    assert.match(stdout, / stroke-width="/);
  });

  it('ends the build with `strict`', async () => {
    const { code, stderr } = await build(WRONG, { strict: true });
    assert.equal(code, 1);
    assert.match(stderr, /docs\/note\.md:8:26/);
    assert.match(stderr, /ack should be x\+1, not x/);
  });
});

describe('a page of MDX', () => {
  const plugin = installed('packages/remark');

  it('is a component of React with the picture in it', async () => {
    await plugin().borrow('@mdx-js/mdx', 'react', 'react-dom');
    await plugin().write('page.mdx', WRONG);
    await plugin().write(
      'page.js',
      `import { readFile } from 'node:fs/promises';
import { evaluate } from '@mdx-js/mdx';
import { createElement } from 'react';
import * as runtime from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import handshake from 'remark-handshake';
const { default: Page } = await evaluate(await readFile('page.mdx', 'utf8'), { ...runtime, remarkPlugins: [handshake] });
process.stdout.write(renderToStaticMarkup(createElement(Page)));
`,
    );
    const { stdout, stderr, code } = await plugin().node('page.js');
    assert.equal(code, 0, stderr);
    // React warns of properties that it does not know.
    assert.equal(stderr, '');
    assert.match(stdout, /<figure class="tcp-diagram">.*<svg [^]*viewBox[^]*<\/svg>/);
    assert.match(stdout, /\{\{ 6 \* 7 \}\} &lt;script&gt;/);
  });
});

describe('a site of Astro', () => {
  const plugin = installed('packages/remark');

  /** Builds a small site, and gives its page. */
  const build = async (options: string) => {
    const site = plugin();
    await site.borrow('astro');
    await site.write(
      'astro.config.mjs',
      `import handshake, { problemText } from 'remark-handshake';
const onProblem = (problem) => console.warn(problemText(problem));
export default { markdown: { remarkPlugins: [[handshake, { onProblem, ...${options} }]] } };
`,
    );
    await site.write(
      'src/layouts/Page.astro',
      `---
import 'remark-handshake/style.css';
---
<html lang="en"><head><title>Notes</title></head><body><slot /></body></html>
`,
    );
    await site.write('src/pages/index.md', `---\nlayout: ../layouts/Page.astro\n---\n${WRONG}`);
    const outcome = await site.node(path.join(ROOT, 'node_modules/astro/astro.js'), 'build');
    const page = path.join(site.folder, 'dist/index.html');
    return { ...outcome, page: outcome.code === 0 ? await readFile(page, 'utf8') : '' };
  };

  it('shows the pictures with their colours, and reports problems at their lines, front matter counted', async () => {
    const { code, page, stdout, stderr } = await build('{}');
    assert.equal(code, 0, stdout + stderr);
    assert.match(page, /<figure class="tcp-diagram">.*<svg [^]*\{\{ 6 \* 7 \}\}/);
    assert.doesNotMatch(page, /<script/);
    assert.match(page, /<style>\.tcp-diagram/);
    assert.match(stdout + stderr, /src\/pages\/index\.md:11:26: error ack-mismatch: ack should be x\+1, not x/);
  });

  it('is not built with `strict` where a diagram is wrong', async () => {
    const { code, stdout, stderr } = await build('{ strict: true }');
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /index\.md:11:26: error ack-mismatch/);
  });
});
