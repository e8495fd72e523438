// Runs inside the webview of the preview. The host's page holds nothing but this script, the style sheet, and on its
// body what `PreviewConfig` says.
import type { PreviewConfig, StateName } from '../protocol/index.ts';
import { App, type Host } from './app.ts';
import type { Fonts } from './drawing/measure.ts';
import { PICTURE_CSS } from './drawing/style.ts';
import { translator } from './strings.ts';
import { html } from './view/dom.ts';

declare function acquireVsCodeApi(): Host;

function readConfig(): PreviewConfig {
  const config = JSON.parse(document.body.dataset['config'] ?? '{}') as Partial<PreviewConfig>;
  return {
    language: config.language ?? 'en',
    strings: config.strings ?? {},
    stateSpelling: config.stateSpelling ?? 'SYN-SENT',
  };
}

/** The fonts of the page, resolved: Mermaid and the canvas measure with them. */
function readFonts(): Fonts {
  const style = getComputedStyle(document.body);
  const family = style.fontFamily === '' ? 'sans-serif' : style.fontFamily;
  const code = style.getPropertyValue('--vscode-editor-font-family').trim();
  return { family, codeFamily: code === '' ? 'monospace' : code, size: Math.max(9, Math.min(24, parseFloat(style.fontSize) || 13)) };
}

const config = readConfig();
document.documentElement.lang = config.language;
document.head.append(html('style', {}, PICTURE_CSS));
const fonts = readFonts();
document.documentElement.style.setProperty('--hs-font', fonts.family);
document.documentElement.style.setProperty('--hs-code-font', fonts.codeFamily);
document.documentElement.style.setProperty('--hs-size', `${String(fonts.size)}px`);
const spell = (state: StateName): string => (config.stateSpelling === 'SYN_SENT' ? state.replaceAll('-', '_') : state);
new App(acquireVsCodeApi(), config, { fonts, t: translator(config.strings), state: spell }, spell);
