// What GitHub refuses about the jobs of a workflow beyond its schema. Pure.
import { defined } from '../../lib/defined.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { valueAt, type Value, type Workflow, type WorkflowJob } from '../../model/workflow.ts';
import { queueCancels } from '../concurrency.ts';
import { placeOf, placeOfText } from './place-of.ts';
import { placeOfPath } from './place-of-path.ts';

export function jobProblems({ jobs, concurrency }: Workflow, file: SourceFile): readonly Problem[] {
  return [
    ...queueThatCancels(concurrency, placeOf(file)),
    ...jobs.flatMap((job) => queueThatCancels(job.concurrency, placeOf(file, job))),
    ...jobs.flatMap((job) => unknownNeeds(job, jobs, file)),
    ...circles(jobs, file),
    ...jobs.flatMap((job) => withoutSteps(job, file)),
    ...jobs.flatMap((job) => duplicateSteps(job, file)),
    ...jobs.flatMap((job) => notExecuted(job, file)),
  ];
}

const refused = 'GitHub refuses the file, and no event starts it.';

function unknownNeeds(job: WorkflowJob, jobs: readonly WorkflowJob[], file: SourceFile): readonly Problem[] {
  const ids = jobs.map(({ id }) => id);
  return job.needs
    .filter((id) => !ids.includes(id))
    .map((id) =>
      problem({
        code: 'JobNeedsUnknown',
        message: `The job "${job.id}" needs "${id}", which is no job of this workflow`,
        at: placeOfText(file, id, job),
        remedy: didYouMean(id, ids, `There are: ${ids.join(', ')}`),
        aws: refused,
      }),
    );
}

function queueThatCancels(concurrency: Value | undefined, at: Problem['at']): readonly Problem[] {
  if (valueAt(concurrency, 'queue') !== 'max' || valueAt(concurrency, 'cancel-in-progress') !== true)
    return [];
  const remedy = 'Leave one of them out.';
  return [
    problem({ code: 'WorkflowInvalid', message: queueCancels, ...defined({ at }), remedy, aws: refused }),
  ];
}

function withoutSteps(job: WorkflowJob, file: SourceFile): readonly Problem[] {
  if (job.steps.length > 0 || job.uses !== undefined) return [];
  return [
    problem({
      code: 'JobWithoutSteps',
      message: `The job "${job.id}" has no steps, and calls no workflow by "uses"`,
      at: placeOf(file, job),
      remedy: 'Add steps, or remove the job.',
      aws: refused,
    }),
  ];
}

/** Each circle once, from its first job in the file on. */
function circles(jobs: readonly WorkflowJob[], file: SourceFile): readonly Problem[] {
  const found: Problem[] = [];
  const over = new Set<string>();
  const walk = (job: WorkflowJob, path: readonly WorkflowJob[]): void => {
    const at = path.findIndex(({ id }) => id === job.id);
    if (at !== -1) {
      found.push(circle(path.slice(at), file));
      return;
    }
    if (over.has(job.id)) return;
    for (const id of job.needs) {
      const next = jobs.find((each) => each.id === id);
      if (next !== undefined) walk(next, [...path, job]);
    }
    over.add(job.id);
  };
  for (const job of jobs) walk(job, []);
  return found;
}

function circle(members: readonly WorkflowJob[], file: SourceFile): Problem {
  const [first] = members;
  const names = [...members, ...members.slice(0, 1)].map(({ id }) => id);
  return problem({
    code: 'JobNeedsCircle',
    message: `Jobs need each other in a circle: ${names.join(' → ')}`,
    at: placeOf(file, first),
    notes: members.slice(1).map(({ id, ...at }) => ({ message: `"${id}" is here`, at: placeOf(file, at) })),
    aws: refused,
  });
}

function duplicateSteps({ id: jobId, steps }: WorkflowJob, file: SourceFile): readonly Problem[] {
  return steps.flatMap((step, index) => {
    const { id } = step;
    const first = id === undefined ? index : steps.findIndex((each) => isSame(each.id, id));
    const earlier = steps[first];
    if (id === undefined || first === index || earlier === undefined) return [];
    return [
      problem({
        code: 'WorkflowStepDuplicate',
        message: `The job "${jobId}" has two steps with the id "${id}"`,
        at: placeOfPath(file, { path: ['id'] }, step),
        notes: [{ message: 'The first is here', at: placeOfPath(file, { path: ['id'] }, earlier) }],
        aws: refused,
      }),
    ];
  });
}

function isSame(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

function notExecuted({ id, notExecuted: keys }: WorkflowJob, file: SourceFile): readonly Problem[] {
  return keys.map(({ what, reason, ...at }) =>
    problem({
      code: 'WorkflowNotExecuted',
      severity: 'warning',
      message: `"${what}" of the job "${id}" is not executed here: ${reason}`,
      at: placeOf(file, at),
      remedy: 'The job fails when it is reached. The others run.',
      aws: 'GitHub executes it.',
    }),
  );
}
