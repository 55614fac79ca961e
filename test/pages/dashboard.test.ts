// The dashboard in a real browser: started, watched, approved, rolled back and read there, in light and dark, wide and
// narrow, without an error on the console and without a serious finding of axe.
import { pipelineWorkload } from '../../src/model/workload.ts';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approvalAction, buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import type { Progress } from '../../src/model/progress.ts';
import { openBrowser, openPage, whyNoBrowser } from '../rig/browser.ts';
import { openHttp, type HttpRig } from '../rig/http-server.ts';
import {
  action,
  built,
  deployment,
  entries,
  executionId,
  lifecycle,
  stageEnds,
  stageStarts,
} from '../rig/journal-entries.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { makeGate } from '../rig/gate.ts';
import { startServer, type TestServer } from '../rig/server.ts';

const reason = whyNoBrowser();
if (reason !== undefined) console.warn(`The dashboard is not tested: ${reason}`);

const root = join(import.meta.dirname, '..', '..');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
beforeAll(async () => {
  if (reason !== undefined) return;
  execFileSync(process.execPath, [join(root, 'scripts', 'build-pages.ts')], { cwd: root });
  browser = await openBrowser();
});
afterAll(async () => {
  if (reason === undefined) await browser.close();
});

function write(app: Project, commands: readonly string[], more: readonly object[] = []): void {
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

const release = { name: 'Release', actions: [approvalAction('SignOff')] };

interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** What the console complained about. */
  readonly complaints: readonly string[];
}

interface Appearance {
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
}

const appearances: readonly Appearance[] = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'dark', width: 390 },
  { colorScheme: 'light', width: 390 },
];

async function visit({ url, token }: TestServer): Promise<Visit> {
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
  await page.getByRole('link', { name: 'app', exact: true }).waitFor();
  return { page, complaints, [Symbol.asyncDispose]: async () => page.context().close() };
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

async function seriousFindings(page: Page): Promise<readonly string[]> {
  // As an extension would, because the page itself lets no foreign script in.
  const found = await page.evaluate<{ readonly violations: readonly Violation[] }>(
    `${axe};axe.run({ resultTypes: ['violations'] })`,
  );
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

/** Of the page as it is, in each appearance: what axe finds, and how far it is wider than the window. */
async function findingsInAll(page: Page): Promise<readonly object[]> {
  const all: object[] = [];
  for (const { colorScheme, width } of appearances) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const found = await seriousFindings(page);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    if (found.length > 0 || overflow !== 0)
      all.push({ url: page.url(), colorScheme, width, found, overflow });
  }
  return all;
}

describe.skipIf(reason !== undefined)('the dashboard', () => {
  test('refuses a link whose code is not valid, and requires a token', async () => {
    await using app = makeProject();
    write(app, ['true']);
    const server = await startServer(app);
    const page = await openPage(browser);
    await page.goto(`${server.url}/sign-in#not-a-code`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('not valid');
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
    write(app, [gate.wait], [release]);
    const server = await startServer(app, { args: ['--source', '.'] });
    await using visited = await visit(server);
    const { page, complaints } = visited;
    await page.getByRole('link', { name: 'app', exact: true }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Stage').inputValue()).toBe('test');
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
    await action.getByText('Artifact Package').click();
    await action.getByRole('button', { name: 'out.txt' }).click();
    await action.getByText('result', { exact: true }).waitFor();

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
    await page.getByRole('link', { name: 'Audit' }).click();
    await page.getByRole('cell', { name: 'PutApprovalResult' }).first().waitFor();
    expect(complaints).toEqual([]);
  });

  test('disables and enables a transition, and shows who did it and why', async () => {
    await using app = makeProject();
    write(app, ['true']);
    const server = await startServer(app, { args: ['--source', '.'] });
    await using visited = await visit(server);
    const { page } = visited;
    await page.getByRole('link', { name: 'app', exact: true }).click();
    const transition = page.getByRole('switch', { name: 'Transition into Build' });
    await transition.click();
    await page.getByLabel('Why').fill('freeze');
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByText('freeze').waitFor();
    expect(await transition.getAttribute('aria-checked')).toBe('false');
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
    write(app, ['echo compiled']);
    const server = await startServer(app, { args: ['--source', '.'] });
    await using visited = await visit(server);
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
    expect(await seriousFindings(page)).toEqual([]);
    expect(visited.complaints).toEqual([]);
    await page.getByLabel('Event pattern').fill('{"source":"aws.codepipeline"}');
    await page.getByRole('button', { name: 'Try' }).click();
    await page.getByText('source must be an array of values').waitFor();
  });

  test('shows a log of 100,000 lines, follows it, searches it and links to a line', async () => {
    await using gate = await makeGate();
    await using app = makeProject();
    write(app, [
      'seq 1 100000',
      `printf '\\033[31mred\\033[0m <img src=x onerror=alert(1)>\\n'`,
      gate.wait,
      'echo and the last',
    ]);
    const server = await startServer(app, { args: ['--source', '.'] });
    await using visited = await visit(server);
    const { page, complaints } = visited;
    await page.getByRole('link', { name: 'app', exact: true }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await page.getByRole('region', { name: 'Action compile' }).getByRole('link', { name: 'Log' }).click();
    const log = page.getByRole('log');
    await log.getByText('red', { exact: true }).waitFor();
    expect(await log.getByText('red', { exact: true }).getAttribute('class')).toBe('ansi-red');
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

  test('comes back by itself when the server does', async () => {
    await using app = makeProject();
    write(app, ['true'], [release]);
    const args = ['--source', '.'];
    const server = await startServer(app, { args: ['--source', '.'] });
    await using visited = await visit(server);
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
    expect(await waiting.isVisible()).toBe(true);
    expect(await page.title()).toBe('(1) Overview · Slipway');
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toBe('/icon-waiting.svg');
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
    expect(await page.title()).toBe('Overview · Slipway');
  });

  test('is accessible, light and dark, wide and narrow', async () => {
    await using app = makeProject();
    write(
      app,
      [
        `echo '<testsuite><testcase classname="a" name="b"/><testcase classname="a" name="c"><failure message="no"/></testcase></testsuite>' > unit.xml`,
      ],
      [release],
    );
    const server = await startServer(app, { args: ['--source', '.'] });
    await using visited = await visit(server);
    const { page, complaints } = visited;
    const { body } = await server.ask('POST', '/api/v1/pipelines/app/requests', {
      type: 'StartPipelineExecution',
      variables: {},
      sourceRevisions: {},
    });
    const { executionId } = body as { readonly executionId: string };
    await page.getByText('Release › SignOff waits for approval').waitFor();
    const log = `/executions/${executionId}/logs/`;
    const views: readonly (readonly [string, string])[] = [
      ['/', 'Deployments'],
      ['/pipelines/app', 'Executions'],
      [`/executions/${executionId}`, 'Timeline'],
      ['/tests', 'points|%'],
      ['/approvals', 'waits for your approval'],
      ['/value-stream', 'No execution has gone through'],
      ['/resources', 'CodePipeline'],
      ['/resources?view=map', 'connections?, from'],
      ['/search?q=Entering%20phase%20BUILD', 'in the logs of'],
      ['/docs/in-a-team', 'On a shared machine'],
      ['/audit', 'StartPipelineExecution'],
      ['/settings', 'Make a token'],
      ['/no/such/page', 'There is no such page'],
    ];
    for (const [path, sign] of views) {
      await page.goto(`${server.url}${path}`);
      await page.getByText(new RegExp(sign)).first().waitFor();
      expect(await findingsInAll(page)).toEqual([]);
    }
    await page.goto(`${server.url}/executions/${executionId}`);
    await page.getByRole('region', { name: 'Action compile' }).locator(`a[href^="${log}"]`).click();
    await page.getByText('Entering phase BUILD').waitFor();
    expect(await findingsInAll(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('shows a rollback as the failure it is: the event that failed is on the first screen, and no success', async () => {
    await using rig = await openHttp({ pagesFolder: join(root, 'build', 'pages') });
    writeRollback(rig);
    const page = await openPage(browser, { viewport: { width: 1440, height: 900 } });
    await page.goto(rig.url);
    await page.getByLabel('Token').fill(rig.tokenFor('read').secret);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'demo', exact: true }).waitFor();
    await page.goto(`${rig.url}/executions/${executionId}`);
    const cause = page.getByRole('region', { name: 'Why ToFleet failed' });
    await cause.getByText('ValidateService failed on i-2').waitFor();
    const box = await cause.boundingBox();
    expect((box?.y ?? 900) + (box?.height ?? 0)).toBeLessThan(900);
    expect(await cause.getByText('connection refused').isVisible()).toBe(true);
    expect(await cause.getByText('Rolled back').isVisible()).toBe(true);
    const words = await page.getByText(/succe/i).all();
    const places = await Promise.all(words.map(async (word) => word.boundingBox()));
    // What is only read out has no size to see.
    const seen = places.filter((place) => place !== null && place.width > 1 && place.y < 900);
    expect(seen).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.context().close();
  });
});

function writeRollback({ served }: HttpRig): void {
  const fleet = action('Deploy', 'ToFleet');
  const diagnostics = {
    errorCode: 'ScriptFailed',
    scriptName: 'validate.sh',
    message: 'failed with exit code 1',
    logTail: 'connection refused',
  } as const;
  const back = { ...deployment, deploymentId: 'd-BACK', creator: 'codeDeployRollback' } as const;
  const written = entries(
    ...built,
    [2, action('Build', 'BuildAndTest').succeeds()],
    [2, stageEnds('Build', 'Succeeded')],
    [3, stageStarts('Deploy')],
    [3, fleet.starts()],
    [3, fleet.reports({ ...deployment, status: 'InProgress' })],
    [4, fleet.reports(lifecycle('i-1', 'ValidateService', { status: 'Succeeded', durationMs: 900 }))],
    [
      5,
      fleet.reports(lifecycle('i-2', 'ValidateService', { status: 'Failed', durationMs: 900, diagnostics })),
    ],
    [5, fleet.reports({ ...deployment, status: 'Failed' })],
    [5, fleet.reports({ ...back, status: 'InProgress' })],
    [
      6,
      fleet.reports({
        ...lifecycle('i-2', 'ValidateService', { status: 'Succeeded', durationMs: 900 }),
        deploymentId: 'd-BACK',
      } as Progress),
    ],
    [6, fleet.reports({ ...back, status: 'Succeeded' })],
    [7, fleet.fails({ code: 'HEALTH_CONSTRAINTS', message: 'Too few healthy instances' })],
    [7, stageEnds('Deploy', 'Failed')],
    [7, { type: 'ExecutionEnded', status: 'Failed' }],
  );
  served.state.journal.append(
    pipelineWorkload('demo'),
    written.map(({ event }) => event),
  );
}
