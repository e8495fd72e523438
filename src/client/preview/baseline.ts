import {
  extensions,
  FileSystemError,
  l10n,
  QuickPickItemKind,
  Uri,
  window,
  workspace,
  type QuickPickItem,
  type TextDocument,
} from 'vscode';
import type { Baseline, Compared } from '../../protocol/index.ts';

/** An older text of a document, which its diagrams are compared with. */
export interface OlderText extends Compared {
  /** The text as it is now: a file may be saved meanwhile. */
  readonly text: () => Promise<string>;
}

/** The document as it is on the disk; undefined, and the reader knows, where it is nowhere. */
export async function savedText(document: TextDocument): Promise<OlderText | undefined> {
  const saved = await onDisk(document);
  if (!saved) void window.showInformationMessage(l10n.t('This document has not been saved yet.'));
  return saved;
}

async function onDisk({ uri, isUntitled }: TextDocument): Promise<OlderText | undefined> {
  const text = async (): Promise<string> => new TextDecoder().decode(await workspace.fs.readFile(uri));
  const found =
    !isUntitled &&
    (await text().then(
      () => true,
      (error: unknown) => !(error instanceof FileSystemError),
    ));
  return found ? { name: l10n.t('the saved file'), baseline: { kind: 'saved' }, text } : undefined;
}

/** What a document was compared with before the window was loaded again; undefined where it is not there any more. */
export async function keptText(document: TextDocument, baseline: Baseline): Promise<OlderText | undefined> {
  if (baseline.kind === 'saved') return onDisk(document);
  const repository = await repositoryOf(document.uri);
  if (typeof repository === 'string') return undefined;
  return inRevision(repository, document.uri, baseline.ref, baseline.name).catch(() => undefined);
}

/** What is asked of the Git extension of VS Code (its API, version 1). */
interface GitRepository {
  readonly rootUri: Uri;
  log(options: { readonly path: string; readonly maxEntries: number }): Promise<readonly Commit[]>;
  getRefs(query: { readonly sort?: 'committerdate' }): Promise<readonly Ref[]>;
  show(ref: string, path: string): Promise<string>;
}

interface Commit {
  readonly hash: string;
  readonly message: string;
  readonly authorDate?: Date;
  readonly authorName?: string;
}

/** A `type` of 0 is a branch, 1 one of a remote, 2 a tag. */
interface Ref {
  readonly type: number;
  readonly name?: string;
  readonly commit?: string;
}

interface GitExtension {
  getAPI(version: 1): {
    getRepository(uri: Uri): GitRepository | null;
    openRepository?(root: Uri): Promise<GitRepository | null>;
  };
}

/** How many commits are offered. */
const COMMITS = 30;

interface Revision extends QuickPickItem {
  readonly ref: string;
}

/** The document as it was in a revision that the reader picks; undefined, and the reader knows, where there is none. */
export async function revisionText({ uri }: TextDocument): Promise<OlderText | undefined> {
  const repository = await repositoryOf(uri);
  if (typeof repository === 'string') {
    void window.showInformationMessage(repository);
    return undefined;
  }
  const picked = await window.showQuickPick(revisions(repository, uri), {
    placeHolder: l10n.t('Compare with which revision?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) return undefined;
  try {
    return await inRevision(repository, uri, picked.ref, picked.label);
  } catch {
    void window.showInformationMessage(l10n.t('The revision {0} does not hold this file.', picked.label));
    return undefined;
  }
}

async function inRevision(repository: GitRepository, uri: Uri, ref: string, name: string): Promise<OlderText> {
  const text = await repository.show(ref, uri.fsPath);
  return { name, baseline: { kind: 'revision', ref, name }, text: () => Promise.resolve(text) };
}

/** The repository of a file, or a sentence that says why there is none. */
async function repositoryOf(uri: Uri): Promise<GitRepository | string> {
  const absent = l10n.t(
    'Git revisions are not at hand here: they need the Git extension of VS Code, and a folder on a disk.',
  );
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  if (!extension || uri.scheme !== 'file') return absent;
  try {
    const api = (await extension.activate()).getAPI(1);
    return (
      api.getRepository(uri) ??
      (await api.openRepository?.(Uri.joinPath(uri, '..'))) ??
      l10n.t('This file is in no Git repository.')
    );
  } catch {
    return absent;
  }
}

/** HEAD, the last commits that touched the file, and the branches and tags. */
async function revisions(repository: GitRepository, uri: Uri): Promise<Revision[]> {
  const [commits, refs] = await Promise.all([
    repository.log({ path: uri.fsPath, maxEntries: COMMITS }).catch(() => []),
    repository.getRefs({ sort: 'committerdate' }).catch(() => []),
  ]);
  const group = (label: string, items: readonly Revision[]): Revision[] =>
    items.length === 0 ? [] : [{ kind: QuickPickItemKind.Separator, label, ref: '' }, ...items];
  return [
    { label: 'HEAD', description: l10n.t('the last commit'), ref: 'HEAD' },
    ...group(
      l10n.t('Commits that changed this file'),
      commits.map(({ hash, message, authorName, authorDate }) => ({
        label: hash.slice(0, 8),
        description: message.split('\n')[0] ?? '',
        detail: [authorName, authorDate?.toLocaleString()].filter((part) => part !== undefined).join(', '),
        ref: hash,
      })),
    ),
    ...group(
      l10n.t('Branches and tags'),
      refs.flatMap(({ name, commit }) =>
        name === undefined ? [] : [{ label: name, description: (commit ?? '').slice(0, 8), ref: name }],
      ),
    ),
  ];
}
