// What a build depends on, asked of this machine.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { toolsOf } from '../../../src/actions/build/build-inputs.ts';

test('folders of PATH that cannot be looked into are passed over, and so is what is no program', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-path-'));
  try {
    await symlink('loop', join(folder, 'loop'));
    await writeFile(join(folder, 'file'), '');
    await mkdir(join(folder, 'names/git'), { recursive: true });
    await mkdir(join(folder, 'bin'));
    await writeFile(join(folder, 'bin/git'), '#!/bin/sh\n', { mode: 0o755 });
    const names = ['loop', 'file', 'none', 'x'.repeat(300), 'names', 'bin'];
    const tools = toolsOf(names.map((name) => join(folder, name)).join(delimiter));
    expect(tools['the tool git']).toContain(join(folder, 'bin/git'));
    expect(tools['the tool cargo']).toBe('none');
  } finally {
    await rm(folder, { recursive: true });
  }
});
