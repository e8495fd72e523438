import { l10n, workspace } from 'vscode';
import type { FenceOptions, tcpFence } from '../markdown/plugin.ts';

/** The parser of the built-in Markdown preview. */
type MarkdownIt = Parameters<typeof tcpFence>[0];

/** Gives the markdown-it plugin, which is loaded when it is asked for. */
export type LoadFence = () => typeof tcpFence;

/** Adds `tcp` fences to what the built-in Markdown preview draws, with the settings and in the language of the window. */
export const extendMarkdownIt =
  (loadFence: LoadFence) =>
  (md: MarkdownIt): MarkdownIt =>
    loadFence()(md, fenceOptions);

function fenceOptions(): FenceOptions {
  const settings = workspace.getConfiguration('handshake');
  return {
    // A code that no rule has, and a severity that is none, change nothing.
    check: { severities: settings.get<FenceOptions['check']['severities']>('rules', {}) },
    stateSpelling: settings.get<FenceOptions['stateSpelling']>('stateSpelling', 'SYN-SENT'),
    translate: (template, args) => l10n.t(template, { ...args }),
  };
}
