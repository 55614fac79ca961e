// A real browser for the dashboard: Debian's Chromium, driven by playwright-core.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

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
