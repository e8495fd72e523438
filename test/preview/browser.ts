// The pages of our webviews in a real browser, under the policies of the real ones, without VS Code around them.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import esbuild from 'esbuild';
import type { Page } from 'playwright-core';
import { type launchBrowser } from '../../scripts/lib/browser.mjs';
import { TARGETS } from '../../scripts/lib/targets.mjs';
import { flawsOfPage, type PageParts } from './flaws.ts';
import { THEMES, type ThemeName } from './themes.ts';

/** What the pages differ in, as in `webviewPage` of the extension. */
export interface WebviewParts {
  readonly script: string;
  readonly styles: string;
  readonly images?: 'data:';
  readonly module?: string;
  readonly config: object;
  readonly theme: ThemeName;
  /** What an earlier page kept. */
  readonly state?: unknown;
}

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

/** A browser, and a server of what it shows. */
export class TestBrowser {
  readonly #server: Server;
  readonly #browser: Browser;
  readonly #documents = new Map<
    string,
    { readonly type: string; readonly body: string | Buffer; readonly policy?: string }
  >();
  #pages = 0;

  protected constructor(browser: Browser) {
    this.#browser = browser;
    this.#server = createServer((request, response) => {
      const document = this.#documents.get(new URL(request.url ?? '/', 'http://localhost').pathname);
      if (!document) {
        response.writeHead(404).end();
        return;
      }
      const policy = document.policy === undefined ? {} : { 'content-security-policy': document.policy };
      response.writeHead(200, { 'content-type': `${document.type}; charset=utf-8`, ...policy }).end(document.body);
    });
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Serves a document of a test's own. */
  serve(path: string, type: string, body: string | Buffer, policy?: string): string {
    this.#documents.set(path, { type, body, ...(policy === undefined ? {} : { policy }) });
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${String(port)}${path}`;
  }

  async newPage(): Promise<Page> {
    return this.#browser.context.newPage();
  }

  /** Bundles scripts as the build does, and serves them and style sheets. */
  protected async serveParts(scripts: readonly string[], styles: string): Promise<void> {
    const bundled = await Promise.all(scripts.map((script) => bundle(`dist/${script}`)));
    scripts.forEach((script, i) =>
      this.#documents.set(`/${script}`, { type: 'text/javascript', body: bundled[i] ?? '' }),
    );
    this.#documents.set(`/${styles}`, { type: 'text/css', body: await readFile(`media/${styles}`, 'utf8') });
    if (!this.#server.listening) await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** Serves the page of a webview; returns its address. */
  protected serveWebview(parts: WebviewParts): string {
    const { script, styles, images, module, config, theme, state = null } = parts;
    const nonce = `n${String(this.#pages)}`;
    const { port } = this.#server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${String(port)}`;
    const policy = [
      `default-src 'none'`,
      `script-src 'nonce-${nonce}'`,
      // VS Code's own rules, below, are in the page.
      `style-src ${origin} 'unsafe-inline'`,
      ...(images === undefined ? [] : [`img-src ${images}`]),
    ].join('; ');
    const variables = Object.entries(THEMES[theme].variables).map(([name, value]) => `--vscode-${name}: ${value};`);
    const data = JSON.stringify({ language: 'en', strings: {}, ...config })
      .replaceAll('&', '&amp;')
      .replaceAll('"', '&quot;');
    const preload =
      module === undefined ? '' : `<link rel="modulepreload" nonce="${nonce}" href="${origin}/${module}">`;
    // VS Code itself puts the variables on the root element, and these rules into every webview.
    const body = `<!DOCTYPE html><html lang="en" style="${variables.join(' ').replaceAll('"', '&quot;')}"><head><meta charset="utf-8">
<title>${script}</title>
<style>html { scrollbar-color: #8888 transparent; } body { color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }</style>
${preload}
<link rel="stylesheet" href="${origin}/${styles}"></head>
<body class="${THEMES[theme].body}" data-config="${data}">
<script nonce="${nonce}">
  window.sent = []; window.violations = []; window.kept = ${JSON.stringify(state)};
  document.addEventListener('securitypolicyviolation', (e) => window.violations.push(e.violatedDirective + ' ' + e.blockedURI));
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => { window.sent.push(message); window.answer(message); },
    getState: () => window.kept, setState: (state) => { window.kept = state; },
  });
</script>
<script nonce="${nonce}" src="${origin}/${script}"></script></body></html>`;
    return this.serve(`/page-${String(this.#pages++)}`, 'text/html', body, policy);
  }
}

/** One open page, and the extension's side of the talk. */
export abstract class TestedPage<From extends { readonly type: string }, To> {
  readonly page: Page;
  readonly errors: string[] = [];
  /** Where things are in it. */
  protected abstract readonly parts: PageParts;

  protected constructor(page: Page) {
    this.page = page;
  }

  /** What the extension does when the page says something. */
  protected abstract answer(message: From): void | Promise<void>;

  async listen(): Promise<void> {
    this.page.on('pageerror', (error) => this.errors.push(String(error)));
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    await this.page.exposeFunction('answer', (message: From) => this.answer(message));
  }

  /** What a checker of accessibility finds wrong, with the elements. */
  async violations(): Promise<string[]> {
    await this.page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
    return this.page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run: (root: Document) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run(document)).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
      );
    });
  }

  async send(message: To): Promise<void> {
    await this.page.evaluate((data) => window.postMessage(data, '*'), message);
  }

  /** What the webview said, of one kind. */
  async sent<T extends From['type']>(type: T): Promise<Extract<From, { type: T }>[]> {
    const all = await this.page.evaluate(() => (window as unknown as { sent: From[] }).sent);
    return all.filter((message): message is Extract<From, { type: T }> => message.type === type);
  }

  /** Complaints of the browser about the policy, errors, and whether a hostile text ran. */
  async complaints(): Promise<string[]> {
    const page = await this.page.evaluate(() => {
      const { violations, hacked } = window as unknown as { violations: string[]; hacked?: unknown };
      return hacked === undefined ? violations : [...violations, 'hacked'];
    });
    return [...page, ...this.errors];
  }

  /** What is wrong with the layout. */
  async flaws(): Promise<string[]> {
    // What loads the tests gives functions names by a helper that the page does not have.
    const parts = JSON.stringify(this.parts);
    return this.page.evaluate<string[]>(`globalThis.__name ??= (f) => f; (${flawsOfPage.toString()})(${parts})`);
  }

  async shot(name: string): Promise<void> {
    const folder = process.env['SCREENSHOTS'];
    if (folder !== undefined) await this.page.screenshot({ path: `${folder}/${name}.png` });
  }
}

/** Bundles what the build bundles, into memory. */
export async function bundle(out: string): Promise<string> {
  const target = TARGETS.find((candidate) => candidate.out === out);
  if (!target) throw new Error(`nothing is built to ${out}`);
  const result = await esbuild.build({
    entryPoints: [target.entry],
    bundle: true,
    write: false,
    minify: true,
    logLevel: 'warning',
    ...target.options,
  });
  return result.outputFiles?.[0]?.text ?? '';
}
