import type { PreviewCommand } from '../protocol/index.ts';
import type { Way } from './model/walk.ts';

/** Who carries out commands. */
export interface Doer {
  zoomBy(factor: number): void;
  fullSize(): void;
  fitWidth(): void;
  go(way: Way): void;
  leave(): void;
  goToChange(way: 1 | -1): void;
  export(format: 'svg' | 'png' | 'copy', scale: number): void;
}

const ZOOM_STEP = 1.25;
/** How many pixels a length of 1 becomes, where nobody says so. */
const USUAL_SCALE = 2;

/** What each command does, whether it comes from the palette, from the toolbar or from a key. */
export const COMMANDS: Readonly<Record<PreviewCommand, (doer: Doer) => void>> = {
  'zoom-in': (doer) => doer.zoomBy(ZOOM_STEP),
  'zoom-out': (doer) => doer.zoomBy(1 / ZOOM_STEP),
  'full-size': (doer) => doer.fullSize(),
  'fit-width': (doer) => doer.fitWidth(),
  'step-forward': (doer) => doer.go('forward'),
  'step-back': (doer) => doer.go('back'),
  'step-end': (doer) => doer.leave(),
  'next-change': (doer) => doer.goToChange(1),
  'previous-change': (doer) => doer.goToChange(-1),
  'export-svg': (doer) => doer.export('svg', 1),
  'export-png': (doer) => doer.export('png', USUAL_SCALE),
  'copy-png': (doer) => doer.export('copy', USUAL_SCALE),
};

/** Single keys, while the focus is on the picture. */
const KEYS: Readonly<Record<string, PreviewCommand>> = {
  ArrowRight: 'step-forward',
  ArrowLeft: 'step-back',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  '0': 'full-size',
  w: 'fit-width',
  n: 'next-change',
  p: 'previous-change',
};

/** Has keys do what their commands do, and Escape what `escape` does. */
export function listenToKeys(doer: Doer, escape: () => void): void {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      escape();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = KEYS[event.key];
    if (key === undefined || takesKeys(event.target)) return;
    event.preventDefault();
    COMMANDS[key](doer);
  });
}

/** Whether an element does something of its own with letters and arrows. */
function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('select, pre, [role="menu"], [role="scrollbar"], [role="application"]') !== null
  );
}
