import { lstatSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AgentHost, appSpec } from '../../rig/agent-host.ts';
import type { RevisionFiles } from '../../rig/revision-zip.ts';

const everything = 'files:\n  - source: /app\n    destination: /srv/app\n';

function revision(files: RevisionFiles, sections = everything): RevisionFiles {
  return { 'appspec.yml': appSpec(sections), ...files };
}

describe('files', () => {
  // shows: S4-034
  test('a destination is always a directory: the file lands below it under its own name', async () => {
    await using host = await AgentHost.open();
    const sections = 'files:\n  - source: conf/app.ini\n    destination: /etc/app.ini\n';
    const { failedAt } = await host.deploy('d-1', revision({ 'conf/app.ini': 'x' }, sections));
    expect(failedAt).toBeUndefined();
    expect(host.read('/etc/app.ini/app.ini')).toBe('x');
  });

  test('a file where the destination directory should be fails Install', async () => {
    await using host = await AgentHost.open();
    await host.write('/etc/app.ini', 'old');
    const sections = 'files:\n  - source: conf/app.ini\n    destination: /etc/app.ini\n';
    const { failedAt } = await host.deploy('d-1', revision({ 'conf/app.ini': 'x' }, sections));
    expect(failedAt).toBe('Install');
  });

  test('the contents of a directory are copied, dotfiles and modes too, and the directory itself is not', async () => {
    await using host = await AgentHost.open();
    await host.deploy(
      'd-1',
      revision({ 'app/.env': 'A=1', 'app/bin/run.sh': '#!/bin/sh\n', 'app/link': { linkTo: '.env' } }),
    );
    expect(host.read('/srv/app/.env')).toBe('A=1');
    expect(host.mode('/srv/app/bin/run.sh')).toBe('755');
    expect(readlinkSync(host.at('/srv/app/link'))).toBe('.env');
    expect(host.has('/srv/app/app')).toBe(false);
  });

  test('the whole bundle includes the appspec and the scripts', async () => {
    await using host = await AgentHost.open();
    const sections = 'files:\n  - source: /\n    destination: /srv/app\n';
    await host.deploy('d-1', revision({ 'scripts/a.sh': '#!/bin/sh\n' }, sections));
    expect(host.has('/srv/app/appspec.yml')).toBe(true);
    expect(host.has('/srv/app/scripts/a.sh')).toBe(true);
  });

  test('a source that the bundle does not have fails Install', async () => {
    await using host = await AgentHost.open();
    const { failedAt, result } = await host.deploy('d-1', revision({}));
    expect(failedAt).toBe('Install');
    expect(result.diagnostics).toMatchObject({ errorCode: 'UnknownError' });
    expect(result.diagnostics?.message).toMatch(/^No such file or directory - .*\/app$/);
  });

  test('two sources for one destination fail Install before anything is copied', async () => {
    await using host = await AgentHost.open();
    const sections =
      'files:\n  - source: a/x\n    destination: /srv\n  - source: b/x\n    destination: /srv\n';
    const { result } = await host.deploy('d-1', revision({ 'a/x': '1', 'b/x': '2' }, sections));
    expect(result.diagnostics?.message).toMatch(
      /^The deployment failed because the application specification file specifies two source files named .*\/b\/x and .*\/a\/x for the same destination \(\/srv\/x\)\./,
    );
    expect(host.has('/srv/x')).toBe(false);
  });

  test('install.json and the cleanup file say what was done', async () => {
    await using host = await AgentHost.open();
    await host.deploy('d-1', revision({ 'app/x': '1' }));
    const instructions: unknown = JSON.parse(
      readFileSync(host.deploymentRoot('deployment-instructions', 'group-1-install.json'), 'utf8'),
    );
    const archive = host.deploymentRoot('group-1', 'd-1', 'deployment-archive');
    expect(instructions).toEqual({
      instructions: [
        { type: 'mkdir', directory: '/srv' },
        { type: 'mkdir', directory: '/srv/app' },
        { type: 'copy', source: `${archive}/app/x`, destination: '/srv/app/x' },
      ],
    });
    expect(readFileSync(host.deploymentRoot('deployment-instructions', 'group-1-cleanup'), 'utf8')).toBe(
      '/srv\n/srv/app\n/srv/app/x\n',
    );
  });
});

describe('a foreign file at a target', () => {
  const one = revision({ 'app/mine': '1' });
  const two = revision({ 'app/foreign': '2' });

  // shows: S4-034
  test('DISALLOW fails Install after the files of the previous revision are gone, and lists what is in the way', async () => {
    await using host = await AgentHost.open();
    await host.deploy('d-1', one);
    await host.write('/srv/app/foreign', 'by hand');
    const { failedAt, result } = await host.deploy('d-2', two);
    expect(failedAt).toBe('Install');
    expect(result.diagnostics?.message).toBe(
      'The deployment failed because a specified file already exists at this location: /srv/app/foreign',
    );
    expect(result.explanation).toContain('file_exists_behavior: OVERWRITE');
    expect(host.has('/srv/app/mine')).toBe(false);
    expect(host.read('/srv/app/foreign')).toBe('by hand');
  });

  test('RETAIN keeps it, also through the next deployment', async () => {
    await using host = await AgentHost.open();
    await host.write('/srv/app/foreign', 'by hand');
    const retain = { ...two, 'appspec.yml': appSpec(`file_exists_behavior: RETAIN\n${everything}`) };
    expect((await host.deploy('d-1', retain)).failedAt).toBeUndefined();
    expect(host.read('/srv/app/foreign')).toBe('by hand');
    expect((await host.deploy('d-2', retain)).failedAt).toBeUndefined();
    expect(host.read('/srv/app/foreign')).toBe('by hand');
  });

  test('OVERWRITE replaces it, and the next deployment without it deletes it', async () => {
    await using host = await AgentHost.open();
    await host.write('/srv/app/foreign', 'by hand');
    await host.deploy('d-1', two, { command: { fileExistsBehavior: 'OVERWRITE' } });
    expect(host.read('/srv/app/foreign')).toBe('2');
    await host.deploy('d-2', one);
    expect(host.has('/srv/app/foreign')).toBe(false);
  });

  test("the appspec's behavior goes before the deployment's", async () => {
    await using host = await AgentHost.open();
    await host.write('/srv/app/foreign', 'by hand');
    const overwrite = { ...two, 'appspec.yml': appSpec(`file_exists_behavior: OVERWRITE\n${everything}`) };
    const { failedAt } = await host.deploy('d-1', overwrite, { command: { fileExistsBehavior: 'DISALLOW' } });
    expect(failedAt).toBeUndefined();
    expect(host.read('/srv/app/foreign')).toBe('2');
  });
});

describe('cleanup', () => {
  test('what scripts and the application made survives, with the directory that holds it', async () => {
    await using host = await AgentHost.open();
    await host.deploy('d-1', revision({ 'app/x': '1' }));
    await host.write('/srv/app/cache/x', 'kept');
    await host.deploy('d-2', revision({ 'app/y': '2' }));
    expect(host.has('/srv/app/x')).toBe(false);
    expect(host.read('/srv/app/cache/x')).toBe('kept');
  });

  test('directories that were there before are neither recorded nor removed', async () => {
    await using host = await AgentHost.open();
    await host.write('/srv/other', '');
    await host.deploy('d-1', revision({ 'app/x': '1' }));
    await host.deploy('d-2', revision({}, ''));
    expect(host.has('/srv/app')).toBe(false);
    expect(host.has('/srv')).toBe(true);
  });

  test('an Install that was interrupted begins anew: what it had recorded goes, a half line is ignored', async () => {
    await using host = await AgentHost.open();
    await host.deploy('d-1', revision({ 'app/x': '1', 'app/y': '1' }));
    const cleanup = host.deploymentRoot('deployment-instructions', 'group-1-cleanup');
    writeFileSync(cleanup, '/srv\n/srv/app\n/srv/app/x\n/srv/app/y\n/srv/ap');
    const again = await host.run('d-1', 'Install');
    expect(again.status).toBe('Succeeded');
    expect(host.read('/srv/app/y')).toBe('1');
  });

  test('a group that was made anew does not know the files of the old one', async () => {
    await using host = await AgentHost.open();
    await host.deploy('d-1', revision({ 'app/x': '1' }));
    const { result } = await host.deploy('d-2', revision({ 'app/x': '2' }), {
      command: { deploymentGroupId: 'group-2' },
    });
    expect(result.diagnostics?.message).toContain('already exists at this location: /srv/app/x');
  });
});

describe('permissions', () => {
  const files = { 'app/a.conf': '1', 'app/local.conf': '1', 'app/sub/b.conf': '1' };

  test('an object that is a directory is never changed itself, what was made below it is', async () => {
    await using host = await AgentHost.open();
    await host.write('/srv/app/.keep', '');
    const before = host.mode('/srv/app');
    await host.deploy(
      'd-1',
      revision(
        files,
        `${everything}permissions:\n  - object: /srv/app\n    type: [directory]\n    mode: "700"\n`,
      ),
    );
    expect(host.mode('/srv/app')).toBe(before);
    expect(host.mode('/srv/app/sub')).toBe('700');
    expect(host.mode('/srv/app/a.conf')).toBe('644');
  });

  test('a pattern reaches direct children only, and except leaves some of them out', async () => {
    await using host = await AgentHost.open();
    await host.deploy(
      'd-1',
      revision(
        files,
        `${everything}permissions:\n  - object: /srv/app\n    pattern: "*.conf"\n    except: ["local.*"]\n    mode: "600"\n`,
      ),
    );
    expect(host.mode('/srv/app/a.conf')).toBe('600');
    expect(host.mode('/srv/app/local.conf')).toBe('644');
    expect(host.mode('/srv/app/sub/b.conf')).toBe('644');
  });

  test('an object that is a copied file takes no pattern', async () => {
    await using host = await AgentHost.open();
    const { result } = await host.deploy(
      'd-1',
      revision(
        files,
        `${everything}permissions:\n  - object: /srv/app/a.conf\n    pattern: "*"\n    mode: "600"\n`,
      ),
    );
    expect(result.diagnostics?.message).toContain(
      'includes an object (/srv/app/a.conf) with an invalid pattern (*)',
    );
  });

  test('an object that two entries hit fails Install', async () => {
    await using host = await AgentHost.open();
    const { result } = await host.deploy(
      'd-1',
      revision(
        files,
        `${everything}permissions:\n  - object: /srv/app\n    mode: "600"\n  - object: /srv/app/a.conf\n    mode: "600"\n`,
      ),
    );
    expect(result.diagnostics?.message).toContain(
      'the permissions setting for (/srv/app/a.conf) is specified more than once',
    );
  });

  test('an owner that the host does not have fails Install in the words of the agent', async () => {
    await using host = await AgentHost.open();
    const { result } = await host.deploy(
      'd-1',
      revision(files, `${everything}permissions:\n  - object: /srv/app\n    owner: unknown-user\n`),
    );
    expect(result.diagnostics?.message).toBe("can't find user for unknown-user");
  });

  test.runIf(process.getuid?.() === 0)('an owner and a group are set by name', async () => {
    await using host = await AgentHost.open();
    await host.deploy(
      'd-1',
      revision(
        files,
        `${everything}permissions:\n  - object: /srv/app\n    owner: daemon\n    group: daemon\n`,
      ),
    );
    const daemon = Number(/^daemon:[^:]*:(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[1]);
    expect(lstatSync(host.at('/srv/app/sub/b.conf')).uid).toBe(daemon);
    expect(lstatSync(host.at('/srv/app')).uid).toBe(0);
  });

  test('access control lists and SELinux contexts are reported as not executed', async () => {
    await using host = await AgentHost.open();
    const { result } = await host.deploy(
      'd-1',
      revision(
        files,
        `${everything}permissions:\n  - object: /srv/app/a.conf\n    acls: ["u:deploy:rw"]\n    context: { type: httpd_sys_content_t, range: s0 }\n`,
      ),
      { events: ['DownloadBundle', 'Install'] },
    );
    expect(result.status).toBe('Succeeded');
    expect(result.notExecuted.map(({ what }) => what)).toEqual([
      'acls u:deploy:rw of /srv/app/a.conf',
      'context httpd_sys_content_t of /srv/app/a.conf',
    ]);
  });
});

describe('the root folder of a host', () => {
  test('cannot be left through a symlink that a script has made', async () => {
    await using host = await AgentHost.open();
    const link = '#!/bin/sh\nln -s / "$ROOT/escape"\n';
    const sections =
      'files:\n  - source: app\n    destination: /escape/tmp/slipway-escaped\nhooks:\n  BeforeInstall:\n    - location: link.sh\n';
    const { failedAt, result } = await host.deploy(
      'd-1',
      revision({ 'app/x': '1', 'link.sh': link }, sections),
    );
    expect(failedAt).toBe('Install');
    expect(result.diagnostics?.message).toContain("leads out of the host's files");
  });

  test('is where .. ends', async () => {
    await using host = await AgentHost.open();
    const sections = 'files:\n  - source: app\n    destination: /../../srv\n';
    await host.deploy('d-1', revision({ 'app/x': '1' }, sections));
    expect(host.read('/srv/x')).toBe('1');
  });

  test('cannot be left through a link in the bundle that a file of the next revision would follow', async () => {
    await using host = await AgentHost.open();
    await host.deploy('d-1', revision({ 'app/x': { linkTo: '/etc/hostname' } }));
    expect(lstatSync(host.at('/srv/app/x')).isSymbolicLink()).toBe(true);
    const { failedAt } = await host.deploy('d-2', revision({ 'app/x': '1' }), {
      command: { deploymentGroupId: 'group-2', fileExistsBehavior: 'OVERWRITE' },
    });
    expect(failedAt).toBe('Install');
  });

  test('a source that leaves the revision through a link is refused', async () => {
    await using host = await AgentHost.open();
    const sections = 'files:\n  - source: out\n    destination: /srv\n';
    const { result } = await host.deploy('d-1', revision({ out: { linkTo: '/etc' } }, sections));
    expect(result.diagnostics?.message).toContain('lies outside the revision');
  });
});
