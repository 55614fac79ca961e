// The options of `run` that are about a workflow of GitHub: the event that starts it, and what of it is wanted.
import { didYouMean } from '../../lib/nearest.ts';
import type { Problem } from '../../lib/problem.ts';
import { fullRef, readRepository } from '../../load/git-repository.ts';
import type { Definition } from '../../model/definition.ts';
import type { RunVariables, Workflow } from '../../model/workflow.ts';
import { wrongInputs } from '../../workflows/inputs.ts';
import { wrongCall } from './build-call.ts';
import type { RunCommandOptions } from './run-command-options.ts';

interface Place {
  readonly problems: Problem[];
  /** Of the definition, absolute. */
  readonly folder: string;
}

/** As variables of the execution; none for what is no workflow. */
export function readEvent(
  given: RunCommandOptions,
  workflow: Definition['workflow'],
  { problems, folder }: Place,
): Partial<RunVariables> {
  if (workflow === undefined) {
    problems.push(...workflowOptionsGiven(given));
    return {};
  }
  const inputs = pairsOf(given.input ?? [], '--input NAME=VALUE', problems);
  const event = given.event ?? (hasKeys(inputs) ? 'workflow_dispatch' : undefined) ?? eventOf(workflow);
  const known = Object.keys(workflow.on);
  if (!known.includes(event))
    problems.push(
      wrongCall(
        `The workflow is not started by "${event}"`,
        didYouMean(event, known, `It is started by ${known.join(', ')}.`),
      ),
    );
  if (event === 'workflow_dispatch')
    problems.push(...wrongInputs(workflow, inputs).map(({ message, remedy }) => wrongCall(message, remedy)));
  else if (hasKeys(inputs))
    problems.push(
      wrongCall(`--input is for workflow_dispatch, and the event is ${event}`, 'Leave one of them out'),
    );
  return {
    event,
    ref: refOf(event, given, folder),
    inputs: JSON.stringify(inputs),
    job: readJob(given.job, workflow, problems),
    actions: readActions(given.actions, problems),
    matrix: JSON.stringify(pairsOf(given.matrix ?? [], '--matrix KEY=VALUE', problems)),
  };
}

/** Those that are about workflows alone, by name. */
export function workflowOptions(given: RunCommandOptions) {
  const { event, activity, payload, ref, base, input, job, matrix, actions } = given;
  return { event, activity, payload, ref, base, input, job, matrix, actions };
}

function workflowOptionsGiven(given: RunCommandOptions): readonly Problem[] {
  return Object.entries(workflowOptions(given))
    .filter(([, value]) => value !== undefined)
    .map(([name]) =>
      wrongCall(
        `--${name} is for a workflow of GitHub, and this is none`,
        'Give a file of .github/workflows',
      ),
    );
}

/** A push where it starts the workflow, else what is given by hand, else the first. */
function eventOf({ on }: Workflow): string {
  const names = Object.keys(on);
  return ['push', 'workflow_dispatch'].find((name) => names.includes(name)) ?? names[0] ?? 'push';
}

function readJob(given: string | undefined, { jobs }: Workflow, problems: Problem[]): string {
  const ids = jobs.map(({ id }) => id);
  if (given === undefined || ids.includes(given)) return given ?? '*';
  const remedy = didYouMean(given, ids, `There are: ${ids.join(', ')}`);
  problems.push(wrongCall(`The workflow has no job "${given}"`, remedy));
  return '*';
}

function readActions(given: string | undefined, problems: Problem[]): RunVariables['actions'] {
  if (given === undefined || given === 'builtin' || given === 'real') return given ?? 'builtin';
  problems.push(wrongCall(`There is no choice "${given}" of actions`, 'Take builtin or real.'));
  return 'builtin';
}

/** A schedule is always about the default branch. */
function refOf(event: string, { ref }: RunCommandOptions, folder: string): string {
  const { head, defaultBranch } = readRepository(folder);
  if (ref === undefined && event === 'schedule') return `refs/heads/${defaultBranch}`;
  return ref === undefined ? head : fullRef(ref, folder);
}

function pairsOf(
  given: readonly string[],
  form: string,
  problems: Problem[],
): Readonly<Record<string, string>> {
  const wrong = given.filter((text) => text.indexOf('=') < 1);
  problems.push(...wrong.map((text) => wrongCall(`"${text}" is no pair`, `Write ${form}`)));
  return Object.fromEntries(
    given
      .filter((text) => text.indexOf('=') >= 1)
      .map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
  );
}

function hasKeys(values: object): boolean {
  return Object.keys(values).length > 0;
}
