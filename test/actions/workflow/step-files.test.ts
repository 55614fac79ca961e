// The files that a step writes to, when it has made something else of them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JobFolders } from '../../../src/actions/workflow/job-folders.ts';
import { makeStepFiles } from '../../../src/actions/workflow/step-files.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

test.each<readonly [string, (path: string, secret: string) => void]>([
  ['a link to a file of this machine', (path, secret) => symlinkSync(secret, path)],
  ['a pipe', (path) => void execFileSync('mkfifo', [path])],
  ['a folder', (path) => mkdirSync(path)],
  ['nothing', () => undefined],
])('%s in their place is not read', async (_title, replace) => {
  await using folder = await makeFolder();
  const secret = join(folder.path, 'secret');
  writeFileSync(secret, 'a=secret\n');
  const temp = join(folder.path, 'temp');
  const files = makeStepFiles({ temp, here: (path: string) => path } as JobFolders);
  const { GITHUB_OUTPUT: output = '', GITHUB_STEP_SUMMARY: summary = '' } = files.variables;
  writeFileSync(output, 'b=written\n');
  rmSync(summary);
  replace(summary, secret);
  expect(files.read()).toMatchObject({ outputs: [['b', 'written']], summary: '', errors: [] });
});

test.each<readonly [string, (text: string) => Buffer]>([
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with its mark', (text) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16 as PowerShell 5 writes it', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16 with the higher byte first', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
])('a file in %s is read', async (_encoding, encode) => {
  await using folder = await makeFolder();
  const files = makeStepFiles({ temp: folder.path, here: (path: string) => path } as JobFolders);
  const { GITHUB_ENV: env = '', GITHUB_PATH: path = '' } = files.variables;
  writeFileSync(env, encode('A=größer\nB<<end\none\ntwo\nend\n'));
  writeFileSync(path, encode('/opt/bin\n'));
  expect(files.read()).toMatchObject({
    env: [
      ['A', 'größer'],
      ['B', 'one\ntwo'],
    ],
    paths: ['/opt/bin'],
    errors: [],
  });
});
