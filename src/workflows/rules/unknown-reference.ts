// Needs, outputs and steps that an expression names and that there are not: GitHub gives an empty text for them.
import { didYouMean } from '../../lib/nearest.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { isMapping, type WorkflowJob } from '../../model/workflow.ts';
import { placeOf } from '../language/place-of.ts';
import {
  expressionsIn,
  expressionsOfJob,
  expressionsOfStep,
  withoutTexts,
  type PlacedExpression,
  type WorkflowRule,
} from './rule.ts';

export const unknownReference: WorkflowRule = ({ jobs }, file) =>
  jobs.flatMap((job) => [
    ...[
      ...expressionsOfJob(job),
      ...job.steps.flatMap(expressionsOfStep),
      ...expressionsIn(job.outputs),
    ].flatMap((each) => unknownNeeds(each, { job, jobs, file })),
    ...job.steps.flatMap((step, index) =>
      expressionsOfStep(step).flatMap((each) => unknownSteps(each, job.steps.slice(0, index), file)),
    ),
    ...expressionsIn(job.outputs).flatMap((each) => unknownSteps(each, job.steps, file)),
  ]);

interface Around {
  readonly job: WorkflowJob;
  readonly jobs: readonly WorkflowJob[];
  readonly file: SourceFile;
}

function unknownNeeds({ text, ...at }: PlacedExpression, { job, jobs, file }: Around): readonly Problem[] {
  const named = withoutTexts(text).matchAll(/\bneeds\s*\.\s*([\w-]+)(?:\s*\.\s*outputs\s*\.\s*([\w-]+))?/gi);
  return [...named].flatMap(([whole, id = '', output]) => {
    const needed = job.needs.find((each) => isSame(each, id));
    if (needed === undefined)
      return [
        unknown(
          file,
          at,
          `"${whole}" is empty: the job "${job.id}" does not need "${id}"`,
          didYouMean(id, job.needs, `Write needs: [${[...job.needs, id].join(', ')}].`),
        ),
      ];
    const outputs = outputsOf(jobs.find((each) => each.id === needed));
    if (output === undefined || outputs === undefined || outputs.some((each) => isSame(each, output)))
      return [];
    const remedy = didYouMean(
      output,
      outputs,
      outputs.length === 0 ? 'It has no outputs.' : `It has: ${outputs.join(', ')}`,
    );
    return [unknown(file, at, `"${whole}" is empty: the job "${needed}" has no output "${output}"`, remedy)];
  });
}

/** Undefined for a job whose outputs are another workflow's. */
function outputsOf(job: WorkflowJob | undefined): readonly string[] | undefined {
  if (job === undefined || job.uses !== undefined) return undefined;
  if (job.outputs === undefined) return [];
  if (!isMapping(job.outputs)) return undefined;
  return job.outputs.entries.flatMap(([key]) => (typeof key === 'string' ? [key] : []));
}

function unknownSteps(
  { text, ...at }: PlacedExpression,
  before: readonly { readonly id?: string }[],
  file: SourceFile,
): readonly Problem[] {
  const ids = before.flatMap(({ id }) => id ?? []);
  const named = withoutTexts(text).matchAll(/\bsteps\s*\.\s*([\w-]+)/gi);
  return [...named].flatMap(([whole, id = '']) => {
    if (ids.some((each) => isSame(each, id))) return [];
    const remedy = didYouMean(
      id,
      ids,
      ids.length === 0 ? 'No step before it has an id.' : `There are: ${ids.join(', ')}`,
    );
    return [unknown(file, at, `"${whole}" is empty: no step before it has the id "${id}"`, remedy)];
  });
}

function unknown(
  file: SourceFile,
  at: Omit<PlacedExpression, 'text'>,
  ...said: readonly [string, string]
): Problem {
  const [message, remedy] = said;
  return problem({
    code: 'WorkflowReferenceUnknown',
    severity: 'warning',
    message,
    at: placeOf(file, at),
    remedy,
  });
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
