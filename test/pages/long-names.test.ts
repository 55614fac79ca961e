// Pages with as much as AWS allows: names of a hundred characters, and a hundred actions.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, whyNoBrowser } from '../rig/browser.ts';
import { findingsInAll, visit } from '../rig/dashboard.ts';
import { approvalAction, pipeline, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { startServer, type TestServer } from '../rig/server.ts';

const reason = whyNoBrowser();
if (reason !== undefined) console.warn(`The dashboard is not tested: ${reason}`);

/** A hundred characters, without a place where a line would be broken. */
function long(name: string): string {
  return `${name}${'W'.repeat(100 - name.length)}`;
}

const pipelineName = long('delivery');

function stageOf(name: string): object {
  const actions = Array.from({ length: 50 }, (_, index) => approvalAction(long(`${name}${index + 1}x`)));
  return { name: long(name), actions };
}

interface Ground {
  readonly app: Project;
  readonly server: TestServer;
  readonly browser: Browser;
}

let ground: Ground;
beforeAll(async () => {
  if (reason !== undefined) return;
  const app = makeProject();
  app.write(
    'pipeline.json',
    pipeline([sourceStage, stageOf('Staging'), stageOf('Production')], {
      name: pipelineName,
      variables: [{ name: long('Region'), description: 'd'.repeat(200) }],
    }),
  );
  ground = {
    app,
    server: await startServer(app, { args: ['--source', '.'] }),
    browser: await openBrowser(),
  };
});
afterAll(async () => {
  if (reason !== undefined) return;
  await ground.browser.close();
  await ground.app[Symbol.asyncDispose]();
});

describe.skipIf(reason !== undefined)('the dashboard with long names and a hundred actions', () => {
  test('is not wider than the screen, and axe finds nothing, in light and dark, from a phone to a wide screen', async () => {
    const { server, browser } = ground;
    await using visited = await visit(browser, server);
    const { page, complaints } = visited;
    const { body } = await server.ask('POST', `/api/v1/pipelines/${pipelineName}/requests`, {
      type: 'StartPipelineExecution',
      variables: { [long('Region')]: 'v'.repeat(1000) },
      sourceRevisions: {},
    });
    const { executionId } = body as { readonly executionId: string };
    const last = long('Staging50x');
    const views: readonly (readonly [path: string, sign: string])[] = [
      ['/', pipelineName],
      [`/pipelines/${pipelineName}`, last],
      [`/executions/${executionId}`, last],
      [`/executions/${executionId}?tab=variables`, 'v'.repeat(100)],
      ['/approvals', last],
      ['/value-stream', long('Production')],
    ];
    const findings: object[] = [];
    for (const [path, sign] of views) {
      await page.goto(`${server.url}${path}`);
      await page.getByText(sign).first().waitFor({ state: 'attached' });
      findings.push(...(await findingsInAll(page)));
    }
    await page.goto(`${server.url}/pipelines/${pipelineName}`);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('dialog').getByLabel('Revision of').waitFor();
    findings.push(...(await findingsInAll(page)));
    expect(findings).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
