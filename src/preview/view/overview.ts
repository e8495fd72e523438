import { gravest, type Picture, type RowGeometry } from '../../core/picture/index.ts';
import { html, setAttribute } from './dom.ts';

/** Where the view is, in unscaled pixels of the picture. */
export interface View {
  readonly top: number;
  readonly bottom: number;
}

const WIDTH = 24;

/**
 * A narrow strip beside the picture that shows all of it: phases, losses, problems and the part in view. It is drawn
 * on a canvas: thousands of elements would cost more than the picture.
 */
export class Overview {
  readonly element: HTMLElement;
  readonly #canvas = html('canvas', { 'aria-hidden': 'true' });
  readonly #jump: (y: number) => void;
  readonly #toTop: (y: number) => void;
  #picture: Picture | null = null;
  #geometry: RowGeometry | null = null;
  #key = '';
  /** Everything but the view, which alone changes while scrolling. */
  #ground: HTMLCanvasElement | null = null;

  /** `jump` brings a height of the picture to the middle of the view, `toTop` to its top. */
  constructor(label: string, jump: (y: number) => void, toTop: (y: number) => void) {
    this.#jump = jump;
    this.#toTop = toTop;
    this.element = html(
      'div',
      {
        class: 'overview',
        role: 'scrollbar',
        'aria-label': label,
        'aria-orientation': 'vertical',
        'aria-controls': 'picture',
        'aria-valuemin': 0,
        tabindex: 0,
      },
      this.#canvas,
    );
    this.element.addEventListener('pointerdown', (event) => this.#press(event));
    this.element.addEventListener('pointermove', (event) => {
      if (this.element.hasPointerCapture(event.pointerId)) this.#go(event);
    });
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** Shows a picture and the part of it in view; nothing where all of it is. */
  update(picture: Picture | null, geometry: RowGeometry, view: View, describe: (from: number) => string): void {
    [this.#picture, this.#geometry] = [picture, geometry];
    const needed = picture !== null && geometry.total > view.bottom - view.top;
    this.element.hidden = !needed;
    if (!needed) return;
    const from = Math.max(0, geometry.at(view.top));
    setAttribute(this.element, 'aria-valuemax', String(Math.max(0, geometry.count - 1)));
    setAttribute(this.element, 'aria-valuenow', String(from));
    setAttribute(this.element, 'aria-valuetext', describe(from));
    this.#paint(view);
  }

  /** The theme has changed. */
  repaint(): void {
    this.#key = '';
  }

  #paint(view: View): void {
    const [picture, geometry] = [this.#picture, this.#geometry];
    const height = this.element.clientHeight;
    if (!picture || !geometry || height === 0) return;
    const ratio = window.devicePixelRatio;
    const key = [
      picture.version,
      picture.count,
      picture.result.trace.line,
      picture.result.overview.changes,
      geometry.total,
      height,
      ratio,
    ].join();
    const colour = colours(this.element);
    if (key !== this.#key || !this.#ground) {
      this.#key = key;
      this.#ground = html('canvas', { width: WIDTH * ratio, height: height * ratio });
      paintGround(this.#ground, ratio, height, picture, geometry, colour);
    }
    const canvas = this.#canvas;
    [canvas.width, canvas.height] = [WIDTH * ratio, height * ratio];
    const context = canvas.getContext('2d');
    if (!context) return;
    context.drawImage(this.#ground, 0, 0);
    context.scale(ratio, ratio);
    const scale = height / geometry.total;
    const top = view.top * scale;
    context.globalAlpha = 0.3;
    context.fillStyle = colour('--hs-muted');
    context.fillRect(0, top, WIDTH, Math.max(6, (view.bottom - view.top) * scale));
    context.globalAlpha = 1;
    context.strokeStyle = colour('--hs-muted');
    context.strokeRect(0.5, top + 0.5, WIDTH - 1, Math.max(6, (view.bottom - view.top) * scale) - 1);
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.element.setPointerCapture(event.pointerId);
    this.#go(event);
  }

  #go(event: PointerEvent): void {
    const box = this.element.getBoundingClientRect();
    const total = this.#geometry?.total ?? 0;
    this.#jump(Math.max(0, Math.min(1, (event.clientY - box.top) / box.height)) * total);
  }

  #onKey(event: KeyboardEvent): void {
    const geometry = this.#geometry;
    if (!geometry) return;
    const now = Number(this.element.getAttribute('aria-valuenow'));
    const page = 10;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: now + 1,
      ArrowUp: now - 1,
      PageDown: now + page,
      PageUp: now - page,
      Home: 0,
      End: geometry.count - 1,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#toTop(geometry.top(Math.max(0, Math.min(geometry.count - 1, to))));
  }
}

type Colour = (variable: string) => string;

function colours(element: Element): Colour {
  const style = getComputedStyle(element);
  return (variable) => style.getPropertyValue(variable).trim() || '#888';
}

const PHASES: Readonly<Record<string, string>> = {
  h: '--hs-strip-handshake',
  d: '--hs-strip-data',
  c: '--hs-strip-close',
  r: '--hs-strip-reset',
};

function paintGround(
  canvas: HTMLCanvasElement,
  ratio: number,
  height: number,
  picture: Picture,
  geometry: RowGeometry,
  colour: Colour,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  const scale = height / geometry.total;
  const fill = (style: string, i: number, x: number, width: number, least: number): void => {
    context.fillStyle = style;
    context.fillRect(x, geometry.top(i) * scale, width, Math.max(least, geometry.height(i) * scale));
  };
  const phases = new Map(Object.entries(PHASES).map(([phase, variable]) => [phase, colour(variable)]));
  for (let i = 0; i < picture.count; i++) {
    const style = phases.get(picture.phase(i));
    if (style !== undefined) fill(style, i, 4, 5, 0.5);
  }
  const changes = { '+': colour('--hs-added'), '-': colour('--hs-removed'), '~': colour('--hs-changed') };
  for (let i = 0; i < picture.count; i++) {
    const change = picture.change(i);
    if (change !== '=') fill(changes[change], i, 0, 3, 2);
  }
  const [lost, error, warning] = [colour('--hs-lost'), colour('--hs-error'), colour('--hs-warning')];
  for (let i = 0; i < picture.count; i++) if (picture.kind(i) === 'l') fill(lost, i, 11, 4, 1.5);
  for (const { line } of picture.result.problems) {
    const i = picture.indexOfLine(line);
    if (i < 0) continue;
    const worst = gravest(picture.problems(i));
    if (worst === 'error' || worst === 'warning') fill(worst === 'error' ? error : warning, i, 16, 6, 2);
  }
}
