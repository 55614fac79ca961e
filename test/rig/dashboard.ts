// Visits of the dashboard: a server of a temporary project, a page that has signed in, and what axe says of it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openPage } from './browser.ts';
import { approvalAction, buildAction, pipeline, project, sourceStage } from './definitions.ts';
import type { Project } from './project.ts';
import type { TestServer } from './server.ts';

export const release = { name: 'Release', actions: [approvalAction('SignOff')] };

/** A source and a build of these commands, with a variable `Stage`, and more stages. */
export function writeApp(app: Project, commands: readonly string[], more: readonly object[] = []): void {
  const build = { name: 'Build', actions: [buildAction('compile', 'Package')] };
  app.write(
    'pipeline.json',
    pipeline([sourceStage, build, ...more], { variables: [{ name: 'Stage', defaultValue: 'test' }] }),
  );
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: [...commands, 'echo result > out.txt'] } },
      artifacts: { files: ['out.txt'] },
    }),
  );
}

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** What the console complained about. */
  readonly complaints: readonly string[];
}

/** Signed in, on the overview. */
export async function visit(
  browser: Browser,
  { url, token }: Pick<TestServer, 'url' | 'token'>,
): Promise<Visit> {
  const page = await openPage(browser, {
    colorScheme: 'light',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Before the user has signed in the server answers 401, and the browser reports that as an error. It also does so when an
    // interface of the machine comes or goes, which other tests make of containers' networks.
    const isExpected = /401|ERR_NETWORK_CHANGED/.test(message.text());
    if (message.type() === 'error' && !isExpected) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== url) complaints.push(`asks ${request.url()}`);
  });
  await page.goto(url);
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  return { page, complaints, [Symbol.asyncDispose]: async () => page.context().close() };
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const severe: ReadonlySet<string> = new Set(['serious', 'critical']);

/** @param rules only these, or all */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const runOnly = rules === undefined ? undefined : { type: 'rule', values: rules };
  const options = JSON.stringify({ resultTypes: ['violations'], runOnly });
  // As an extension would, because the page itself lets no foreign script in.
  if ((await page.evaluate('typeof axe')) !== 'object') await page.evaluate(axe);
  const found = await page.evaluate<{ readonly violations: readonly Violation[] }>(`axe.run(${options})`);
  return found.violations
    .filter(({ impact, id }) => severe.has(impact) || id === 'page-has-heading-one')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`);
}

/** A phone, a laptop, a wide screen. */
const widths = [390, 1280, 2560] as const;

/**
 * Of the page as it is, at each width in light and dark: what axe finds, and how far it is wider than the window. All rules run in
 * light; in dark only colours are others.
 */
export async function findingsInAll(page: Page): Promise<readonly object[]> {
  const all: object[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await axeFindings(page, colorScheme === 'dark' ? ['color-contrast'] : undefined);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (found.length > 0 || overflow !== 0)
        all.push({ url: page.url(), colorScheme, width, found, overflow });
    }
  }
  return all;
}

/** Presses the key of a control once that is there: a page shows some of them later than what they belong to. */
export async function pressKey(page: Page, key: string): Promise<void> {
  const control = page.locator(`[data-key="${key.replace('Shift+', '')}"]`).first();
  await control.waitFor({ state: 'attached' });
  await page.keyboard.press(key);
}

/** What further pages of the same user are opened with. */
export async function signedIn(
  browser: Browser,
  server: Pick<TestServer, 'url' | 'token'>,
): Promise<BrowserContextOptions> {
  await using visited = await visit(browser, server);
  return { storageState: await visited.page.context().storageState(), reducedMotion: 'reduce' };
}

export interface Shown {
  readonly title: string;
  readonly icon: string;
  /** Without times, which go on, and without the lines of logs, of which only those in sight are there. */
  readonly text: string;
}

/** What the page shows, in words. */
export async function shownBy(page: Page): Promise<Shown> {
  return await page.evaluate<Shown>(`(() => {
    const view = document.querySelector('#view')?.cloneNode(true);
    for (const each of view?.querySelectorAll('time, [role=log]') ?? []) each.remove();
    return {
      title: document.title,
      icon: document.querySelector('link[rel=icon]')?.getAttribute('href') ?? '',
      text: (view?.textContent ?? '').replace(/\\s+/g, ' '),
    };
  })()`);
}
