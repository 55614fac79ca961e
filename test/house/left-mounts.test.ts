// A test that is killed leaves no mount behind for longer than until the next test that mounts something.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cannotMount, mountSmallDisk } from '../rig/small-disk.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const isMounted = (folder: string): boolean => readFileSync('/proc/mounts', 'utf8').includes(` ${folder} `);

test.skipIf(cannotMount)(
  'the disk of a test that was killed is gone when the next test has mounted one',
  async () => {
    await using folder = await makeFolder();
    const [killed, next] = [join(folder.path, 'killed'), join(folder.path, 'next')];
    const rig = join(import.meta.dirname, '..', 'rig', 'small-disk.ts');
    const script = `import(${JSON.stringify(rig)}).then(({ mountSmallDisk }) => {
    mountSmallDisk(${JSON.stringify(killed)}, 1);
    console.log('mounted');
    setInterval(() => {}, 1000);
  });`;
    const child = spawn(process.execPath, ['--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    using _own = mountSmallDisk(join(folder.path, 'own'), 1);
    expect(isMounted(killed)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    using _next = mountSmallDisk(next, 1);
    expect([killed, next].map(isMounted)).toEqual([false, true]);
  },
);
