// What a workflow says of containers, and what an engine gets of it. No engine runs.
import { describe, expect, test } from 'vitest';
import { containerOf } from '../../../src/actions/workflow/container/container-spec.ts';
import { registryLogin } from '../../../src/actions/workflow/container/pull-as.ts';
import type { JobContexts, Value } from '../../../src/model/workflow.ts';
import { readWorkflow } from '../../../src/workflows/language/read-workflow.ts';

const contexts: JobContexts = {
  github: { head_ref: '' },
  inputs: {},
  vars: {},
  needs: {},
  matrix: { node: 22 },
  strategy: {},
};

function specOf(container: string) {
  const text = `on: push\nenv: {A: outer}\njobs:\n  j:\n    runs-on: x\n    container: ${container}\n    steps: [{run: x}]\n`;
  const { workflow } = readWorkflow({ path: 'w.yml', text }, 'w.yml');
  const [job] = workflow?.jobs ?? [];
  if (workflow === undefined || job === undefined) throw new Error('It cannot be read');
  return containerOf({ workflow, job }, contexts, { TOKEN: 'word' });
}

const nothing = { env: {}, ports: [], volumes: [], options: '' };

describe('the container of a job', () => {
  test.each<readonly [string, string, Value | object]>([
    ['is an image alone', '"node:${{ matrix.node }}"', { ...nothing, image: 'node:22' }],
    ['can have its address as a step has it', 'docker://alpine', { ...nothing, image: 'alpine' }],
    [
      'has what is said of it, with secrets and the variables of the workflow',
      '{image: a, env: {B: "${{ env.A }}"}, ports: [80], volumes: ["/x:/y"], options: --cpus 1, credentials: {username: me, password: "${{ secrets.TOKEN }}"}}',
      {
        image: 'a',
        env: { B: 'outer' },
        ports: ['80'],
        volumes: ['/x:/y'],
        options: '--cpus 1',
        credentials: { username: 'me', password: 'word' },
      },
    ],
    [
      'has no credentials without a password',
      '{image: a, credentials: {username: me, password: "${{ secrets.NONE }}"}}',
      { ...nothing, image: 'a' },
    ],
  ])('%s', (_title, container, spec) => {
    expect(specOf(container)).toEqual({ spec });
  });

  test.each(['"${{ github.head_ref }}"', '{image: "${{ github.head_ref }}"}'])('is none: %s', (container) => {
    expect(specOf(container)).toEqual({ spec: undefined });
  });
});

test.each([
  ['node:22', 'https://index.docker.io/v1/'],
  ['acme/app', 'https://index.docker.io/v1/'],
  ['ghcr.io/acme/app:1', 'ghcr.io'],
  ['localhost:5000/app', 'localhost:5000'],
])('credentials for %s are those of %s', (image, registry) => {
  expect(registryLogin(image, { username: 'me', password: 'word' })).toEqual({
    auths: { [registry]: { auth: 'bWU6d29yZA==' } },
  });
});
