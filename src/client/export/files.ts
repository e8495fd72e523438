import { l10n, type Uri, window, workspace } from 'vscode';
import { judge, mark, type Markable } from '../../files/mark.ts';

/** What became of a file that was to be written. */
export type Outcome = 'written' | 'same' | 'left';

/** Writes a file as a whole: what is there stays as it is if that fails. */
export type WriteFile = (file: Uri, content: Uint8Array) => Promise<void>;

/** Writes the files of one export, and never over what somebody else wrote without asking. */
export class ExportFiles {
  readonly #writeFile: WriteFile;
  /** What was answered for this file and all others. */
  #forAll: boolean | undefined;
  /** What became of the files so far. */
  readonly counts: Record<Outcome, number> = { written: 0, same: 0, left: 0 };

  constructor(writeFile: WriteFile) {
    this.#writeFile = writeFile;
  }

  async write(file: Uri, form: Markable | null, content: Uint8Array): Promise<Outcome> {
    const wanted = mark(form, content);
    const there = await readFile(file);
    const verdict = judge(form, there, wanted);
    const outcome =
      verdict === 'same' ? 'same' : verdict === 'write' || (await this.#mayReplace(file)) ? 'written' : 'left';
    if (outcome === 'written') await this.#writeFile(file, wanted);
    this.counts[outcome]++;
    return outcome;
  }

  async #mayReplace(file: Uri): Promise<boolean> {
    if (this.#forAll !== undefined) return this.#forAll;
    const [overwrite, overwriteAll, skipAll] = [l10n.t('Overwrite'), l10n.t('Overwrite All'), l10n.t('Keep All')];
    const answer = await window.showWarningMessage(
      l10n.t('{0} was not written by an export, or was changed since. Overwrite it?', workspace.asRelativePath(file)),
      { modal: true },
      overwrite,
      overwriteAll,
      skipAll,
    );
    if (answer === overwriteAll || answer === skipAll) this.#forAll = answer === overwriteAll;
    return answer === overwrite || answer === overwriteAll;
  }
}

async function readFile(file: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(file);
  } catch {
    // It is not there; if it is there and cannot be read, writing it fails and says so.
    return undefined;
  }
}
