// A workflow of GitHub on the dashboard: its jobs by what they need, live, and an expert who works with the keyboard alone.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, whyNoBrowser } from '../rig/browser.ts';
import { findingsInAll, pressKey, visit } from '../rig/dashboard.ts';
import { makeGate, type Gate } from '../rig/gate.ts';
import type { Project } from '../rig/project.ts';
import { startServer, type TestServer } from '../rig/server.ts';
import { makeRepository } from '../rig/workflow-repository.ts';

const reason = whyNoBrowser();
if (reason !== undefined) console.warn(`The dashboard is not tested: ${reason}`);

const on = 'runs-on: ubuntu-latest';

/** @param gates what the matrix, and what the job that can fail, wait for */
function workflowWith(matrix: Gate, fixed: Gate): string {
  return `name: Build and deploy
on:
  push:
  workflow_dispatch:
    inputs:
      greeting: { type: string, default: hello, description: What is said }
      where: { type: choice, options: [staging, production] }
jobs:
  lint:
    ${on}
    steps:
      - run: echo "::warning file=src/app.ts,line=12,title=Unused::'x' is never used"
      - run: echo "\${{ inputs.greeting }} to \${{ inputs.where }}"
  test:
    needs: lint
    ${on}
    strategy: { fail-fast: false, matrix: { python: ['3.12', '3.13'], postgres: [15, 16] } }
    steps: [{ run: "${matrix.wait}" }]
  image:
    needs: lint
    uses: ./.github/workflows/image.yml
  e2e:
    needs: [test, image]
    ${on}
    steps:
      - name: Set up
        run: for i in $(seq 1 250); do echo downloading; done
      - name: Check
        run: |
          cat >> "$GITHUB_STEP_SUMMARY" <<'X'
          # End to end
          | Suite | Passed |
          |---|---:|
          | export | **22** |

          <img src="http://127.0.0.1:9/x.png" alt="a picture" onerror="document.title='broken'"><script>document.title='broken'</script>
          X
          ${fixed.test} || { echo "ERROR the gate is closed"; exit 3; }
      - name: Keep traces
        if: always()
        run: echo kept
  deploy:
    needs: e2e
    ${on}
    environment: production
    steps: [{ run: echo deployed }]
  notify:
    needs: [e2e, deploy]
    if: always()
    ${on}
    steps: [{ run: echo told }]
  report:
    ${on}
    steps: [{ uses: actions/checkout@v4 }, { uses: codecov/codecov-action@v5 }]
`;
}

const image = `on: workflow_call
jobs:
  compile: { ${on}, steps: [{ run: echo compiled }] }
  layers: { needs: compile, ${on}, steps: [{ run: echo layered }] }
`;

interface Ground {
  readonly app: Project;
  readonly matrix: Gate;
  readonly fixed: Gate;
  readonly server: TestServer;
  readonly browser: Browser;
}

let ground: Ground;
beforeAll(async () => {
  if (reason !== undefined) return;
  const [matrix, fixed] = [await makeGate(), await makeGate()];
  const app = makeRepository(workflowWith(matrix, fixed), {
    '.github/workflows/image.yml': image,
    '.github/environments.yml': 'production:\n  reviewers: [octocat]\n',
  });
  ground = {
    app,
    matrix,
    fixed,
    server: await startServer(app, { args: ['.github/workflows/ci.yml'] }),
    browser: await openBrowser(),
  };
});
afterAll(async () => {
  if (reason !== undefined) return;
  await ground.browser.close();
  for (const gate of [ground.matrix, ground.fixed]) await gate[Symbol.asyncDispose]();
  await ground.app[Symbol.asyncDispose]();
});

const graphOf = (page: Page) => page.getByRole('group', { name: 'Graph of jobs' });

async function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.dataset.job ?? document.activeElement.name ?? ""');
}

describe.skipIf(reason !== undefined)('a workflow on the dashboard', () => {
  test('is started, followed, stopped, fixed, retried and approved by the keyboard alone', async () => {
    const { server, browser, matrix, fixed } = ground;
    await using visited = await visit(browser, server);
    const { page, complaints } = visited;
    const { keyboard } = page;
    await page.goto(`${server.url}/pipelines/ci.yml`);
    await page.getByRole('button', { name: 'Start' }).waitFor();
    await pressKey(page, 's');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('greeting').waitFor();
    await expect.poll(async () => focused(page)).toBe('event');
    // Event, branch, greeting, where.
    for (const name of ['ref', 'input-greeting']) {
      await keyboard.press('Tab');
      await expect.poll(async () => focused(page)).toBe(name);
    }
    await keyboard.press('Control+a');
    await keyboard.type('good day');
    await keyboard.press('Tab');
    await expect.poll(async () => focused(page)).toBe('input-where');
    await keyboard.type('prod');
    await keyboard.press('Shift+Tab');
    await expect.poll(async () => focused(page)).toBe('input-greeting');
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });

    // The graph follows what happens; arrows go along its lines.
    const graph = graphOf(page);
    const node = (name: string | RegExp) => graph.getByRole('button', { name });
    await node(/running test matrix of 4, 4 running/).waitFor();
    await node(/succeeded lint/).focus();
    await keyboard.press('ArrowRight');
    await expect.poll(async () => focused(page)).toMatch(/^(?:test|image \/ compile)$/);
    await keyboard.press('ArrowLeft');
    await expect.poll(async () => focused(page)).toBe('lint');
    await keyboard.press('Enter');
    await page.waitForURL(/at=Jobs(?:%2F|\/)lint/);
    await page
      .getByRole('region', { name: 'Log of lint' })
      .getByText('good day to production')
      .first()
      .waitFor();
    expect(
      await page.getByRole('region', { name: 'Annotations' }).getByText("Unused: 'x' is never used").count(),
    ).toBe(1);
    await page.getByRole('region', { name: 'Annotations' }).getByText('src/app.ts:12').waitFor();

    // What runs is stopped, and run again as a whole.
    await page.getByRole('button', { name: 'Stop' }).focus();
    await keyboard.press('Enter');
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Stop' }).focus();
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('h1').getByText('stopped').waitFor();
    matrix.open();
    await page.goto(`${server.url}/pipelines/ci.yml`);
    await page.getByRole('button', { name: 'Start' }).waitFor();
    await pressKey(page, 's');
    await dialog.getByLabel('greeting').waitFor();
    await expect.poll(async () => focused(page)).toBe('event');
    await keyboard.press('Tab');
    await expect.poll(async () => focused(page)).toBe('ref');
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('h1').getByText('failed').waitFor();

    // The failure comes first: its step is open, those that went well are folded, and a line is found in them.
    const log = page.getByRole('region', { name: 'Log of e2e' });
    await log.locator('.log-row.head.Failed').getByText('Check').waitFor();
    await expect.poll(async () => log.getByText('downloading').count()).toBe(0);
    await pressKey(page, '/');
    await keyboard.type('downloading');
    await keyboard.press('Enter');
    await log.locator('.log-row.hit').getByText('downloading').waitFor();
    await keyboard.press('Escape');
    await page.evaluate('document.activeElement.blur()');
    await pressKey(page, 'e');
    await log.locator('.log-row.linked').waitFor();

    // Only what failed runs again, and then a person decides.
    fixed.open();
    await pressKey(page, 'Shift+T');
    await dialog.waitFor();
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('h1').getByText('waiting').waitFor();
    await node(/waiting deploy .*waits for approval/).waitFor();
    await pressKey(page, 'a');
    await keyboard.type('by the keyboard');
    await keyboard.press('Enter');
    await page.locator('h1').getByText('succeeded').waitFor();
    await node(/succeeded notify/).waitFor();
    expect(complaints).toEqual([]);
  });

  test('is started with a payload, and what is wrong with it stands at its field', async () => {
    const { server, browser } = ground;
    await using visited = await visit(browser, server);
    const { page, complaints } = visited;
    await page.goto(`${server.url}/pipelines/ci.yml`);
    await page.getByRole('button', { name: 'Start' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Event').selectOption('push');
    await dialog.getByLabel('Jobs').selectOption('lint');
    const payload = dialog.getByLabel(/^Payload/);
    const start = dialog.getByRole('button', { name: 'Start' });
    const why = () =>
      payload.evaluate(
        (field) => (field as unknown as { readonly validationMessage: string }).validationMessage,
      );
    await payload.fill('{ "head_commit": ');
    await expect.poll(why).toContain('no JSON');
    // The browser leads to the field, and nothing is asked of the server.
    await start.click();
    await expect.poll(async () => focused(page)).toBe('payload');
    await payload.fill('{ "head_commit": { "message": "by hand" } }');
    await expect.poll(why).toBe('');
    // What the server refuses stands at the field as well.
    await page.route('**/requests', async (route) => {
      const sent = route.request().postDataJSON() as { variables: Record<string, string> };
      sent.variables['job'] = 'lnt';
      await route.continue({ postData: JSON.stringify(sent) });
    });
    await start.click();
    const jobs = dialog.getByLabel('Jobs');
    await expect.poll(() => jobs.getAttribute('aria-invalid')).toBe('true');
    await expect.poll(async () => focused(page)).toBe('job');
    await dialog.getByRole('alert').getByText('The value "lnt" of "job" is no job of the workflow').waitFor();
    expect(await findingsInAll(page)).toEqual([]);
    await page.unroute('**/requests');
    await start.click();
    await dialog.waitFor({ state: 'detached' });
    await page.waitForURL('**/executions/**');
    await page.getByRole('tab', { name: /Variables/ }).click();
    await page.getByRole('tabpanel').getByText('by hand').waitFor();
    expect(complaints.filter((each) => !/status of 409/.test(each))).toEqual([]);
  });

  test('has its jobs as a graph and as a list, with matrices, annotations and summaries, and nothing for axe to find', async () => {
    const { server, browser, matrix, fixed } = ground;
    matrix.open();
    fixed.open();
    const { body } = await server.ask('POST', '/api/v1/pipelines/ci.yml/requests', {
      type: 'StartPipelineExecution',
      variables: {},
      sourceRevisions: {},
    });
    const { executionId } = body as { readonly executionId: string };
    await using visited = await visit(browser, server);
    const { page, complaints } = visited;
    await page.goto(`${server.url}/executions/${executionId}`);
    const graph = graphOf(page);
    await graph.getByRole('button', { name: /waiting deploy/ }).waitFor();
    const names = await graph
      .getByRole('button')
      .evaluateAll<string[], void>((all) =>
        all.map((each) => (each as unknown as { readonly dataset: { readonly job: string } }).dataset.job),
      );
    expect(names).toEqual([
      'lint',
      'report',
      'test',
      'image / compile',
      'image / layers',
      'e2e',
      'deploy',
      'notify',
    ]);
    await graph.getByRole('button', { name: /needs test, image$/ }).waitFor();
    await graph.getByText('calls a workflow').waitFor();
    const table = page.getByRole('region', { name: 'Matrix of test' });
    await table.getByRole('columnheader', { name: 'postgres 16' }).waitFor();
    await table.getByRole('button', { name: /succeeded test \(3.13, 16\)/ }).click();
    await page.getByRole('region', { name: 'Log of test (3.13, 16)' }).waitFor();

    // What is not executed comes first.
    const stoodIn = page.getByRole('region', { name: 'What stood in' });
    await stoodIn.getByRole('row', { name: /codecov-action@v5.* not executed .*elsewhere/ }).waitFor();
    await stoodIn.getByRole('row', { name: /^actions\/checkout@v4 .*stood in .*own source/ }).waitFor();
    await expect
      .poll(() => stoodIn.locator('tbody tr').first().textContent())
      .toContain('codecov/codecov-action@v5');

    // A summary is Markdown of somebody else: nothing in it runs, and nothing is fetched for it.
    const summary = page.getByRole('region', { name: 'Summary of e2e' });
    await summary.getByRole('heading', { name: 'End to end' }).waitFor();
    await summary.getByRole('cell', { name: '22' }).waitFor();
    expect(await summary.getByRole('link', { name: 'a picture' }).getAttribute('href')).toBe(
      'http://127.0.0.1:9/x.png',
    );
    expect(await page.title()).not.toContain('broken');
    expect(await findingsInAll(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('button', { name: 'List' }).click();
    await page.waitForURL(/jobs=list/);
    const list = page.getByRole('region', { name: 'List of jobs' });
    await list.getByRole('row', { name: /^deploy waiting needs e2e/ }).waitFor();
    await list.getByRole('row', { name: /^layers succeeded needs compile, called by image/ }).waitFor();
    expect(await findingsInAll(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('what is not known of the event of a run stands above its jobs, although none of them runs', async () => {
    await using app = makeRepository(
      `on: push\njobs: { a: { ${on}, if: github.event.repository.size > 5, steps: [{ run: echo }] } }\n`,
    );
    const { stdout } = await app.run('run', '--json');
    const executionId = /"executionId":"([^"]+)"/.exec(stdout)?.[1] ?? '';
    await using visited = await visit(ground.browser, await startServer(app));
    const { page, complaints } = visited;
    await page.goto(`${new URL(page.url()).origin}/executions/${executionId}`);
    await page
      .getByText('! Empty here, and sent by GitHub with push: github.event.repository.size.')
      .waitFor();
    expect(await findingsInAll(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
