// A workflow of GitHub as a pipeline, as far as it can be one: a build project for each job, in stages by what the jobs need. What
// the pipeline does not do as the workflow does is named, and a step that nothing here stands for fails its build. Pure.
// Sources: GitHub, "Workflow syntax for GitHub Actions"; CodePipeline user guide, "Pipeline structure".
import { parse } from 'yaml';
import { defined } from '../../lib/defined.ts';
import { isRecord } from '../../lib/is-record.ts';
import { exampleAccount } from '../../model/place.ts';
import { partNames, type Parts } from '../compare.ts';
import { artifactsOfJobs, type JobArtifacts } from './job-artifacts.ts';
import { inputVariable, jobBuild, type RawJob } from './job-build.ts';
import type { Imported } from './imported.ts';

interface Repository {
  /** `owner/name`. */
  readonly name: string;
  readonly defaultBranch: string;
}

const sourceArtifact = 'SourceOutput';

/** @param text of a workflow in which no error was found */
export function workflowParts(text: string, { name: repository, defaultBranch }: Repository): Imported {
  const workflow = recordOf(parse(text));
  const name = plainName(textIn(workflow, 'name') ?? 'workflow');
  const jobs = Object.entries(recordOf(workflow['jobs'])).map(([id, job]) => ({ id, job: recordOf(job) }));
  const levels = levelsOf(jobs);
  const artifacts = artifactsOfJobs(levels, sourceArtifact);
  const handedOf = (id: string): JobArtifacts =>
    artifacts.get(id) ?? { inputs: new Map(), outputs: new Map(), losses: [] };
  const env = recordOf(workflow['env']);
  const builds = jobs.map(({ id, job }) =>
    jobBuild({ id, job, project: `${name}-${plainName(id)}`, handed: handedOf(id), env }),
  );
  const on = recordOf(typeof workflow['on'] === 'string' ? { [workflow['on']]: null } : workflow['on']);
  const triggers = triggersOf(on);
  const given = recordOf(recordOf(on['workflow_dispatch'])['inputs']);
  const inputs = Object.keys(given);
  const stages = levels.map((level, index) => ({
    name: level.length === 1 ? plainName(level[0]?.id ?? '') : `Jobs-${index + 1}`,
    actions: level.flatMap((each) =>
      actionsOfJob(each, { pipeline: name, inputs, handed: handedOf(each.id) }),
    ),
  }));
  const source = {
    name: 'Source',
    actions: [sourceAction(repository, triggers.branch ?? defaultBranch)],
  };
  const variables = Object.entries(given).map(([input, value]) => ({
    name: input,
    ...defined({ defaultValue: textIn(value, 'default'), description: textIn(value, 'description') }),
  }));
  const pipeline = {
    name,
    pipelineType: 'V2',
    roleArn: `arn:aws:iam::${exampleAccount}:role/${name.slice(0, 55)}-pipeline`,
    executionMode: workflow['concurrency'] === undefined ? 'PARALLEL' : 'QUEUED',
    artifactStore: { type: 'S3', location: `${name.toLowerCase()}-artifacts` },
    stages: [source, ...stages],
    ...(variables.length === 0 ? {} : { variables }),
    ...(triggers.list.length === 0 ? {} : { triggers: triggers.list }),
  };
  const parts: Parts = new Map<string, Readonly<Record<string, unknown>>>([
    [partNames.pipeline(name), pipeline],
    ...builds.map(({ project }) => [partNames.project(String(project['name'])), project] as const),
  ]);
  const losses = [
    'The source needs the ARN of a connection: the one that is written stands for it',
    ...triggers.losses,
    ...builds.flatMap((build) => build.losses),
  ];
  return { parts, losses };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function textIn(value: unknown, key: string): string | undefined {
  const found = recordOf(value)[key];
  if (typeof found === 'number' || typeof found === 'boolean') return String(found);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** Letters, digits, `.@-_`, as names of pipelines and actions have. */
function plainName(text: string): string {
  return (
    text
      .replaceAll(/[^A-Za-z0-9.@_-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 80) || 'job'
  );
}

interface Job {
  readonly id: string;
  readonly job: RawJob;
}

/** Each job after all that it needs. */
function levelsOf(jobs: readonly Job[]): readonly (readonly Job[])[] {
  const levels: Job[][] = [];
  const done = new Set<string>();
  let left = jobs;
  while (left.length > 0) {
    const next = left.filter(({ job }) => needsOf(job).every((id) => done.has(id)));
    if (next.length === 0) break;
    levels.push(next);
    for (const { id } of next) done.add(id);
    left = left.filter((each) => !next.includes(each));
  }
  return levels;
}

function needsOf({ needs }: RawJob): readonly string[] {
  return Array.isArray(needs) ? needs.map(String) : typeof needs === 'string' ? [needs] : [];
}

interface Around {
  readonly pipeline: string;
  /** Of the workflow. */
  readonly inputs: readonly string[];
  readonly handed: JobArtifacts;
}

/** Who may deploy to an environment is asked before the job. */
function actionsOfJob({ id, job }: Job, { pipeline, inputs: given, handed }: Around): readonly object[] {
  const named = job['environment'];
  const environment = typeof named === 'string' ? named : textIn(named, 'name');
  const approval = {
    name: `Approve-${plainName(id)}`,
    actionTypeId: typeId('Approval', 'Manual'),
    configuration: { CustomData: `Deploy to ${environment ?? ''}?` },
    runOrder: 1,
  };
  const inputs = [...handed.inputs.values()];
  const outputs = [...handed.outputs.values()];
  const variables = given.map((input) => ({
    name: inputVariable(input),
    value: `#{variables.${input}}`,
    type: 'PLAINTEXT',
  }));
  const build = {
    name: plainName(id),
    actionTypeId: typeId('Build', 'CodeBuild'),
    configuration: {
      ProjectName: `${pipeline}-${plainName(id)}`,
      ...(inputs.length === 0 ? {} : { PrimarySource: sourceArtifact }),
      ...(variables.length === 0 ? {} : { EnvironmentVariables: JSON.stringify(variables) }),
    },
    inputArtifacts: [sourceArtifact, ...inputs].map((name) => ({ name })),
    ...(outputs.length === 0 ? {} : { outputArtifacts: outputs.map((name) => ({ name })) }),
    runOrder: environment === undefined ? 1 : 2,
  };
  return environment === undefined ? [build] : [approval, build];
}

function typeId(category: string, provider: string): object {
  return { category, owner: 'AWS', provider, version: '1' };
}

function sourceAction(repository: string, branch: string): object {
  return {
    name: 'Checkout',
    actionTypeId: typeId('Source', 'CodeStarSourceConnection'),
    configuration: {
      ConnectionArn: `arn:aws:codeconnections:us-east-1:${exampleAccount}:connection/00000000-0000-0000-0000-000000000000`,
      FullRepositoryId: repository,
      BranchName: branch,
    },
    outputArtifacts: [{ name: sourceArtifact }],
  };
}

interface Triggers {
  readonly list: readonly object[];
  readonly branch?: string;
  readonly losses: readonly string[];
}

function triggersOf(on: Readonly<Record<string, unknown>>): Triggers {
  const push = recordOf(on['push']);
  const pull = recordOf(on['pull_request']);
  const pushFilter = filterOf(push);
  const pullFilter = 'pull_request' in on ? { events: ['OPEN', 'UPDATED'], ...filterOf(pull) } : undefined;
  const gitConfiguration = {
    sourceActionName: 'Checkout',
    ...(Object.keys(pushFilter).length === 0 ? {} : { push: [pushFilter] }),
    ...(pullFilter === undefined ? {} : { pullRequest: [pullFilter] }),
  };
  const known = new Set(['push', 'pull_request', 'workflow_dispatch']);
  const branches = Array.isArray(push['branches']) ? push['branches'].map(String) : [];
  const plain = branches.find((branch) => !/[*!?[]/.test(branch));
  return {
    list:
      Object.keys(gitConfiguration).length === 1
        ? []
        : [{ providerType: 'CodeStarSourceConnection', gitConfiguration }],
    ...defined({ branch: plain }),
    losses: Object.keys(on)
      .filter((event) => !known.has(event))
      .map((event) => `The event ${event} does not start the pipeline`),
  };
}

function filterOf(event: Readonly<Record<string, unknown>>): Readonly<Record<string, object>> {
  const of = (key: string) => {
    const list = (name: string) => (Array.isArray(event[name]) ? event[name].map(String) : []);
    const includes = list(key).filter((each) => !each.startsWith('!'));
    const negated = list(key).flatMap((each) => (each.startsWith('!') ? [each.slice(1)] : []));
    const excludes = [...negated, ...list(`${key}-ignore`)];
    if (includes.length + excludes.length === 0) return undefined;
    return {
      ...(includes.length === 0 ? {} : { includes }),
      ...(excludes.length === 0 ? {} : { excludes }),
    };
  };
  return defined({ branches: of('branches'), tags: of('tags'), filePaths: of('paths') });
}
