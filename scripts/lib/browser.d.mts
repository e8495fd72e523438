import type { BrowserContext } from 'playwright-core';

export interface BrowserOptions {
  readonly headless?: boolean;
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

export function findBrowser(): Promise<string | undefined>;
export function ensureBrowser(): Promise<void>;
export function launchBrowser(
  options?: BrowserOptions,
): Promise<{ context: BrowserContext; close: () => Promise<void> }>;
