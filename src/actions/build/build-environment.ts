// The environment of a build before its first command, from all who may set a variable.
// Order, the later wins: image, buildspec, project, start of the build, CodeBuild itself
// (CodeBuild user guide, "Environment variables in build environments").
import { defined } from '../../lib/defined.ts';
import { type Explanation, isFailed, type Result } from '../../lib/result.ts';
import type { Buildspec, EnvironmentVariable } from '../../model/build.ts';
import type { Secret } from '../provider.ts';
import type { LedNames } from './aws-names.ts';
import type { Build } from './build.ts';
import type { BuildFolders } from './build-folders.ts';
import type { BuildMachine } from './build-machine.ts';
import { buildVariables } from './build-variables.ts';
import { endpointAccess } from './endpoint-access.ts';
import { pythonRuntime } from './python-runtime.ts';
import { resolveVariable } from './secret-variables.ts';

export interface BuildEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  /** Values that must not be shown. */
  readonly secrets: readonly Secret[];
  /** AWS's host names, where they lead here. */
  readonly names?: LedNames;
}

export async function buildEnvironment(
  build: Build,
  buildspec: Buildspec,
  { folders, machine }: { readonly folders: BuildFolders; readonly machine: BuildMachine },
): Promise<Result<BuildEnvironment, Explanation>> {
  const set: Record<string, string> = {};
  const secrets: Secret[] = [];
  const { state, options, resources } = build.context;
  const parameters = resources.valuesOf('AWS::SSM::Parameter');
  const places = { state, parameters, asksAws: options.awsValues === true };
  const written = setVariables(build, buildspec);
  const values = await Promise.all(written.map(async (variable) => resolveVariable(variable, places)));
  const missing = values.flatMap((value) => (isFailed(value) ? [value.failed] : []));
  if (missing.length > 0)
    return {
      failed: {
        message: [...new Set(missing.map(({ message }) => message))].join('; '),
        remedy: [...new Set(missing.map(({ remedy }) => remedy))].join(' '),
      },
    };
  for (const [index, variable] of written.entries()) {
    const resolved = values[index] ?? { value: '' };
    if (isFailed(resolved)) continue;
    set[variable.name] = resolved.value;
    if (isSecret(variable)) secrets.push({ name: variable.name, value: resolved.value });
  }
  const python = await pythonRuntime(buildspec, { folders, machine, state });
  const access = await endpointAccess(build, set, { folders, machine, network: machine.environment });
  const variables = {
    ...machine.environment,
    ...python,
    ...access.variables,
    ...set,
    ...buildVariables(build, folders),
  };
  return { variables, secrets, ...defined({ names: access.names }) };
}

export function isSecret({ type }: EnvironmentVariable): boolean {
  return type === 'PARAMETER_STORE' || type === 'SECRETS_MANAGER';
}

/** In the order in which they override one another. */
function setVariables({ project, call }: Build, { env }: Buildspec): readonly EnvironmentVariable[] {
  const typed = (values: Readonly<Record<string, string>>, type: NonNullable<EnvironmentVariable['type']>) =>
    Object.entries(values).map(([name, value]) => ({ name, value, type }));
  return [
    ...typed(env.variables, 'PLAINTEXT'),
    ...typed(call.batch?.variables ?? {}, 'PLAINTEXT'),
    ...typed(env.parameterStore, 'PARAMETER_STORE'),
    ...typed(env.secretsManager, 'SECRETS_MANAGER'),
    ...(project.environment.environmentVariables ?? []),
    ...call.variables,
  ];
}
