// Each class of findings that actionlint documents (docs/checks.md), with a workflow that has it and the place of the finding.
import { expect, test } from 'vitest';
import { sortProblems } from '../../src/lib/render-problem.ts';
import { positionAt } from '../../src/lib/source-file.ts';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';

/** With one job of the steps, whose first is in line 6. */
function steps(...lines: readonly string[]): string {
  return `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${lines.map((line) => `      ${line}\n`).join('')}`;
}

/** With the lines below a job, from line 4 on, that has one step. */
function job(...lines: readonly string[]): string {
  const own = lines.some((line) => line.startsWith('runs-on')) ? [] : ['runs-on: ubuntu-latest'];
  const all = [...lines, ...own, 'steps: [{run: echo}]'];
  return `on: push\njobs:\n  a:\n${all.map((line) => `    ${line}\n`).join('')}`;
}

/** The event from line 2 on, and a sound job. */
function on(...lines: readonly string[]): string {
  return `on:\n${lines.map((line) => `  ${line}\n`).join('')}jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{run: echo}]\n`;
}

const e = (text: string): string => `\${{ ${text} }}`;

const configure = `aws-actions/configure-aws-credentials@${'a'.repeat(40)}`;

const classes: readonly (readonly [name: string, text: string, ...found: readonly string[]])[] = [
  ['Unexpected keys', job('timeout: 5'), '4 WorkflowInvalid'],
  ['Missing required keys', 'on: push\njobs:\n  a:\n    steps: [{run: echo}]\n', '4 WorkflowInvalid'],
  ['Key duplicates', job('name: a', 'name: b'), '5 WorkflowInvalid'],
  ['No jobs', 'on: push\njobs: {}\n', '2 WorkflowInvalid'],
  [
    'Reserved ids of steps',
    steps('- {id: __x, run: echo}', '- {id: _x, run: echo}'),
    '6 WorkflowNameUnknown',
  ],
  ['Reserved ids of jobs', job('name: a').replace('  a:', '  __a:'), '3 WorkflowNameUnknown'],
  [
    'Long ids',
    steps(`- {id: ${'x'.repeat(100)}, run: echo}`, `- {id: ${'x'.repeat(99)}, run: echo}`),
    '6 WorkflowNameUnknown',
  ],
  ['Groups of runners', job('runs-on: {group: other/mine}'), '4 WorkflowNameUnknown'],
  ['Containers without an image', job('container: {options: --cpus 1}'), '4 WorkflowValueWrong'],
  [
    'Long expressions',
    steps(`- run: 'echo ${'x'.repeat(21_000)} ${e('github.sha')}'`, `- run: echo ${'x'.repeat(21_000)}`),
    '6 WorkflowInvalid',
  ],
  ['Unexpected empty mappings', 'on: push\njobs:\n', '2 WorkflowInvalid'],
  ['Unexpected mapping values', steps('- run: {a: b}'), '6 WorkflowInvalid'],
  ['Numbers that nothing is counted by', job('timeout-minutes: 0'), '4 WorkflowValueWrong'],
  ['Parallel jobs', job('strategy: {max-parallel: 1.5, matrix: {n: [1]}}'), '4 WorkflowValueWrong'],
  ['Syntax of expressions', steps(`- run: echo ${e("'a' +")}`), '6 WorkflowInvalid'],
  ['Types in expressions', steps(`- run: echo ${e('github.repository.owner')}`), '6 WorkflowExpressionWrong'],
  [
    'Fields of steps',
    steps('- {id: x, run: echo}', `- run: echo ${e('steps.x.conclusio')} ${e('steps.x.outcome')}`),
    '7 WorkflowExpressionWrong',
  ],
  ['Images without a name', steps('- uses: docker://'), '6 WorkflowActionWrong'],
  ['Text of null', steps(`- run: echo a${e('null')}`), '6 WorkflowExpressionWrong'],
  ['Contexts and functions', steps(`- run: echo ${e('nothing.at')}`), '6 WorkflowInvalid'],
  ['Arguments', steps(`- run: echo ${e("contains(github.event, 'x')")}`), '6 WorkflowExpressionWrong'],
  [
    'Steps',
    steps('- {id: x, run: echo}', `- run: echo ${e('steps.y.outputs.z')}`),
    '7 WorkflowReferenceUnknown',
  ],
  [
    'Outputs of actions',
    steps(
      '- {id: x, uses: actions/cache@v4, with: {path: a, key: b}}',
      `- run: echo ${e('steps.x.outputs.hit')}`,
    ),
    '7 WorkflowReferenceUnknown',
  ],
  ['Matrix', job('strategy: {matrix: {os: [a]}}', `name: ${e('matrix.os2')}`), '5 WorkflowExpressionWrong'],
  ['Needs', steps(`- run: echo ${e('needs.b.outputs.c')}`), '6 WorkflowReferenceUnknown'],
  ['Comparisons', steps(`- run: echo ${e("github.event == 'a'")}`), '6 WorkflowExpressionWrong'],
  [
    'Comparisons of arrays',
    job('strategy: {matrix: {a: [[1]]}}', `name: ${e('1 == matrix.a')}`),
    '5 WorkflowExpressionWrong',
  ],
  ['Script injection', steps(`- run: echo "${e('github.event.issue.title')}"`), '6 WorkflowUntrustedInput'],
  ['Job dependencies', job('needs: b'), '4 JobNeedsUnknown'],
  ['Job dependencies in a circle', job('needs: a'), '3 JobNeedsCircle'],
  [
    'Job dependencies twice',
    `${job('needs: [b, B]')}  b:\n    runs-on: ubuntu-latest\n    steps: [{run: echo}]\n`,
    '4 WorkflowValueWrong',
  ],
  ['Matrix values', job('strategy:', '  matrix: {n: [1, 1]}'), '5 WorkflowMatrixWrong'],
  [
    'Matrix exclusions',
    job('strategy:', '  matrix: {n: [{a: 1}], exclude: [{n: {a: 2}}]}'),
    '5 WorkflowMatrixWrong',
  ],
  ['Empty matrix values', job('strategy:', '  matrix: {n: []}'), '5 WorkflowValueWrong'],
  ['Webhook events', on('pull: {}'), '2 WorkflowInvalid'],
  ['Types of webhook events', on('issues: {types: [none]}'), '2 WorkflowInvalid'],
  [
    'Filters that exclude each other',
    on('push: {branches: [a], branches-ignore: [b]}'),
    '2 WorkflowFilterInvalid',
  ],
  ['Filters that nothing fits', on('push: {branches: []}'), '2 WorkflowValueWrong'],
  [
    'Workflow dispatch',
    on('workflow_dispatch:', '  inputs:', '    a: {type: choice, options: [x], default: y}'),
    '4 WorkflowFilterInvalid',
  ],
  [
    'Options twice',
    on('workflow_dispatch:', '  inputs:', '    a: {type: choice, options: [x, x]}'),
    '4 WorkflowValueWrong',
  ],
  [
    'Options without a choice',
    on('workflow_dispatch:', '  inputs:', '    a: {type: string, options: [x]}'),
    '4 WorkflowValueWrong',
  ],
  ['Glob patterns', on("push: {branches: ['v[0-']}"), '2 WorkflowFilterInvalid'],
  ['CRON syntax', on("schedule: [{cron: '0 */3 * *'}]"), '2 WorkflowFilterInvalid'],
  ['Time zones', on("schedule: [{cron: '0 3 * * *', timezone: Not/There}]"), '2 WorkflowFilterInvalid'],
  ['Runner labels', job('runs-on: ubuntu-latst'), '4 WorkflowNameUnknown'],
  [
    'Runner labels of a matrix',
    job('strategy: {matrix: {os: [ubuntu-latst]}}', `runs-on: ${e('matrix.os')}`),
    '4 WorkflowNameUnknown',
  ],
  ['No runner label', job('runs-on: []'), '4 WorkflowValueWrong'],
  ['Action format', steps('- uses: checkout'), '6 WorkflowActionWrong'],
  [
    'Popular action inputs',
    steps('- {uses: actions/checkout@v4, with: {depth: 1}}'),
    '6 WorkflowActionInput',
  ],
  ['Outdated popular actions', steps('- uses: actions/checkout@v2'), '6 WorkflowActionWrong'],
  ['Shell names', steps('- {run: echo, shell: fish}'), '6 WorkflowNameUnknown'],
  ['Job IDs', on('push: {}').replace('  a:\n', '  1a:\n'), '4 WorkflowNameUnknown'],
  ['Step IDs', steps('- {id: x, run: echo}', '- {id: X, run: echo}'), '7 WorkflowStepDuplicate'],
  [
    'Hardcoded credentials',
    job('container: {image: a, credentials: {username: b, password: c}}'),
    '4 WorkflowCredentialWritten',
  ],
  [
    'Half of the credentials',
    job(`container: {image: a, credentials: {password: "${e('secrets.A')}"}}`),
    '4 WorkflowValueWrong',
  ],
  ['A container without an image', job('container: {env: {A: b}}'), '4 WorkflowValueWrong'],
  ['Environment variable names', job('env: {"A B": c}'), '4 WorkflowVariableName'],
  ['Permissions', job('permissions: {contents: admin}'), '4 WorkflowInvalid'],
  ['Wide permissions', job('permissions: write-all'), '3 WorkflowPermissionsWide'],
  [
    'Inputs of workflow_call',
    on('workflow_call:', '  inputs:', '    a: {type: number, default: x}'),
    '4 WorkflowFilterInvalid',
  ],
  [
    'Workflow calls',
    'on: push\njobs:\n  a:\n    uses: ./.github/workflows/x.yml\n    steps: []\n',
    '5 WorkflowInvalid',
  ],
  [
    'Inputs of called workflows',
    on('workflow_call: {inputs: {a: {type: string}}}').replace('echo', `echo ${e('inputs.b')}`),
    '6 WorkflowInvalid',
  ],
  [
    'Outputs of called workflows',
    on(`workflow_call: {outputs: {a: {value: "${e('jobs.a.outputs.b')}"}}}`),
    '2 WorkflowReferenceUnknown',
  ],
  ['Availability of contexts', job(`name: ${e('secrets.A')}`), '4 WorkflowInvalid'],
  ['Deprecated commands', steps('- run: echo "::set-output name=a::b"'), '6 WorkflowCommandDeprecated'],
  ['Constant conditions', steps("- {if: \"startsWith('ab', 'a')\", run: echo}"), '6 WorkflowConditionAlways'],
  ['YAML anchors: unknown', job('env: *none'), '4 WorkflowAnchorWrong'],
  ['YAML anchors: endless', job('env: &own {A: *own}'), '4 WorkflowAnchorWrong'],
  ['YAML anchors: unused', job('env: &own {A: b}'), '4 WorkflowAnchorWrong'],
  [
    'YAML anchors: unused before another of its name',
    job('env: &own {A: &own b, B: *own}'),
    '4 WorkflowAnchorWrong',
  ],
  [
    'YAML anchors: more values than a file may stand for',
    `${job('env: {A: b}')}x:\n${[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `  - &a${n} [${`${n === 1 ? 'v' : `*a${n - 1}`}, `.repeat(9)}]\n`).join('')}`,
    '13 WorkflowAnchorWrong',
  ],
  [
    'YAML that is nested without an end',
    `on: push\nx: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`,
    '2 WorkflowInvalid',
  ],
  [
    'YAML anchors: merged',
    'on: push\nenv: &e {A: b}\njobs:\n  a:\n    env: {<<: *e}\n    runs-on: ubuntu-latest\n    steps: [{run: echo}]\n',
    '5 WorkflowAnchorWrong',
  ],
];

test.each(classes)('is found: %s', (_name, text, ...found) => {
  const { problems } = readWorkflow({ path: 'a.yml', text }, '.github/workflows/a.yml');
  const lines = sortProblems(problems)
    .filter(({ code, severity }) => severity !== 'notice' && code !== 'WorkflowActionUnpinned')
    .map(({ code, at }) => `${at === undefined ? '' : positionAt(text, at.start).line} ${code}`);
  expect([...new Set(lines)]).toEqual(found);
});

test.each([
  [
    'in a script of several lines',
    steps(
      '- run: |',
      '    echo',
      `    echo ${e('runner.archh')} ${e("github['reff']")} ${e("format('{0}')")}`,
    ),
    '8 runner.archh',
    "8 ['reff']",
    '8 format(',
  ],
  ['by a name that stands elsewhere, too', steps(`- run: b ${e("fromJSON('{}').b")}`), '6 .b'],
  [
    'for each untrusted input of a script',
    steps(`- run: echo ${e('github.head_ref')} ${e('github.event.issue.title')}`),
    '6 github.head_ref',
    '6 github.event.issue.title',
  ],
  [
    'not in a longer name',
    steps('- run: |', `    echo ${e('github.ref')}`, `    echo ${e('github.re')}`),
    '8 github.re',
  ],
  [
    'not outside of expressions',
    steps('- run: |', '    text = format(1)', `    echo ${e("format('{0}')")}`),
    '8 format(',
  ],
  [
    'not at another call of the function',
    steps(`- run: echo ${e("fromJSON('1')")} ${e("fromJSON('[')")}`),
    '6 ',
  ],
  [
    'not in the value after it',
    steps(`- run: echo ${e("github[ 'reff' ]")}`, '- run: echo github.reff'),
    '6 ',
  ],
])('a finding stands where the name is written: %s', (_name, text, ...places) => {
  const { problems } = readWorkflow({ path: 'a.yml', text }, '.github/workflows/a.yml');
  const shown = sortProblems(problems)
    .filter(({ code }) => code === 'WorkflowExpressionWrong' || code === 'WorkflowUntrustedInput')
    .map(
      ({ at = { start: 0, end: 0 } }) => `${positionAt(text, at.start).line} ${text.slice(at.start, at.end)}`,
    );
  expect(shown).toEqual(places);
});

test.each([
  [
    'an event by the API in a list',
    'on: [repository_dispatch]\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: a}]}}\n',
  ],
  [
    'outputs that a script sets',
    steps(
      '- {id: x, uses: actions/github-script@v7, with: {script: a}}',
      `- run: ${e('steps.x.outputs.any')}`,
    ),
  ],
  [
    'a role by keys of a step before',
    steps(
      `- {uses: ${configure}, with: {aws-region: a, aws-access-key-id: "${e('secrets.A')}", aws-secret-access-key: "${e('secrets.B')}"}}`,
      `- {uses: ${configure}, with: {aws-region: a, role-to-assume: b}}`,
    ),
  ],
  [
    'a role by keys of the environment',
    steps(
      `- {uses: ${configure}, env: {AWS_ACCESS_KEY_ID: "${e('secrets.A')}"}, with: {aws-region: a, role-to-assume: b}}`,
    ),
  ],
  ['groups of the organization', job('runs-on: {group: org/mine}')],
  ['inputs without more than a name', on('workflow_dispatch: {inputs: {name: }}')],
  ['no inputs at all', on('workflow_dispatch: {inputs: }')],
  [
    'a need in other letters',
    `${job('needs: B')}  b:\n    runs-on: ubuntu-latest\n    steps: [{run: echo}]\n`,
  ],
  [
    'an anchor that is used',
    'on: push\nenv: &e {A: b}\njobs:\n  a:\n    env: *e\n    runs-on: ubuntu-latest\n    steps: [{run: a && b}]\n',
  ],
  [
    'a container that a matrix leaves out',
    job('strategy: {matrix: {c: [""]}}', `container: ${e('matrix.c')}`),
  ],
])('nothing is found: %s', (_name, text) => {
  const { problems } = readWorkflow({ path: 'a.yml', text }, '.github/workflows/a.yml');
  expect(problems.filter(({ severity }) => severity !== 'notice')).toEqual([]);
});
