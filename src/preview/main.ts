// Runs inside the webview of the preview. The host's page holds nothing but this script, the style sheet, and on its
// body what `PreviewConfig` says.
import type { PreviewConfig, StateName } from '../protocol/index.ts';
import { App, type Host } from './app.ts';
import { dressPage, readFonts } from './drawing/dress.ts';
import { addressOfScript, libraryBeside } from './drawing/library.ts';
import { translator } from './strings.ts';

declare function acquireVsCodeApi(): Host;

function readConfig(): PreviewConfig {
  const config = JSON.parse(document.body.dataset['config'] ?? '{}') as Partial<PreviewConfig>;
  return {
    language: config.language ?? 'en',
    strings: config.strings ?? {},
    stateSpelling: config.stateSpelling ?? 'SYN-SENT',
  };
}

libraryBeside(addressOfScript('preview.js'));
const config = readConfig();
document.documentElement.lang = config.language;
const fonts = readFonts();
dressPage(fonts);
const spell = (state: StateName): string => (config.stateSpelling === 'SYN_SENT' ? state.replaceAll('-', '_') : state);
new App(acquireVsCodeApi(), config, { fonts, t: translator(config.strings), state: spell }, spell);
