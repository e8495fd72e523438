import { env, l10n, Uri, workspace, type Webview } from 'vscode';
import type { PreviewConfig } from '../protocol/index.ts';
import { translations, webviewPage } from './html.ts';

/** The folders that the page may load files from. */
export const resourceRoots = (extension: Uri): Uri[] => [
  Uri.joinPath(extension, 'dist'),
  Uri.joinPath(extension, 'media'),
];

/**
 * The page of the preview. Inline styles are allowed since Mermaid writes them into its pictures, where no nonce can be put;
 * pictures of the page itself (`data:`) since it paints the PNG from them.
 */
export function previewPage(
  webview: Webview,
  extension: Uri,
  document: Uri,
  { drawOnly = false }: { readonly drawOnly?: boolean } = {},
): string {
  const config: PreviewConfig = {
    language: env.language,
    strings: translations(),
    stateSpelling: stateSpelling(document),
    drawOnly,
  };
  return webviewPage(webview, extension, {
    title: l10n.t('TCP Preview'),
    script: 'preview.js',
    styles: 'preview.css',
    inlineStyles: true,
    images: 'data:',
    module: 'mermaid.js',
    config,
  });
}

const stateSpelling = (document: Uri): 'SYN-SENT' | 'SYN_SENT' =>
  workspace.getConfiguration('handshake', document).get('stateSpelling') === 'SYN_SENT' ? 'SYN_SENT' : 'SYN-SENT';
