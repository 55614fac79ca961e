// The optional workflow of the sensor backend: weaknesses of its sources, the whole over HTTP with PostgreSQL, and its speed.
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitAll } from '../rig/git.ts';
import { makeProject, type Project } from '../rig/project.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'sensor-backend');
const leftOut = /\/(\.slipway|\.terraform|__pycache__|\.pytest_cache)(\/|$)/;
const workflow = '.github/workflows/quality.yml';

function whyNot(): string | undefined {
  if (globSync('/usr/lib/postgresql/*/bin/initdb').length === 0) return 'PostgreSQL is not installed';
  if (spawnSync('python3', ['-c', 'import ensurepip']).status !== 0) return 'Python has no venv';
  return undefined;
}

const missing = whyNot();
if (missing !== undefined) console.warn(`The quality of the sensor backend is not tested: ${missing}`);

function edit(app: Project, change: (text: string) => string): void {
  const path = join(app.folder, 'app/main.py');
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, change(before));
  expect(readFileSync(path, 'utf8')).not.toBe(before);
}

// shows: S2-148, S2-149, S2-150
test.skipIf(missing !== undefined)(
  'weak sources, a wrong answer and slow answers are each found by a job of their own',
  async () => {
    await using app = makeProject();
    cpSync(example, app.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
    commitAll(app.folder);
    const limit = ['--input', 'limit=20000'];
    const sound = await app.run('run', workflow, '--event', 'workflow_dispatch', ...limit);
    expect(sound.stdout).toContain('| ok the same one is refused');
    expect(sound.stdout).toMatch(/\| 400 requests: median \d+ ms, 95 % within \d+ ms/);
    expect(sound.stdout).toContain('Jobs › sast succeeded');
    expect(sound.status).toBe(0);
    edit(
      app,
      (text) => `${text}\n\n@app.get("/sum")\ndef total(of: str) -> dict:\n    return {"sum": eval(of)}\n`,
    );
    edit(app, (text) => text.replace('HTTPException(409,', 'HTTPException(400,'));
    const weak = await app.run('run', workflow, '--event', 'workflow_dispatch', ...limit);
    expect(weak.stdout).toContain('Jobs › sast failed');
    expect(weak.stdout).toMatch(/B307|eval/);
    expect(weak.stdout).toContain('| FAILED the same one is refused (400, not 409)');
    expect(weak.stdout).toContain('Jobs › performance skipped');
    expect(weak.status).toBe(1);
    edit(app, (text) => text.replace('HTTPException(400,', 'HTTPException(409,'));
    const slow = await app.run('run', workflow, '--event', 'workflow_dispatch', '--input', 'limit=1');
    expect(slow.stdout).toMatch(/Too slow|95 of 100 requests take up to \d+ ms, and 1 ms are allowed/);
    expect(slow.stdout).toContain('Jobs › performance failed');
    expect(slow.status).toBe(1);
  },
);
