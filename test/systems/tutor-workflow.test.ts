// The backup of the tutor's pipeline: a workflow of GitHub that delivers the same, by the AWS CLI and actions of AWS.
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findPostgres } from '../../src/process/find-postgres.ts';
import { whyNoBrowser } from '../rig/browser.ts';
import { example } from '../rig/example.ts';
import { git } from '../rig/git.ts';
import { makeProject } from '../rig/project.ts';

const missing =
  findPostgres('') === undefined
    ? 'PostgreSQL is not installed'
    : spawnSync('aws', ['--version']).status === 0
      ? whyNoBrowser()
      : 'the AWS CLI is not installed';
if (missing !== undefined) console.warn(`The workflow of the tutor is not tested: ${missing}`);

describe.skipIf(missing !== undefined)('the workflow of the tutor', () => {
  // shows: S0-014
  test('delivers what the pipeline does: tests, stacks, migrations, functions, and a site that a browser uses', async () => {
    await using app = makeProject();
    cpSync(example('tutor').folder, app.folder, { recursive: true });
    git(app.folder, 'init', '--quiet', '--initial-branch', 'develop');
    git(app.folder, 'add', '.');
    git(app.folder, 'commit', '--quiet', '--message', 'First');
    const run = await app.run('run', '.github/workflows/deliver.yml', '--event', 'workflow_dispatch');
    expect({ status: run.status, end: run.stdout.slice(-2000) }).toMatchObject({ status: 0 });
    const { stdout: log } = await app.run('logs');
    for (const line of [
      'All together:',
      'tutor-development-network CREATE_COMPLETE',
      'tutor-development CREATE_COMPLETE',
      '"after":3',
      '✔ progress is there after the next login',
    ])
      expect(log).toContain(line);
    const { stdout: resources } = await app.run('status', '--resources');
    for (const name of ['tutor-development-quiz', 'tutor-system-dev', 'dev-api.tutor-system.com'])
      expect(resources).toMatch(new RegExp(`${name} +ran`));
  });
});
