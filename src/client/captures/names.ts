import { l10n, window, type QuickPickItem } from 'vscode';
import type { CaptureTextOptions } from '../../core/intake/index.ts';
import type { CaptureDocument } from './document.ts';

/** By their roles, by names that are asked for, or by nothing that tells who they are. */
export type Naming = 'roles' | 'names' | 'anonymous';

type Way = QuickPickItem & { readonly way: Naming };

/**
 * Asks once for a capture how its ends are to be called: by their roles, by names that are given here, or so that nobody
 * can tell who they are. Undefined where it is given up; then nothing is inserted.
 */
export async function askForNames(
  capture: CaptureDocument,
  numbers: readonly number[],
  { again = false, naming }: { readonly again?: boolean; readonly naming?: Naming | undefined } = {},
): Promise<CaptureTextOptions | undefined> {
  if (capture.options !== undefined && !again) return capture.options;
  const way = naming ?? (await askForWay());
  if (way === undefined) return undefined;
  const names = way === 'names' ? await namesOf(capture.addresses(numbers)) : new Map<string, string>();
  if (names === undefined) return undefined;
  capture.options = { absolute: false, names, anonymous: way === 'anonymous' };
  return capture.options;
}

async function askForWay(): Promise<Naming | undefined> {
  const ways: Way[] = [
    { way: 'roles', label: l10n.t('Client and server'), detail: l10n.t('C and S, with their addresses as labels') },
    { way: 'names', label: l10n.t('Names of your own…'), detail: l10n.t('For instance Client, Server, Proxy') },
    { way: 'anonymous', label: l10n.t('Anonymise'), detail: l10n.t('No addresses, no ports, no data') },
  ];
  return (await window.showQuickPick(ways, { placeHolder: l10n.t('How shall the ends be called?') }))?.way;
}

/** So many addresses are asked for at most; the others keep their roles. */
const MOST_NAMES = 6;
const SUGGESTIONS = ['Client', 'Server', 'Proxy'];

async function namesOf(addresses: readonly string[]): Promise<Map<string, string> | undefined> {
  const names = new Map<string, string>();
  for (const [index, address] of addresses.slice(0, MOST_NAMES).entries()) {
    const name = await window.showInputBox({
      prompt: l10n.t('Name of {0}. Leave it empty to name no more.', address),
      value: SUGGESTIONS[index] ?? '',
      validateInput: (text) => (isName(text) ? undefined : l10n.t('Letters, digits and underscores, a letter first.')),
    });
    if (name === undefined) return undefined;
    if (name.trim() === '') break;
    names.set(address, name.trim());
  }
  return names;
}

const isName = (text: string): boolean => text.trim() === '' || /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text.trim());
