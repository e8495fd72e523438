import { env, l10n, type Uri, type Webview } from 'vscode';
import type { CaptureConfig } from '../../protocol/index.ts';
import { translations, webviewPage } from '../html.ts';

/** The page of a capture file. */
export function capturePage(webview: Webview, extension: Uri): string {
  const config: CaptureConfig = { language: env.language, strings: translations() };
  const title = l10n.t('Packet Capture');
  return webviewPage(webview, extension, { title, script: 'capture.js', styles: 'capture.css', config });
}
