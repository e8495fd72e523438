import { env, l10n, Uri, workspace, type Webview } from 'vscode';
import type { PreviewConfig } from '../protocol/index.ts';
import { escapeHtml, makeNonce, translations } from './html.ts';

/** The folders that the page may load files from. */
export const resourceRoots = (extension: Uri): Uri[] => [
  Uri.joinPath(extension, 'dist'),
  Uri.joinPath(extension, 'media'),
];

/**
 * The page of the preview. Nothing in it comes from a document, and its policy lets it run just one script, with Mermaid
 * that the script loads, and reach no network. Inline styles are allowed since Mermaid writes them into its pictures, where no nonce can be put; pictures
 * of the page itself (`data:`) since it paints the PNG from them.
 */
export function previewPage(
  webview: Webview,
  extension: Uri,
  document: Uri,
  { drawOnly = false }: { readonly drawOnly?: boolean } = {},
): string {
  const nonce = makeNonce();
  const address = (...path: string[]): string => webview.asWebviewUri(Uri.joinPath(extension, ...path)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `img-src data:`,
  ].join('; ');
  const config: PreviewConfig = {
    language: env.language,
    strings: translations(),
    stateSpelling: stateSpelling(document),
    drawOnly,
  };
  return `<!DOCTYPE html>
<html lang="${escapeHtml(env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="modulepreload" nonce="${nonce}" href="${address('dist', 'mermaid.js')}">
<link rel="stylesheet" href="${address('media', 'preview.css')}">
<title>${escapeHtml(l10n.t('TCP Preview'))}</title>
</head>
<body data-config="${escapeHtml(JSON.stringify(config))}">
<script nonce="${nonce}" src="${address('dist', 'preview.js')}"></script>
</body>
</html>`;
}

const stateSpelling = (document: Uri): 'SYN-SENT' | 'SYN_SENT' =>
  workspace.getConfiguration('handshake', document).get('stateSpelling') === 'SYN_SENT' ? 'SYN_SENT' : 'SYN-SENT';
