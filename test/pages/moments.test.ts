// A page comes to the end of an execution whenever it was opened: before the execution starts, between any two of its events, or
// after it. What it shows then is what a page shows that is opened at the end.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openPage, whyNoBrowser } from '../rig/browser.ts';
import { shownBy, signedIn } from '../rig/dashboard.ts';
import { eventfulEvents } from '../rig/eventful.ts';
import { openHttp, type HttpRig } from '../rig/http-server.ts';

const reason = whyNoBrowser();
if (reason !== undefined) console.warn(`The dashboard is not tested: ${reason}`);

let rig: HttpRig;
let browser: Browser;
let session: BrowserContextOptions;
beforeAll(async () => {
  if (reason !== undefined) return;
  rig = await openHttp({ pagesFolder: join(import.meta.dirname, '..', '..', 'build', 'pages') });
  browser = await openBrowser();
  session = await signedIn(browser, { url: rig.url, token: rig.tokenFor('admin').secret });
});
afterAll(async () => {
  if (reason !== undefined) return;
  await browser.close();
  await rig[Symbol.asyncDispose]();
});

interface Opened extends AsyncDisposable {
  readonly page: Page;
}

/** Goes on while the page still loads: its first requests meet the next events. */
async function open(path: string): Promise<Opened> {
  const page = await openPage(browser, session);
  await page.goto(`${rig.url}${path}`, { waitUntil: 'commit' });
  return { page, [Symbol.asyncDispose]: async () => page.context().close() };
}

interface View {
  /** With EXECUTION for the id of what runs. */
  readonly path: string;
  /** What is there when the view has loaded at the end. */
  readonly sign: string;
}

interface Seen {
  /** When a page was opened. */
  readonly opened: readonly string[];
  /** Those whose page shows what a page shows that was opened at the end. */
  readonly atTheEnd: readonly string[];
}

/** @param every so many events a page is opened, the first before all of them */
async function openAtMoments({ path, sign }: View, every: number): Promise<Seen> {
  const [pipelineName, executionId] = [`of-${randomUUID()}`, randomUUID()];
  const named = (text: string): string => text.replaceAll('EXECUTION', executionId);
  await using pages = new AsyncDisposableStack();
  const opened = new Map<string, Page>();
  let moment = 'before it starts';
  const events = eventfulEvents(pipelineName, executionId);
  for (const [index, event] of events.entries()) {
    if (index % every === 0 || index === events.length - 1)
      opened.set(moment, pages.use(await open(named(path))).page);
    rig.happens(pipelineName, event);
    moment = `after ${event.type} (${index + 1})`;
  }
  const { page: fresh } = pages.use(await open(named(path)));
  await expect.poll(async () => (await shownBy(fresh)).text).toContain(named(sign));
  const atTheEnd: string[] = [];
  for (const [each, page] of opened) {
    await expect
      .poll(async () => {
        const [shown, end] = [await shownBy(page), await shownBy(fresh)];
        return isDeepStrictEqual(shown, end) ? each : { shown, end };
      })
      .toBe(each);
    atTheEnd.push(each);
  }
  return { opened: [...opened.keys()], atTheEnd };
}

describe.skipIf(reason !== undefined)('a page of the dashboard', () => {
  test('of an execution shows its end, opened at many moments between its events', async () => {
    const view = { path: '/executions/EXECUTION', sign: 'Approved by ann: looks good' };
    const { opened, atTheEnd } = await openAtMoments(view, 3);
    expect(atTheEnd).toEqual(opened);
  });

  test('with what an execution has given shows its end, opened at moments of it', async () => {
    const view = { path: '/executions/EXECUTION?tab=variables', sign: '1.2.3' };
    const { opened, atTheEnd } = await openAtMoments(view, 12);
    expect(atTheEnd).toEqual(opened);
  });
});
