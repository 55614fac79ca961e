import { expect, test } from 'vitest';
import { refuseRunVariables } from '../../src/engine/requests/run-variables.ts';
import type { Refusal } from '../../src/engine/requests/outcome.ts';
import { declaration } from '../rig/journal-entries.ts';
import { startGraph } from '../rig/job-graph.ts';

const workflow = startGraph(
  `on: push
jobs:
  lint: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
  called: { uses: ./.github/workflows/called.yml }
`,
  {
    called: {
      '.github/workflows/called.yml':
        "on: workflow_call\njobs: { inner: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] } }\n",
    },
  },
).rig.state.declaration;

function messageOf(refusal: Refusal | undefined): string | undefined {
  return refusal?.failed.message;
}

test.each([
  [{ payload: 'x' }, 'The value of "payload" is no JSON'],
  [{ payload: '[1]' }, 'The value of "payload" is no object of JSON'],
  [{ inputs: '[1' }, 'The value of "inputs" is no JSON'],
  [{ inputs: 'null' }, 'The value of "inputs" is no object of JSON'],
  [{ inputs: '{"count":3}' }, '"count" in "inputs" is no text'],
  [{ matrix: '7' }, 'The value of "matrix" is no object of JSON'],
  [{ matrix: '{"os":["a"]}' }, '"os" in "matrix" is no text'],
  [{ job: 'lnt' }, 'The value "lnt" of "job" is no job of the workflow'],
  [{ job: 'called / inner' }, 'The value "called / inner" of "job" is no job'],
  [{ actions: 'mine' }, 'The value "mine" of "actions" is unknown'],
])('a run of a workflow with %j is refused', (variables, message) => {
  expect(messageOf(refuseRunVariables(workflow, variables))).toContain(message);
});

test.each([
  {},
  { payload: '{"action":"opened","number":1}', inputs: '{"where":"here"}', matrix: '{"os":"a"}' },
  { job: 'lint', actions: 'real' },
  { job: 'called' },
])('one with %j is not', (variables) => {
  expect(refuseRunVariables(workflow, variables)).toBeUndefined();
});

test('a pipeline may have variables of these names with any value', () => {
  expect(refuseRunVariables(declaration, { payload: 'x', job: 'y', inputs: 'z' })).toBeUndefined();
});
