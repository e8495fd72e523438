import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

export interface LintFinding {
  /** From the root, with forward slashes. */
  readonly file: string;
  /** `eslint(no-debugger)`; empty for a comment that turns off what is not there. */
  readonly rule: string;
}

/** What `npm run lint` would say of these files if the project had them, and no others. */
export async function lint(
  files: Iterable<readonly [file: string, code: string, ...unknown[]]>,
): Promise<LintFinding[]> {
  const root = path.resolve(import.meta.dirname, '../..');
  const folder = await mkdtemp(path.join(tmpdir(), 'handshake-lint-'));
  try {
    for (const name of ['.oxlintrc.jsonc', 'tsconfig.json', 'tsconfig.base.json']) {
      await cp(path.join(root, name), path.join(folder, name));
    }
    for (const name of ['node_modules', 'scripts']) {
      await symlink(path.join(root, name), path.join(folder, name), 'junction');
    }
    for (const [file, code] of files) {
      await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
      await writeFile(path.join(folder, file), `${code}\n`);
    }
    const args = [path.join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'json'];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    const { diagnostics } = JSON.parse(await text(child.stdout)) as {
      diagnostics: readonly { readonly filename: string; readonly code?: string }[];
    };
    return diagnostics.map(({ filename, code = '' }) => ({ file: filename.replaceAll('\\', '/'), rule: code }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
