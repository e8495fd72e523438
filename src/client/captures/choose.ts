import { commands, l10n, Uri, window, type Disposable } from 'vscode';
import type { CaptureRow } from '../../protocol/index.ts';
import { insertFence } from '../newDiagram.ts';
import { CaptureDocument, type CaptureHost } from './document.ts';
import { askForNames, type Naming } from './names.ts';

/** Registers the command that brings a connection into the note; arguments name the file, the connection, and how the ends are called. */
export function registerInsertCapture(host: CaptureHost): Disposable {
  return commands.registerCommand(
    'handshake.insertCapture',
    async (given?: unknown, number?: unknown, naming?: Naming) => {
      const editor = window.activeTextEditor;
      if (editor?.document.languageId !== 'markdown') {
        void window.showInformationMessage(l10n.t('Open the Markdown note that it is to go into first.'));
        return;
      }
      const file = given instanceof Uri ? given : await askForFile();
      if (file === undefined) return;
      const text = await chosenText(
        new CaptureDocument(file, host),
        typeof number === 'number' ? number : undefined,
        naming,
      );
      if (text !== undefined) await insertFence(text, editor);
    },
  );
}

async function askForFile(): Promise<Uri | undefined> {
  const filters = { [l10n.t('Packet Capture')]: ['pcap', 'pcapng', 'cap', 'gz'] };
  return (await window.showOpenDialog({ filters }))?.[0];
}

/** The notation of a connection of a capture: of the one that is given, the only one, or the one that is chosen. Undefined where none is. */
export async function chosenText(
  capture: CaptureDocument,
  given?: number,
  naming?: Naming,
): Promise<string | undefined> {
  const { rows } = await capture.read();
  if (rows.length === 0) {
    void window.showInformationMessage(l10n.t('There is no TCP connection in this capture.'));
    return undefined;
  }
  const number = given ?? (rows.length === 1 ? 1 : await chooseConnection(rows));
  if (number === undefined || (await askForNames(capture, [number], { naming })) === undefined) return undefined;
  return capture.text(number);
}

async function chooseConnection(rows: readonly CaptureRow[]): Promise<number | undefined> {
  const items = rows.map((row) => ({
    label: `${row.left} ↔ ${row.right}`,
    description: `${row.flags}, ${l10n.t('packets: {0}', row.packets)}`,
    number: row.number,
  }));
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Which connection?') }))?.number;
}
