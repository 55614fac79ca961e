// A pipeline as a workflow of GitHub: the linter takes it, and it says what the pipeline says.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { providers } from '../../src/actions/registry.ts';
import { phasesScript } from '../../src/actions/build/github/phases-script.ts';
import { githubText } from '../../src/cli/ship/github-text.ts';
import { lintPath } from '../../src/cli/lint/lint-path.ts';
import { readBuildspec } from '../../src/load/buildspec/buildspec.ts';
import type { Definition } from '../../src/model/definition.ts';
import type { PipelineDeclaration } from '../../src/model/pipeline.ts';
import { expressionsOf } from '../../src/ship/github/expressions.ts';
import { githubWorkflowOf } from '../../src/ship/github/workflow.ts';
import { makeProject } from '../rig/project.ts';
import { readExample, shippedExamples } from './shipped.ts';

const textOf = async (name: string, format: 'github' | 'github-role' = 'github'): Promise<string> => {
  const { definition, folder } = await readExample(name);
  return (await githubText({ definition, folder }, format, { cwd: folder })).text;
};

test.each(['--targets', '--watching', '--use-roles', '--policies', '--from-run', '--refer=shop'])(
  'a workflow is no stack, so %s is refused and nothing is written',
  async (option) => {
    await using app = makeProject();
    const example = resolve('examples/cicd-demo');
    const { stdout, stderr, status } = await app.run('ship', example, '--format', 'github', option);
    const [name = ''] = option.split('=');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      `${name} is about the stack, and --format github writes none`,
    );
  },
);

test.each([...shippedExamples, 'tutor/pipeline-prod.json'])(
  '%s: the workflow passes the linter, and is the same every time',
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-workflow-'));
    try {
      const text = await textOf(name);
      mkdirSync(join(folder, '.github', 'workflows'), { recursive: true });
      writeFileSync(join(folder, '.github', 'workflows', 'ci.yml'), text);
      const { problems, checked } = await lintPath('.github/workflows/ci.yml', folder);
      expect(checked).toHaveLength(1);
      expect(problems.filter(({ severity }) => severity !== 'notice')).toEqual([]);
      expect(await textOf(name)).toBe(text);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

interface Job {
  readonly needs?: readonly string[];
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const jobsOf = async (name: string): Promise<Workflow['jobs']> =>
  (parse(await textOf(name)) as Workflow).jobs;

test('jobs wait for the group before them, and for those whose variables they read', async () => {
  const jobs = await jobsOf('tutor/pipeline-prod.json');
  expect(jobs['Release']).toMatchObject({ needs: ['Build'], environment: 'Release' });
  expect(jobs['Score']?.needs).toEqual(['Migrate']);
  expect(jobs['Frontend']?.needs).toContain('Stack');
  expect(jobs['Stack']?.outputs).toEqual({ ApiUrl: '${{ steps.stack.outputs.ApiUrl }}' });
  expect(JSON.stringify(jobs['Frontend'])).toContain('${{ needs.Stack.outputs.ApiUrl }}');
});

test('what a definition has in the form of an expression of GitHub stays the text that it is', async () => {
  const { definition } = await readExample('cicd-demo/pipeline.json');
  const { expressed } = expressionsOf(definition.pipeline, () => undefined);
  expect(expressed("echo '${{ secrets.KEY }}' '${{' #{codepipeline.PipelineExecutionId}")).toBe(
    "echo '${{ '${{' }} secrets.KEY }}' '${{ '${{' }}' ${{ github.run_id }}",
  );
});

test('a job has a token of its own only where it calls AWS', async () => {
  const jobs = await jobsOf('cicd-demo/pipeline.json');
  expect(jobs['BuildAndTest']?.permissions).toBeUndefined();
  expect(jobs['DeployToFleet']?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
});

test('a deployment that ECS has rolled back, and one of CodeDeploy that failed, fail their steps', async () => {
  const ecs = await jobsOf('cloud-health-dashboard/pipeline-ecs.json');
  expect(ecs['DeployToECS']?.steps.at(-1)?.run).toMatch(/"\$running" != "\$DEPLOYED"[^]*exit 1/);
  const fleet = await jobsOf('cicd-demo/pipeline.json');
  expect(fleet['DeployToFleet']?.steps.at(-1)?.run).toMatch(/Failed \| Stopped\)[^]*exit 1/);
});

test('the role takes both forms of the subject, and no other branch', async () => {
  const text = await textOf('cicd-demo/pipeline.json', 'github-role');
  const subjects = [...text.matchAll(/^ +- (?:!Sub )?(repo:.*)$/gm)].map(([, subject]) => subject);
  expect(subjects).toEqual([
    'repo:example/cicd-demo:ref:refs/heads/main',
    'repo:example@${OwnerId}/cicd-demo@${RepositoryId}:ref:refs/heads/main',
  ]);
});

describe('what starts a workflow', () => {
  const onOf = async (change: Partial<PipelineDeclaration>, more: Partial<Definition> = {}) => {
    const { definition } = await readExample('cicd-demo/pipeline.json');
    const changed = { ...definition, ...more, pipeline: { ...definition.pipeline, ...change } };
    const written = githubWorkflowOf(changed, { types: providers, buildspecOf: () => undefined });
    return { ...(written.workflow as Workflow), losses: written.losses };
  };

  test('are the filters of the triggers, and the inputs of a call', async () => {
    const { on } = await onOf({
      variables: [{ name: 'LEVEL', defaultValue: 'high' }, { name: 'NOTE' }],
      triggers: [
        {
          providerType: 'CodeStarSourceConnection',
          gitConfiguration: {
            sourceActionName: 'GitHub',
            push: [{ branches: { includes: ['main', 'release/*'], excludes: ['release/old'] } }],
            pullRequest: [{ events: ['OPEN', 'CLOSED'], filePaths: { excludes: ['docs/**'] } }],
          },
        },
      ],
    });
    expect(on).toEqual({
      push: { branches: ['main', 'release/*', '!release/old'] },
      pull_request: { types: ['opened', 'closed'], 'paths-ignore': ['docs/**'] },
      workflow_dispatch: {
        inputs: { LEVEL: { type: 'string', default: 'high' }, NOTE: { type: 'string', required: true } },
      },
    });
  });

  test('are the times that five fields can say; the others are named', async () => {
    const schedules = [
      {
        name: 'nightly',
        scheduleExpression: 'cron(30 2 ? * 2-6 *)',
        scheduleExpressionTimezone: 'Europe/Rome',
      },
      { name: 'often', scheduleExpression: 'rate(5 minutes)' },
      { name: 'last', scheduleExpression: 'cron(0 0 L * ? *)' },
    ];
    const { on, losses } = await onOf({}, { schedules });
    expect(on['schedule']).toEqual([{ cron: '30 2 * * 1-5', timezone: 'Europe/Rome' }]);
    expect(losses.filter((loss) => loss.includes('schedule'))).toHaveLength(2);
  });

  test.each([
    ['SUPERSEDED', { group: 'cicd-demo', 'cancel-in-progress': false }],
    ['QUEUED', { group: 'cicd-demo', 'cancel-in-progress': false, queue: 'max' }],
    ['PARALLEL', undefined],
  ] as const)('wait for each other as executions in mode %s do', async (executionMode, expected) => {
    expect((await onOf({ executionMode })).concurrency).toEqual(expected);
  });
});

test('an action without an equal becomes a job that fails, and is named', async () => {
  const { definition } = await readExample('cicd-demo/pipeline.json');
  const snyk = {
    name: 'Scan',
    actionTypeId: { category: 'Invoke', owner: 'ThirdParty', provider: 'Snyk', version: '1' },
  } as const;
  const pipeline = { ...definition.pipeline, stages: [{ name: 'Scan', actions: [snyk] }] };
  const { workflow, losses } = githubWorkflowOf(
    { ...definition, pipeline },
    { types: providers, buildspecOf: () => undefined },
  );
  expect((workflow as Workflow).jobs['Scan']?.steps.at(-1)?.run).toMatch(/exit 1$/m);
  expect(losses.join('\n')).toContain('Action Scan: ');
});

describe('the script of phases', () => {
  const run = (phases: object): readonly string[] => {
    const text = JSON.stringify({ version: 0.2, phases });
    const { buildspec } = readBuildspec({ path: 'buildspec.yml', text });
    if (buildspec === undefined) throw new Error('the buildspec cannot be read');
    const script = phasesScript(buildspec);
    const env = { PATH: process.env['PATH'], GITHUB_OUTPUT: '/dev/null' };
    try {
      return execFileSync('sh', ['-e', '-c', script], { env, encoding: 'utf8' }).split('\n').filter(isOurs);
    } catch (error) {
      const { stdout, status } = error as { readonly stdout: string; readonly status: number };
      return [...stdout.split('\n').filter(isOurs), `exit ${status}`];
    }
  };
  const isOurs = (line: string): boolean =>
    line !== '' && !line.startsWith('::') && !line.startsWith('Phase');
  const say = (...commands: readonly string[]) => ({ commands });

  // Source: CodeBuild user guide, "Build phase transitions".
  test.each([
    ['keeps what commands set', { install: say('A=1', 'cd /'), build: say('echo $A $PWD') }, ['1 /']],
    ['exports it to programs', { build: say('A=1', `sh -c 'echo $A'`) }, ['1']],
    ['ends a phase at its first failure', { build: say('echo a', 'false', 'echo b') }, ['a', 'exit 1']],
    ['lets the last of several commands count', { build: say('false; echo a', 'echo b') }, ['a', 'b']],
    ['lets a failed list count', { build: say('false && true', 'echo b') }, ['exit 1']],
    [
      'takes several lines and comments',
      { build: say('if true\nthen echo a # b\nfi', 'echo c # d') },
      ['a', 'c'],
    ],
    [
      'skips all after a failed pre_build',
      { pre_build: say('exit 3'), post_build: say('echo p') },
      ['exit 3'],
    ],
    [
      'runs post_build after a failed build, which stays failed',
      { build: say('(exit 4)'), post_build: say('echo $CODEBUILD_BUILD_SUCCEEDING') },
      ['0', 'exit 4'],
    ],
    [
      'does not with ABORT',
      { build: { commands: ['(exit 4)'], 'on-failure': 'ABORT' }, post_build: say('echo p') },
      ['exit 4'],
    ],
    [
      'goes on with CONTINUE, and stays failed',
      { install: { commands: ['(exit 5)'], 'on-failure': 'CONTINUE' }, build: say('echo b') },
      ['b', 'exit 5'],
    ],
    [
      'always runs what stands in finally',
      { build: { commands: ['(exit 6)'], finally: ['echo f'] } },
      ['f', 'exit 6'],
    ],
  ])('%s', (_, phases, expected) => {
    expect(run(phases)).toEqual(expected);
  });
});
