// The dashboard in a real browser: started, watched, approved, rolled back and read there, without an error on the console.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openPage, whyNoBrowser } from '../rig/browser.ts';
import { axeFindings, release, visit, writeApp } from '../rig/dashboard.ts';
import { makeGate } from '../rig/gate.ts';
import { makeProject } from '../rig/project.ts';
import { startServer } from '../rig/server.ts';

const reason = whyNoBrowser();
if (reason !== undefined) console.warn(`The dashboard is not tested: ${reason}`);

interface HTMLElementLike {
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly getBoundingClientRect: () => { readonly left: number; readonly right: number };
}

let browser: Browser;
beforeAll(async () => {
  if (reason === undefined) browser = await openBrowser();
});
afterAll(async () => {
  if (reason === undefined) await browser.close();
});

describe.skipIf(reason !== undefined)('the dashboard', () => {
  test('refuses a link whose code is not valid, and requires a token', async () => {
    await using app = makeProject();
    writeApp(app, ['true']);
    const server = await startServer(app);
    const page = await openPage(browser);
    await page.goto(`${server.url}/sign-in#not-a-code`);
    await page.getByRole('alert').waitFor();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('not valid');
    expect(page.url()).toBe(`${server.url}/sign-in`);
    await page.getByLabel('Token').fill(server.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'app', exact: true }).waitFor();
    await page.context().close();
  });

  // shows: S4-014
  test('starts a pipeline, shows it live, takes the approval, and rolls back', async () => {
    await using gate = await makeGate();
    await using app = makeProject();
    writeApp(app, [gate.wait], [release]);
    const server = await startServer(app, { args: ['--source', '.'] });
    await using visited = await visit(browser, server);
    const { page, complaints } = visited;
    await page.getByRole('link', { name: 'app', exact: true }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    const dialog = page.getByRole('dialog');
    await expect.poll(() => dialog.getByLabel('Stage').inputValue()).toBe('test');
    await dialog.getByRole('button', { name: 'Start' }).click();
    await page.waitForURL('**/executions/*');
    const first = page.url();
    const action = page.getByRole('region', { name: 'Action compile' });
    await action.getByText('running').waitFor();
    gate.open();
    await action.getByText('succeeded').waitFor();
    await page.getByLabel('Comment').fill('looked at it');
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByText('Approved by tester: looked at it').waitFor();
    await page.locator('h1').getByText('succeeded').waitFor();
    await page.reload();
    await page.locator('h1').getByText('succeeded').waitFor();
    await page.getByRole('tab', { name: /^Artifacts/ }).click();
    const given = page.getByRole('region', { name: 'Build › compile' });
    await given.getByText('Artifact Package').click();
    await given.getByRole('button', { name: 'out.txt' }).click();
    await given.getByText('result', { exact: true }).waitFor();

    // A second one, against which the first is held and to which the stage comes back.
    await page.getByRole('link', { name: 'app', exact: true }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await dialog.getByRole('button', { name: 'Start' }).click();
    await page.waitForURL((address) => address.pathname.startsWith('/executions/') && address.href !== first);
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.locator('h1').getByText('failed').waitFor();
    await page.goto(first);
    await page.getByRole('button', { name: 'Roll back to this' }).click();
    await dialog.getByLabel(/Which stage/).selectOption('Build');
    await dialog.getByRole('button', { name: 'Roll back' }).click();
    await page.waitForURL((address) => address.href !== first);
    await page.getByText('of Build to').waitFor();
    await page.locator('h1').getByText('succeeded').waitFor();

    await page.getByRole('link', { name: 'app', exact: true }).click();
    const boxes = page.getByRole('checkbox');
    await boxes.nth(2).waitFor();
    await boxes.nth(1).check();
    await boxes.nth(2).check();
    await page.getByRole('link', { name: /^Compare/ }).click();
    await page.getByRole('heading', { name: 'Two executions' }).waitFor();
    await page.getByText('Both are of the same commits.').waitFor();
    await page.getByRole('link', { name: 'Audit' }).click();
    await page.getByRole('cell', { name: 'PutApprovalResult' }).first().waitFor();
    expect(complaints).toEqual([]);
  });

  test('disables and enables a transition, and shows who did it and why', async () => {
    await using app = makeProject();
    writeApp(app, ['true']);
    const server = await startServer(app, { args: ['--source', '.'] });
    await using visited = await visit(browser, server);
    const { page } = visited;
    await page.getByRole('link', { name: 'app', exact: true }).click();
    const transition = page.getByRole('switch', { name: 'Transition into Build' });
    await transition.click();
    await page.getByLabel('Why').fill('freeze');
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByText('freeze').waitFor();
    await expect.poll(() => transition.getAttribute('aria-checked')).toBe('false');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await page.waitForURL('**/executions/*');
    await page.getByRole('link', { name: 'app', exact: true }).click();
    await page.getByText(/waits$/).waitFor();
    await transition.click();
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByRole('region', { name: 'Stage Build' }).getByText('compile').waitFor();
  });

  test('shows events as EventBridge would receive them, and tries a pattern on them', async () => {
    await using app = makeProject();
    writeApp(app, ['echo compiled']);
    const server = await startServer(app, { args: ['--source', '.'] });
    await using visited = await visit(browser, server);
    const { page } = visited;
    await page.getByRole('link', { name: 'Events' }).click();
    await page.getByText('Nothing has happened yet.').waitFor();
    await server.ask('POST', '/api/v1/pipelines/app/requests', {
      type: 'StartPipelineExecution',
      variables: {},
      sourceRevisions: {},
    });
    await page.getByRole('cell', { name: 'app › Build › compile' }).first().waitFor();
    await page.getByLabel('Event pattern').fill('{"detail":{"state":["SUCCEEDED"],"stage":["Source"]}}');
    await page.getByRole('button', { name: 'Try' }).click();
    await page.getByRole('cell', { name: 'app › Source › Checkout' }).waitFor();
    await expect.poll(async () => page.getByRole('cell', { name: 'app › Build' }).count()).toBe(0);
    await page.getByText('CodePipeline Action Execution State Change', { exact: true }).click();
    await page.getByText('"detail-type": "CodePipeline Action Execution State Change"').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(visited.complaints).toEqual([]);
    await page.getByLabel('Event pattern').fill('{"source":"aws.codepipeline"}');
    await page.getByRole('button', { name: 'Try' }).click();
    await page.getByText('source must be an array of values').waitFor();
  });

  test('shows a log of 100,000 lines, follows it, searches it and links to a line', async () => {
    await using gate = await makeGate();
    await using app = makeProject();
    writeApp(app, [
      'seq 1 100000',
      `printf '\\033[31mred\\033[0m <img src=x onerror=alert(1)>\\n'`,
      gate.wait,
      'echo and the last',
    ]);
    const server = await startServer(app, { args: ['--source', '.'] });
    await using visited = await visit(browser, server);
    const { page, complaints } = visited;
    await page.getByRole('link', { name: 'app', exact: true }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await page.getByRole('region', { name: 'Action compile' }).getByRole('link', { name: 'Log' }).click();
    const log = page.getByRole('log');
    await log.getByText('red', { exact: true }).waitFor();
    await expect.poll(() => log.getByText('red', { exact: true }).getAttribute('class')).toBe('ansi-red');
    await log.getByText('<img src=x onerror=alert(1)>', { exact: true }).waitFor();
    gate.open();
    await log.getByText('and the last', { exact: true }).waitFor();
    expect(await page.locator('.log-row').count()).toBeLessThan(200);
    await page.getByLabel('Search the log').fill('77777');
    await page.getByLabel('Search the log').press('Enter');
    await log.locator('.text').getByText('77777', { exact: true }).waitFor();
    await log.locator('.log-row.hit .number').click();
    await page.waitForURL(/line=\d+/);
    await page.reload();
    await log.locator('.text').getByText('77777', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'BUILD', exact: true }).click();
    await log.getByText('Entering phase BUILD').waitFor();
    expect(complaints).toEqual([]);
  });

  test('asks for a token where that of an open page has ended, and comes back to the page', async () => {
    await using app = makeProject();
    writeApp(app, ['true']);
    const server = await startServer(app);
    const made = await server.ask('POST', '/api/v1/tokens', { name: 'short', scopes: ['read'] });
    const { token, secret } = made.body as {
      readonly token: { readonly id: string };
      readonly secret: string;
    };
    await using visited = await visit(browser, { url: server.url, token: secret });
    const { page } = visited;
    await page.goto(`${server.url}/pipelines/app?state=Failed`);
    await page.getByRole('heading', { name: 'app' }).waitFor();
    await page.getByRole('status').getByText('live').waitFor();
    const ended = await server.ask('DELETE', `/api/v1/tokens/${token.id}`);
    expect(ended.status).toBeLessThan(300);
    await page.getByText('its token has ended').waitFor();
    await page.getByText('/pipelines/app?state=Failed').waitFor();
    await page.getByLabel('Token').fill(server.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${server.url}/pipelines/app?state=Failed`);
    await page.getByRole('heading', { name: 'app' }).waitFor();
  });

  test('shows two who decide about one approval at once the same decision', async () => {
    await using app = makeProject();
    writeApp(app, ['true'], [release]);
    const server = await startServer(app, { args: ['--source', '.'] });
    const { body } = await server.ask('POST', '/api/v1/pipelines/app/requests', {
      type: 'StartPipelineExecution',
      variables: {},
      sourceRevisions: {},
    });
    const { executionId } = body as { readonly executionId: string };
    await using one = await visit(browser, server);
    await using other = await visit(browser, server);
    const both = [one.page, other.page] as const;
    for (const [index, page] of both.entries()) {
      await page.goto(`${server.url}/executions/${executionId}`);
      await page.getByLabel('Comment').fill(`of page ${index}`);
    }
    // Both buttons are pressed before either page hears of it.
    await Promise.all(
      both.map(async (page) =>
        page.evaluate(
          `[...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Approve').click()`,
        ),
      ),
    );
    const decisions: (string | null)[] = [];
    for (const page of both) {
      const decision = page.getByText(/^Approved by tester: of page/);
      await decision.waitFor();
      await page.locator('h1').getByText('succeeded').waitFor();
      decisions.push(await decision.textContent());
    }
    expect(decisions[0]).toBe(decisions[1]);
  });

  test('shows the stages of many environments beside each other, and the names of all of them', async () => {
    await using app = makeProject();
    const environments = [
      'Development',
      'Integration',
      'Staging',
      'Europe',
      'America',
      'Asia',
      'Africa',
      'Oceania',
    ];
    const stageOf = (name: string) => ({ ...release, name: `Deploy_To_Production_${name}` });
    writeApp(app, ['true'], environments.map(stageOf));
    const server = await startServer(app, { args: ['--source', '.'] });
    await using visited = await visit(browser, server);
    const { page } = visited;
    await page.goto(`${server.url}/value-stream`);
    const stations = page.locator('.station');
    await expect.poll(() => stations.count()).toBe(environments.length + 2);
    const boxes = await stations.evaluateAll<{ left: number; right: number; cut: boolean }[], void>((all) =>
      (all as unknown as HTMLElementLike[]).map((each) => {
        const { left, right } = each.getBoundingClientRect();
        return { left, right, cut: each.scrollWidth > each.clientWidth };
      }),
    );
    for (const [index, { left, cut }] of boxes.entries()) {
      expect(left).toBeGreaterThan(boxes[index - 1]?.right ?? 0);
      expect(cut).toBe(false);
    }
    // It scrolls, and not the page.
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(overflow)).toBe(0);
  });

  test('comes back by itself when the server does', async () => {
    await using app = makeProject();
    writeApp(app, ['true'], [release]);
    const args = ['--source', '.'];
    const server = await startServer(app, { args: ['--source', '.'] });
    await using visited = await visit(browser, server);
    const { page } = visited;
    await page.getByRole('status').getByText('live').waitFor();
    server.running.kill('SIGKILL');
    await page.getByText('connection lost').waitFor();
    const { port } = new URL(server.url);
    const second = await startServer(app, { token: server.token, port, args });
    await page.getByText('live', { exact: true }).waitFor();
    await second.ask('POST', '/api/v1/pipelines/app/requests', {
      type: 'StartPipelineExecution',
      variables: {},
      sourceRevisions: {},
    });
    const waiting = page.getByText('Release › SignOff waits for approval');
    await waiting.waitFor();
    await expect.poll(() => waiting.isVisible()).toBe(true);
    await expect.poll(() => page.title()).toBe('(1) Overview · Slipway');
    await expect.poll(() => page.locator('link[rel=icon]').getAttribute('href')).toBe('/icon-waiting.svg');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or jump to' }).fill('approv');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Approvals' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.getByRole('button', { name: 'Approve…' }).click();
    await page.getByRole('dialog').getByLabel('Comment').fill('from the overview');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await waiting.waitFor({ state: 'detached' });
    await expect.poll(() => page.title()).toBe('Overview · Slipway');
  });
});
