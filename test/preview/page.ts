import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import esbuild from 'esbuild';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/lib/browser.mjs';
import { TARGETS } from '../../scripts/lib/targets.mjs';
import { FOLD_LONG } from '../../src/core/picture/index.ts';
import { english, type Translate } from '../../src/core/findings/finding.ts';
import { createLanguageService, DEFAULT_SETTINGS, type LanguageService } from '../../src/service/index.ts';
import type {
  DiagramParams,
  DiagramResult,
  FoldWish,
  FromPreview,
  PreviewConfig,
  PreviewState,
  StepRange,
  ToPreview,
} from '../../src/protocol/index.ts';
import { messageOf, resultOf, savedFile, type Fixture } from './fixtures.ts';
import { flawsOfPage } from './flaws.ts';
import { THEMES, type ThemeName } from './themes.ts';

/** The page of the preview in a real browser, under the policy of the real one, without VS Code around it. */
export class PreviewBrowser {
  readonly #server: Server;
  readonly #browser: Awaited<ReturnType<typeof launchBrowser>>;
  readonly #documents = new Map<
    string,
    { readonly type: string; readonly body: string | Buffer; readonly policy?: string }
  >();
  #pages = 0;

  static async start(): Promise<PreviewBrowser> {
    const [script, mermaid, style, browser] = await Promise.all([
      bundle('dist/preview.js'),
      bundle('dist/mermaid.js'),
      readFile('media/preview.css', 'utf8'),
      launchBrowser(),
    ]);
    const started = new PreviewBrowser(browser);
    started.#documents.set('/preview.js', { type: 'text/javascript', body: script });
    started.#documents.set('/mermaid.js', { type: 'text/javascript', body: mermaid });
    started.#documents.set('/preview.css', { type: 'text/css', body: style });
    await new Promise<void>((resolve) => started.#server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  private constructor(browser: Awaited<ReturnType<typeof launchBrowser>>) {
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

  /** Opens the preview. `fixture` is answered to `ready` and `window`, as the extension would. */
  async open(fixture: Fixture | null, options: OpenOptions = {}): Promise<Preview> {
    const { theme = 'light', width = 760, height = 700, config = {}, state = null } = options;
    const page = await this.newPage();
    await page.setViewportSize({ width, height });
    const url = this.#pageFor(theme, config, state);
    const preview = new Preview(page, fixture, options);
    await preview.listen();
    await page.goto(url);
    return preview;
  }

  #pageFor(theme: ThemeName, config: Partial<PreviewConfig>, state: PreviewState | null): string {
    const nonce = `n${String(this.#pages)}`;
    const { port } = this.#server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${String(port)}`;
    const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${origin} 'unsafe-inline'; img-src data:`;
    const variables = Object.entries(THEMES[theme].variables).map(([name, value]) => `--vscode-${name}: ${value};`);
    const data = JSON.stringify({ language: 'en', strings: {}, ...config })
      .replaceAll('&', '&amp;')
      .replaceAll('"', '&quot;');
    // VS Code itself puts the variables on the root element, and these rules into every webview.
    const body = `<!DOCTYPE html><html lang="en" style="${variables.join(' ').replaceAll('"', '&quot;')}"><head><meta charset="utf-8">
<title>Preview</title>
<style>html { scrollbar-color: #8888 transparent; } body { color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }</style>
<link rel="modulepreload" nonce="${nonce}" href="${origin}/mermaid.js">
<link rel="stylesheet" href="${origin}/preview.css"></head>
<body class="${THEMES[theme].body}" data-config="${data}">
<script nonce="${nonce}">
  window.sent = []; window.violations = []; window.kept = ${JSON.stringify(state)};
  document.addEventListener('securitypolicyviolation', (e) => window.violations.push(e.violatedDirective + ' ' + e.blockedURI));
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => { window.sent.push(message); window.answer(message); },
    getState: () => window.kept, setState: (state) => { window.kept = state; },
  });
</script>
<script nonce="${nonce}" src="${origin}/preview.js"></script></body></html>`;
    return this.serve(`/page-${String(this.#pages++)}`, 'text/html', body, policy);
  }
}

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly config?: Partial<PreviewConfig>;
  readonly state?: PreviewState | null;
  /** The text of a diagram, for the language service to answer instead of a fixture. */
  readonly text?: string;
  /** An older text that it is compared with. */
  readonly before?: string;
  /** The language of what the server says. */
  readonly translate?: Translate | undefined;
}

const URI = 'file:///a.tcp';

/** One open preview, and the extension's side of the talk. */
export class Preview {
  readonly page: Page;
  #fixture: Fixture | null;
  #version = 1;
  #window: StepRange | undefined;
  readonly errors: string[] = [];
  /** The extension does not answer. */
  silent = false;

  readonly #translate: Translate | undefined;
  readonly #service: LanguageService | null = null;
  #wished: Pick<DiagramParams, 'look' | 'fold' | 'before'> = { fold: FOLD_LONG };

  constructor(
    page: Page,
    fixture: Fixture | null,
    { translate, text, before }: Pick<OpenOptions, 'translate' | 'text' | 'before'>,
  ) {
    this.page = page;
    this.#translate = translate;
    this.#fixture = fixture;
    if (text === undefined) return;
    this.#service = createLanguageService({
      translate: translate ?? english,
      ruleLink: (code) => code,
      settings: () => DEFAULT_SETTINGS,
      client: { snippets: false, versionedEdits: false, vscodeCommands: false, lazyEdits: false },
    });
    this.#service.open(URI, 'tcp', 1, text);
    if (before !== undefined) this.#wished = { ...this.#wished, before };
  }

  #served(): DiagramResult | null {
    const steps = this.#window && { steps: this.#window };
    return this.#service?.diagram({ uri: URI, line: 0, ...steps, ...this.#wished }) ?? null;
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

  /** The text that the service knows is another one now, and so are the lines of what is open. */
  async retype(text: string, fold?: FoldWish): Promise<void> {
    this.#service?.change(URI, ++this.#version, [{ text }]);
    if (fold) this.#wished = { ...this.#wished, fold };
    await this.send(this.#message());
  }

  async listen(): Promise<void> {
    this.page.on('pageerror', (error) => this.errors.push(String(error)));
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    await this.page.exposeFunction('answer', (message: FromPreview) => this.#answer(message));
  }

  async #answer(message: FromPreview): Promise<void> {
    if (message.type === 'window') this.#window = message.steps;
    if (this.#service && (message.type === 'look' || message.type === 'fold')) {
      this.#wished = {
        ...this.#wished,
        ...(message.type === 'look' ? { look: message.look } : { fold: message.fold }),
      };
      await this.send(this.#message());
      return;
    }
    if (this.#service && message.type === 'plot')
      await this.send({ type: 'plot', uri: URI, result: this.#service.plot(URI, 0, message.direction) });
    const served = message.type === 'window' && message.version >= 0 ? this.#served() : null;
    if (served) await this.send({ type: 'steps', uri: URI, shown: served });
    if (message.type === 'look' && this.#fixture) {
      this.#fixture = { ...this.#fixture, look: message.look };
      await this.send(this.#message());
    }
    if (message.type === 'ready') await this.send(this.#message());
    if (message.type === 'window' && this.#fixture && message.version >= 0 && !this.silent)
      await this.send({
        type: 'steps',
        uri: 'file:///a.tcp',
        shown: resultOf(this.#fixture, this.#version, this.#window, 0, this.#translate),
      });
  }

  #message(): ToPreview {
    if (this.#service)
      return {
        type: 'diagram',
        uri: URI,
        diagrams: this.#service.diagrams(URI)?.diagrams ?? [],
        shown: this.#served(),
        compared: this.#wished.before === undefined ? null : savedFile(this.#translate ?? english),
      };
    if (!this.#fixture) return { type: 'diagram', uri: 'file:///a.tcp', diagrams: [], shown: null, compared: null };
    return messageOf(this.#fixture, this.#version, this.#window, this.#translate);
  }

  /** The text was edited. */
  async edit(fixture: Fixture): Promise<void> {
    this.#fixture = fixture;
    this.#version++;
    await this.send(this.#message());
  }

  async send(message: ToPreview): Promise<void> {
    await this.page.evaluate((data) => window.postMessage(data, '*'), message);
  }

  /** What the webview said, of one kind. */
  async sent<T extends FromPreview['type']>(type: T): Promise<Extract<FromPreview, { type: T }>[]> {
    const all = await this.page.evaluate(() => (window as unknown as { sent: FromPreview[] }).sent);
    return all.filter((message): message is Extract<FromPreview, { type: T }> => message.type === type);
  }

  async drawn(): Promise<void> {
    await this.page.locator('.all-rows > .row').first().waitFor({ state: 'attached' });
    await this.settled();
  }

  /** Until nothing has changed for a moment; a view without rows is waiting for them. */
  async settled(): Promise<void> {
    await this.page.evaluate(async () => {
      let quiet = 0;
      const observer = new MutationObserver(() => (quiet = 0));
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      const end = performance.now() + 10_000;
      for (;;) {
        const empty =
          document.querySelector<HTMLElement>('.main')?.hidden === false &&
          document.querySelector('.all-rows > .row') === null;
        if (quiet++ >= 5 && (!empty || performance.now() > end)) break;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      observer.disconnect();
    });
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
    return this.page.evaluate<string[]>(`globalThis.__name ??= (f) => f; (${flawsOfPage.toString()})()`);
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
