// What the pages show of a hundred pipelines, and of the commits between executions of one that is in a repository.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openState } from '../../src/state/open-state.ts';
import { openBrowser, whyNoBrowser } from '../rig/browser.ts';
import { axeFindings, findingsInAll, release, visit, writeApp } from '../rig/dashboard.ts';
import { buildAction } from '../rig/definitions.ts';
import { commitAll, git } from '../rig/git.ts';
import { writeManyPipelines } from '../rig/many-pipelines.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { startServer, type TestServer } from '../rig/server.ts';

const reason = whyNoBrowser();
if (reason !== undefined) console.warn(`The dashboard is not tested: ${reason}`);

const pipelines = 100;

let app: Project;
let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  if (reason !== undefined) return;
  app = makeProject();
  writeApp(app, ['true'], [release, { name: 'Production', actions: [buildAction('compile')] }]);
  commitAll(app.folder);
  {
    await using state = await openState(join(app.folder, '.slipway'), { owner: true });
    writeManyPipelines(state, pipelines);
  }
  server = await startServer(app, { args: ['--source', '.'] });
  browser = await openBrowser();
});
afterAll(async () => {
  if (reason !== undefined) return;
  await browser.close();
  await app[Symbol.asyncDispose]();
});

function rowsOf(page: Page) {
  return page.getByRole('region', { name: 'All pipelines' }).locator('tbody tr:not(.group-row)');
}

/** However long it takes. */
async function untilRows(page: Page, count: number): Promise<void> {
  await expect.poll(async () => rowsOf(page).count(), { timeout: 100_000 }).toBe(count);
}

async function start(): Promise<string> {
  const { body } = await server.ask('POST', '/api/v1/pipelines/app/requests', {
    type: 'StartPipelineExecution',
    variables: {},
    sourceRevisions: {},
  });
  return (body as { readonly executionId: string }).executionId;
}

function commit(file: string, message: string): void {
  app.write(file, { message });
  git(app.folder, 'add', '.');
  git(app.folder, 'commit', '--quiet', '--message', message);
}

describe.skipIf(reason !== undefined)('the dashboard', () => {
  test('stays short and light with a hundred pipelines, and finds one by state, text and group', async () => {
    await using visited = await visit(browser, server);
    const { page, complaints } = visited;
    const attention = page.getByRole('region', { name: 'Needs a person' });
    await attention.getByText('Release › SignOff waits for approval').waitFor();
    await attention.getByRole('button', { name: 'Show 5 more that failed' }).waitFor();
    await expect.poll(() => attention.getByRole('listitem').count()).toBe(6);
    await expect.poll(() => rowsOf(page).count()).toBe(25);
    // What has to be drawn and fetched, whatever the speed of the machine.
    expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(3000);
    const answer = await page.evaluate<number>(
      `fetch('/api/v1/pipelines').then((answer) => answer.text()).then((text) => text.length)`,
    );
    expect(answer).toBeLessThan(pipelines * 6000);

    await page.getByRole('button', { name: 'failing 10' }).click();
    await page.waitForURL('**/?state=failing');
    await untilRows(page, 10);
    await page.getByLabel('Filter by name, commit or person').fill('name-13');
    await untilRows(page, 1);
    // The address alone shows the same again.
    await page.reload();
    await untilRows(page, 1);
    await page.goto(`${server.url}/?group=1`);
    const group = page.getByRole('button', { name: 'search', exact: true });
    await group.waitFor();
    await expect.poll(() => group.getAttribute('aria-expanded')).toBe('false');
    await group.click();
    await rowsOf(page).nth(25).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`${server.url}/`);
    await page.getByRole('button', { name: 'Show all 102' }).click();
    await untilRows(page, 102);
    await page.goto(`${server.url}/costs`);
    await page.getByText('101 pipelines of which this server has no definition').waitFor();
    expect(complaints.filter((each) => !/status of 404/.test(each))).toEqual([]);
  });

  test('takes no approval of a plan that destroys something before that is confirmed, wherever it is given', async () => {
    await using visited = await visit(browser, server);
    const { page } = visited;
    await page.getByRole('button', { name: 'Approve…' }).click();
    const dialog = page.getByRole('dialog');
    for (const place of [dialog, page.getByRole('region', { name: 'Approval Release SignOff' })]) {
      await place.getByText('Terraform plans').waitFor();
      // What destroys is read first.
      await expect
        .poll(() => place.locator('.plan li').first().textContent())
        .toContain('aws_dynamodb_table.orders');
      await place.getByText('Deploy (ToFleet)').waitFor();
      const approve = place.getByRole('button', { name: 'Approve', exact: true });
      await expect.poll(() => approve.isDisabled()).toBe(true);
      await place.getByLabel('I have seen that 1 resource is destroyed').check();
      await expect.poll(() => approve.isDisabled()).toBe(false);
      await page.goto(`${server.url}/pipelines/infrastructure`);
    }
  });

  test('lists the commits that an approval lets through, that two stages differ by, and that two executions do', async () => {
    await using visited = await visit(browser, server);
    const { page, complaints } = visited;
    const first = await start();
    await page.goto(`${server.url}/executions/${first}`);
    await page.getByText('Production holds nothing yet: all of it is new there.').waitFor();
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.locator('h1').getByText('succeeded').waitFor();
    commit('a.json', 'Add a file');
    commit('b.json', 'Add another file');
    const second = await start();
    await page.goto(`${server.url}/executions/${second}`);
    const approval = page.getByRole('region', { name: 'Approval Release SignOff' });
    await approval.getByText('What Production gets').waitFor();
    await approval.getByText('2 commits of 1 person, 2 files').waitFor();
    await expect
      .poll(() => approval.locator('.commits li .summary').allTextContents())
      .toEqual(['Add another file', 'Add a file']);
    await approval.getByText('Files (2)').click();
    await approval.getByText('b.json').waitFor();

    await page.getByRole('link', { name: /^Compare with/ }).click();
    await page.waitForURL(`**/compare/${first}/${second}`);
    const commits = page.getByRole('region', { name: 'Commits' });
    await commits.getByText('Add another file').waitFor();
    await page.getByText('waiting', { exact: true }).first().waitFor();
    // The names of the columns stand above their columns, however wide the screen is.
    const leftOf = async (what: string): Promise<number | undefined> =>
      (await page.locator('table.sides').first().locator(what).first().boundingBox())?.x;
    await page.setViewportSize({ width: 2560, height: 900 });
    for (const column of [1, 2, 3])
      await expect
        .poll(
          async () =>
            (await leftOf(`thead th:nth-child(${column})`)) ===
            (await leftOf(`tbody tr > :nth-child(${column})`)),
        )
        .toBe(true);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('link', { name: 'Swap sides' }).click();
    await commits.getByText('0 commits, 2 commits taken back').waitFor();

    await page.goto(`${server.url}/pipelines/app`);
    // It waits in the list of executions as well.
    await page.getByRole('region', { name: 'List of executions' }).getByText('waiting').waitFor();
    await page.getByText('Release and Build differ').click();
    const stream = page.getByRole('region', { name: 'Value stream of app' });
    await stream.getByText('Add a file').waitFor();
    expect(await findingsInAll(page)).toEqual([]);
    // Nothing of it is left to wait when the other tests count what does.
    const { status } = await server.ask('POST', '/api/v1/pipelines/app/requests', {
      type: 'PutApprovalResult',
      executionId: second,
      stageName: 'Release',
      actionName: 'SignOff',
      status: 'Approved',
      summary: 'seen',
    });
    expect(status).toBeLessThan(300);
    expect(complaints).toEqual([]);
  });
});
