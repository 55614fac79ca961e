import { chmodSync, existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AgentHost, appSpec } from '../../rig/agent-host.ts';
import type { RevisionFiles } from '../../rig/revision-zip.ts';

/** Every hook writes its name and that of its revision into the host's trail. */
function tracing(name: string, events: readonly string[], failing?: string): RevisionFiles {
  const hooks = events.map((event) => `  ${event}:\n    - location: ${event}.sh\n`).join('');
  const scripts = events.map((event) => [
    `${event}.sh`,
    `#!/bin/sh\necho "${event}:${name}:$DEPLOYMENT_ID" >> "$ROOT/trail"\n${event === failing ? 'exit 1\n' : ''}`,
  ]);
  return {
    'appspec.yml': appSpec(`files:\n  - source: app\n    destination: /srv/app\nhooks:\n${hooks}`),
    'app/version': name,
    ...Object.fromEntries(scripts),
  };
}

function trail(host: AgentHost): readonly string[] {
  if (!host.has('/trail')) return [];
  const lines = host.read('/trail').trim().split('\n');
  rmSync(host.at('/trail'));
  return lines;
}

describe('ApplicationStop', () => {
  // shows: S4-032
  test('runs the script of the revision before, and nothing at the first deployment', async () => {
    await using host = await AgentHost.open();
    await host.deploy('d-1', tracing('one', ['ApplicationStop']));
    expect(trail(host)).toEqual([]);
    const second = await host.deploy('d-2', tracing('two', ['ApplicationStop']));
    expect(trail(host)).toEqual(['ApplicationStop:one:d-2']);
    expect(second.failedAt).toBeUndefined();
    await host.deploy('d-3', tracing('three', ['ApplicationStop']));
    expect(trail(host)).toEqual(['ApplicationStop:two:d-3']);
  });

  test('runs that of a revision whose ApplicationStart failed, because its Install had worked', async () => {
    await using host = await AgentHost.open();
    const events = ['ApplicationStop', 'ApplicationStart'];
    await host.deploy('d-1', tracing('one', events));
    await host.deploy('d-2', tracing('two', events, 'ApplicationStart'));
    trail(host);
    await host.deploy('d-3', tracing('three', events));
    expect(trail(host)).toContain('ApplicationStop:two:d-3');
  });

  test('does not run that of a revision that failed before Install', async () => {
    await using host = await AgentHost.open();
    const events = ['ApplicationStop', 'BeforeInstall'];
    await host.deploy('d-1', tracing('one', events));
    await host.deploy('d-2', tracing('two', events, 'BeforeInstall'));
    trail(host);
    await host.deploy('d-3', tracing('three', events));
    expect(trail(host)).toContain('ApplicationStop:one:d-3');
  });

  test('a broken script of an old revision is named with its deployment and the way out', async () => {
    await using host = await AgentHost.open();
    await host.deploy('d-1', tracing('one', ['ApplicationStop'], 'ApplicationStop'));
    const { failedAt, result } = await host.deploy('d-2', tracing('two', ['ApplicationStop']));
    expect(failedAt).toBe('ApplicationStop');
    expect(result.scriptsOf).toBe('d-1');
    expect(result.explanation).toContain('the revision that d-1 installed, not of this one');
    expect(result.explanation).toContain('group-1_last_successful_install');
  });

  test('fails when the old revision is gone from the disk', async () => {
    await using host = await AgentHost.open();
    await host.deploy('d-1', tracing('one', ['ApplicationStop']));
    rmSync(host.deploymentRoot('group-1', 'd-1'), { recursive: true });
    const { failedAt, result } = await host.deploy('d-2', tracing('two', ['ApplicationStop']));
    expect(failedAt).toBe('ApplicationStop');
    expect(result.diagnostics?.message).toContain('did not find an AppSpec file');
  });

  test('run again after its own bundle was unpacked, takes the scripts of this deployment', async () => {
    await using host = await AgentHost.open();
    await host.deploy('d-1', tracing('one', ['ApplicationStop']));
    await host.deploy('d-2', tracing('two', ['ApplicationStop']));
    trail(host);
    await host.run('d-2', 'ApplicationStop');
    expect(trail(host)).toEqual(['ApplicationStop:two:d-2']);
  });
});

test('the traffic events before Install look back, those after it do not', async () => {
  await using host = await AgentHost.open();
  const events = ['BeforeBlockTraffic', 'AfterBlockTraffic', 'BeforeAllowTraffic', 'AfterAllowTraffic'];
  await host.deploy('d-1', tracing('one', events));
  await host.bundle('d-2', tracing('two', events));
  await host.run('d-2', 'BeforeBlockTraffic');
  await host.run('d-2', 'AfterBlockTraffic');
  await host.run('d-2', 'DownloadBundle');
  await host.run('d-2', 'BeforeAllowTraffic');
  await host.run('d-2', 'AfterAllowTraffic');
  expect(trail(host)).toEqual([
    'BeforeBlockTraffic:one:d-2',
    'AfterBlockTraffic:one:d-2',
    'BeforeAllowTraffic:two:d-2',
    'AfterAllowTraffic:two:d-2',
  ]);
});

test('the rollback of a blue/green deployment changes the two sides', async () => {
  await using host = await AgentHost.open();
  const events = ['BeforeBlockTraffic', 'BeforeAllowTraffic'];
  await host.deploy('d-1', tracing('one', events));
  await host.bundle('d-2', tracing('two', events));
  await host.run('d-2', 'DownloadBundle');
  const rollback = { deploymentCreator: 'codeDeployRollback', deploymentType: 'BLUE_GREEN' } as const;
  await host.run('d-3', 'BeforeBlockTraffic', rollback);
  await host.run('d-3', 'BeforeAllowTraffic', rollback);
  expect(trail(host)).toEqual(['BeforeBlockTraffic:two:d-3', 'BeforeAllowTraffic:one:d-3']);
});

test('a misspelt event name passes DownloadBundle and fails Install', async () => {
  await using host = await AgentHost.open();
  const { failedAt, result } = await host.deploy('d-1', tracing('one', ['BeforeInstal']));
  expect(failedAt).toBe('Install');
  expect(result.diagnostics?.message).toBe(
    'appspec.yml file contains unknown lifecycle events: ["BeforeInstal"]',
  );
  expect(result.explanation).toContain('Did you mean BeforeInstall?');
});

test('a hook that rewrites the appspec changes the events after it', async () => {
  await using host = await AgentHost.open();
  const files = tracing('one', ['BeforeInstall', 'AfterInstall']);
  const rewrite = `#!/bin/sh\nsed -i 's/AfterInstall.sh/BeforeInstall.sh/' "$(dirname "$0")/appspec.yml"\necho rewritten >> "$ROOT/trail"\n`;
  await host.deploy('d-1', { ...files, 'BeforeInstall.sh': rewrite });
  expect(trail(host)).toEqual(['rewritten', 'rewritten']);
});

describe('DownloadBundle', () => {
  test('leaves out a leading directory that holds the appspec', async () => {
    await using host = await AgentHost.open();
    const inside = Object.entries(tracing('one', [])).map(([path, entry]) => [
      `owner-repo-sha/${path}`,
      entry,
    ]);
    const { failedAt } = await host.deploy('d-1', Object.fromEntries(inside) as RevisionFiles);
    expect(failedAt).toBeUndefined();
    expect(host.read('/srv/app/version')).toBe('one');
  });

  test('takes a compressed tar as well', async () => {
    await using host = await AgentHost.open();
    const folder = join(host.folder, 'tree');
    await mkdir(folder);
    await writeFile(join(folder, 'appspec.yml'), appSpec('files:\n  - source: x\n    destination: /srv\n'));
    await writeFile(join(folder, 'x'), 'from a tar');
    const file = join(host.folder, 'd-1.tgz');
    execFileSync('tar', ['-czf', file, '-C', folder, '.']);
    const bundle = { file, bucket: 'b', key: 'k', eTag: 'e' };
    expect((await host.run('d-1', 'DownloadBundle', { bundle })).status).toBe('Succeeded');
    expect((await host.run('d-1', 'Install')).status).toBe('Succeeded');
    expect(host.read('/srv/x')).toBe('from a tar');
  });

  test('keeps five revisions and always the one that was installed last', async () => {
    await using host = await AgentHost.open();
    const failing = tracing('bad', ['BeforeInstall'], 'BeforeInstall');
    await host.deploy('d-1', tracing('one', []));
    for (const [index, id] of ['d-2', 'd-3', 'd-4', 'd-5', 'd-6', 'd-7'].entries()) {
      for (const [age, name] of readdirSync(host.deploymentRoot('group-1')).sort().entries())
        utimesSync(host.deploymentRoot('group-1', name), 1000 + age, 1000 + age);
      await host.deploy(id, failing);
      expect(readdirSync(host.deploymentRoot('group-1')).length).toBeLessThanOrEqual(5);
      expect(readdirSync(host.deploymentRoot('group-1')), `after ${index}`).toContain('d-1');
    }
  });

  test('run again after an interruption begins anew', async () => {
    await using host = await AgentHost.open();
    await host.deploy('d-1', tracing('one', []), { events: ['DownloadBundle'] });
    const leftover = host.deploymentRoot('group-1', 'd-1', 'deployment-archive', 'leftover');
    writeFileSync(leftover, 'half');
    await host.run('d-1', 'DownloadBundle');
    expect(existsSync(leftover)).toBe(false);
  });

  test('refuses an entry that would leave the folder', async () => {
    await using host = await AgentHost.open();
    // The writer of the test refuses such names itself, so one of equal length is patched in.
    const file = await host.bundle('d-1', { 'aa/aa/escaped': 'x' });
    const { readFileSync } = await import('node:fs');
    const bytes = Buffer.from(
      readFileSync(file).toString('latin1').replaceAll('aa/aa/escaped', '../../escaped'),
      'latin1',
    );
    writeFileSync(file, bytes);
    const result = await host.run('d-1', 'DownloadBundle');
    expect(result.status).toBe('Failed');
    expect(result.diagnostics?.message).toContain('invalid relative path: ../../escaped');
  });

  test('something that is no archive fails with the reason', async () => {
    await using host = await AgentHost.open();
    const file = await host.bundle('d-1', {});
    writeFileSync(file, 'PK but not a zip');
    const result = await host.run('d-1', 'DownloadBundle');
    expect(result.diagnostics?.message).toContain('The revision cannot be unpacked');
    chmodSync(file, 0o600);
  });
});
