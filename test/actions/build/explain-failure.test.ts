// The explanations of failed commands.
import { expect, test } from 'vitest';
import { explainFailure } from '../../../src/actions/build/explain-failure.ts';

test.each<[string, { exitCode?: number; shell?: string; image?: string }, RegExp]>([
  ['script.sh: 4: [[: not found', { exitCode: 127 }, /shell: bash/],
  ['script.sh: 4: source: not found', { exitCode: 127 }, /shell: bash/],
  ['script.sh: 4: set: Illegal option -o pipefail', { exitCode: 2 }, /shell: bash/],
  ['script.sh: 4: jest: not found', { exitCode: 127 }, /npm ci/],
  [
    'ERROR: Ignored the following versions that require a different python version: 6.0 Requires-Python >=3.12; 6.1 Requires-Python >=3.12\nERROR: No matching distribution found for django<6.1,>=6.0',
    {},
    /^It takes Python 3\.12 or newer: .*"pyenv install 3\.12", or python3\.12 on PATH/,
  ],
  [
    'ERROR: Ignored the following versions that require a different python version: 1.6.0 Requires-Python >=3.6; 1.7.0 Requires-Python >=3.7,<3.10\nERROR: No matching distribution found for scipy==1.7.0',
    {},
    /^It takes Python >=3\.7,<3\.10: name such a version below runtime-versions/,
  ],
  [
    'ERROR: Ignored the following versions that require a different python version: 1.22.0 Requires-Python >=3.8; 2.1.0 Requires-Python >=3.10\nERROR: No matching distribution found for numpy==2.1.0',
    {},
    /^It takes Python 3\.10 or newer/,
  ],
  ['xargs: php: No such file or directory', { exitCode: 127 }, /"php" is not on this machine/],
  [
    'script.sh: line 4: terraform: command not found',
    { exitCode: 127, shell: 'bash' },
    /"terraform" is not on this machine/,
  ],
  [
    'script.sh: 4: docker: not found',
    { exitCode: 127, image: 'node:22' },
    /^"docker" is not in the image node:22: .*leave out --executor to build with the engine of this machine/,
  ],
  ['bash: line 1: go: command not found', { exitCode: 127, image: 'node:22' }, /"go" is not in the image/],
  ['script.sh: 4: jest: not found', { exitCode: 127, image: 'node:22' }, /npm ci/],
  [
    '│ Error: Error acquiring the state lock\n│ \n│ Lock Info:\n│   ID:        b2e0-1\n│   Who:       ana@laptop\n│   Created:   2026-11-29 00:12:01 UTC',
    {},
    /^ana@laptop holds the lock of this state since 2026-11-29 00:12:01 UTC\. .*terraform force-unlock b2e0-1$/,
  ],
  ['Error: Error acquiring the state lock', {}, /^Another run holds the lock/],
  ["Error: Cannot find module 'express'", {}, /npm ci/],
  ["Error: Cannot find module './mine.js'", {}, /^none$/],
  ['ModuleNotFoundError: No module named requests', {}, /pip install/],
  [
    "npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/x/package.json'",
    {},
    /folder without package.json/,
  ],
  [
    'Unable to locate credentials. You can configure credentials by running "aws configure".',
    {},
    /no AWS credentials/,
  ],
  ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock.', {}, /Docker daemon/],
  ['script.sh: 4: ./run.sh: Permission denied', { exitCode: 126 }, /chmod/],
  ['Killed', { exitCode: 137 }, /memory/],
  ['1 test failed', {}, /^none$/],
])('%s', (line, { exitCode = 1, shell = '/bin/sh', ...image }, expected) => {
  const advice = explainFailure({ command: 'x', exitCode, shell, tail: [line], ...image });
  expect(advice ?? 'none').toMatch(expected);
});
