// References to variables and artifacts become values, right before an action or rule begins (CodePipeline user guide,
// "Variables"). What cannot be resolved is an error that names the reference.
import type { Result } from '../lib/result.ts';
import type { ActionDeclaration, RuleDeclaration } from '../model/pipeline.ts';
import type { ArtifactReference, FailureDetails } from '../model/progress.ts';
import { substitute } from '../model/variables.ts';
import type { VariableReference } from '../model/variables.ts';
import type { EventOf, Execution } from './state.ts';

type ResolvedAction = Pick<
  EventOf<'ActionStarted'>,
  'resolvedConfiguration' | 'inputArtifacts' | 'resolvedCommands' | 'resolvedEnvironmentVariables'
>;

/** CodePipeline user guide, "Quotas". */
const maxConfigurationBytes = 100 * 1024;

/** What the action runs with. With an `error` it must not run; what could be resolved is given nevertheless. */
export function resolveAction(
  execution: Execution,
  action: ActionDeclaration,
): { readonly resolved: ResolvedAction; readonly error?: FailureDetails } {
  const faults: string[] = [];
  const isSource = action.actionTypeId.category === 'Source';
  const resolve = resolver(faults, (reference) =>
    isSource && reference.namespace === 'variables' ? undefined : valueOf(execution, reference),
  );
  const { commands, environmentVariables } = action;
  const resolved: ResolvedAction = {
    resolvedConfiguration: resolveValues(resolve, action.configuration),
    inputArtifacts: takeArtifacts(execution, action, faults),
    ...(commands && { resolvedCommands: commands.map((command) => resolve(command, 'commands')) }),
    ...(environmentVariables && {
      resolvedEnvironmentVariables: environmentVariables.map((variable) => ({
        ...variable,
        value: resolve(variable.value, `environment variable ${variable.name}`),
      })),
    }),
  };
  if (sizeBytes(resolved.resolvedConfiguration) > maxConfigurationBytes)
    faults.push('The resolved configuration is larger than 100 KB, the most that CodePipeline takes');
  if (faults.length === 0) return { resolved };
  return { resolved, error: { code: 'ConfigurationError', message: faults.join('; ') } };
}

/** The rule with its references resolved, or what is wrong. */
export function resolveRule(
  execution: Execution,
  rule: RuleDeclaration,
): Result<{ readonly rule: RuleDeclaration }> {
  const faults: string[] = [];
  const resolve = resolver(faults, (reference) => valueOf(execution, reference));
  const { configuration, commands } = rule;
  const resolved: RuleDeclaration = {
    ...rule,
    ...(configuration && { configuration: resolveValues(resolve, configuration) }),
    ...(commands && { commands: commands.map((command) => resolve(command, 'commands')) }),
  };
  return faults.length === 0 ? { rule: resolved } : { failed: faults.join('; ') };
}

type Resolve = (text: string, where: string) => string;

function resolver(faults: string[], lookup: (reference: VariableReference) => string | undefined): Resolve {
  return (text, where) => {
    const { text: resolved, missing } = substitute(text, lookup);
    for (const reference of missing)
      faults.push(`The variable ${reference.text} in ${where} has no value in this execution`);
    return resolved;
  };
}

/** The keys' values do not change while an execution runs, except as actions add theirs. */
function valueOf(execution: Execution, { namespace, key }: VariableReference): string | undefined {
  switch (namespace) {
    case 'codepipeline':
      return codepipelineValue(execution, key);
    case 'variables':
      return own(execution.variables, key);
    default:
      return own(execution.namespaces.get(namespace), key);
  }
}

function codepipelineValue({ executionId, startedAt }: Execution, key: string): string | undefined {
  if (key === 'PipelineExecutionId') return executionId;
  return key === 'StartTime' ? new Date(startedAt).toISOString() : undefined;
}

/** Not what every object inherits: `constructor` is a name that a variable may have. */
function own(values: Readonly<Record<string, string>> | undefined, key: string): string | undefined {
  return values !== undefined && Object.hasOwn(values, key) ? values[key] : undefined;
}

function resolveValues(resolve: Resolve, configuration: Readonly<Record<string, string>> = {}) {
  return Object.fromEntries(
    Object.entries(configuration).map(([key, value]) => [key, resolve(value, `configuration ${key}`)]),
  );
}

function takeArtifacts(
  execution: Execution,
  action: ActionDeclaration,
  faults: string[],
): readonly ArtifactReference[] {
  return (action.inputArtifacts ?? []).flatMap(({ name }) => {
    const artifact = execution.artifacts.get(name);
    if (artifact !== undefined) return [artifact];
    faults.push(`The input artifact ${name} was not produced in this execution`);
    return [];
  });
}

function sizeBytes(values: Readonly<Record<string, string>>): number {
  const encoder = new TextEncoder();
  return Object.entries(values).reduce(
    (sum, [key, value]) => sum + encoder.encode(key).length + encoder.encode(value).length,
    0,
  );
}
