import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { installed, ROOT } from './installed.ts';

describe('handshake-tcp-core, installed from its tarball', () => {
  const library = installed('packages/core');

  it('does what its README says', async () => {
    const readme = await readFile(path.join(ROOT, 'packages/core/README.md'), 'utf8');
    const examples = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => code);
    assert.equal(examples.length, 2);
    for (const [i, code] of examples.entries()) {
      const expected = [...code.matchAll(/^\/\/ (.*)$/gm)].map(([, line = '']) => `${line}\n`).join('');
      await library().write(`example${String(i)}.js`, code);
      const { stdout, stderr } = await library().node(`example${String(i)}.js`);
      assert.equal(stderr, '');
      assert.equal(stdout, expected);
    }
  });

  it('has types that a strict program can use, by both ways of resolving', async () => {
    await library().write(
      'consumer.ts',
      `import { check, import as bringIn, render, trace, type Diagnostic, type TraceEvent } from 'handshake-tcp-core';
const found: readonly Diagnostic[] = check('C -> S SYN', { language: 'en' }).diagnostics;
const events: readonly TraceEvent[] = trace('C -> S SYN')[0]?.events ?? [];
const first: string | undefined = render('C -> S SYN', { to: 'svg' })[0];
export const all = [found, events, first, (await bringIn(new Uint8Array())).notation];
// @ts-expect-error -- there is no such form
render('', { to: 'gif' });
`,
    );
    const compiler = path.join(ROOT, 'node_modules/typescript-go/bin/tsc');
    for (const [module, resolution] of [
      ['esnext', 'bundler'],
      ['node20', 'node16'],
    ] as const) {
      const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
      const how = ['--target', 'es2023', '--module', module, '--moduleResolution', resolution, '--types', ''];
      const { stdout, code } = await library().node(compiler, ...options, ...how, 'consumer.ts');
      assert.equal(`${String(code)}${stdout}`, '0');
    }
  });

  it('takes any text and any bytes', async () => {
    const packed = gzipSync('C -> S SYN seq=x').toString('base64');
    await library().write(
      'any.js',
      `import { check, format, import as bringIn, parse, render, trace } from 'handshake-tcp-core';
const texts = ['', '\\0', '\`\`\`tcp\\n', 'C -> ', '}{', '\\ud800', 'diagram x\\n'.repeat(50)];
for (const text of texts) {
  check(text); trace(text); render(text, { to: 'svg' }); render(text, { to: 'ladder' });
  if (parse(text).flatMap(({ tokens }) => tokens).length < 0) throw new Error();
  format(text);
  await bringIn(text);
}
console.log((await bringIn(new Uint8Array(Buffer.from('${packed}', 'base64')))).notation.includes('SYN'));
console.log(await bringIn(new Uint8Array([255, 254, 0])).catch((error) => error.name));
try { render('', { to: 'gif' }); } catch (error) { console.log(error.name + ': ' + error.message); }
try { check('', { language: 'xx' }); } catch (error) { console.log(error.name); }
`,
    );
    const { stdout, stderr } = await library().node('any.js');
    assert.equal(stderr, '');
    assert.equal(
      stdout,
      "true\nTypeError\nRangeError: there is no form 'gif': svg, mermaid, markdown, table, ladder\nRangeError\n",
    );
  });
});
