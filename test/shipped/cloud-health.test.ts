// The Cloud Health Dashboard, shipped from nothing with what it is deployed to, started in the account by the AWS CLI, to an API
// and a site that answer; nothing is left after its end.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { missingMoto } from '../rig/moto.ts';
import { makeProject } from '../rig/project.ts';
import {
  copyExample,
  freePort,
  replacePort,
  shipTwice,
  startPipeline,
  unship,
} from '../rig/shipped-system.ts';

const hasNoCli = spawnSync('aws', ['--version']).status !== 0;
const missing = hasNoCli ? 'the AWS CLI is not installed' : await missingMoto();

test.skipIf(missing !== undefined)(
  'the Cloud Health Dashboard is shipped, started by the AWS CLI, answers, and leaves nothing',
  async () => {
    await using app = makeProject();
    copyExample(app, 'cloud-health-dashboard');
    const [api, site] = [await freePort(), await freePort()];
    const files = [
      'listeners.json',
      'frontend-build-project.json',
      'smoke-test-project.json',
      'parameters.json',
    ];
    replacePort(app, '8020', api, files);
    replacePort(app, '8030', site, files);
    await shipTwice(app, '--targets', '--watching');
    await startPipeline(app, 'cloud-health-dashboard-pipeline', 'us-east-1');
    expect(await (await fetch(`http://127.0.0.1:${api}/health`)).json()).toMatchObject({
      status: 'ok',
      environment: 'production',
    });
    expect(await (await fetch(`http://127.0.0.1:${site}/`)).text()).toContain('<div id="root">');
    expect(await unship(app, 'cloud-health-dashboard-pipeline')).toEqual([]);
  },
);
