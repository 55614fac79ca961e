// A byte flipped anywhere in what is stored: it is made again, found again in a copy, or reported; it is never used.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  application,
  deliveryStages,
  deploymentGroup,
  fleet,
  pipeline,
  project,
} from '../rig/definitions.ts';
import { makeProject, type Finished, type Project } from '../rig/project.ts';
import { spoil, spoilContents } from '../rig/spoil.ts';

const store = (app: Project) => join(app.folder, '.slipway', 'artifacts');
const options = ['--exit', '--isolation', 'process'] as const;

/** The build takes what `app.txt` says, and the deployment puts the result on one host. */
function writeDelivery(app: Project): void {
  app.write('pipeline.json', pipeline(deliveryStages));
  const buildspec = {
    phases: { build: { commands: ['echo "built of $(cat app.txt)" > built.txt'] } },
    artifacts: { files: ['appspec.yml', 'built.txt'] },
  };
  app.write('project.json', project('compile', buildspec));
  app.write('application.json', application);
  app.write('group.json', deploymentGroup({ autoRollbackConfiguration: { enabled: false } }));
  app.write('fleet.json', fleet(1, { isolation: 'process' }));
  app.write('app.txt', 'one');
  app.write(
    'appspec.yml',
    'version: 0.0\nos: linux\nfiles:\n  - source: built.txt\n    destination: /srv/app\n',
  );
}

function deployed(app: Project): string {
  const targets = join(app.folder, '.slipway', 'targets');
  const files = readdirSync(targets, { recursive: true }).map(String);
  const found = files.filter((path) => path.endsWith('srv/app/built.txt'));
  return found.map((path) => readFileSync(join(targets, path), 'utf8')).join('');
}

function said({ stdout, stderr }: Finished): string {
  return `${stdout}${stderr}`.replaceAll(/\s+/g, ' ');
}

describe('a byte was flipped in what is stored', () => {
  test.each([
    ['every content', (app: Project) => void spoilContents(store(app), () => true)],
    ['what the build has made', (app: Project) => void spoilContents(store(app), isBuilt)],
    [
      'every list of files',
      (app: Project) => {
        for (const name of readdirSync(join(store(app), 'trees'))) spoil(join(store(app), 'trees', name));
      },
    ],
  ])('%s: the next runs deploy what is right, or say what is damaged', async (_name, harm) => {
    await using app = makeProject();
    writeDelivery(app);
    expect((await app.run('run', '.', ...options)).status).toBe(0);
    harm(app);
    const next = await app.run('run', '.', '--new', ...options);
    expect(next.status === 0 || said(next).includes('is damaged')).toBe(true);
    expect(deployed(app)).toBe('built of one\n');
    const last = await app.run('run', '.', '--new', ...options);
    expect({ status: last.status, text: said(last) }).toMatchObject({ status: 0 });
    expect(deployed(app)).toBe('built of one\n');
  });

  test('what is damaged is not reused, and the deployment gets what is made again', async () => {
    await using app = makeProject();
    writeDelivery(app);
    expect((await app.run('run', '.', ...options)).status).toBe(0);
    const reused = await app.run('run', '.', '--new', '--reuse', ...options);
    expect(said(reused)).toContain('reused from execution');
    expect(spoilContents(store(app), isBuilt)).toBe(1);
    const ran = await app.run('run', '.', '--new', '--reuse', ...options);
    expect({ status: ran.status, text: said(ran) }).toMatchObject({ status: 0 });
    expect(said(ran)).not.toMatch(/compile.*reused from execution/);
    expect(deployed(app)).toBe('built of one\n');
  });

  test('a rollback to a damaged artifact fails and says so, and what is deployed stays', async () => {
    await using app = makeProject();
    writeDelivery(app);
    expect((await app.run('run', '.', ...options)).status).toBe(0);
    app.write('app.txt', 'two');
    expect((await app.run('run', '.', ...options)).status).toBe(0);
    expect(spoilContents(store(app), (content) => content.toString() === 'built of one\n')).toBe(1);
    const back = await app.run('rollback', 'Deploy');
    expect(back.status).toBe(1);
    expect(said(back)).toContain('is damaged');
    expect(said(back)).not.toContain('no longer available');
    expect(deployed(app)).toBe('built of two\n');
  });

  test('artifacts export and extract end with 2 and leave nothing', async () => {
    await using app = makeProject();
    writeDelivery(app);
    expect((await app.run('run', '.', ...options)).status).toBe(0);
    spoilContents(store(app), isBuilt);
    for (const words of [
      ['export', 'Package', 'out.zip'],
      ['extract', 'Package', 'out'],
    ] as const) {
      const ran = await app.run('artifacts', ...words);
      expect({ words, status: ran.status }).toEqual({ words, status: 2 });
      expect(said(ran)).toContain('in "built.txt" its content');
    }
    expect(existsSync(join(app.folder, 'out.zip'))).toBe(false);
    expect(existsSync(join(app.folder, 'out')) ? readdirSync(join(app.folder, 'out')) : []).toEqual([]);
  });
});

function isBuilt(content: Buffer): boolean {
  return content.toString().startsWith('built of');
}

describe('a build by itself whose artifact cannot be written', () => {
  const buildspec = { version: '0.2', phases: { build: { commands: ['echo same > out.txt'] } } };

  test('has not succeeded, ends with 2, and leaves the zip that was there', async () => {
    await using app = makeProject();
    app.write('project.json', {
      ...project('alone', {}),
      source: {
        type: 'NO_SOURCE',
        buildspec: JSON.stringify({ ...buildspec, artifacts: { files: ['out.txt'] } }),
      },
      artifacts: { type: 'S3', location: 'bucket', name: 'app.zip', packaging: 'ZIP' },
    });
    const run = async () => app.run('run', 'project.json', '--artifacts', 'out', '--isolation', 'process');
    const first = await run();
    expect({ status: first.status, text: said(first) }).toMatchObject({ status: 0 });
    const zip = join(app.folder, 'out', 'app.zip');
    const before = readFileSync(zip);
    expect(spoilContents(store(app), (content) => content.toString() === 'same\n')).toBe(1);
    const second = await run();
    expect(second.status).toBe(2);
    expect(first.stdout).toContain('succeeded in');
    expect(second.stdout).not.toContain('succeeded in');
    expect(said(second)).toContain('is damaged');
    expect(readFileSync(zip).equals(before)).toBe(true);
    expect(readdirSync(join(app.folder, 'out'))).toEqual(['app.zip']);
    const third = await run();
    expect({ status: third.status, text: said(third) }).toMatchObject({ status: 0 });
  });

  test('says which file is in the way of its folder', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', { ...buildspec, artifacts: { files: ['out.txt'] } });
    writeFileSync(join(app.folder, 'out'), 'a file');
    const ran = await app.run('run', 'buildspec.yml', '--artifacts', 'out', '--isolation', 'process');
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain(join(app.folder, 'out'));
    expect(ran.stdout).not.toContain('succeeded in');
    rmSync(join(app.folder, 'out'));
  });
});
