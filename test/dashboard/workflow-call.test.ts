import { expect, test } from 'vitest';
import {
  fieldOfRefusal,
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
