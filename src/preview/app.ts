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
import { COMMANDS, KEYS, type Doer } from './commands.ts';
import { MermaidRows } from './drawing/mermaid.ts';
import type { Host } from './host.ts';
import { keptZoom, readState, zoomModeOf } from './model/kept.ts';
import { StepRequests } from './model/requests.ts';
import { StaleLines } from './model/staleLines.ts';
import { walkable, walkTo, type Way } from './model/walk.ts';
import { translator, type Translator } from './strings.ts';
import { describer, type Describe } from './view/describe.ts';
import { html, setText } from './view/dom.ts';
import { emptyPage } from './view/empty.ts';
import { Exporter } from './view/exporter.ts';
import { Legend } from './view/legend.ts';
import { Changes } from './control/changes.ts';
import { Plots } from './control/plots.ts';
import { Runs } from './control/runs.ts';
import { Overview } from './view/overview.ts';
import { Problems } from './view/problems.ts';
import { RowList } from './view/rowList.ts';
import { Stage } from './view/stage.ts';
import { Stepper } from './view/stepper.ts';
import { Toolbar, type ToolbarAction } from './view/toolbar.ts';
import { Tooltip } from './view/tooltip.ts';
import { Waiting } from './view/waiting.ts';
import { listenToGestures } from './view/zoom.ts';

/** The preview: takes the host's messages, shows the diagram, and says what the reader does with it. */
export class App implements Doer {
  readonly #host: Host;
  readonly #t: Translator;
  readonly #describeRow: Describe;
  readonly #stage: Stage;
  readonly #list: RowList;
  readonly #overview: Overview;
  readonly #stepper: Stepper;
  readonly #toolbar: Toolbar;
  readonly #legend: Legend;
  readonly #changes: Changes;
  readonly #runs: Runs;
  readonly #tooltip: Tooltip;
  readonly #problems: Problems;
  readonly #exporter: Exporter;
  readonly #plots: Plots;
  readonly #main: HTMLElement;
  readonly #title = html('h1', { class: 'sr-only' });
  readonly #description = html('p', { id: 'description', class: 'sr-only' });
  readonly #stale = html('div', { class: 'stale', role: 'status', hidden: true });
  readonly #waiting: Waiting;
  readonly #live = html('div', { class: 'sr-only', role: 'status' });
  readonly #empty: HTMLElement;
  /** What the host sent last, shown or not. */
  #message: DiagramMessage | null = null;
  #staleLines = new StaleLines();
  #cursor: number | null = null;
  #step = -1;
  /** The connection that is looked at by itself, or 0. */
  #connection = 0;
  #pinned = false;
  #locked = false;
  /** How the reader wants diagrams to look, where the reader has said so. */
  #look: LookWish = {};
  #restored: PreviewState | null;
  readonly #requests: StepRequests;
  /** Counts the pictures that were to be shown, and which one is being drawn, or 0. */
  #shows = 0;
  #showing = 0;
  /** A picture of which the steps in view are still on their way. */
  #awaited: Picture | null = null;

  constructor(host: Host, config: PreviewConfig, style: Style) {
    this.#host = host;
    this.#runs = new Runs(host);
    this.#t = translator(config.strings);
    const t = this.#t;
    const { state } = style;
    this.#describeRow = describer(t);
    this.#restored = readState(host.getState());
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
    this.#stepper = new Stepper(t, state, {
      step: (way) => this.go(way),
      leave: () => this.leave(),
    });
    this.#toolbar = new Toolbar(t, (action) => this.#act(action));
    this.#legend = new Legend(t, (connection) => this.#choose(connection));
    this.#changes = new Changes(t, host, this.#stage, {
      moved: () => this.#emphasize(false),
      wentTo: (picture, row) => this.#lookAt(picture, row),
      announce: (text) => this.#announce(text),
    });
    this.#problems = new Problems(t, (line) => host.postMessage({ type: 'reveal', line, focus: true }));
    this.#exporter = new Exporter(t, style, this.#stage, host);
    this.#plots = new Plots(t, style, host, {
      reveal: (line) => host.postMessage({ type: 'reveal', line: this.#staleLines.toNew(line), focus: true }),
      announce: (text) => this.#announce(text),
    });
    this.#requests = new StepRequests((version, steps) => {
      host.postMessage({ type: 'window', version, steps });
      this.#waiting.begin();
    });
    this.#waiting = new Waiting(
      t,
      () => this.#lacks(),
      () => this.#giveUp(),
    );
    this.#empty = emptyPage(t);
    this.#main = html(
      'main',
      { class: 'main' },
      this.#title,
      this.#description,
      this.#stage.viewport,
      this.#overview.element,
      this.#plots.pane.element,
    );
    document.body.append(
      html(
        'div',
        { class: 'app' },
        html('header', { class: 'top' }, this.#toolbar.element, this.#changes.bar.element, this.#legend.element),
        this.#main,
        html('div', { class: 'notices' }, this.#stale, this.#waiting.element, this.#exporter.element),
        this.#stepper.element,
        this.#problems.element,
        this.#empty,
      ),
      this.#tooltip.element,
      this.#live,
      measuring,
    );
    this.#start();
  }

  #start(): void {
    listenToGestures(this.#stage);
    document.addEventListener('keydown', (event) => this.#onKey(event));
    this.#stage.viewport.addEventListener('scroll', () => this.#tooltip.hide(), { passive: true });
    window.addEventListener('message', (event: MessageEvent<ToPreview>) => this.#receive(event.data));
    new MutationObserver(() => {
      this.#overview.repaint();
      this.#viewChanged();
    }).observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
    const restored = this.#restored;
    if (restored) {
      this.#pinned = restored.pinned;
      this.#stage.setZoomMode(zoomModeOf(restored.zoom));
      this.#wish(restored.look ?? {});
      if (restored.fold) this.#runs.set(restored.fold);
      if (restored.baseline) this.#host.postMessage({ type: 'compare', with: restored.baseline });
      // What it shows is asked for with the first diagram.
      this.#plots.pane.element.hidden = restored.plot !== true;
    }
    this.#showPressed();
    this.#requests.askFirst(restored?.top ?? 0);
    this.#host.postMessage({ type: 'ready' });
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
        this.#tooltip.fill(this.#staleLines.toOld(message.line), message.markdown);
        break;
      case 'command':
        COMMANDS[message.command](this);
        break;
      case 'saved':
        if (message.ok) this.#announce(this.#t('Saved'));
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
    this.#empty.hidden = shown !== null && shown.overview.lines.length > 0;
    this.#main.hidden = !this.#empty.hidden;
    this.#problems.update(shown?.problems ?? []);
    this.#legend.update(shown);
    this.#changes.show(message);
    if (!shown) {
      this.#stale.hidden = true;
      void this.#stage.show(null, false);
      this.#setStep(-1);
      return;
    }
    const same = last !== null && this.#isSame(last.result, shown);
    this.#runs.follow(shown);
    const { picture, stale } = choosePicture(last, shown, this.#cursor, same);
    this.#stale.hidden = !stale;
    setText(
      this.#stale,
      stale ? this.#t('The line at the cursor is half typed: this is the last complete picture') : '',
    );
    this.#staleLines = stale && last ? StaleLines.between(last.result, shown) : new StaleLines();
    if (stale || !picture) return;
    if (!same) this.#setStep(-1);
    if (!same || this.#connection > shown.connections.length) this.#choose(0);
    this.#lastUri = message.uri;
    void this.#showPicture(picture, same);
  }

  #lastUri = '';

  #isSame(a: PictureData, b: PictureData): boolean {
    return this.#lastUri === (this.#message?.uri ?? '') && a.index === b.index;
  }

  async #showPicture(picture: Picture, same: boolean): Promise<void> {
    const restored = this.#takeRestored(picture);
    const wanted = this.#stage.wantedBy(picture, same, restored ?? undefined);
    if (!picture.hasAll(wanted.from, wanted.to)) {
      // Not shown with gaps: the steps in view are asked for first.
      this.#awaited = picture;
      this.#requests.ask(picture, wanted);
      if (restored) this.#restored = restored;
      return;
    }
    this.#awaited = null;
    if (restored) this.#step = Math.min(restored.step, picture.count - 1);
    const showing = ++this.#shows;
    this.#showing = showing;
    this.#waiting.begin();
    const done = await this.#stage.show(picture, same, restored ?? undefined).finally(() => {
      if (this.#showing === showing) this.#showing = 0;
    });
    if (!done) return;
    this.#waiting.came();
    setText(this.#title, picture.result.words.name);
    setText(this.#description, picture.result.words.description);
    this.#main.setAttribute('aria-describedby', this.#description.id);
    this.#emphasize(false);
    if (!restored && !same && !this.#locked) this.#revealCursor();
  }

  /** What was kept over a reload, once, if it is about this diagram. */
  #takeRestored(picture: Picture): PreviewState | null {
    const restored = this.#restored;
    this.#restored = null;
    const { line, endLine } = picture.result.trace;
    if (!restored || restored.uri !== this.#message?.uri || restored.line < line || restored.line >= endLine)
      return null;
    return restored;
  }

  #takeSteps(uri: string, shown: DiagramResult): void {
    this.#exporter.take(uri, shown);
    if (uri !== this.#message?.uri) return;
    const fits = (picture: Picture | null): boolean =>
      picture !== null &&
      picture.version === shown.version &&
      picture.result.index === shown.index &&
      isSameLook(picture.result, shown);
    if (this.#awaited && fits(this.#awaited)) {
      this.#awaited.add(shown);
      void this.#showPicture(this.#awaited, this.#stage.picture?.result.index === shown.index);
    } else if (this.#stage.picture && fits(this.#stage.picture)) {
      this.#stage.picture.add(shown);
      this.#stage.grown();
      this.#updateStepper();
    }
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
    this.#waiting.came();
    const { visible } = this.#stage;
    if (this.#awaited === null && !this.#requests.cover(picture, visible)) this.#requests.ask(picture, visible);
    this.#keep(picture);
  }

  /** What is waited for is not wanted any more: what there is stays, and the next look at something else asks again. */
  #giveUp(): void {
    this.#host.postMessage({ type: 'cancel' });
    this.#stage.giveUp();
    [this.#awaited, this.#showing] = [null, 0];
    this.#requests.forget();
  }

  /** Whether steps in view are still on their way, or being drawn. */
  #lacks(): boolean {
    const { picture, visible } = this.#stage;
    return (
      this.#showing > 0 || this.#awaited !== null || (picture !== null && !picture.hasAll(visible.from, visible.to))
    );
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
      step: this.#step,
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
    const before = this.#cursor;
    this.#cursor = line;
    // The half-typed line was left: what can be read is shown now.
    if (!this.#stale.hidden && this.#message && before !== line) this.#show(this.#message);
    this.#emphasize(true);
    if (!this.#locked && this.#restored === null && this.#step < 0) this.#revealCursor();
  }

  #cursorRow(): number {
    const { picture } = this.#stage;
    return picture && this.#cursor !== null ? picture.indexOfLine(this.#staleLines.toOld(this.#cursor)) : -1;
  }

  #revealCursor(): void {
    this.#stage.reveal(this.#cursorRow());
  }

  #emphasize(moved: boolean): void {
    this.#stage.emphasize({
      cursor: this.#cursorRow(),
      step: this.#step,
      change: this.#changes.row,
      connection: this.#connection,
    });
    if (!moved) this.#updateStepper();
  }

  #activate(index: number): void {
    const { picture } = this.#stage;
    if (!picture) return;
    this.#tooltip.hide();
    const fold = picture.fold(index);
    if (fold) this.#runs.turn(picture, fold, (line) => this.#staleLines.toNew(line));
    if (this.#step >= 0) this.#setStep(index);
    this.#host.postMessage({ type: 'reveal', line: this.#staleLines.toNew(picture.line(index)), focus: !fold });
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
      this.#host.postMessage({ type: 'hover', line: this.#staleLines.toNew(line) }),
    );
  }

  /** Looks at one connection by itself, or at all of them (0). */
  #choose(connection: number): void {
    if (connection === this.#connection) return;
    this.#connection = connection;
    this.#legend.mark(connection);
    this.#emphasize(false);
    const { picture } = this.#stage;
    if (!picture) return;
    const { lines } = picture.result.overview;
    const own = lines.flatMap((_, i) => (picture.connection(i) === connection ? [i] : []));
    const { from, to } = this.#stage.visible;
    const first = own[0];
    if (first !== undefined && !own.some((i) => i >= from && i < to)) this.#stage.reveal(first);
    if (this.#step >= 0 && !picture.isOf(this.#step, connection)) this.#begin();
  }

  // The step-through

  /** Begins at the cursor. */
  #begin(): void {
    const steps = walkable(this.#stage.picture, this.#connection);
    this.#setStep(steps.find((i) => i >= Math.max(0, this.#cursorRow())) ?? steps[0] ?? -1);
  }

  go(way: Way): void {
    const target = walkTo(walkable(this.#stage.picture, this.#connection), this.#step, way);
    if (target >= 0) this.#setStep(target);
  }

  #setStep(index: number): void {
    if (index === this.#step) return;
    // The step-through shows the problems of each step itself.
    if (index < 0 !== this.#step < 0) this.#problems.fold(index >= 0);
    this.#step = index;
    this.#emphasize(false);
    this.#showPressed();
    const { picture } = this.#stage;
    if (!picture) return;
    this.#keep(picture);
    if (index >= 0) this.#lookAt(picture, index);
  }

  /** Goes to a row: here, in the editor, and for who listens. */
  #lookAt(picture: Picture, index: number): void {
    this.#stage.reveal(index);
    if (!picture.loaded(index)) this.#requests.ask(picture, { from: index, to: index + 1 });
    this.#announce(this.#describeRow(picture, index));
    this.#host.postMessage({ type: 'reveal', line: this.#staleLines.toNew(picture.line(index)) });
  }

  goToChange(way: 1 | -1): void {
    this.#changes.go(way);
  }

  #updateStepper(): void {
    const steps = this.#step < 0 ? [] : walkable(this.#stage.picture, this.#connection);
    this.#stepper.update(this.#stage.picture, this.#step, steps.indexOf(this.#step) + 1, steps.length);
  }

  #showPressed(): void {
    this.#toolbar.setPressed({
      pinned: this.#pinned,
      locked: this.#locked,
      stepping: this.#step >= 0,
      plotting: this.#plots.pane.shown,
    });
    this.#main.classList.toggle('plotting', this.#plots.pane.shown);
  }

  // Tools and keys

  leave(): void {
    const focused = this.#stepper.element.contains(document.activeElement);
    this.#setStep(-1);
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
        this.#locked = !this.#locked;
        this.#showPressed();
        break;
      case 'plot':
        this.#plots.pane.toggle();
        this.#showPressed();
        if (this.#stage.picture) this.#keep(this.#stage.picture);
        break;
      case 'steps':
        if (this.#step >= 0) this.leave();
        else {
          this.#begin();
          this.#stepper.focus();
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
      if (done === 'copied') this.#announce(this.#t('Copied'));
      // What was asked for meanwhile was for the export: the host should remember the view again.
      this.#requests.forget();
      this.#viewChanged();
    });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      if (!this.#tooltip.hide() && this.#step >= 0) this.leave();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = KEYS[event.key];
    if (key === undefined || takesKeys(event.target)) return;
    event.preventDefault();
    COMMANDS[key](this);
  }

  #announce(text: string): void {
    setText(this.#live, text);
  }
}

const isSameLook = ({ look }: PictureData, other: PictureData): boolean =>
  JSON.stringify(look) === JSON.stringify(other.look);

/** Whether an element does something of its own with letters and arrows. */
function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('select, pre, [role="menu"], [role="scrollbar"], [role="application"]') !== null
  );
}
