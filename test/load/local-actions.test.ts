// What is said of the actions of a repository that a workflow uses.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { loadWorkflow } from '../../src/load/load-workflow.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

test('inputs, outputs and manifests of local actions are checked, and keep no workflow from running', async () => {
  await using folder = await makeFolder();
  const files: Readonly<Record<string, string>> = {
    '.github/workflows/ci.yml': `on: push
jobs:
  j:
    runs-on: ubuntu-latest
    steps:
      - {id: good, uses: ./good, with: {name: a, extra: b, OLD: c}}
      - {id: bare, uses: $/good}
      - {id: boxed, uses: ./boxed, with: {args: a, entrypoint: b}}
      - uses: ./broken
      - uses: ./not-there
      - run: echo \${{ steps.good.outputs.said }} \${{ steps.good.outputs.sayed }} \${{ steps.boxed.outputs.x }}
`,
    'good/action.yml': `name: Good
description: Good
inputs:
  name: {description: Its name, required: true}
  other: {description: Other, required: true, default: x}
  old: {description: Old, deprecationMessage: Give name.}
outputs: {said: {description: Said, value: a}}
runs: {using: composite, steps: [{run: echo, shell: sh}]}
`,
    'boxed/action.yaml': 'name: Boxed\ndescription: Boxed\nruns: {using: docker, image: Dockerfile}\n',
    'broken/action.yml': 'name: Broken\ndescription: Broken\nruns: {using: node99, main: a.js}\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  }
  const loaded = await loadWorkflow('.github/workflows/ci.yml', { cwd: folder.path });
  const said = loaded?.problems.map(
    ({ severity, message, at }) => `${severity} ${at?.file ?? ''} ${message}`,
  );
  const workflow = '.github/workflows/ci.yml';
  expect(
    said?.filter((each) => each.includes('good') || each.includes('node99') || each.includes('boxed')),
  ).toEqual([
    'warning broken/action.yml "using: node99" is not supported: composite, docker, node20 or node24',
    `warning ${workflow} ./good has no input "extra"`,
    `warning ${workflow} The input "OLD" of ./good is deprecated`,
    `warning ${workflow} $/good needs the input "name"`,
    `warning ${workflow} "steps.good.outputs.sayed" is empty: ./good has no output "sayed"`,
    `warning ${workflow} "steps.boxed.outputs.x" is empty: ./boxed has no output "x"`,
  ]);
  expect(loaded?.definition).toBeDefined();
});
