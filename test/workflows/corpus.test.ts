// Workflows that others have written for their linter, when they are on this machine: SLIPWAY_ACTIONLINT is a clone of
// rhysd/actionlint. Those that it finds sound give no error here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';

const clone = process.env['SLIPWAY_ACTIONLINT'];

/** With the reason: what GitHub's parser itself refuses. */
const refused = new Map([['workflow_dispatch_upper_case_inputs.yaml', 'an input without a value']]);

/** What actionlint reports and is no finding here, with the reason. */
const unreported = new Map([
  ['action_metadata_syntax_validation.yaml', 'it is about the file of an action'],
  ['local_action_inputs.yaml', 'it is about the file of an action'],
  ['deprecated_inputs.yaml', 'the manifest of an action that is not known'],
  ['deprecated_action_inputs.yaml', 'the manifest of an action that is not known'],
  ['docker_specific_inputs_with_normal_action.yaml', 'the manifest of an action that is not known'],
  ['outputs_of_action_skipping_inputs_check.yaml', 'the manifest of an action that is not known'],
  ['pyflakes_integration.yaml', 'pyflakes checks it, where it is on the machine'],
  ['pyflakes_job_default_shell.yaml', 'pyflakes checks it, where it is on the machine'],
  ['pyflakes_step_shell.yaml', 'pyflakes checks it, where it is on the machine'],
  ['pyflakes_workflow_default_shell.yaml', 'pyflakes checks it, where it is on the machine'],
  ['shellcheck_integration.yaml', 'shellcheck checks it, where it is on the machine'],
  ['shellcheck_default_shell_detection.yaml', 'shellcheck checks it, where it is on the machine'],
  ['expr_check_in_matrix_row_assign.yaml', 'an expression in a matrix can give anything'],
  ['expr_in_default_input.yaml', 'defaults of inputs are not evaluated'],
  ['object_at_runner_label.yaml', 'GitHub takes an object as a group of runners'],
  ['outputs_map_object.yaml', 'outputs of a step as a whole'],
]);

test.skipIf(clone === undefined)('a workflow in which actionlint finds something has a finding here', () => {
  const silent = ['examples', 'err'].flatMap((kind) => {
    const folder = join(clone ?? '', 'testdata', kind);
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .filter((name) => {
        const text = readFileSync(join(folder, name), 'utf8');
        const { problems } = readWorkflow({ path: name, text }, `.github/workflows/${name}`);
        return problems.every(({ code }) => code === 'NotExecutedHere');
      });
  });
  expect(silent.toSorted()).toEqual([...unreported.keys()].toSorted());
});

test.skipIf(clone === undefined)('a workflow that actionlint finds sound gives no error', () => {
  const folder = join(clone ?? '', 'testdata', 'ok');
  const wrong = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name) && !refused.has(name))
    .filter((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const { problems } = readWorkflow({ path: name, text }, `.github/workflows/${name}`);
      return problems.some(({ severity }) => severity === 'error');
    });
  expect(wrong).toEqual([]);
});
