import {
  access,
  constants,
  type FileHandle,
  open,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Makes a file, or replaces one as a whole: what is new is written beside it and renamed over it once all of it is on
 * the disk, so that the old bytes stay whatever goes wrong, and nobody ever reads half a file. A link stays a link, and
 * mode and owner stay as they are; where they cannot, where the file may not be written, or where there is no room,
 * it is left as it is and the reason is thrown. What is no file (a device, a pipe) is just written to.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const there = await stat(path).catch(unlessMissing);
  if (there !== undefined && !there.isFile()) return writeFile(path, content);
  const target = await behindLinks(path);
  if (there !== undefined) await access(target, constants.W_OK);
  const beside = join(
    dirname(target),
    `.${basename(target).slice(0, 40)}.${Math.random().toString(36).slice(2, 10)}.tmp`,
  );
  const handle = await open(beside, 'wx', there === undefined ? 0o666 : there.mode & 0o777);
  try {
    try {
      await handle.writeFile(content);
      if (there !== undefined) await dressAs(handle, there);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** The file that a path leads to through links, the last of which may lead to where no file is yet. */
async function behindLinks(path: string): Promise<string> {
  const real = await realpath(path).catch(unlessMissing);
  if (real !== undefined) return real;
  const link = await readlink(path).catch(() => undefined);
  return link === undefined ? path : behindLinks(resolve(dirname(path), link));
}

async function dressAs(handle: FileHandle, { uid, gid, mode }: Awaited<ReturnType<typeof stat>>): Promise<void> {
  const own = await handle.stat();
  if (own.uid !== Number(uid) || own.gid !== Number(gid)) {
    await handle.chown(Number(uid), Number(gid)).catch(() => {
      throw new Error('its owner or its group could not be kept');
    });
  }
  await handle.chmod(Number(mode) & 0o7777);
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
