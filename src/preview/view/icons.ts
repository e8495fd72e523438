import { svg } from '../drawing/svg.ts';
import { html } from './dom.ts';

/** Our own icons, 16 by 16, drawn as lines in the colour of the text. */
const ICONS = {
  pin: 'M6 2.5h4M7 2.5v4l-2 2.5h6l-2-2.5v-4M8 9v4.5',
  lock: 'M4.5 7.5h7v6h-7zM6 7.5v-2a2 2 0 0 1 4 0v2',
  in: 'M7 3.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M9.6 9.6l3.4 3.4M5.2 7h3.6M7 5.2v3.6',
  out: 'M7 3.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M9.6 9.6l3.4 3.4M5.2 7h3.6',
  full: 'M4 5l1.5-1v8M10.5 4.8L12 4v8M8 6.2v.3M8 9.4v.3',
  fit: 'M2.5 3v10M13.5 3v10M5 8h6M6.5 6.2L4.7 8l1.8 1.8M9.5 6.2L11.3 8l-1.8 1.8',
  steps: 'M3 4.5h6M3 8h4M3 11.5h4M9.5 7.2l4 2.3-4 2.3z',
  look: 'M1.8 8S4.2 3.8 8 3.8 14.2 8 14.2 8 11.8 12.2 8 12.2 1.8 8 1.8 8zM8 6.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4',
  plot: 'M3 2.5v11h10.5M5 11.5V9M7.5 9.5V6.5M10 7V4.5M12.5 5V3',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M8 5v3.2l2.2 1.4',
  whole: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  export: 'M8 2.5v7M5.2 6.8L8 9.5l2.8-2.7M3 10.5v3h10v-3',
  up: 'M8 13V3.5M4 7l4-4 4 4',
  down: 'M8 3v9.5M4 9l4 4 4-4',
  first: 'M4 3.5v9M12.5 3.5L6.5 8l6 4.5z',
  back: 'M10.5 3.5L5 8l5.5 4.5',
  forward: 'M5.5 3.5L11 8l-5.5 4.5',
  last: 'M12 3.5v9M3.5 3.5l6 4.5-6 4.5z',
  close: 'M4 4l8 8M12 4l-8 8',
} as const;

export type IconName = keyof typeof ICONS;

export function icon(name: IconName): SVGSVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 16 16', class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: ICONS[name] }),
  );
}

/** A button that is named for everyone: by its tooltip and for screen readers. */
export function iconButton(name: IconName, label: string, press: () => void): HTMLButtonElement {
  const button = html(
    'button',
    { type: 'button', class: 'tool', title: label, 'aria-label': label, 'data-tool': name },
    icon(name),
  );
  button.addEventListener('click', press);
  return button;
}
