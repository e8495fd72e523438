import { env, l10n, Uri, type Webview } from 'vscode';
import type { CaptureConfig } from '../../protocol/index.ts';
import { escapeHtml, makeNonce, translations } from '../html.ts';

/**
 * The page of a capture file. Nothing in it comes from the file, and its policy lets it run just one script, load one style
 * sheet, and reach no network.
 */
export function capturePage(webview: Webview, extension: Uri): string {
  const nonce = makeNonce();
  const address = (...path: string[]): string => webview.asWebviewUri(Uri.joinPath(extension, ...path)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  const config: CaptureConfig = { language: env.language, strings: translations() };
  return `<!DOCTYPE html>
<html lang="${escapeHtml(env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address('media', 'capture.css')}">
<title>${escapeHtml(l10n.t('Packet Capture'))}</title>
</head>
<body data-config="${escapeHtml(JSON.stringify(config))}">
<script nonce="${nonce}" src="${address('dist', 'capture.js')}"></script>
</body>
</html>`;
}
