import { env, l10n, Uri, type Webview } from 'vscode';
import { escapeHtml } from '../markdown/html.ts';

/** The translations into the language of the window, by their English texts; empty for English. */
export const translations = (): Record<string, string> => l10n.bundle ?? {};

/** A number that a page's own scripts carry, and that nobody can guess. */
function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What the pages of our webviews differ in. */
export interface PageParts {
  readonly title: string;
  /** The names of its script in `dist`, and of its style sheet in `media`. */
  readonly script: string;
  readonly styles: string;
  /** What the policy allows beside that one script and that style sheet. */
  readonly inlineStyles?: boolean;
  readonly images?: 'data:';
  /** A module in `dist` that the script will load. */
  readonly module?: string;
  /** What the script is told: the `data-config` of the body. */
  readonly config: object;
}

/**
 * The page of a webview. Nothing in it comes from a document, and its policy lets it run just one script, with the module
 * that the script loads, and reach no network.
 */
export function webviewPage(webview: Webview, extension: Uri, parts: PageParts): string {
  const { title, script, styles, inlineStyles, images, module, config } = parts;
  const nonce = makeNonce();
  const address = (...path: string[]): string => webview.asWebviewUri(Uri.joinPath(extension, ...path)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}${inlineStyles === true ? ` 'unsafe-inline'` : ''}`,
    ...(images === undefined ? [] : [`img-src ${images}`]),
  ].join('; ');
  const preload =
    module === undefined ? '' : `<link rel="modulepreload" nonce="${nonce}" href="${address('dist', module)}">\n`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${preload}<link rel="stylesheet" href="${address('media', styles)}">
<title>${escapeHtml(title)}</title>
</head>
<body data-config="${escapeHtml(JSON.stringify(config))}">
<script nonce="${nonce}" src="${address('dist', script)}"></script>
</body>
</html>`;
}
