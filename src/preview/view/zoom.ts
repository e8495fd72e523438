export const LEAST_ZOOM = 0.2;
/** The least height of letters on the screen that everybody can read, in pixels. */
const READABLE = 10;

/** The zoom below which the smallest letters, of this size, are too small to be read. */
export const readableZoom = (smallest: number): number => Math.min(1, READABLE / smallest);
export const MOST_ZOOM = 4;

/** `auto`: full size, or a little less where the view is narrower; `fit`: as wide as the view; else a factor. */
export type ZoomMode = 'auto' | 'fit' | number;

/** The factor of a mode, for a view and a picture of these widths; no less than `least` unless it is asked for: then the view scrolls. */
export function fitZoom(mode: ZoomMode, viewWidth: number, pictureWidth: number, least: number): number {
  if (typeof mode === 'number') return mode;
  if (viewWidth <= 0 || pictureWidth <= 0) return 1;
  const fit = Math.max(least, Math.min(MOST_ZOOM, viewWidth / pictureWidth));
  return mode === 'fit' ? fit : Math.min(1, fit);
}

/** What gestures zoom and pan. */
export interface Zoomable {
  /** What scrolls. */
  readonly viewport: HTMLElement;
  /** Zooms by a factor; the point of the viewport stays where it is. */
  zoomBy(factor: number, at: { readonly x: number; readonly y: number }): void;
}

/** A mouse moves so far before it is taken to drag, in pixels. */
const DRAG = 5;

/** Zoom by wheel and pinch, panning by drag. Plain wheels and one finger scroll, as everywhere. */
export function listenToGestures(target: Zoomable): void {
  const { viewport } = target;
  const place = (event: { clientX: number; clientY: number }): { x: number; y: number } => {
    const box = viewport.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  viewport.addEventListener(
    'wheel',
    (event) => {
      // A pinch on a touch pad comes as a wheel with Ctrl.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      target.zoomBy(Math.exp(-Math.max(-60, Math.min(60, event.deltaY * lines)) / 200), place(event));
    },
    { passive: false },
  );
  listenToPinch(target, place);
  listenToDrag(viewport);
}

function listenToPinch(target: Zoomable, place: (event: Touch) => { x: number; y: number }): void {
  let distance = 0;
  const spread = ([a, b]: readonly Touch[]): number =>
    a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
  target.viewport.addEventListener('touchstart', (event) => (distance = spread([...event.touches])), { passive: true });
  target.viewport.addEventListener(
    'touchmove',
    (event) => {
      const touches = [...event.touches];
      const [a, b] = touches.map(place);
      if (!a || !b || distance === 0) return;
      event.preventDefault();
      const now = spread(touches);
      target.zoomBy(now / distance, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      distance = now;
    },
    { passive: false },
  );
}

function listenToDrag(viewport: HTMLElement): void {
  let start: { x: number; y: number; left: number; top: number } | null = null;
  let dragging = false;
  viewport.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'mouse' || event.button > 1) return;
    dragging = false;
    start = { x: event.clientX, y: event.clientY, left: viewport.scrollLeft, top: viewport.scrollTop };
  });
  window.addEventListener('pointermove', (event) => {
    if (!start) return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    if (!dragging && Math.hypot(dx, dy) < DRAG) return;
    dragging = true;
    viewport.classList.add('dragging');
    viewport.scrollTo({ left: start.left - dx, top: start.top - dy, behavior: 'instant' });
  });
  window.addEventListener('pointerup', () => {
    start = null;
    viewport.classList.remove('dragging');
  });
  // The click at the end of a drag is none.
  viewport.addEventListener(
    'click',
    (event) => {
      if (!dragging) return;
      dragging = false;
      event.stopPropagation();
      event.preventDefault();
    },
    { capture: true },
  );
}
