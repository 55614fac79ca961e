// Workflows that others have written for their linter, when they are on this machine: SLIPWAY_ACTIONLINT is a clone of
// rhysd/actionlint. Those that it finds sound give no error here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';

const clone = process.env['SLIPWAY_ACTIONLINT'];

/** With the reason: what GitHub's parser itself refuses. */
const refused = new Map([
  ['events_with_no_config.yaml', 'an event of a mapping without a value'],
  ['workflow_dispatch_upper_case_inputs.yaml', 'an input without a value'],
]);

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
