// What `slipway init` says of versions that a project pins, by real programs on a PATH of their own.
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { withOtherVersions } from '../../src/cli/init/choose-detected.ts';
import { detect } from '../../src/starter/detect.ts';
import { folderOf } from '../rig/folder-of.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

async function notesOf(
  files: Readonly<Record<string, string>>,
  programs: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  await using folder = await makeFolder();
  for (const [name, says] of Object.entries(programs)) {
    const file = join(folder.path, name);
    // As what starts another version by the files of a project whose version is not there.
    writeFileSync(file, `#!/bin/sh\n[ "$PWD" != '${process.cwd()}' ] || exit 1\necho '${says}' >&2\n`);
    chmodSync(file, 0o755);
  }
  const [detected] = detect(folderOf(files));
  if (detected === undefined) throw new Error('Nothing was found');
  return withOtherVersions(detected, { PATH: folder.path }).notes ?? [];
}

const goProject = { 'go.mod': 'module example.com/shop\n\ngo 1.26\n', 'shop.go': 'package shop\n' };

test.each([
  [
    'another version than the project pins is named',
    'go version go1.22.5 linux/amd64',
    [
      'the project asks for golang 1.26, and this machine has 1.22.5: the build runs with that here, so install 1.26 or see whether it is enough',
    ],
  ],
  ['the version that the project pins needs no word', 'go version go1.26.1 linux/amd64', []],
])('%s', async (_, says, notes) => {
  expect(await notesOf(goProject, { go: says })).toEqual(notes);
});

test('a program that is not there at all is none of another version', async () => {
  expect(await notesOf(goProject, {})).toEqual([]);
});

test('a Python that the project pins counts as there where the machine has it by its name', async () => {
  vi.stubEnv('PYENV_ROOT', '/nowhere');
  onTestFinished(() => void vi.unstubAllEnvs());
  const files = {
    'requirements.txt': 'flask',
    '.python-version': '3.13\n',
    'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
  };
  const note =
    'the project asks for python 3.13, and this machine has 3.11.2: the build runs with that here, so install 3.13 or see whether it is enough';
  expect(await notesOf(files, { python3: 'Python 3.11.2' })).toEqual([note]);
  expect(await notesOf(files, { python3: 'Python 3.11.2', 'python3.13': 'Python 3.13.1' })).toEqual([]);
});
