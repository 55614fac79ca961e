// Linters of scripts are programs of the machine: here two that print what they were given, in the form of the real ones.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lintScripts } from '../../../src/actions/workflow/lint-scripts.ts';
import { readWorkflow } from '../../../src/workflows/language/read-workflow.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

const text = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: |
          echo "{\${{ github.sha }}}"
          echo $word
      - {shell: 'sh -e {0}', run: second}
      - {shell: python, run: print(x)}
      - {shell: pwsh, run: Write-Host}
  b:
    runs-on: windows-latest
    steps: [{run: not a shell of Unix}]
`;

test('scripts go to the linters of the machine, and one that is missing is named', async () => {
  await using folder = await makeFolder();
  const bin = join(folder.path, 'bin');
  mkdirSync(bin);
  const { workflow } = readWorkflow({ path: 'a.yml', text }, 'a.yml');
  if (workflow === undefined) throw new Error('The workflow is wrong');
  const file = { path: 'a.yml', text };
  expect((await lintScripts([{ workflow, file }], bin)).notes).toEqual([
    'Scripts of shells were not checked: shellcheck is not on PATH',
    'Scripts of Python were not checked: pyflakes is not on PATH',
  ]);
  const program = `#!/bin/sh
for file; do last=$file; done
printf '[{"file":"%s","line":4,"code":2086,"message":"%s"}]' "$last" "$(tr '\\n' ' ' <"$last")"
`;
  writeFileSync(join(bin, 'shellcheck'), program);
  writeFileSync(join(bin, 'pyflakes'), `#!/bin/sh\necho "$1:1:7: undefined name 'x'"\nexit 1\n`);
  for (const name of ['shellcheck', 'pyflakes']) chmodSync(join(bin, name), 0o755);
  const { problems, notes } = await lintScripts([{ workflow, file }], bin);
  expect(notes).toEqual([]);
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['WorkflowScriptStyle']));
  expect(problems.map(({ message, at }) => [message, text.slice(0, at?.start).split('\n').length])).toEqual([
    ['shellcheck, line 2 of the script: SC2086 #!/bin/sh set -e second', 9],
    ["pyflakes, line 1 of the script: undefined name 'x'", 10],
  ]);
});

test('a script that several workflows have is given once, and found in each', async () => {
  await using folder = await makeFolder();
  const program = `#!/bin/sh
for file; do case $file in /*) echo "$file" >>'${folder.path}/given'; last=$file; esac; done
printf '[{"file":"%s","line":3,"code":1,"message":"found"}]' "$last"
`;
  writeFileSync(join(folder.path, 'shellcheck'), program);
  chmodSync(join(folder.path, 'shellcheck'), 0o755);
  const workflows = Array.from({ length: 120 }, (_, number) => {
    const own = `on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: 'echo ${Math.min(number, 99)}'}]}}\n`;
    const file = { path: `${number}.yml`, text: own };
    const { workflow } = readWorkflow(file, file.path);
    if (workflow === undefined) throw new Error('The workflow is wrong');
    return { workflow, file };
  });
  const { problems } = await lintScripts(workflows, folder.path);
  expect(readFileSync(join(folder.path, 'given'), 'utf8').trimEnd().split('\n')).toHaveLength(100);
  // The last of each fifty that are given together; 21 workflows have the last.
  expect(problems.map(({ at }) => at?.file ?? '').toSorted()).toEqual(
    ['49.yml', ...Array.from({ length: 21 }, (_, index) => `${99 + index}.yml`)].toSorted(),
  );
});
