// A host of the image that its fleet names: its accounts, its PATH, its programs.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Fleet } from '../../src/model/fleet.ts';
import { identityOf } from '../../src/targets/daemon/process-identity.ts';
import type { Host } from '../../src/targets/host/host.ts';
import { deployToHost } from '../rig/fleet-application.ts';
import { holderPid, instances, makeFleet } from '../rig/fleet.ts';
import { possibleIsolations } from '../rig/isolations.ts';
import type { RevisionFiles } from '../rig/revision-zip.ts';

const isolations = await possibleIsolations();
const isRoot = process.getuid?.() === 0;

function only([host]: readonly Host[]): Host {
  if (host === undefined) throw new Error('a host is needed');
  return host;
}

/** Installs one file that `owner` gets, and runs one script, perhaps as another user. */
function revision(script: string, { owner = 'root', group = '', runas = '' } = {}): RevisionFiles {
  return {
    'appspec.yml': `version: 0.0
os: linux
files:
  - source: app
    destination: /opt/shop
permissions:
  - object: /opt/shop
    owner: ${owner}
    group: ${group === '' ? owner : group}
hooks:
  AfterInstall:
    - location: run.sh
${runas === '' ? '' : `      runas: ${runas}\n`}`,
    'app/file': 'x',
    'run.sh': { text: `#!/bin/sh\n${script}\n`, mode: 0o755 },
  };
}

const printed = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.startsWith('[stdout]')).map((line) => line.slice('[stdout]'.length));

async function run(fleet: Partial<Fleet>, files: RevisionFiles) {
  await using rig = makeFleet('namespace', { instances: instances('a'), ...fleet });
  const { result, lines } = await deployToHost(only((await rig.open()).hosts), 'd-1', files);
  return { result, printed: printed(lines) };
}

describe.skipIf(!isolations.includes('namespace') || !isRoot)('a host with a file tree of its own', () => {
  const machine = readFileSync('/etc/passwd', 'utf8');

  // shows: S4-041
  test('has the account, the groups and the home folder of Amazon Linux when its fleet names no image', async () => {
    const hadHome = existsSync('/home/ec2-user');
    const script = 'id; stat -c "%U %G %n" /opt/shop/file; stat -c "%U %a" ~; touch ~/mine && echo written';
    const ran = await run({}, revision(script, { owner: 'ec2-user', runas: 'ec2-user' }));
    expect(ran.result.status).toBe('Succeeded');
    expect(ran.printed[0]).toMatch(
      /^uid=1000\(ec2-user\) gid=1000\(ec2-user\) groups=1000\(ec2-user\),4\(adm\),10\(wheel\),190\(systemd-journal\)$/,
    );
    expect(ran.printed.slice(1)).toEqual(['ec2-user ec2-user /opt/shop/file', 'ec2-user 700', 'written']);
    expect(readFileSync('/etc/passwd', 'utf8')).toBe(machine);
    expect(existsSync('/home/ec2-user')).toBe(hadHome);
  });

  test('has those of Ubuntu when its fleet names that, and not those of Amazon Linux', async () => {
    const script =
      'id -un; id -Gn | tr " " "\\n" | grep -x sudo; id www-data >/dev/null && echo www-data; id ec2-user || echo none';
    const ran = await run({ imageId: 'ubuntu' }, revision(script, { owner: 'ubuntu', runas: 'ubuntu' }));
    expect(ran.result.status).toBe('Succeeded');
    expect(ran.printed).toEqual(['ubuntu', 'sudo', 'www-data', 'none']);
  });

  test.each([
    ['ubuntu', '"imageId": "ubuntu"'],
    ['www-data', '"imageId": "ubuntu"'],
    ['nginx', 'the package nginx makes it'],
    ['deploy', 'useradd --system deploy'],
  ])('without the account %s says what to do', async (owner, wayOut) => {
    const { result } = await run({}, revision('true', { owner }));
    expect(result.diagnostics?.message).toBe(`can't find user for ${owner}`);
    expect(result.explanation).toContain(wayOut);
  });

  test('without a group says how to make it', async () => {
    const { result } = await run({}, revision('true', { group: 'docker-users' }));
    expect(result.diagnostics?.message).toBe("can't find group for docker-users");
    expect(result.explanation).toContain('groupadd --system docker-users');
  });

  test('keeps an account that a script has made, also when it starts again, and for itself alone', async () => {
    await using rig = makeFleet('namespace', { instances: instances('a', 'b') });
    const { hosts } = await rig.open();
    await deployToHost(only(hosts), 'd-1', revision('useradd --system deploy'));
    const other = await deployToHost(only(hosts.slice(1)), 'd-1', revision('id deploy || echo none'));
    expect(printed(other.lines)).toEqual(['none']);
    expect(readFileSync('/etc/passwd', 'utf8')).toBe(machine);
    const holder = holderPid(rig.targetsFolder, 'i-a');
    process.kill(holder, 'SIGKILL');
    await expect.poll(() => identityOf(holder)).toBeUndefined();
    const again = await deployToHost(only((await rig.open()).hosts), 'd-2', revision('id -un deploy'));
    expect(printed(again.lines)).toEqual(['deploy']);
  });

  test('is made anew when its fleet names another image', async () => {
    await using rig = makeFleet('namespace', { instances: instances('a') });
    await deployToHost(only((await rig.open()).hosts), 'd-1', revision('touch /opt/left-behind'));
    const again = only((await rig.open({ imageId: 'ubuntu' })).hosts);
    const { lines } = await deployToHost(
      again,
      'd-2',
      revision('id -un ubuntu; ls /opt/left-behind || echo gone'),
    );
    expect(printed(lines)).toEqual(['ubuntu', 'gone']);
  });
});

describe.each(isolations)('with isolation "%s"', (isolation) => {
  test('hooks get the PATH of the agent’s service, whatever the caller’s is', async () => {
    await using rig = makeFleet(isolation, { instances: instances('a') });
    const before = process.env['PATH'];
    try {
      process.env['PATH'] = `/a/folder/of/mine:${before}`;
      const { lines } = await deployToHost(only((await rig.open()).hosts), 'd-1', revision('echo $PATH'));
      expect(printed(lines)).toEqual(['/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']);
    } finally {
      process.env['PATH'] = before;
    }
  });

  test('a program that the fleet names is the caller’s, also for a later caller with another PATH', async () => {
    await using rig = makeFleet(isolation, { instances: instances('a'), programs: ['slipway-test-tool'] });
    const before = process.env['PATH'];
    const tools = `${rig.targetsFolder}/../tools`;
    try {
      await rig.writeTool(tools, 'slipway-test-tool', '#!/bin/sh\necho found\n');
      await expect(rig.open()).rejects.toMatchObject({ problems: [{ code: 'ProgramNotFound' }] });
      process.env['PATH'] = `${tools}:${before}`;
      await rig.open();
      process.env['PATH'] = before;
      const { lines } = await deployToHost(
        only((await rig.open()).hosts),
        'd-1',
        revision('slipway-test-tool'),
      );
      expect(printed(lines)).toEqual(['found']);
    } finally {
      process.env['PATH'] = before;
    }
  });
});
