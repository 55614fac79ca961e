// A page comes to what is true whatever happens on the way to it: answers that arrive after what they do not know of, connections
// that are cut or refused, a server that begins anew, a page that nobody sees, and many pages at once.
import { randomUUID } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PipelineEvent } from '../../src/engine/event.ts';
import { openBrowser, openPage, whyNoBrowser } from '../rig/browser.ts';
import { shownBy, signedIn } from '../rig/dashboard.ts';
import { eventfulEvents } from '../rig/eventful.ts';
import { holdAnswersOf, type HeldAnswers } from '../rig/held-answers.ts';
import { openHttp, type HttpRig } from '../rig/http-server.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const reason = whyNoBrowser();
if (reason !== undefined) console.warn(`The dashboard is not tested: ${reason}`);

const pagesFolder = join(import.meta.dirname, '..', '..', 'build', 'pages');

let browser: Browser;
beforeAll(async () => {
  if (reason === undefined) browser = await openBrowser();
});
afterAll(async () => {
  if (reason === undefined) await browser.close();
});

interface Ground extends AsyncDisposable {
  readonly rig: HttpRig;
  readonly proxy: HeldAnswers;
  readonly session: BrowserContextOptions;
  readonly open: (path: string) => Promise<Page>;
}

/** A server of its own for each test: what is held or cut is of this test alone. */
async function makeGround(): Promise<Ground> {
  const stack = new AsyncDisposableStack();
  const rig = stack.use(await openHttp({ pagesFolder }));
  const proxy = stack.use(await holdAnswersOf(() => rig.url));
  const session = await signedIn(browser, { url: proxy.url, token: rig.tokenFor('admin').secret });
  const open = async (path: string): Promise<Page> => {
    const page = await openPage(browser, session);
    stack.defer(async () => page.context().close());
    await page.goto(`${proxy.url}${path}`, { waitUntil: 'commit' });
    return page;
  };
  return { rig, proxy, session, open, [Symbol.asyncDispose]: async () => stack.disposeAsync() };
}

interface Execution {
  readonly pipelineName: string;
  readonly executionId: string;
  /** Until the first event that `isLast`, with it, of those that have not happened yet; to the end when there is none. */
  readonly go: (isLast?: (event: PipelineEvent) => boolean) => void;
}

function makeExecution(rig: HttpRig, pipelineName = `of-${randomUUID()}`): Execution {
  const executionId = randomUUID();
  const left = [...eventfulEvents(pipelineName, executionId)];
  return {
    pipelineName,
    executionId,
    go: (isLast = () => false) => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        rig.happens(pipelineName, next);
        if (isLast(next)) return;
      }
    },
  };
}

const asks = ({ type }: PipelineEvent): boolean => type === 'ApprovalRequested';

const titleOf = (page: Page) => async () => (await shownBy(page)).title;
const textOf = (page: Page) => async () => (await shownBy(page)).text;

/** What tells that the page has every event of it. */
const over = (executionId: string): string => `"executionId":"${executionId}","type":"ExecutionEnded"`;

interface Build extends AsyncDisposable {
  readonly path: string;
  /** The address of its program. */
  readonly program: string;
}

/** The same pages under other names, as a build of changed sources has them. */
async function nextBuild(): Promise<Build> {
  const folder = await makeFolder();
  await cp(pagesFolder, folder.path, { recursive: true });
  const index = join(folder.path, 'index.html');
  const html = await readFile(index, 'utf8');
  const old = /src="(\/assets\/[^"]+)"/.exec(html)?.[1] ?? '';
  const program = old.replace(/\.js$/, '-next.js');
  await cp(join(folder.path, old), join(folder.path, program));
  await writeFile(index, html.replace(old, program));
  return { path: folder.path, program, [Symbol.asyncDispose]: async () => folder[Symbol.asyncDispose]() };
}

const programOf = async (page: Page): Promise<string | null> =>
  page.locator('script[type="module"][src]').first().getAttribute('src');

/** As a browser does when another tab is shown. */
async function leave(page: Page): Promise<void> {
  await page.evaluate(`Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));`);
}

describe.skipIf(reason !== undefined)('a page of the dashboard', () => {
  test('does not keep an answer that was on its way when the execution ended', async () => {
    await using ground = await makeGround();
    const { rig, proxy, open } = ground;
    const { executionId, pipelineName, go } = makeExecution(rig);
    go(asks);
    const held = proxy.holdAnswers(/^\/api\/v1\/(?:executions|pipelines)/);
    const pages = await Promise.all([open(`/executions/${executionId}`), open(`/pipelines/${pipelineName}`)]);
    // Each has asked and is live, and the answers say that it waits.
    await expect.poll(() => held.count()).toBeGreaterThanOrEqual(4);
    for (const page of pages) await page.getByRole('status').getByText('live').waitFor();
    go();
    await expect.poll(() => proxy.hasStreamed(over(executionId))).toBe(true);
    held.release();
    for (const page of pages) await expect.poll(titleOf(page)).toMatch(/^✓ succeeded/);
  });

  test('does not lose what came before its stream of events began', async () => {
    await using ground = await makeGround();
    const { rig, proxy, open } = ground;
    const { executionId, pipelineName, go } = makeExecution(rig);
    go(asks);
    const held = proxy.holdRequests(/^\/api\/v1\/events/);
    const pages = await Promise.all([open(`/executions/${executionId}`), open(`/pipelines/${pipelineName}`)]);
    for (const page of pages) await expect.poll(titleOf(page)).toMatch(/waiting/);
    await expect.poll(() => held.count()).toBe(2);
    go();
    held.release();
    for (const page of pages) await expect.poll(titleOf(page)).toMatch(/^✓ succeeded/);
  });

  test('takes back nothing that it has shown when an older answer arrives', async () => {
    await using ground = await makeGround();
    const { rig, proxy, open } = ground;
    const { executionId, go } = makeExecution(rig);
    go((event) => event.type === 'StageStarted' && event.stageName === 'Deploy');
    const page = await open(`/executions/${executionId}`);
    await page.getByRole('status').getByText('live').waitFor();
    await expect.poll(titleOf(page)).toMatch(/running/);
    const address = `/api/v1/executions/${executionId}`;
    const held = proxy.holdAnswers(new RegExp(`${address}$`));
    go((event) => event.type === 'ActionStarted');
    // The answer that is on its way does not know of the deployment, of which the page hears by its stream.
    await expect.poll(() => held.count()).toBe(1);
    go((event) => event.type === 'ActionProgressed' && event.progress.kind === 'LifecycleEvent');
    await expect.poll(textOf(page)).toContain('i-one');
    const arrived = page.waitForResponse((response) => response.url().endsWith(address));
    held.release();
    await (await arrived).finished();
    await page.evaluate('new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))');
    expect((await shownBy(page)).text).toContain('i-one');
  });

  test.each([
    { how: 'cut', status: undefined },
    { how: 'answered by a proxy that has no server behind it', status: 502 },
    { how: 'refused for want of room', status: 503 },
  ])('comes to the end when its connection was $how meanwhile', async ({ status }) => {
    await using ground = await makeGround();
    const { rig, proxy, open } = ground;
    const { executionId, pipelineName, go } = makeExecution(rig);
    go(asks);
    const paths = [
      `/executions/${executionId}`,
      `/executions/${executionId}/logs/${executionId}-run-of-BuildAndTest`,
      `/pipelines/${pipelineName}?status=Succeeded`,
    ];
    const pages = await Promise.all(paths.map(open));
    for (const page of pages) await page.getByRole('status').getByText('live').waitFor();
    proxy.disconnect(status);
    for (const page of pages) await page.getByRole('status').getByText('connection lost').waitFor();
    go();
    proxy.connect();
    for (const page of pages) await page.getByRole('status').getByText('live').waitFor();
    await expect.poll(titleOf(pages[0] as Page)).toMatch(/^✓ succeeded/);
    const list = (pages[2] as Page).getByRole('region', { name: 'List of executions' });
    await list.getByText('succeeded', { exact: true }).waitFor();
  });

  test('keeps what it shows while there is no connection', async () => {
    await using ground = await makeGround();
    const { rig, proxy, open } = ground;
    const { executionId, go } = makeExecution(rig);
    go(asks);
    const page = await open(`/executions/${executionId}`);
    await expect.poll(textOf(page)).toContain('waits for your approval');
    proxy.disconnect();
    await page.getByRole('status').getByText('connection lost').waitFor();
    // A browser that says it is offline, and a user who comes back to the page, make it ask again.
    await page.evaluate(`dispatchEvent(new Event('offline'))`);
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    await expect.poll(textOf(page)).toContain('waits for your approval');
    expect(await page.getByRole('alert').count()).toBe(0);
    go();
    proxy.connect();
    await expect.poll(titleOf(page)).toMatch(/^✓ succeeded/);
  });

  test('loads by itself when the server was away as it was opened', async () => {
    await using ground = await makeGround();
    const { rig, proxy, open } = ground;
    const { executionId, go } = makeExecution(rig);
    go();
    const held = proxy.holdRequests(/^\/api\//);
    const page = await open(`/executions/${executionId}`);
    await expect.poll(() => held.count()).toBeGreaterThan(0);
    proxy.disconnect();
    held.release();
    proxy.connect();
    await expect.poll(titleOf(page)).toMatch(/^✓ succeeded/);
  });

  test('shows what a server does that began anew with an empty state folder', async () => {
    await using next = await openHttp({ pagesFolder });
    await using first = await openHttp({ pagesFolder });
    let now = first;
    await using proxy = await holdAnswersOf(() => now.url);
    const old = makeExecution(first);
    old.go();
    const session = await signedIn(browser, { url: proxy.url, token: first.tokenFor('admin').secret });
    const page = await openPage(browser, session);
    await page.goto(`${proxy.url}/`);
    await expect.poll(textOf(page)).toContain(old.pipelineName);
    now = next;
    proxy.disconnect();
    proxy.connect();
    // Its users are others too.
    await page.getByLabel('Token').fill(next.tokenFor('admin').secret);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('status').getByText('live').waitFor();
    const { pipelineName, go } = makeExecution(next);
    go(({ type }) => type === 'ActionStarted');
    await expect.poll(textOf(page)).toContain(pipelineName);
    await expect.poll(textOf(page)).toContain('1 running');
    await page.context().close();
  });

  test('of an older build says that the server was updated, and loads itself again when nothing is written into it', async () => {
    await using update = await nextBuild();
    await using rig = await openHttp({ pagesFolder });
    let now = rig.url;
    await using proxy = await holdAnswersOf(() => now);
    const session = await signedIn(browser, { url: proxy.url, token: rig.tokenFor('admin').secret });
    const page = await openPage(browser, session);
    await page.goto(`${proxy.url}/resources`);
    await page.getByRole('status').getByText('live').waitFor();
    const filter = page.getByRole('searchbox');
    await filter.fill('bucket');
    now = await rig.updatedTo(update.path);
    proxy.disconnect();
    proxy.connect();
    await page.getByRole('alert').getByText('The server was updated').waitFor();
    expect(await filter.inputValue()).toBe('bucket');
    expect(await programOf(page)).not.toBe(update.program);
    // What is written stays where nobody writes any more, also while nobody looks.
    await filter.blur();
    await leave(page);
    expect(await filter.inputValue()).toBe('bucket');
    await filter.fill('');
    await page.getByRole('link', { name: 'Costs' }).click();
    await expect.poll(async () => programOf(page).catch(String)).toBe(update.program);
    await page.getByRole('status').getByText('live').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });

  test('of an older build approves with the comment that was written, and is loaded when nobody looks at it', async () => {
    await using update = await nextBuild();
    await using rig = await openHttp({ pagesFolder });
    let now = rig.url;
    await using proxy = await holdAnswersOf(() => now);
    const { executionId, go } = makeExecution(rig);
    go(asks);
    const session = await signedIn(browser, { url: proxy.url, token: rig.tokenFor('admin').secret });
    const page = await openPage(browser, session);
    await page.goto(`${proxy.url}/executions/${executionId}`);
    await page.getByRole('status').getByText('live').waitFor();
    const comment = page.getByLabel('Comment');
    await comment.fill('looked at it');
    now = await rig.updatedTo(update.path);
    proxy.disconnect();
    proxy.connect();
    await page.getByRole('alert').getByText('The server was updated').waitFor();
    const asked = page.waitForRequest((request) => request.method() === 'POST');
    // Between the press and its release the field loses its focus.
    await page.getByRole('button', { name: 'Approve', exact: true }).click({ delay: 100 });
    expect((await asked).postDataJSON()).toMatchObject({
      type: 'PutApprovalResult',
      executionId,
      status: 'Approved',
      summary: 'looked at it',
    });
    expect(await programOf(page)).not.toBe(update.program);
    go();
    await expect.poll(titleOf(page)).toMatch(/^✓ succeeded/);
    await expect.poll(async () => comment.count()).toBe(0);
    await leave(page);
    await expect.poll(async () => programOf(page).catch(String)).toBe(update.program);
    await page.context().close();
  });

  test('of an older build works on, and says so, where the browser stores nothing', async () => {
    await using update = await nextBuild();
    await using rig = await openHttp({ pagesFolder });
    let now = rig.url;
    await using proxy = await holdAnswersOf(() => now);
    const { executionId, go } = makeExecution(rig);
    go(asks);
    const session = await signedIn(browser, { url: proxy.url, token: rig.tokenFor('admin').secret });
    const page = await openPage(browser, session);
    await page.addInitScript(
      `Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('blocked', 'SecurityError') } })`,
    );
    await page.goto(`${proxy.url}/executions/${executionId}`);
    await page.getByRole('status').getByText('live').waitFor();
    proxy.disconnect();
    go();
    now = await rig.updatedTo(update.path);
    proxy.connect();
    await page.getByRole('alert').getByText('The server was updated').waitFor();
    await expect.poll(titleOf(page)).toMatch(/^✓ succeeded/);
    expect(await programOf(page)).not.toBe(update.program);
    await page.context().close();
  });

  test('is not loaded again and again where something between keeps the old one', async () => {
    await using update = await nextBuild();
    await using rig = await openHttp({ pagesFolder });
    const updated = await rig.updatedTo(update.path);
    const old = await fetch(`${rig.url}/`);
    const html = await old.text();
    await using proxy = await holdAnswersOf(() => updated);
    const session = await signedIn(browser, { url: proxy.url, token: rig.tokenFor('admin').secret });
    const page = await openPage(browser, session);
    let loads = 0;
    await page.route(`${proxy.url}/resources`, async (route) => {
      loads += 1;
      await route.fulfill({ body: html, contentType: 'text/html', headers: Object.fromEntries(old.headers) });
    });
    await page.goto(`${proxy.url}/resources`);
    await expect.poll(() => loads).toBe(2);
    await page.getByRole('alert').getByText('The server was updated').waitFor();
    await page.getByRole('status').getByText('live').waitFor();
    expect(loads).toBe(2);
    await page.context().close();
  });

  test('follows an execution that nobody saw, once it is seen again', async () => {
    await using ground = await makeGround();
    const { rig, open } = ground;
    const { executionId, go } = makeExecution(rig);
    go(asks);
    const page = await open(`/executions/${executionId}`);
    await expect.poll(titleOf(page)).toMatch(/waiting/);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    go();
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await expect.poll(titleOf(page)).toMatch(/^✓ succeeded/);
  });

  test('loads as the tenth page of one browser, and all of them are live', async () => {
    await using ground = await makeGround();
    const { rig, proxy, session } = ground;
    const { pipelineName, executionId, go } = makeExecution(rig);
    go(asks);
    const first = await openPage(browser, session);
    const pages = [first];
    while (pages.length < 9) pages.push(await first.context().newPage());
    for (const page of pages) await page.goto(`${proxy.url}/pipelines/${pipelineName}`);
    const tenth = await first.context().newPage();
    pages.push(tenth);
    await tenth.goto(`${proxy.url}/executions/${executionId}`);
    for (const page of pages) await expect.poll(titleOf(page)).toMatch(/waiting/);
    go();
    for (const page of pages) await expect.poll(titleOf(page)).toMatch(/^✓ succeeded/);
    await first.context().close();
  });

  test('shows each of two executions of a pipeline at its own end', async () => {
    await using ground = await makeGround();
    const { rig, open } = ground;
    const first = makeExecution(rig);
    const second = makeExecution(rig, first.pipelineName);
    for (const { go } of [first, second]) go(asks);
    const pages = await Promise.all(
      [first, second].map(async ({ executionId }) => open(`/executions/${executionId}`)),
    );
    const [one, other] = pages as [Page, Page];
    const both = await open(`/compare/${first.executionId}/${second.executionId}`);
    await expect.poll(titleOf(other)).toMatch(/waiting/);
    second.go();
    await expect.poll(titleOf(other)).toMatch(/^\(1\) ✓ succeeded/);
    await expect.poll(titleOf(one)).toMatch(/^\(1\) ‖ waiting/);
    first.go();
    for (const page of pages) await expect.poll(titleOf(page)).toMatch(/^✓ succeeded/);
    await expect.poll(async () => both.getByText('succeeded', { exact: true }).count()).toBeGreaterThan(1);
    await expect.poll(async () => both.getByText('waiting', { exact: true }).count()).toBe(0);
  });
});
