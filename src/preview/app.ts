import type { Picture, PictureData, Style } from '../core/picture/index.ts';
import { choosePicture } from './model/choice.ts';
import type {
  DiagramMessage,
  DiagramResult,
  LookWish,
  PreviewConfig,
  PreviewState,
  ToPreview,
} from '../protocol/index.ts';
import { COMMANDS, type Doer, listenToKeys } from './commands.ts';
import { MermaidRows } from './drawing/mermaid.ts';
import type { Host } from './host.ts';
import { keptZoom, readState, zoomModeOf } from './model/kept.ts';
import type { Way } from './model/walk.ts';
import { translator, type Translator } from './strings.ts';
import { describer, type Describe } from './view/describe.ts';
import { html } from './view/dom.ts';
import { Exporter } from './view/exporter.ts';
import { Changes } from './control/changes.ts';
import { EditorLines } from './control/editorLines.ts';
import { Plots } from './control/plots.ts';
import { Runs } from './control/runs.ts';
import { Showing } from './control/showing.ts';
import { Walkthrough } from './control/walkthrough.ts';
import { Overview } from './view/overview.ts';
import { Page } from './view/page.ts';
import { Problems } from './view/problems.ts';
import { RowList } from './view/rowList.ts';
import { Stage } from './view/stage.ts';
import { Toolbar, type ToolbarAction } from './view/toolbar.ts';
import { Tooltip } from './view/tooltip.ts';
import { listenToGestures } from './view/zoom.ts';

/**
 * The preview: takes the host's messages and what the reader does, and hands each to the part that it is about. What several of
 * them must know is decided here.
 */
export class App implements Doer {
  readonly #host: Host;
  readonly #t: Translator;
  readonly #describeRow: Describe;
  readonly #page: Page;
  readonly #stage: Stage;
  readonly #list: RowList;
  readonly #overview: Overview;
  readonly #toolbar: Toolbar;
  readonly #lines: EditorLines;
  readonly #walk: Walkthrough;
  readonly #changes: Changes;
  readonly #runs: Runs;
  readonly #tooltip: Tooltip;
  readonly #problems: Problems;
  readonly #exporter: Exporter;
  readonly #plots: Plots;
  readonly #showing: Showing;
  /** What the host sent last, shown or not. */
  #message: DiagramMessage | null = null;
  /** The document of the picture in view. */
  #uri = '';
  #pinned = false;
  /** How the reader wants diagrams to look, where the reader has said so. */
  #look: LookWish = {};

  constructor(host: Host, config: PreviewConfig, style: Style) {
    this.#host = host;
    this.#runs = new Runs(host);
    this.#t = translator(config.strings);
    const t = this.#t;
    this.#describeRow = describer(t);
    this.#tooltip = new Tooltip(t);
    this.#list = new RowList(t('Segments'), this.#describeRow, {
      activated: (index) => this.#activate(index),
      pointed: (index) => this.#point(index),
      focused: (index) => this.#stage.reveal(index),
      crossing: (x, y) => this.#stage.travelAt(x, y),
    });
    const measuring = html('div', { class: 'measuring', 'aria-hidden': 'true' });
    const mermaid = new MermaidRows(measuring, style.fonts);
    this.#stage = new Stage(mermaid, this.#list, style, { changed: () => this.#viewChanged() });
    this.#stage.viewport.id = 'picture';
    this.#overview = new Overview(
      t('Overview'),
      (y) => this.#stage.scrollTo(y - this.#stage.viewport.clientHeight / this.#stage.zoom / 2),
      (y) => this.#stage.scrollTo(y),
    );
    this.#toolbar = new Toolbar(t, (action) => this.#act(action));
    this.#lines = new EditorLines(t, this.#stage);
    const { state } = style;
    this.#walk = new Walkthrough(t, state, this.#stage, this.#lines, {
      leave: () => this.leave(),
      stepped: (turned) => this.#stepped(turned),
      chose: () => this.#emphasize(false),
    });
    this.#changes = new Changes(t, host, this.#stage, {
      moved: () => this.#emphasize(false),
      wentTo: (picture, row) => this.#lookAt(picture, row),
      announce: (text) => this.#page.announce(text),
    });
    this.#problems = new Problems(t, (line) => host.postMessage({ type: 'reveal', line, focus: true }));
    this.#exporter = new Exporter(t, style, this.#stage, host);
    this.#plots = new Plots(t, style, host, {
      reveal: (line) => host.postMessage({ type: 'reveal', line: this.#lines.toNew(line), focus: true }),
      announce: (text) => this.#page.announce(text),
    });
    const restored = readState(host.getState());
    this.#showing = new Showing(t, host, this.#stage, restored, {
      resumed: (step) => this.#walk.resume(step),
      shown: (picture, fresh) => this.#shown(picture, fresh),
    });
    this.#page = new Page(t, {
      top: [this.#toolbar.element, this.#changes.bar.element, this.#walk.legend.element],
      main: [this.#stage.viewport, this.#overview.element, this.#plots.pane.element],
      notices: [this.#lines.notice, this.#showing.waiting.element, this.#exporter.element],
      bottom: [this.#walk.stepper.element, this.#problems.element],
      outside: [this.#tooltip.element, measuring],
    });
    this.#listen();
    if (restored) this.#restore(restored);
    this.#showPressed();
    this.#showing.begin();
    this.#host.postMessage({ type: 'ready' });
  }

  #listen(): void {
    listenToGestures(this.#stage);
    listenToKeys(this, () => this.#escape());
    this.#stage.viewport.addEventListener('scroll', () => this.#tooltip.hide(), { passive: true });
    window.addEventListener('message', (event: MessageEvent<ToPreview>) => this.#receive(event.data));
    new MutationObserver(() => {
      this.#overview.repaint();
      this.#viewChanged();
    }).observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
  }

  /** Takes over what the reader has chosen in a page that has been reloaded; its place waits for its diagram. */
  #restore({ pinned, zoom, look, fold, baseline, plot }: PreviewState): void {
    this.#pinned = pinned;
    this.#stage.setZoomMode(zoomModeOf(zoom));
    this.#wish(look ?? {});
    if (fold) this.#runs.set(fold);
    if (baseline) this.#host.postMessage({ type: 'compare', with: baseline });
    // What it shows is asked for with the first diagram.
    this.#plots.pane.element.hidden = plot !== true;
  }

  /** The fonts of the style have changed. */
  restyle(): void {
    void this.#stage.restyle();
    this.#plots.pane.redraw();
    this.#overview.repaint();
  }

  #receive(message: ToPreview): void {
    switch (message.type) {
      case 'diagram':
        this.#exporter.outdated(message);
        this.#plots.follow(message);
        this.#message = message;
        this.#show(message);
        break;
      case 'plot':
        this.#plots.take(message.uri, message.result);
        break;
      case 'steps':
        this.#takeSteps(message.uri, message.shown);
        break;
      case 'cursor':
        this.#moveCursor(message.line);
        break;
      case 'pin':
        this.#pinned = message.pinned;
        this.#showPressed();
        break;
      case 'hover':
        this.#tooltip.fill(this.#lines.toOld(message.line), message.markdown);
        break;
      case 'command':
        COMMANDS[message.command](this);
        break;
      case 'saved':
        if (message.ok) this.#page.announce(this.#t('Saved'));
        break;
      case 'draw':
      case 'cancel-draw':
        // For the `Drawer`, which is not about what is shown.
        break;
    }
  }

  #show(message: DiagramMessage): void {
    const { shown, diagrams } = message;
    const last = this.#stage.picture;
    this.#toolbar.update(diagrams, shown ? shown.trace.line : null);
    this.#toolbar.element.hidden = shown === null;
    if (shown) this.#toolbar.setLook(shown.look, shown.overview.times.length > 0, shown.folding);
    this.#page.setEmpty(shown === null || shown.overview.lines.length === 0);
    this.#problems.update(shown?.problems ?? []);
    this.#walk.legend.update(shown);
    this.#changes.show(message);
    if (!shown) {
      this.#lines.compare(null, null);
      void this.#stage.show(null, false);
      this.#walk.set(-1);
      return;
    }
    const same = last !== null && this.#isSame(last.result, message.uri, shown);
    this.#runs.follow(shown);
    const { picture, stale } = choosePicture(last, shown, this.#lines.cursor, same);
    this.#lines.compare(shown, stale ? last : null);
    if (stale || !picture) return;
    if (!same) this.#walk.set(-1);
    if (!same || this.#walk.connection > shown.connections.length) this.#walk.choose(0);
    this.#uri = message.uri;
    void this.#showing.show(message.uri, picture, same);
  }

  #isSame(last: PictureData, uri: string, shown: DiagramResult): boolean {
    return this.#uri === uri && last.index === shown.index;
  }

  #shown(picture: Picture, fresh: boolean): void {
    this.#page.describe(picture.result.words);
    this.#emphasize(false);
    if (fresh) this.#lines.reveal();
  }

  #takeSteps(uri: string, shown: DiagramResult): void {
    this.#exporter.take(uri, shown);
    if (uri === this.#message?.uri && this.#showing.take(uri, shown)) this.#walk.update();
  }

  /** The view moved: the strip follows, missing steps are asked for, and the place is kept for a reload. */
  #viewChanged(): void {
    const { picture, geometry, viewport, zoom } = this.#stage;
    const top = viewport.scrollTop / zoom;
    const view = { top, bottom: top + viewport.clientHeight / zoom };
    this.#overview.update(picture, geometry, view, (from) =>
      this.#t('Segment {n} of {total}', { n: from + 1, total: geometry.count }),
    );
    if (!picture) return;
    this.#showing.follow(picture);
    this.#keep(picture);
  }

  #keep(picture: Picture): void {
    const { top, offset } = this.#stage.place;
    this.#host.setState({
      uri: this.#message?.uri ?? '',
      line: picture.result.trace.line,
      pinned: this.#pinned,
      zoom: keptZoom(this.#stage.zoomMode),
      top,
      offset,
      step: this.#walk.step,
      look: this.#look,
      fold: this.#runs.wish,
      plot: this.#plots.pane.shown,
      ...(this.#message?.compared && { baseline: this.#message.compared.baseline }),
    });
  }

  #wish(look: LookWish): void {
    this.#look = { ...this.#look, ...look };
    if (Object.keys(this.#look).length > 0) this.#host.postMessage({ type: 'look', look: this.#look });
  }

  #moveCursor(line: number): void {
    const moved = this.#lines.moveTo(line);
    // The half-typed line was left: what can be read is shown now.
    if (moved && this.#lines.stale && this.#message) this.#show(this.#message);
    this.#emphasize(true);
    if (!this.#showing.restoring && this.#walk.step < 0) this.#lines.reveal();
  }

  #emphasize(moved: boolean): void {
    const { step, connection } = this.#walk;
    this.#stage.emphasize({ cursor: this.#lines.row, step, change: this.#changes.row, connection });
    if (!moved) this.#walk.update();
  }

  #activate(index: number): void {
    const { picture } = this.#stage;
    if (!picture) return;
    this.#tooltip.hide();
    const fold = picture.fold(index);
    if (fold) this.#runs.turn(picture, fold, (line) => this.#lines.toNew(line));
    if (this.#walk.step >= 0) this.#walk.set(index);
    this.#host.postMessage({ type: 'reveal', line: this.#lines.toNew(picture.line(index)), focus: !fold });
  }

  #point(index: number): void {
    const { picture } = this.#stage;
    const button = index < 0 ? undefined : this.#list.button(index);
    if (!picture || !button) {
      this.#tooltip.hide();
      return;
    }
    const line = picture.line(index);
    this.#tooltip.show(button, line, picture.problems(index), this.#describeRow(picture, index), () =>
      this.#host.postMessage({ type: 'hover', line: this.#lines.toNew(line) }),
    );
  }

  #stepped(turned: boolean): void {
    const { step } = this.#walk;
    // The step-through shows the problems of each step itself.
    if (turned) this.#problems.fold(step >= 0);
    this.#emphasize(false);
    this.#showPressed();
    const { picture } = this.#stage;
    if (!picture) return;
    this.#keep(picture);
    if (step >= 0) this.#lookAt(picture, step);
  }

  /** Goes to a row: here, in the editor, and for who listens. */
  #lookAt(picture: Picture, index: number): void {
    this.#stage.reveal(index);
    if (!picture.loaded(index)) this.#showing.ask(picture, { from: index, to: index + 1 });
    this.#page.announce(this.#describeRow(picture, index));
    this.#host.postMessage({ type: 'reveal', line: this.#lines.toNew(picture.line(index)) });
  }

  #showPressed(): void {
    this.#toolbar.setPressed({
      pinned: this.#pinned,
      locked: this.#lines.locked,
      stepping: this.#walk.step >= 0,
      plotting: this.#plots.pane.shown,
    });
    this.#page.setPlotting(this.#plots.pane.shown);
  }

  // Tools and keys

  go(way: Way): void {
    this.#walk.go(way);
  }

  goToChange(way: 1 | -1): void {
    this.#changes.go(way);
  }

  leave(): void {
    const focused = this.#walk.stepper.element.contains(document.activeElement);
    this.#walk.set(-1);
    // What had the focus is gone.
    if (focused) this.#toolbar.focusSteps();
  }

  zoomBy(factor: number): void {
    this.#stage.zoomBy(factor);
  }

  fullSize(): void {
    this.#stage.setZoomMode(1);
  }

  fitWidth(): void {
    this.#stage.setZoomMode('fit');
  }

  #act(action: ToolbarAction): void {
    switch (action.kind) {
      case 'select':
        this.#host.postMessage({ type: 'select', line: action.line });
        break;
      case 'pin':
        this.#pinned = !this.#pinned;
        this.#host.postMessage({ type: 'pin', pinned: this.#pinned });
        this.#showPressed();
        break;
      case 'lock':
        this.#lines.locked = !this.#lines.locked;
        this.#showPressed();
        break;
      case 'plot':
        this.#plots.pane.toggle();
        this.#showPressed();
        if (this.#stage.picture) this.#keep(this.#stage.picture);
        break;
      case 'steps':
        if (this.#walk.step >= 0) this.leave();
        else {
          this.#walk.begin();
          this.#walk.stepper.focus();
        }
        break;
      case 'look':
        this.#wish(action.look);
        break;
      case 'fold':
        this.#runs.set({ on: action.on, open: [] });
        break;
      case 'compare':
        this.#host.postMessage({ type: 'compare', with: action.with });
        break;
      case 'png':
        this.export('png', action.scale);
        break;
      case 'export':
        this.#host.postMessage({ type: 'export', kind: action.as });
        break;
      case 'command':
        COMMANDS[action.command](this);
        break;
    }
  }

  export(format: 'svg' | 'png' | 'copy', scale: number): void {
    const shown = this.#message?.shown;
    if (!this.#message || !shown) return;
    void this.#exporter.export(format, scale, this.#message.uri, shown).then((done) => {
      if (done === 'copied') this.#page.announce(this.#t('Copied'));
      // What was asked for meanwhile was for the export: the host should remember the view again.
      this.#showing.forget();
      this.#viewChanged();
    });
  }

  #escape(): void {
    if (!this.#tooltip.hide() && this.#walk.step >= 0) this.leave();
  }
}
