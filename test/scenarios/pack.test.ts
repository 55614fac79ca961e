// The package as others get it: packed, installed into an empty folder, and run from there as compiled JavaScript.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];

test('the packed package, installed in an empty folder, checks and runs a buildspec', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-pack-'));
  try {
    execFileSync('npm', ['pack', '--pack-destination', folder, '--loglevel=error'], { cwd: root });
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    writeFileSync(join(folder, 'package.json'), '{"name":"user","version":"1.0.0"}');
    execFileSync('npm', ['install', ...quiet, `./${tarball}`], { cwd: folder });
    writeFileSync(
      join(folder, 'buildspec.yml'),
      'version: 0.2\nphases:\n  build:\n    commands:\n      - echo built by the package\n',
    );
    const slipway = (...args: readonly string[]) =>
      spawnSync(join(folder, 'node_modules', '.bin', 'slipway'), args, { cwd: folder, encoding: 'utf8' });
    expect(slipway('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(slipway('lint').status).toBe(0);
    const run = slipway('run');
    expect(run.stdout).toContain('| built by the package');
    expect(run.status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 180_000);
