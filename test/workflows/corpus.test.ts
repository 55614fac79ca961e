// Workflows that others have written for their linter, when they are on this machine: SLIPWAY_ACTIONLINT is a clone of
// rhysd/actionlint. Those that it finds sound give no error here.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { positionAt } from '../../src/lib/source-file.ts';
import { loadWorkflow } from '../../src/load/load-workflow.ts';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const clone = process.env['SLIPWAY_ACTIONLINT'];

/** With the reason: what GitHub refuses. */
const refused = new Map([
  ['nested_workflow_call.yaml', 'a workflow outside of .github/workflows'],
  ['workflow_call_job.yaml', 'a workflow outside of .github/workflows'],
]);

/** What actionlint reports and is no finding in that line here, with the reason. */
const otherwise: Readonly<Record<string, readonly string[]>> = {
  'stands at the name in "needs", and not at the job': ['invalid_ids_in_needs.yaml:8'],
  "stands at the mapping that lacks it, as GitHub's parser has it": [
    'missing_required_keys.yaml:3',
    'missing_required_keys.yaml:12',
  ],
  'stands at the credentials that lack it, or at the first key of what has no image': [
    'invalid_container_syntax.yaml:21',
    'invalid_container_syntax.yaml:37',
    'invalid_container_syntax.yaml:45',
    'invalid_container_syntax.yaml:87',
    'invalid_container_syntax.yaml:97',
  ],
  'GitHub takes an empty text as no container': [
    'invalid_container_syntax.yaml:16',
    'invalid_container_syntax.yaml:72',
  ],
  'stands at the key that says what the step is instead': ['invalid_steps.yaml:8', 'invalid_steps.yaml:11'],
  'stands at the alias, and not at the beginning of the file': [
    'dangling_alias.yaml:0',
    'undefined_anchor.yaml:0',
  ],
  'UTC is a name of the tz database': ['schedule_invalid_timezone.yaml:6'],
  "GitHub's parser takes a text for a list of texts": ['invalid_image_version_event.yaml:4'],
  'the snapshot of a job is not judged: no job with one is executed': [
    'glob_more.yaml:34',
    'if_cond_constants.yaml:31',
  ],
  'stands in the line of the script that has it': ['github_script_untrusted_input.yaml:11'],
  'the actions are not next to the workflow in this corpus': [
    'local_action_inputs.yaml:7',
    'local_action_inputs.yaml:13',
    'local_action_outputs.yaml:15',
  ],
  'the manifest of an action that is not known': [
    'deprecated_action_inputs.yaml:9',
    'deprecated_action_inputs.yaml:10',
    'deprecated_inputs.yaml:9',
    'docker_specific_inputs_with_normal_action.yaml:9',
    'docker_specific_inputs_with_normal_action.yaml:10',
    'outdated_popular_action.yaml:10',
    'outputs_of_action_skipping_inputs_check.yaml:16',
  ],
  "a key that was there before is reported, after which GitHub's parser reads no further": [
    'case_sensitive_keys.yaml:30',
    'case_sensitive_keys.yaml:49',
  ],
  'a set of one character is only a long way to write it': ['glob_more.yaml:6'],
  'GitHub takes an object as a group of runners': ['object_at_runner_label.yaml:10'],
  'a text names the field of each element of what a star gives': [30, 31, 32, 33, 34, 35].map(
    (line) => `workflow_dispatch_type_check_inputs.yaml:${line}`,
  ),
};

/** How many stand in the same line at another column, with the reason. */
const columns: Readonly<Record<string, number>> = {
  'at the text that has the expression, and not at a part of the expression': 57,
  'at the text of the command in the script': 5,
  'at the whole pattern, and not at a character of it': 17,
  'at all labels': 5,
  "at the key that an exclusion can't have": 4,
  "where GitHub's parser has it": 11,
};
const reasonOf: Readonly<Record<string, string>> = {
  expression: 'at the text that has the expression, and not at a part of the expression',
  'deprecated-commands': 'at the text of the command in the script',
  glob: 'at the whole pattern, and not at a character of it',
  'runner-label': 'at all labels',
  matrix: "at the key that an exclusion can't have",
  'syntax-check': "where GitHub's parser has it",
};

/** Programs that find them, where they are on the machine (test/actions/workflow/lint-scripts.test.ts). */
const byPrograms = new Set(['shellcheck', 'pyflakes']);

interface Expected {
  readonly line: number;
  readonly column: number;
  readonly kind: string;
}

/** `test.yaml:3:35: … [kind]`, which can be written as a regular expression. */
function expectedIn(file: string): readonly Expected[] {
  return [...readFileSync(file, 'utf8').matchAll(/^\/?test\\?\.yaml:(\d+):(\d+): .*\[([a-z-]+)\]\/?$/gm)]
    .map(([, line, column, kind = '']) => ({ line: Number(line), column: Number(column), kind }))
    .filter(({ kind }) => !byPrograms.has(kind));
}

async function placesOf(
  text: string,
): Promise<readonly { readonly line: number; readonly column: number }[]> {
  await using folder = await makeFolder();
  const workflows = join(folder.path, '.github', 'workflows');
  mkdirSync(workflows, { recursive: true });
  writeFileSync(join(workflows, 'test.yaml'), text);
  const loaded = await loadWorkflow(join('.github', 'workflows', 'test.yaml'), { cwd: folder.path });
  return (loaded?.problems ?? []).flatMap(({ at }) => (at === undefined ? [] : [positionAt(text, at.start)]));
}

test.skipIf(clone === undefined)('what actionlint finds is found here, in its line', async () => {
  const elsewhere: string[] = [];
  const counts: Record<string, number> = {};
  for (const kind of ['examples', 'err']) {
    const folder = join(clone ?? '', 'testdata', kind);
    for (const name of readdirSync(folder).filter((each) => /\.ya?ml$/.test(each))) {
      const expected = expectedIn(join(folder, name.replace(/\.ya?ml$/, '.out')));
      const found = await placesOf(readFileSync(join(folder, name), 'utf8'));
      for (const { line, column, kind: rule } of expected) {
        const there = found.filter((each) => each.line === line);
        if (there.length === 0) elsewhere.push(`${name}:${line}`);
        else if (there.every((each) => each.column !== column)) {
          const reason = reasonOf[rule] ?? rule;
          counts[reason] = (counts[reason] ?? 0) + 1;
        }
      }
    }
  }
  expect(elsewhere.toSorted()).toEqual(Object.values(otherwise).flat().toSorted());
  expect(counts).toEqual(columns);
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
