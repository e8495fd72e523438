import type { Page } from 'playwright-core';
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
import { launchBrowser } from '../../scripts/lib/browser.mjs';
import { TestBrowser, TestedPage } from './browser.ts';
import { messageOf, resultOf, savedFile, type Fixture } from './fixtures.ts';
import type { PageParts } from './flaws.ts';
import type { ThemeName } from './themes.ts';

/** Opens previews. */
export class PreviewBrowser extends TestBrowser {
  static async start(): Promise<PreviewBrowser> {
    const started = new PreviewBrowser(await launchBrowser());
    await started.serveParts(['preview.js', 'mermaid.js'], 'preview.css');
    return started;
  }

  /** Opens the preview. `fixture` is answered to `ready` and `window`, as the extension would. */
  async open(fixture: Fixture | null, options: OpenOptions = {}): Promise<Preview> {
    const { theme = 'light', width = 760, height = 700, config = {}, state = null } = options;
    const page = await this.newPage();
    await page.setViewportSize({ width, height });
    const preview = new Preview(page, fixture, options);
    await preview.listen();
    const parts = { script: 'preview.js', styles: 'preview.css', module: 'mermaid.js', images: 'data:' } as const;
    await page.goto(this.serveWebview({ ...parts, config, theme, state }));
    return preview;
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
export class Preview extends TestedPage<FromPreview, ToPreview> {
  #fixture: Fixture | null;
  #version = 1;
  protected readonly parts = PREVIEW_PARTS;
  #window: StepRange | undefined;
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
    super(page);
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

  /** The text that the service knows is another one now, and so are the lines of what is open. */
  async retype(text: string, fold?: FoldWish): Promise<void> {
    this.#service?.change(URI, ++this.#version, [{ text }]);
    if (fold) this.#wished = { ...this.#wished, fold };
    await this.send(this.#message());
  }

  protected async answer(message: FromPreview): Promise<void> {
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
}

const PREVIEW_PARTS: PageParts = {
  panels: '.top, .viewport, .overview, .plot-pane, .stepper, .problems, .empty',
  whole: '.top, .toolbar, .compare-bar, .plot-bar, .stepper, .problems, .empty, .menu, .notices',
  scrolling: '.viewport, .stepper-body, .problems, .menu, .empty',
};
