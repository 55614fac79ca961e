import { expect, test } from 'vitest';
import { reproducingCommand } from '../../src/dashboard/parts/reproduce.ts';

const action = (name: string) => ({ name, steps: [] });

test.each([
  [
    'an action with the variables of its execution',
    {
      pipelineName: 'shop',
      stageName: 'Build',
      action: action('compile'),
      variables: { Stage: 'test', Note: "it's" },
    },
    `slipway run --only Build/compile --variable Stage=test --variable 'Note=it'\\''s' --pause`,
  ],
  [
    'a leg of a matrix by its job and its values',
    {
      pipelineName: 'ci.yml',
      stageName: 'Jobs',
      action: action('test (ubuntu-latest, 22)'),
      variables: { event: 'push', inputs: '{}' },
      matrix: { os: 'ubuntu-latest', node: '22', more: '{"a":1}' },
    },
    'slipway run .github/workflows/ci.yml --job test --matrix os=ubuntu-latest --matrix node=22 --pause',
  ],
  [
    'a job of a run by hand with the inputs of the run',
    {
      pipelineName: 'deploy.yml',
      stageName: 'Jobs',
      action: action('deploy'),
      variables: { event: 'workflow_dispatch', inputs: '{"to":"the staging","dry":true}' },
    },
    "slipway run .github/workflows/deploy.yml --job deploy --event workflow_dispatch --input 'to=the staging' --input dry=true --pause",
  ],
  [
    'a job of a called workflow by the job that calls it',
    {
      pipelineName: 'ci.yaml',
      stageName: 'Jobs',
      action: action('call / inner'),
      variables: { event: 'push' },
    },
    'slipway run .github/workflows/ci.yaml --job call --pause',
  ],
])('the command that reproduces a failure runs %s', (_, failed, command) => {
  expect(reproducingCommand(failed)).toBe(command);
});
