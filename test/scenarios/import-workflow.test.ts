// A workflow of GitHub that becomes a pipeline does here what the workflow does.
import { expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';

const workflow = `name: shop
on:
  push: {branches: [main], paths-ignore: ['docs/**']}
  workflow_dispatch: {inputs: {level: {default: low}}}
  release: {types: [published]}
env: {WHO: world}
jobs:
  make:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: |
          mkdir out
          cd out
          echo "hello \${{ env.WHO }}, \${{ inputs.level }}" > said.txt
      - run: test -d out && echo "still here"
      - uses: actions/upload-artifact@v4
        with: {name: said, path: out}
  use:
    needs: make
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v5
        with: {name: said, path: given}
      - run: cat said.txt
        working-directory: given
`;

test('a workflow and the pipeline that is imported from it print the same, and losses are named', async () => {
  await using app = makeProject();
  app.write('.github/workflows/ci.yml', workflow);
  const imported = await app.run('import', '.github/workflows/ci.yml', '--out', '.');
  expect(imported.status).toBe(0);
  expect(imported.stderr.split('\n')).toEqual([
    'The source needs the ARN of a connection: the one that is written stands for it',
    'The event release does not start the pipeline',
    '',
  ]);
  const { pipeline } = JSON.parse(app.read('pipeline.json')) as { readonly pipeline: object };
  expect(pipeline).toMatchObject({
    name: 'shop',
    variables: [{ name: 'level', defaultValue: 'low' }],
    triggers: [
      {
        gitConfiguration: {
          push: [{ branches: { includes: ['main'] }, filePaths: { excludes: ['docs/**'] } }],
        },
      },
    ],
    stages: [{ name: 'Source' }, { name: 'make' }, { name: 'use' }],
  });
  const { status, stdout } = await app.run('run', 'pipeline.json');
  expect([status, stdout]).toEqual([0, expect.stringContaining('hello world, low')]);
  expect(stdout).toContain('still here');
});
