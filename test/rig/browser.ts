// A real browser for the dashboard: Debian's Chromium, driven by playwright-core.
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why there is none, or undefined when there is one. */
export function whyNoBrowser(): string | undefined {
  return existsSync(program) ? undefined : `${program} is not installed`;
}

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: program,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Ends what hangs. No page that works takes as long, however busy the machine is. */
const patienceMs = 120_000;

/** A page in a context of its own, which is `page.context()`. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(patienceMs);
  return context.newPage();
}
