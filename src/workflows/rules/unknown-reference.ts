// Needs, outputs and steps that an expression names and that there are not: GitHub gives an empty text for them.
import { didYouMean } from '../../lib/nearest.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { isMapping, valueAt, type WorkflowJob, type WorkflowStep } from '../../model/workflow.ts';
import { findKnownAction } from '../known-actions.ts';
import { placeOfText } from '../language/place-of.ts';
import {
  expressionsIn,
  expressionsOfJob,
  expressionsOfStep,
  withoutTexts,
  type PlacedExpression,
  type WorkflowRule,
} from './rule.ts';

export const unknownReference: WorkflowRule = (workflow, file) => [
  ...ofJobs(workflow, file),
  ...unknownActionOutputs(workflow, file, knownOutputs),
  ...expressionsIn(valueAt(workflow.on['workflow_call'], 'outputs')).flatMap((each) =>
    unknownOutputs(each, workflow.jobs, file),
  ),
];

/** What a called workflow gives is an output of a job of it. */
function unknownOutputs(
  { text, ...at }: PlacedExpression,
  jobs: readonly WorkflowJob[],
  file: SourceFile,
): readonly Problem[] {
  const named = withoutTexts(text).matchAll(/\bjobs\s*\.\s*([\w-]+)(?:\s*\.\s*outputs\s*\.\s*([\w-]+))?/gi);
  return [...named].flatMap(([whole, id = '', output]) => {
    const job = jobs.find((each) => isSame(each.id, id));
    const ids = jobs.map((each) => each.id);
    if (job === undefined)
      return [
        unknown(
          file,
          at,
          `"${whole}" is empty: there is no job "${id}"`,
          didYouMean(id, ids, `There are: ${ids.join(', ')}`),
        ),
      ];
    const outputs = outputsOf(job);
    if (output === undefined || outputs === undefined || outputs.some((each) => isSame(each, output)))
      return [];
    const known = outputs.length === 0 ? 'It has no outputs.' : `It has: ${outputs.join(', ')}`;
    return [
      unknown(
        file,
        at,
        `"${whole}" is empty: the job "${id}" has no output "${output}"`,
        didYouMean(output, outputs, known),
      ),
    ];
  });
}

const ofJobs: WorkflowRule = ({ jobs }, file) =>
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

const ofSteps = /\bsteps\s*\.\s*([\w-]+)(?:\s*\.\s*outputs\s*\.\s*([\w-]+))?/gi;

/** Outputs that the actions of steps do not have. @param outputsOfAction undefined where only a run knows them */
export function unknownActionOutputs(
  { jobs }: Parameters<WorkflowRule>[0],
  file: SourceFile,
  outputsOfAction: (uses: string) => readonly string[] | undefined,
): readonly Problem[] {
  return jobs.flatMap(({ steps, outputs }) =>
    [...steps.flatMap(expressionsOfStep), ...expressionsIn(outputs)].flatMap(({ text, ...at }) =>
      [...withoutTexts(text).matchAll(ofSteps)].flatMap(([whole, id = '', output]) => {
        const uses = steps.find((each) => each.id !== undefined && isSame(each.id, id))?.uses ?? '';
        const known = outputsOfAction(uses);
        if (output === undefined || known === undefined || known.some((each) => fits(each, output)))
          return [];
        const has = known.length === 0 ? 'It has no outputs.' : `It has: ${known.join(', ')}`;
        const message = `"${whole}" is empty: ${uses} has no output "${output}"`;
        return [unknown(file, at, message, didYouMean(output, known, has))];
      }),
    ),
  );
}

function unknownSteps(
  { text, ...at }: PlacedExpression,
  before: readonly Pick<WorkflowStep, 'id'>[],
  file: SourceFile,
): readonly Problem[] {
  const ids = before.flatMap(({ id }) => id ?? []);
  return [...withoutTexts(text).matchAll(ofSteps)].flatMap(([whole, id = '']) => {
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
    // What it is about stands first in it, in quotes.
    at: placeOfText(file, /"([^"]+)"/.exec(message)?.[1] ?? '', at),
    remedy,
  });
}

/** Undefined where only a run knows them. */
function knownOutputs(uses: string): readonly string[] | undefined {
  return findKnownAction(uses.replace(/@.*$/, ''))?.outputs;
}

/** `docker_password_*` stands for all that begin so. */
function fits(known: string, output: string): boolean {
  const isBeginning =
    known.endsWith('*') && output.toLowerCase().startsWith(known.slice(0, -1).toLowerCase());
  return isBeginning || isSame(known, output);
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
