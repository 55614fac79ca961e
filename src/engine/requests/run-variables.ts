// What the variables of a run of a workflow must be: they hold its event, and whatever plans its jobs reads them. Pure.
import { isRecord } from '../../lib/is-record.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import { refuse, suggest, type Refusal } from './outcome.ts';

/** Undefined for a pipeline, and for what can be read. */
export function refuseRunVariables(
  { stages }: Pick<PipelineDeclaration, 'stages'>,
  variables: Readonly<Record<string, string>>,
): Refusal | undefined {
  const jobs = stages.flatMap((stage) => stage.jobs ?? []);
  if (jobs.length === 0) return undefined;
  const { job = '*', actions = 'builtin' } = variables;
  const ids = jobs.filter(({ calledBy }) => calledBy === undefined).map(({ id }) => id);
  if (job !== '*' && !ids.includes(job))
    return refuse(
      'ValidationException',
      `The value "${job}" of "job" is no job of the workflow`,
      suggest(job, ids),
    );
  if (actions !== 'builtin' && actions !== 'real')
    return refuse(
      'ValidationException',
      `The value "${actions}" of "actions" is unknown`,
      'It is builtin or real.',
    );
  return (
    refuseJson(variables, 'payload', () => true) ??
    refuseJson(variables, 'inputs', isText) ??
    refuseJson(variables, 'matrix', isText)
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function refuseJson(
  variables: Readonly<Record<string, string>>,
  name: 'payload' | 'inputs' | 'matrix',
  isValue: (value: unknown) => boolean,
): Refusal | undefined {
  const text = variables[name] ?? '{}';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse('ValidationException', `The value of "${name}" is no JSON: ${(error as Error).message}`);
  }
  if (!isRecord(value)) return refuse('ValidationException', `The value of "${name}" is no object of JSON`);
  const wrong = Object.entries(value).find(([, each]) => !isValue(each));
  return wrong === undefined
    ? undefined
    : refuse('ValidationException', `"${wrong[0]}" in "${name}" is no text`, 'Write its value in quotes.');
}
