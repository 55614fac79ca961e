// A workflow of GitHub as a definition that can be run: the frame around its jobs.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { defined } from '../lib/defined.ts';
import { problem } from '../lib/problem.ts';
import type { Definition } from '../model/definition.ts';
import { folderProvider } from '../model/folder-provider.ts';
import {
  runDefaults,
  type CalledWorkflows,
  type JobInWorkflow,
  type Workflow,
  type WorkflowRepository,
} from '../model/workflow.ts';
import { schedulesOf } from '../workflows/events/cron.ts';
import { runDefinition } from '../workflows/run-definition.ts';
import { dependantsOf } from '../model/job-ancestors.ts';
import { readCalledWorkflows } from './called-workflows.ts';
import { openFiles } from './files.ts';
import { readEnvironments } from './read-environments.ts';
import { readRepository } from './git-repository.ts';
import { noParts } from './kinds/index.ts';
import { localActionProblems } from './local-actions.ts';
import type { LoadedDefinition } from './load-definition.ts';

interface WorkflowPlace {
  readonly cwd: string;
  /** The folder with the environments, which no ref has: that of the workflow when absent. */
  readonly environmentsIn?: string;
  /** The folder that says which repository it is: that of the workflow when absent. */
  readonly knownAt?: string;
}

/** Undefined when `path` is no file of a workflow. */
export async function loadWorkflow(
  path: string,
  { cwd, environmentsIn, knownAt }: WorkflowPlace,
): Promise<LoadedDefinition | undefined> {
  const absolute = resolve(cwd, path);
  if (!isWorkflowFile(absolute)) return undefined;
  const files = openFiles(cwd);
  const file = await files.read(absolute).catch(() => undefined);
  if (file === undefined) return undefined;
  const folder = workflowRoot(absolute);
  const { readWorkflow } = await import('../workflows/language/read-workflow.ts');
  const { workflow, problems } = readWorkflow(file, relative(folder, absolute).replaceAll(sep, '/'));
  const nothing: LoadedDefinition = { folder, problems, sources: files.textOf, locate: () => undefined };
  if (workflow === undefined) return nothing;
  const calls = await readCalledWorkflows({ workflow, file }, { folder, files, readWorkflow });
  const { environments, problems: wrong } = await readEnvironments(environmentsIn ?? folder, files);
  const ofActions = await localActionProblems({ workflow, file }, { folder, files });
  const all = { ...nothing, problems: [...problems, ...calls.problems, ...wrong, ...ofActions] };
  if (all.problems.some(({ severity }) => severity === 'error')) return all;
  const repository = readRepository(knownAt ?? folder);
  const frame = { name: basename(absolute), repository, called: calls.called };
  return { ...all, definition: frameOf(workflow, { ...frame, environments }) };
}

/** The one workflow of a folder, or of several the one that a push starts; undefined when it has none. */
export async function loadOnlyWorkflow(
  path: string,
  place: WorkflowPlace,
): Promise<LoadedDefinition | undefined> {
  const { cwd } = place;
  const folder = resolve(cwd, path);
  const paths = workflowFiles(folder);
  const [only, second] = paths;
  if (only === undefined) return undefined;
  if (second === undefined) return await loadWorkflow(join(folder, only), place);
  const loaded = await Promise.all(paths.map(async (each) => loadWorkflow(join(folder, each), place)));
  const pushed = loaded.filter((each) => Object.hasOwn(each?.definition?.workflow?.on ?? {}, 'push'));
  if (pushed.length === 1) return pushed[0];
  const { nameOf, textOf } = openFiles(cwd);
  const ambiguous = problem({
    code: 'DefinitionAmbiguous',
    whose: 'call',
    message: `There are ${paths.length} workflows, and ${pushed.length === 0 ? 'no push starts one' : `a push starts ${pushed.length} of them`}: ${paths.join(', ')}`,
    remedy: `Name one of them: slipway run ${nameOf(join(folder, only))}`,
  });
  return { folder, problems: [ambiguous], sources: textOf, locate: () => undefined };
}

/** Paths in the folder. */
export function workflowFiles(folder: string): readonly string[] {
  return namesIn(join(folder, workflowsFolder))
    .filter((name) => /\.ya?ml$/i.test(name))
    .map((name) => join(workflowsFolder, name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

/** By its place, or by what stands in it: both keys of a workflow, and no key of a pipeline. */
export function isWorkflowFile(path: string): boolean {
  if (!/\.ya?ml$/i.test(path)) return false;
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  if (dirname(path).endsWith(workflowsFolder)) return true;
  const text = readFileSync(path, 'utf8');
  return /^["']?on["']?\s*:/m.test(text) && /^["']?jobs["']?\s*:/m.test(text);
}

const workflowsFolder = join('.github', 'workflows');

/** The repository: what holds `.github`, else the folder of the file. */
export function workflowRoot(path: string): string {
  const folder = dirname(path);
  return folder.endsWith(`${sep}${workflowsFolder}`) ? dirname(dirname(folder)) : folder;
}

interface Frame {
  /** Of the pipeline around it. */
  readonly name: string;
  /** To which it belongs. */
  readonly repository: WorkflowRepository;
  /** The workflows of the repository that it calls. */
  readonly called?: CalledWorkflows;
  readonly environments?: NonNullable<JobInWorkflow['environments']>;
}

export function frameOf(workflow: Workflow, frame: Frame): Definition {
  const { name, repository } = frame;
  const byDefault = { ...runDefaults, ref: `refs/heads/${repository.defaultBranch}` };
  return {
    ...noParts,
    workflow,
    schedules: schedulesOf(workflow, byDefault.ref),
    pipeline: {
      name,
      pipelineType: 'V2',
      roleArn: '',
      artifactStore: { type: 'S3', location: 'local' },
      // Runs of a workflow do not wait for each other unless they have a concurrency group.
      executionMode: 'PARALLEL',
      variables: Object.entries(byDefault).map(([key, defaultValue]) => ({ name: key, defaultValue })),
      stages: [
        {
          name: 'Source',
          actions: [
            {
              name: 'Source',
              actionTypeId: { category: 'Source', owner: 'Custom', provider: folderProvider, version: '1' },
              // By which pushes and webhooks find it.
              configuration: { FullRepositoryId: repository.name },
              runOrder: 1,
              outputArtifacts: [{ name: 'Source' }],
            },
          ],
        },
        {
          name: 'Jobs',
          actions: [],
          jobs: jobsOf(workflow, frame),
          ...defined({ run: runDefinition(workflow, { repository, called: frame.called ?? {} }) }),
        },
      ],
    },
  };
}

function jobsOf(
  { jobs, ...workflow }: Workflow,
  { repository: { name, defaultBranch }, called = {}, environments = {} }: Frame,
) {
  const repository = { name, defaultBranch };
  const dependants = dependantsOf(jobs);
  return jobs.map((job) => {
    const neededBy = dependants.get(job.id) ?? [];
    const isCall = job.uses !== undefined;
    const definition: JobInWorkflow = {
      workflow,
      repository,
      job,
      neededBy,
      ...defined({
        called: isCall ? called : undefined,
        environments: isCall || job.environment !== undefined ? environments : undefined,
      }),
    };
    return { id: job.id, needs: job.needs, definition: JSON.stringify(definition) };
  });
}
