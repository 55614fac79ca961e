import { expect, test } from 'vitest';
import {
  fieldOfRefusal,
  revisionOf,
  startableWorkflow,
  variablesOfStart,
  wrongPayload,
} from '../../src/dashboard/parts/start/workflow-call.ts';
import { declaration } from '../rig/journal-entries.ts';
import { startGraph } from '../rig/job-graph.ts';

const workflow = `on:
  push:
  workflow_call:
  workflow_dispatch:
    inputs:
      where: { type: choice, options: [staging, production], default: production, description: Where to }
      dry: { type: boolean, default: true }
      count: { type: number, required: true }
jobs:
  lint: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
  deploy: { needs: lint, runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
`;

test('a workflow is started by hand with the inputs that it declares, and a pipeline is none', () => {
  const startable = startableWorkflow(startGraph(workflow).rig.state.declaration);
  expect(startable).toEqual({
    events: ['workflow_dispatch', 'push'],
    ref: 'refs/heads/main',
    jobs: ['lint', 'deploy'],
    inputs: [
      {
        name: 'where',
        type: 'choice',
        description: 'Where to',
        required: false,
        byDefault: 'production',
        options: ['staging', 'production'],
      },
      { name: 'dry', type: 'boolean', description: '', required: false, byDefault: 'true', options: [] },
      { name: 'count', type: 'number', description: '', required: true, byDefault: '', options: [] },
    ],
  });
  expect(startableWorkflow(declaration)).toBeUndefined();
});

test('an input of the type environment knows the environments that jobs name', () => {
  const text = `on:
  workflow_dispatch:
    inputs:
      where: { type: environment, default: staging, required: true }
jobs:
  first: { runs-on: ubuntu-latest, environment: staging, steps: [{ run: 'true' }] }
  second: { runs-on: ubuntu-latest, environment: { name: production }, steps: [{ run: 'true' }] }
  third: { runs-on: ubuntu-latest, environment: '\${{ inputs.where }}', steps: [{ run: 'true' }] }
`;
  expect(startableWorkflow(startGraph(text).rig.state.declaration)?.inputs).toEqual([
    {
      name: 'where',
      type: 'environment',
      description: '',
      required: true,
      byDefault: 'staging',
      options: ['production', 'staging'],
    },
  ]);
});

test('a text or an environment whose default was taken out is given as an empty one', () => {
  const text = `on:
  workflow_dispatch:
    inputs:
      greeting: { type: string, default: hello }
      name: { type: string }
      where: { type: environment, default: staging }
      count: { type: number, default: 3 }
jobs: { lint: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] } }
`;
  const startable = startableWorkflow(startGraph(text).rig.state.declaration);
  if (startable === undefined) throw new Error('The workflow cannot be started');
  const fields: Readonly<Record<string, string>> = { event: 'workflow_dispatch' };
  expect(variablesOfStart(startable, (name) => fields[name] ?? '')).toEqual({
    event: 'workflow_dispatch',
    inputs: '{"greeting":"","where":""}',
  });
});

test.each([
  ['S3', 'a version of the object'],
  ['ECR', 'the digest of an image: sha256:…'],
  ['CodeStarSourceConnection', 'a commit'],
])('a revision of a source of %s is %s', (provider, what) => {
  expect(revisionOf(provider)).toBe(what);
});

test('what is filled in becomes the variables of the execution, inputs only for an event that takes them', () => {
  const startable = startableWorkflow(startGraph(workflow).rig.state.declaration);
  if (startable === undefined) throw new Error('The workflow cannot be started');
  const filled = (fields: Readonly<Record<string, string>>) =>
    variablesOfStart(startable, (name) => fields[name]);
  const inputs = { 'input-where': 'staging', 'input-count': '3' };
  expect(filled({ event: 'workflow_dispatch', ref: 'refs/heads/next', job: '', ...inputs })).toEqual({
    event: 'workflow_dispatch',
    ref: 'refs/heads/next',
    inputs: '{"where":"staging","dry":"false","count":"3"}',
  });
  expect(filled({ event: 'push', ref: '', job: 'deploy', ...inputs })).toEqual({
    event: 'push',
    job: 'deploy',
  });
});

test('a payload is an object of JSON, or nothing', () => {
  expect(wrongPayload(' ')).toBeUndefined();
  expect(wrongPayload('{"action":"opened"}')).toBeUndefined();
  expect(wrongPayload('[1]')).toContain('object');
  expect(wrongPayload('{')).toContain('no JSON');
});

test('a refusal stands at the field that it quotes, else nowhere', () => {
  const fields = ['event', 'input-where', 'variable-Stage', 'revision-Checkout'];
  expect(fieldOfRefusal('The input "where" has no option "mars"', fields)).toBe('input-where');
  expect(fieldOfRefusal('The variable "Stage" must not be empty', fields)).toBe('variable-Stage');
  expect(fieldOfRefusal('A revision is given for "Checkout", which is not one', fields)).toBe(
    'revision-Checkout',
  );
  expect(fieldOfRefusal('The pipeline "app" is gone', fields)).toBeUndefined();
});
