// The package as others get it: packed, installed into an empty folder, and run from there as compiled JavaScript.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  application,
  deployAction,
  deploymentGroup,
  fleet,
  pipeline,
  sourceStage,
} from '../rig/definitions.ts';

const root = join(import.meta.dirname, '..', '..');
const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];

test('the packed package, installed in an empty folder, checks, builds and deploys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-pack-'));
  try {
    execFileSync('npm', ['pack', '--pack-destination', folder, '--loglevel=error'], { cwd: root });
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    writeFileSync(join(folder, 'package.json'), '{"name":"user","version":"1.0.0"}');
    const installed = spawnSync('npm', ['install', ...quiet, '--loglevel=warn', `./${tarball}`], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(installed).toMatchObject({ status: 0, stderr: '' });
    expectSmall(join(folder, 'node_modules'));
    writeFileSync(
      join(folder, 'buildspec.yml'),
      'version: 0.2\nphases:\n  build:\n    commands:\n      - echo built by the package\n',
    );
    const slipway = (...args: readonly string[]) =>
      spawnSync(join(folder, 'node_modules', '.bin', 'slipway'), args, { cwd: folder, encoding: 'utf8' });
    expect(slipway('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    // The machine's Node runs it; another is fetched only where that is too old.
    expect(existsSync(join(folder, 'node_modules', 'node'))).toBe(false);
    expect(slipway('rnu').stderr).toContain('Did you mean npx slipway run?');
    expect(slipway('lint').status).toBe(0);
    const run = slipway('run');
    expect(run.stdout).toContain('| built by the package');
    expect(run.status).toBe(0);

    // The programs of hosts lie below /tmp here, where each host has a folder of its own: they are lent, never written.
    const before = hashOf(join(folder, 'node_modules'));
    writeDeployment(join(folder, 'deployed'));
    const deployed = slipway('run', 'deployed', '--exit');
    slipway('down', '--state', join(folder, 'deployed', '.slipway'));
    expect(deployed.stdout).toContain('succeeded on 1 of 1 instance');
    const invoked = slipway('invoke', 'check', 'deployed');
    expect(invoked.stdout).toBe('"invoked"\n');
    expect(hashOf(join(folder, 'node_modules'))).toBe(before);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** With what people read, and with the clients that functions without modules of their own find on AWS. */
function expectSmall(modules: string): void {
  const files = readdirSync(modules, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  expect(bytes / 1e6).toBeLessThan(80);
  const own = (name: string) => existsSync(join(modules, 'slipway', name));
  expect(['README.md', 'LICENSE', 'CHANGELOG.md', 'docs/first-steps.md'].every(own)).toBe(true);
  expect(existsSync(join(modules, '@aws-sdk', 'client-s3', 'package.json'))).toBe(true);
}

/** A pipeline that deploys one file to one host, isolated as well as the machine can. */
function writeDeployment(folder: string): void {
  mkdirSync(folder);
  const write = (file: string, content: object | string) =>
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  const stages = [sourceStage, { name: 'Deploy', actions: [deployAction('SourceOutput')] }];
  write('pipeline.json', pipeline(stages));
  write('application.json', application);
  write('group.json', deploymentGroup());
  write('fleet.json', fleet(1));
  write('app.txt', 'deployed');
  write('check.json', {
    FunctionName: 'check',
    Runtime: 'python3.12',
    Handler: 'check.handler',
    Role: 'arn:aws:iam::111122223333:role/check',
  });
  write('check.py', 'def handler(event, context):\n    return "invoked"\n');
  write('appspec.yml', 'version: 0.0\nos: linux\nfiles:\n  - source: app.txt\n    destination: /srv/app\n');
}

/** Of the files below the folder, with their paths and sizes; of large ones only these. */
function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const stats = statSync(join(folder, path));
    hash.update(`${path} ${stats.size}\n`);
    if (stats.isFile() && stats.size < 1_000_000) hash.update(readFileSync(join(folder, path)));
  }
  return hash.digest('hex');
}
