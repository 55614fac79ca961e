// The dashboard for those who cannot see it or use no mouse: axe over every view with what a pipeline has left behind, a
// deployment with thirteen events among it, and an expert who works with the keyboard alone.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openState } from '../../src/state/open-state.ts';
import { openBrowser, whyNoBrowser } from '../rig/browser.ts';
import { findingsInAll, pressKey, release, visit, writeApp } from '../rig/dashboard.ts';
import { executionId as failedId } from '../rig/journal-entries.ts';
import { makeGate, type Gate } from '../rig/gate.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { startServer, type TestServer } from '../rig/server.ts';
import { writeThirteenEvents } from '../rig/thirteen-events.ts';

const reason = whyNoBrowser();
if (reason !== undefined) console.warn(`The dashboard is not tested: ${reason}`);

const unitTests =
  '<testsuite><testcase classname="a" name="b"/><testcase classname="a" name="c"><failure message="no"/></testcase></testsuite>';
const lines = 'TN:\\nSF:src/answer.js\\nDA:1,1\\nDA:2,0\\nLF:2\\nLH:1\\nend_of_record\\n';

interface Ground {
  readonly app: Project;
  /** What a build with the stage `broken` needs. */
  readonly gate: Gate;
  readonly server: TestServer;
  readonly browser: Browser;
}

let ground: Ground;
beforeAll(async () => {
  if (reason !== undefined) return;
  const app = makeProject();
  const gate = await makeGate();
  writeApp(
    app,
    [
      `echo '${unitTests}' > unit.xml`,
      `printf '${lines}' > lcov.info`,
      'echo "ERROR: nothing serious"',
      // A variable of the pipeline reaches a build through the environment of its action.
      `echo "stage is $STAGE" && { test "$STAGE" != broken || ${gate.test}; }`,
    ],
    [release],
  );
  passStage(app);
  {
    await using state = await openState(join(app.folder, '.slipway'), { owner: true });
    writeThirteenEvents(state);
  }
  ground = {
    app,
    gate,
    server: await startServer(app, { args: ['--source', '.'] }),
    browser: await openBrowser(),
  };
});
afterAll(async () => {
  if (reason !== undefined) return;
  await ground.browser.close();
  await ground.gate[Symbol.asyncDispose]();
  await ground.app[Symbol.asyncDispose]();
});

function passStage(app: Project): void {
  const { pipeline } = JSON.parse(app.read('pipeline.json')) as {
    readonly pipeline: { readonly stages: readonly { readonly actions: { configuration: object }[] }[] };
  };
  const [build] = pipeline.stages[1]?.actions ?? [];
  const EnvironmentVariables = JSON.stringify([
    { name: 'STAGE', value: '#{variables.Stage}', type: 'PLAINTEXT' },
  ]);
  if (build !== undefined) build.configuration = { ...build.configuration, EnvironmentVariables };
  app.write('pipeline.json', { pipeline });
}

async function start({ server }: Ground, Stage: string): Promise<string> {
  const { body } = await server.ask('POST', '/api/v1/pipelines/app/requests', {
    type: 'StartPipelineExecution',
    variables: { Stage },
    sourceRevisions: {},
  });
  return (body as { readonly executionId: string }).executionId;
}

/** So that the next one can wait there. */
async function reject({ server }: Ground, executionId: string): Promise<void> {
  const { status } = await server.ask('POST', '/api/v1/pipelines/app/requests', {
    type: 'PutApprovalResult',
    executionId,
    stageName: 'Release',
    actionName: 'SignOff',
    status: 'Rejected',
    summary: 'seen',
  });
  expect(status).toBeLessThan(300);
}

describe.skipIf(reason !== undefined)('the dashboard', () => {
  test('has no finding of axe in any view, in light and dark, on a phone, a laptop and a wide screen', async () => {
    const { server, browser } = ground;
    await using visited = await visit(browser, server);
    const { page, complaints } = visited;
    const waiting = await start(ground, 'axe');
    await page.getByText('Release › SignOff waits for approval').first().waitFor();
    const views: readonly (readonly [string, string])[] = [
      ['/', 'Deployments'],
      ['/pipelines/app', 'Executions'],
      [`/executions/${waiting}`, 'waits for your approval'],
      [`/executions/${failedId}`, 'ValidateService failed on'],
      [`/executions/${waiting}?tab=artifacts`, 'Artifact Package'],
      [`/executions/${waiting}?tab=variables`, 'Of the pipeline'],
      [`/compare/${failedId}/${waiting}`, 'Results and durations'],
      ['/tests', 'points|%'],
      ['/tests/compile-LCOV-AutoDiscovered?file=src%2Fanswer.js', 'never ran'],
      ['/costs', 'Free each month'],
      ['/approvals', 'waits for your approval'],
      ['/value-stream', 'No execution has gone through|→'],
      ['/resources', 'CodePipeline'],
      ['/resources?view=map', 'connections?, from'],
      ['/search?q=Entering%20phase%20BUILD', 'in the logs of'],
      ['/events', 'CodePipeline'],
      ['/docs/in-a-team', 'On a shared machine'],
      ['/docs/pictures', 'Pictures of every view'],
      ['/audit', 'StartPipelineExecution'],
      ['/settings', 'Make a token'],
      ['/no/such/page', 'There is no such page'],
      ['/executions/00000000-0000-4000-8000-000000000000', 'There is no execution'],
      ['/pipelines/no-such', 'There is no pipeline'],
    ];
    const findings: object[] = [];
    for (const [path, sign] of views) {
      await page.goto(`${server.url}${path}`);
      await page.getByText(new RegExp(sign)).first().waitFor();
      findings.push(...(await findingsInAll(page)));
    }
    await page.goto(`${server.url}/executions/${waiting}`);
    const log = `a[href^="/executions/${waiting}/logs/"]`;
    await page.getByRole('region', { name: 'Action compile' }).locator(log).click();
    await page.getByText('Entering phase BUILD').first().waitFor();
    findings.push(...(await findingsInAll(page)));
    await reject(ground, waiting);
    expect(findings).toEqual([]);
    // The journal that was written by hand has no logs and artifacts.
    expect(complaints.filter((each) => !/status of 40[04]/.test(each))).toEqual([]);
  });

  test('shows a failed event of thirteen on the first screen, and the grid scrolls by itself to where it is', async () => {
    const { server, browser } = ground;
    await using visited = await visit(browser, server);
    const { page } = visited;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${server.url}/executions/${failedId}`);
    const cause = page.getByRole('region', { name: 'Why ToFleet failed' });
    await cause.getByText('ValidateService failed on i-0a1b2c3d4e5f60004').waitFor();
    const box = await cause.boundingBox();
    expect((box?.y ?? 900) + (box?.height ?? 0)).toBeLessThan(900);
    await expect.poll(() => cause.getByText('Connection refused').isVisible()).toBe(true);
    await expect.poll(() => cause.getByText('Rolled back').isVisible()).toBe(true);
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.scrollIntoViewIfNeeded();
    const list = await timeline.getByRole('list').boundingBox();
    const row = await timeline.locator('li:has(.span.Failed)').last().boundingBox();
    expect(row?.y ?? -1).toBeGreaterThan(list?.y ?? 0);
    expect(row?.y ?? Infinity).toBeLessThan((list?.y ?? 0) + (list?.height ?? 0));
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const failed = page.locator('table .failed, td.Failed, td:has(.Failed)').first();
      await failed.scrollIntoViewIfNeeded();
      const cell = await failed.boundingBox();
      expect(cell?.x ?? -1).toBeGreaterThanOrEqual(0);
      expect((cell?.x ?? width) + (cell?.width ?? 0)).toBeLessThanOrEqual(width);
      // Nothing follows the content: what scrolls by itself does not lengthen the page.
      const rest = await page.evaluate<number>(
        `document.documentElement.scrollHeight - scrollY - document.querySelector('#view').getBoundingClientRect().bottom`,
      );
      expect(rest).toBeLessThan(20);
    }
  });

  test('is used by the keyboard alone: a failure is fixed, approved, compared, rolled back, and a log line found', async () => {
    const { server, browser } = ground;
    await using visited = await visit(browser, server);
    const { page, complaints } = visited;
    const { keyboard } = page;
    await jump(page, 'app');
    await page.waitForURL('**/pipelines/app');
    await page.getByRole('region', { name: 'Stage Build' }).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('view');
    // The first Tab of a page that was loaded is the way past the navigation.
    await page.reload();
    await page.getByRole('region', { name: 'Stage Build' }).waitFor();
    await keyboard.press('Tab');
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('To the content');
    await keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('view');

    await page.getByRole('button', { name: 'Start' }).waitFor();
    await pressKey(page, 's');
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.name')).toBe('variable-Stage');
    await keyboard.press('Control+a');
    await keyboard.type('broken');
    await keyboard.press('Enter');
    await page.locator('h1').getByText('failed').waitFor();
    await page.getByRole('region', { name: 'Why compile failed' }).waitFor();

    // The command that reproduces it is copied; what was wrong is put right, and the stage is retried.
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const cause = page.getByRole('region', { name: 'Why compile failed' });
    await cause.getByRole('button', { name: 'Copy the command' }).first().focus();
    await keyboard.press('Enter');
    await cause.getByRole('button', { name: 'Copied' }).waitFor();
    await expect
      .poll(() => page.evaluate('navigator.clipboard.readText()'))
      .toBe('slipway run --only Build/compile --variable Stage=broken --pause');
    await page.evaluate('document.activeElement.blur()');
    await pressKey(page, 'Shift+T');
    await page.getByRole('dialog').waitFor();
    ground.gate.open();
    // A key that is pressed right after Escape counts: it opens another dialog.
    await page.evaluate('document.querySelector("dialog").dataset.first = ""');
    await Promise.all([keyboard.press('Escape'), keyboard.press('Shift+T')]);
    await page.locator('dialog:not([data-first])').waitFor();
    await keyboard.press('Enter');
    await page.locator('h1').getByText('waiting').waitFor();
    const broken = page.url();
    await pressKey(page, 'r');
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Reject');
    await page.evaluate('document.activeElement.blur()');
    await pressKey(page, 'a');
    await keyboard.type('works now');
    await keyboard.press('Enter');
    await page.locator('h1').getByText('succeeded').waitFor();

    await jump(page, 'app');
    await page.waitForURL('**/pipelines/app');
    await page.getByRole('button', { name: 'Start' }).waitFor();
    await pressKey(page, 's');
    await page.getByRole('dialog').waitFor();
    await keyboard.press('Enter');
    await page.locator('h1').getByText('waiting').waitFor();
    await pressKey(page, 'a');
    await keyboard.type('by the keyboard');
    await keyboard.press('Enter');
    await page.locator('h1').getByText('succeeded').waitFor();
    await page.getByText('by the keyboard').first().waitFor();

    // A line of its log, its address, and what else there is of the execution.
    const region = page.getByRole('region', { name: 'Log of compile' });
    await region.waitFor();
    await pressKey(page, '/');
    await keyboard.type('stage is');
    await keyboard.press('Enter');
    await page.locator('.log-row.hit').first().waitFor();
    await page.evaluate('document.activeElement.blur()');
    await pressKey(page, 'e');
    await page.locator('.log-row.error.linked').getByText('nothing serious').waitFor();
    await pressKey(page, 'y');
    await page.getByRole('button', { name: /^Copied, line/ }).waitFor();
    await expect
      .poll(() => page.evaluate('navigator.clipboard.readText()'))
      .toMatch(/\/logs\/\S+\?line=\d+$/);
    for (const [key, sign] of [
      ['2', 'Artifact Package'],
      ['3', 'Of the pipeline'],
      ['4', 'compile-LCOV-AutoDiscovered'],
      ['5', 'Started by'],
      ['1', 'Whole page'],
    ] as const) {
      await pressKey(page, key);
      await page.getByRole('tabpanel').getByText(sign).first().waitFor();
    }
    const newest = page.url();
    await pressKey(page, '[');
    await page.waitForURL(broken);
    await page.getByRole('link', { name: 'After ›' }).waitFor();
    await pressKey(page, ']');
    await page.waitForURL(newest);

    // The stage goes back to what the execution before had.
    await page.goto(broken);
    await page.locator('h1').getByText('succeeded').waitFor();
    await pressKey(page, 'Shift+R');
    await page.getByRole('dialog').waitFor();
    await page.getByLabel(/Which stage/).focus();
    await keyboard.press('B');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await page.waitForURL((address) => address.pathname !== new URL(broken).pathname);
    await page.getByText('of Build to').waitFor();
    await page.locator('h1').getByText('succeeded').waitFor();

    // The last two are compared from the list.
    await jump(page, 'app');
    await page.waitForURL('**/pipelines/app');
    const list = page.getByRole('region', { name: 'List of executions' });
    await list.getByRole('checkbox').nth(2).waitFor();
    // The page before had lists and boxes too.
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('view');
    // The rollback is the newest.
    for (const key of ['j', 'j', 'x', 'j', 'x']) await keyboard.press(key);
    await page.getByRole('link', { name: /^Compare / }).waitFor();
    await pressKey(page, 'c');
    await page.waitForURL('**/compare/**');
    await page
      .getByRole('row', { name: /^Variable Stage/ })
      .getByText('broken')
      .waitFor();
    await keyboard.press('g');
    await keyboard.press('h');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.getByText('next warning').waitFor();
    // Single letters can be switched off; words and the palette stay.
    await keys.getByLabel('Single letters are keys').focus();
    await keyboard.press('Space');
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await keyboard.press('?');
    await keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or jump to' }).waitFor();
    await page.getByRole('button', { name: 'All keys' }).focus();
    await keyboard.press('Enter');
    await keys.getByLabel('Single letters are keys').focus();
    await keyboard.press('Space');
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const themeOf = async () => page.evaluate('document.documentElement.dataset.theme');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const before = await themeOf();
    await pressKey(page, 't');
    await expect.poll(themeOf).not.toBe(before);
    expect(complaints).toEqual([]);
  });

  test.each(['/', '/pipelines/app', `/executions/${failedId}`, '/resources', '/settings'])(
    'lets Tab through all of %s, each control with a ring, and out again',
    async (path) => {
      const { server, browser } = ground;
      await using visited = await visit(browser, server);
      const { page } = visited;
      await page.goto(`${server.url}${path}`);
      await page.getByRole('heading').first().waitFor();
      await expect.poll(() => page.locator('main').textContent()).not.toContain('Loading …');
      const steps: Step[] = [];
      do {
        await page.keyboard.press('Tab');
        steps.push(await stepOf(page));
      } while (steps.at(-1)?.isPage === false && steps.length < 500);
      expect(steps[0]?.name).toBe('To the content');
      expect(steps.at(-1)?.isPage).toBe(true);
      expect(steps.filter(({ hasRing, isPage }) => !isPage && !hasRing)).toEqual([]);
    },
  );
});

async function jump(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or jump to' }).waitFor();
  await page.keyboard.type(name);
  await page.getByRole('option', { name: new RegExp(`^${name} pipeline`) }).waitFor();
  await page.keyboard.press('Enter');
}

interface Step {
  readonly name: string;
  /** The focus has left the page, or there is nothing to focus. */
  readonly isPage: boolean;
  readonly hasRing: boolean;
}

async function stepOf(page: Page): Promise<Step> {
  return await page.evaluate<Step>(`(() => {
    const at = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return {
      name: (at.getAttribute('aria-label') ?? at.textContent).trim().slice(0, 60),
      isPage: at === document.body,
      hasRing: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    };
  })()`);
}
