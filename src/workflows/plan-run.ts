// What is decided once for a run, before any of its jobs: its name, its concurrency group, and what is not known of its event. Pure.
import { defined } from '../lib/defined.ts';
import { isFailed } from '../lib/result.ts';
import type { RunFacts, RunPlan } from '../model/job-graph.ts';
import type { CalledWorkflows, Workflow } from '../model/workflow.ts';
import { withCalledIn } from './calls/call-reference.ts';
import { concurrencyOf } from './concurrency.ts';
import { describeUnknownFields, eventFieldsIn } from './events/payload-fields.ts';
import { runContext } from './github-context.ts';
import { typedInputs } from './inputs.ts';
import { resolveValue, textOf } from './language/expressions.ts';
import type { RunDefinition } from './run-definition.ts';

export interface KnownForRun {
  /** Variables of the repository. */
  readonly vars: Readonly<Record<string, string>>;
  /** Workflows of other repositories. */
  readonly called: CalledWorkflows;
}

export function planRun(definition: string, run: RunFacts, { vars, called }: KnownForRun): RunPlan {
  const { workflow, repository, eventFields = [], calls = [] } = JSON.parse(definition) as RunDefinition;
  const contexts = {
    github: runContext({ workflow, repository }, run),
    inputs: inputsOfRun(workflow, run.variables),
    vars,
  };
  const named = resolveValue(workflow.runName ?? null, { contexts });
  const claimed = concurrencyOf(workflow.concurrency, { contexts });
  const failed = isFailed(named)
    ? `"run-name" cannot be evaluated: ${named.failed}`
    : isFailed(claimed)
      ? claimed.failed
      : undefined;
  // GitHub: a name that is empty is as none.
  const name = isFailed(named) || named.value === null ? '' : textOf(named.value).trim();
  const fields = new Set([...eventFields, ...eventFieldsIn(withCalledIn(calls, called))]);
  const unknown = describeUnknownFields([...fields], contexts.github);
  return defined({
    name: name === '' ? undefined : name,
    notices: unknown === undefined ? undefined : [unknown],
    concurrency: isFailed(claimed) ? undefined : claimed.claim,
    error: failed === undefined ? undefined : { code: 'ConfigurationError', message: failed },
  });
}

/** The context `inputs` of a run that no workflow has called. */
export function inputsOfRun(
  workflow: Omit<Workflow, 'jobs'>,
  { event, inputs = '{}' }: RunFacts['variables'],
): Readonly<Record<string, unknown>> {
  const given = JSON.parse(inputs) as Readonly<Record<string, string>>;
  return event === 'workflow_dispatch' ? typedInputs(workflow, given) : {};
}
