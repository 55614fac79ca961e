// The sensor backend: its tests with a real PostgreSQL, as its workflow runs them.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject, type Project } from '../rig/project.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'sensor-backend');
const leftOut = /\/(\.slipway|\.terraform|__pycache__|\.pytest_cache)(\/|$)/;
const workflow = '.github/workflows/deploy.yml';

/** What the test job alone needs. */
function whyNoTests(): string | undefined {
  if (globSync('/usr/lib/postgresql/*/bin/initdb').length === 0) return 'PostgreSQL is not installed';
  if (spawnSync('python3', ['-c', 'import ensurepip']).status !== 0) return 'Python has no venv';
  return undefined;
}

const missing = whyNoTests();
if (missing !== undefined) console.warn(`The sensor backend is not tested: ${missing}`);

function git(app: Project, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  return execFileSync('git', [...identity, ...args], { cwd: app.folder, encoding: 'utf8' }).trim();
}

function commit(app: Project, message: string): void {
  git(app, 'add', '.');
  git(app, 'commit', '--quiet', '--message', message);
}

/** The example as a repository of its own. */
function makeRepository(): Project {
  const app = makeProject();
  cpSync(example, app.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
  git(app, 'init', '--quiet', '--initial-branch', 'main');
  commit(app, 'First');
  return app;
}

function edit(app: Project, file: string, change: (text: string) => string): void {
  const path = join(app.folder, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

describe.skipIf(missing !== undefined)('the tests of the sensor backend', () => {
  // shows: S2-001, S2-003, S2-004, S2-005, S2-006, S2-035, S2-037, S2-090, S2-134
  test('run for a pull request with a real PostgreSQL, and nothing else does', async () => {
    await using app = makeRepository();
    const first = await app.run('run', workflow, '--event', 'pull_request');
    expect(first.stdout).toMatch(/\| 1\d passed/);
    expect(first.stdout).toContain('TOTAL');
    expect(first.stdout).toContain('test-reports: 2 files');
    expect(first.stdout).toContain('the upload of coverage to Codecov');
    for (const job of ['build', 'infrastructure', 'lambda', 'ecs'])
      expect(first.stdout).toContain(`Jobs › ${job} skipped`);
    expect(first.stdout).toContain('Jobs › notify succeeded');
    expect(first.status).toBe(0);
    edit(app, 'app/main.py', (text) => text.replace('"status": "ok"', '"status": "well"'));
    edit(app, 'tests/test_api.py', (text) => text.replace('["database"] is False', '["status"] == "ok"'));
    commit(app, 'Broken');
    const broken = await app.run('run', workflow, '--event', 'pull_request');
    expect(broken.stdout).toContain('Cache restored from key: setup-python-');
    expect(broken.stdout).toContain('test_health_needs_no_database');
    expect(broken.stdout).toContain('error: Deployment failed: failure, skipped, skipped, skipped, skipped');
    expect(broken.status).toBe(1);
  });
});
