import type { BrowserContext } from 'playwright-core';
import { Window } from '../../test/vscode/e2e/window.ts';
import { developmentUrl } from './vscode-server.mjs';

/** A window of VS Code in a language, on a folder, with the extension of this repository running from its sources. */
export async function developmentWindow(
  context: BrowserContext,
  port: number,
  folder: string,
  language: string,
): Promise<Window> {
  const page = await context.newPage();
  await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
  await page.goto(developmentUrl(port, folder));
  return new Window(page);
}
