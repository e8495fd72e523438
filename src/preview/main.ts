// Runs inside the webview of the preview. The host's page holds nothing but this script, the style sheet, and on its
// body what `PreviewConfig` says.
import type { Style } from '../core/picture/index.ts';
import type { PreviewConfig, StateName, ToPreview } from '../protocol/index.ts';
import { App } from './app.ts';
import { dressPage, onFontChange, readFonts } from './drawing/dress.ts';
import { measureIn } from './drawing/measure.ts';
import { addressOfScript, libraryBeside } from './drawing/library.ts';
import { Drawer } from './export/drawer.ts';
import type { Host } from './host.ts';
import { translator } from './strings.ts';
import { html } from './view/dom.ts';

declare function acquireVsCodeApi(): Host;

function readConfig(): PreviewConfig {
  const config = JSON.parse(document.body.dataset['config'] ?? '{}') as Partial<PreviewConfig>;
  return {
    language: config.language ?? 'en',
    strings: config.strings ?? {},
    drawOnly: config.drawOnly ?? false,
    stateSpelling: config.stateSpelling ?? 'SYN-SENT',
  };
}

libraryBeside(addressOfScript('preview.js'));
const config = readConfig();
document.documentElement.lang = config.language;
const fonts = readFonts();
dressPage(fonts);
const t = translator(config.strings);
const state = (name: StateName): string => (config.stateSpelling === 'SYN_SENT' ? name.replaceAll('-', '_') : name);
const style: Style = { fonts, measure: measureIn(() => style.fonts), state, widest: Infinity };
const host = acquireVsCodeApi();

const bench = html('div', { class: 'measuring', 'aria-hidden': 'true' });
document.body.append(bench);
const drawer = new Drawer(bench, style, t, (message) => host.postMessage(message));
window.addEventListener('message', ({ data }: MessageEvent<ToPreview>) => {
  if (data.type === 'draw') drawer.draw(data);
  else if (data.type === 'cancel-draw') drawer.cancel(data.job);
});
window.addEventListener('unhandledrejection', ({ reason }) =>
  host.postMessage({ type: 'failed', message: reason instanceof Error ? reason.message : String(reason) }),
);

if (config.drawOnly) host.postMessage({ type: 'ready' });
else {
  const app = new App(host, config, style);
  onFontChange(style, () => {
    drawer.restyle();
    app.restyle();
  });
}
