// From a file of .github/workflows to a Workflow, with everything that is wrong with it.
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import { isMapping, isSequence, isString } from '@actions/workflow-parser/templates/tokens/type-guards';
import { defined } from '../../lib/defined.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { NotExecutedKey, Value, Workflow, WorkflowJob } from '../../model/workflow.ts';
import { findingsOf } from '../rules/index.ts';
import { jobProblems } from './job-problems.ts';
import { parseDocument, toValue } from './parse.ts';
import { placeOfPath } from './place-of-path.ts';
import { conditionOf, readSteps, type Reading } from './read-step.ts';
import { asText, entriesOf, type Entry, positionOf, textOfToken, valueOf } from './tokens.ts';

export interface ReadWorkflow {
  /** Absent when it has an error. */
  readonly workflow?: Workflow;
  readonly problems: readonly Problem[];
}

/** @param path of the file in its repository */
export function readWorkflow(file: SourceFile, path: string): ReadWorkflow {
  const { root, problems: invalid } = parseDocument('workflow', file);
  if (root === undefined || !isMapping(root)) return { problems: invalid };
  const problems: Problem[] = [...invalid];
  const reading: Reading = { file, problems };
  const read = (key: string): Value | undefined => valueOf(root, key);
  const name = read('name');
  const workflow: Workflow = {
    name: typeof name === 'string' && name.trim() !== '' ? name : path,
    path,
    on: eventsOf(root.find('on')),
    ...defined({
      runName: read('run-name'),
      permissions: read('permissions'),
      env: read('env'),
      defaults: read('defaults'),
      concurrency: read('concurrency'),
      cacheMode: asText(read('cache-mode')),
    }),
    jobs: withDeclaredIds(entriesOf(root.find('jobs')).map((entry) => readJob(entry, reading))),
  };
  if (workflow.jobs.length === 0 && invalid.length === 0) problems.push(withoutJobs(file));
  problems.push(...jobProblems(workflow, file), ...findingsOf(workflow, file));
  return problems.some(({ severity }) => severity === 'error') ? { problems } : { workflow, problems };
}

function withoutJobs(file: SourceFile): Problem {
  return problem({
    code: 'WorkflowInvalid',
    message: 'The workflow has no job',
    at: placeOfPath(file, { path: ['jobs'] }),
    remedy: 'Add a job that needs no other.',
    aws: 'GitHub refuses the file, and no event starts it.',
  });
}

function eventsOf(token: TemplateToken | undefined): Readonly<Record<string, Value>> {
  if (token === undefined) return {};
  if (isString(token)) return { [token.value]: null };
  if (isSequence(token)) return Object.fromEntries([...token].map((each) => [textOfToken(each), null]));
  return Object.fromEntries(entriesOf(token).map(([name, value]) => [name, toValue(value)]));
}

function readJob([id, token, key]: Entry, reading: Reading): WorkflowJob {
  const read = (key: string): Value | undefined => valueOf(token, key);
  const needs = read('needs') ?? [];
  if (isEmptyList(read('needs')))
    reading.problems.push(
      problem({
        code: 'WorkflowValueWrong',
        severity: 'warning',
        message: `"needs" of the job "${id}" is an empty list`,
        at: placeOfPath(reading.file, { path: ['jobs', id, 'needs'] }),
        remedy: 'Leave it out, or name a job.',
      }),
    );
  const condition = conditionOf(token, reading);
  return {
    id,
    ...positionOf(key),
    needs: (Array.isArray(needs) ? needs : [needs]).map(String),
    steps: readSteps(isMapping(token) ? token.find('steps') : undefined, reading),
    notExecuted: unexecutedOf(token, jobKeys),
    ...defined({
      condition,
      name: read('name'),
      runsOn: read('runs-on'),
      environment: read('environment'),
      concurrency: read('concurrency'),
      outputs: read('outputs'),
      env: read('env'),
      defaults: read('defaults'),
      strategy: read('strategy'),
      timeoutMinutes: read('timeout-minutes'),
      continueOnError: read('continue-on-error'),
      container: read('container'),
      services: read('services'),
      permissions: read('permissions'),
      cacheMode: asText(read('cache-mode')),
      uses: asText(read('uses')),
      with: read('with'),
      secrets: read('secrets'),
    }),
  };
}

function isEmptyList(value: Value | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** The ids of jobs are the same in capital and small letters. */
function withDeclaredIds(jobs: readonly WorkflowJob[]): readonly WorkflowJob[] {
  const ids = new Map(jobs.map(({ id }) => [id.toLowerCase(), id]));
  return jobs.map((job) => ({ ...job, needs: job.needs.map((id) => ids.get(id.toLowerCase()) ?? id) }));
}

/** Keys that are read and change nothing here, with the reason. */
const jobKeys: Readonly<Record<string, string>> = {
  snapshot: 'there are no images of runners to make here',
};

function unexecutedOf(
  token: TemplateToken,
  reasons: Readonly<Record<string, string>>,
): readonly NotExecutedKey[] {
  if (!isMapping(token)) return [];
  return [...token].flatMap(({ key }) => {
    const what = textOfToken(key);
    const reason = Object.hasOwn(reasons, what) ? reasons[what] : undefined;
    return reason === undefined ? [] : [{ what, reason, ...positionOf(key) }];
  });
}
