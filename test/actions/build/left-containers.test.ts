// Containers of builds whose process was killed: removed and counted by the next owner, or kept in mind.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordContainer, removeLeftContainers } from '../../../src/actions/build/left-containers.ts';
import { openState } from '../../../src/state/open-state.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

test.skipIf(process.platform === 'win32')(
  'those that were there are counted, and one that the engine does not remove is tried again',
  async () => {
    await using folder = await makeFolder();
    const calls = join(folder.path, 'calls');
    const file = join(folder.path, 'engine');
    const engine = (script: string) =>
      writeFileSync(file, `#!/bin/sh\necho "$*" >> '${calls}'\n${script}\n`, { mode: 0o755 });
    await using state = await openState(join(folder.path, 'state'), { owner: true });
    for (const name of ['here', 'gone', 'stuck']) recordContainer(state.records, { file, name });
    engine(
      'case $3 in gone) echo "Error: No such container: gone" >&2; exit 1;; stuck) echo "cannot connect" >&2; exit 1;; *) echo "$3";; esac',
    );
    expect(await removeLeftContainers(state.records)).toBe(1);
    engine('echo "$3"');
    expect(await removeLeftContainers(state.records)).toBe(1);
    expect(await removeLeftContainers(state.records)).toBe(0);
    expect(readFileSync(calls, 'utf8').trim().split('\n').toSorted()).toEqual([
      'rm --force gone',
      'rm --force here',
      'rm --force stuck',
      'rm --force stuck',
    ]);
  },
);
