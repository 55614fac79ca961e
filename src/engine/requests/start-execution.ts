// StartPipelineExecution.
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import type { TriggerType } from '../../model/status.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import type { RequestContext } from '../scope.ts';
import type { PipelineState } from '../state.ts';
import type { Refusal, RequestOutcome } from './outcome.ts';
import { refuse, refuseTooMany, suggest } from './outcome.ts';
import { refuseRunVariables } from './run-variables.ts';
import { selectParts, type Selection } from './select-parts.ts';

export interface StartInput {
  readonly variables: Readonly<Record<string, string>>;
  /** By source action name. */
  readonly sourceRevisions: Readonly<Record<string, string>>;
  readonly by: string;
  /** StartPipelineExecution when absent. */
  readonly triggerType?: TriggerType;
  /** The most that it may take altogether; as long as its actions may when absent. */
  readonly timeoutInMinutes?: number;
  /** Makes the request idempotent (CodePipeline API reference, StartPipelineExecution). */
  readonly clientRequestToken?: string;
  /** What is left out of it. */
  readonly selection?: Selection | undefined;
}

export function startExecution(
  state: PipelineState,
  input: StartInput,
  { now, newId }: RequestContext,
): RequestOutcome {
  const { declaration } = state;
  if (state.version === 0)
    return refuse('PipelineNotFoundException', 'The pipeline has not been declared yet');
  const before = startedBefore(state, input.clientRequestToken);
  if (before !== undefined) return { events: [], startedBefore: before };
  const refusal = refuseTooMany(state) ?? refuseSources(declaration, input);
  if (refusal !== undefined) return refusal;
  const resolved = resolveVariables(declaration, input.variables);
  if (isFailed(resolved)) return resolved;
  const { sourceRevisions, by, triggerType = 'StartPipelineExecution' } = input;
  const { timeoutInMinutes, clientRequestToken } = input;
  const trigger = { triggerType, triggerDetail: by };
  const { variables } = resolved;
  const selected = input.selection === undefined ? undefined : selectParts(declaration, input.selection);
  if (selected !== undefined && isFailed(selected)) return selected;
  return {
    events: [
      {
        type: 'ExecutionStarted',
        at: now,
        executionId: newId(),
        trigger,
        variables,
        sourceRevisions,
        ...defined({ timeoutInMinutes, clientRequestToken, skipped: selected?.skipped }),
      },
    ],
  };
}

function startedBefore({ executions }: PipelineState, token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  return executions.values().find(({ clientRequestToken }) => clientRequestToken === token)?.executionId;
}

function refuseSources(declaration: PipelineDeclaration, input: StartInput): Refusal | undefined {
  const names = (declaration.stages[0]?.actions ?? []).map(({ name }) => name);
  const unknown = Object.keys(input.sourceRevisions).find((name) => !names.includes(name));
  if (unknown === undefined) return undefined;
  const message = `A revision is given for "${unknown}", which is not a source action of ${declaration.name}`;
  return refuse('ValidationException', message, suggest(unknown, names));
}

/** Given at the start, else the default; one without either refuses (CodePipeline user guide, "Variables"). */
function resolveVariables(
  declaration: PipelineDeclaration,
  given: Readonly<Record<string, string>>,
): { readonly variables: Readonly<Record<string, string>> } | Refusal {
  const declared = declaration.variables ?? [];
  const names = declared.map(({ name }) => name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const message = `The pipeline ${declaration.name} declares no variable "${unknown}"`;
    const remedy = names.length === 0 ? 'Declare it under variables.' : suggest(unknown, names);
    return refuse('ValidationException', message, remedy);
  }
  const variables: Record<string, string> = {};
  for (const { name, defaultValue } of declared) {
    const value = Object.hasOwn(given, name) ? given[name] : defaultValue;
    if (value === undefined)
      return refuse('ValidationException', `The variable "${name}" has no default, and no value was given`);
    if (value === '') return refuse('ValidationException', `The variable "${name}" must not be empty`);
    // Those of a workflow hold its event: CodePipeline has none like them.
    if (value.length > 1000 && declaration.stages.every(({ jobs }) => jobs === undefined))
      return refuse('ValidationException', `The value of "${name}" is longer than 1000 characters`);
    variables[name] = value;
  }
  return refuseRunVariables(declaration, variables) ?? { variables };
}
