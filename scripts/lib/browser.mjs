// A browser for the tests: found on the machine, or installed where that is one command.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runAnyhow } from './run.mjs';

const isRoot = process.getuid?.() === 0;

const ARGS = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
// Chromium has no sandbox for root.
if (isRoot) ARGS.push('--no-sandbox');

/** @returns {Promise<string | undefined>} the path of a Chromium-based browser */
export async function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named && existsSync(named)) return named;
  const { Launcher } = await import('chrome-launcher');
  try {
    const found = Launcher.getInstallations()[0];
    if (found) return found;
  } catch {
    // That is how it says that there is none.
  }
  const { chromium } = await import('playwright-core');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** Sees to a browser, and to glyphs for the Chinese labels where it installs things anyway. */
export async function ensureBrowser() {
  if (await findBrowser()) return;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium (apt-get install chromium)');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runAnyhow('apt-get', ['update', '-qq'], { env, quiet: true });
    await runAnyhow('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      env,
      quiet: true,
    });
    if (await findBrowser()) return;
  }
  throw new Error('No browser: install Chrome, Chromium or Edge, or set CHROME_PATH to one.');
}

/**
 * Starts a browser that is forgotten with its profile.
 * @param {{ headless?: boolean, locale?: string, colorScheme?: 'light' | 'dark', viewport?: { width: number, height: number } }} [options]
 * @returns {Promise<{ context: import('playwright-core').BrowserContext, close: () => Promise<void> }>}
 */
export async function launchBrowser({ headless = true, ...options } = {}) {
  const { chromium } = await import('playwright-core');
  const profile = await mkdtemp(path.join(tmpdir(), 'handshake-browser-'));
  await mkdir(path.join(profile, 'Default'));
  // VS Code for the Web keeps its webviews on another origin, whose service worker the default settings block.
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  await writeFile(path.join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser(),
    headless,
    args: ARGS,
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
  };
  return { context, close };
}
