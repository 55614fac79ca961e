import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { planMounts } from '../../../src/process/machine/mount-plan.ts';

const line = (point: string, type: string): string => `36 27 0:1 / ${point} rw,relatime - ${type} source rw`;

test('a privileged host layers the root and every real file system, parents first', () => {
  const mountinfo = [line('/usr', 'ext4'), line('/', 'ext4'), line('/home', 'xfs')].join('\n');
  expect(planMounts(true, mountinfo).mounts).toEqual([
    { kind: 'overlay', path: '/', layer: '%2F' },
    { kind: 'overlay', path: '/home', layer: '%2Fhome' },
    { kind: 'overlay', path: '/usr', layer: '%2Fusr' },
  ]);
});

test('what the kernel shows, and what every host has of its own, is not layered', () => {
  const mountinfo = [
    line('/proc', 'proc'),
    line('/sys/fs/cgroup', 'cgroup2'),
    line('/dev/shm', 'tmpfs'),
    line('/run/user/1000', 'tmpfs'),
    line('/tmp', 'tmpfs'),
    line('/home', 'autofs'),
  ].join('\n');
  expect(planMounts(true, mountinfo).mounts).toEqual([{ kind: 'overlay', path: '/', layer: '%2F' }]);
});

test('a file is shared, and so is a folder whose name an option cannot hold; one that is gone is left out', () => {
  const odd = mkdtempSync(`${tmpdir().replace(/^\/tmp/, '/var/tmp')}/slipway-odd,`);
  const mountinfo = [line('/etc/hosts', 'ext4'), line(odd, 'ext4'), line('/no/such/place', 'ext4')].join(
    '\n',
  );
  try {
    expect(planMounts(true, mountinfo).mounts.slice(1)).toEqual([
      { kind: 'shared', path: '/etc/hosts', type: 'file' },
      { kind: 'shared', path: odd, type: 'folder' },
    ]);
  } finally {
    rmSync(odd, { recursive: true });
  }
});

test('a name with a space is read as the kernel escapes it', () => {
  expect(planMounts(true, line('/etc\\057hosts', 'ext4')).mounts[1]).toMatchObject({ path: '/etc/hosts' });
});

test('an unprivileged host layers folders one by one, and never one that has mounts below it', () => {
  const { mounts } = planMounts(false, line('/usr/lib', 'ext4'));
  const overlays = mounts.filter(({ kind }) => kind === 'overlay').map(({ path }) => path);
  expect(overlays).toContain('/etc');
  expect(overlays).toContain('/usr/lib');
  expect(overlays).not.toContain('/');
  expect(overlays).not.toContain('/usr');
  expect(mounts).toContainEqual({ kind: 'folder', path: '/usr' });
});
