// The environment that a function sees: Lambda's own variables, those of its configuration, and of the user only the
// way to programs. Its home folder is its own, as the user's holds keys.
import { defined } from '../../lib/defined.ts';
import { noOtherCredentials } from '../../model/aws-environment.ts';
import { join } from 'node:path';
import type { LambdaFunction } from '../../model/function.ts';

export interface EnvironmentInput {
  readonly lambda: LambdaFunction;
  readonly name: string;
  readonly region: string;
  readonly taskRoot: string;
  readonly runtimeFolder: string;
  readonly logStreamName: string;
  readonly runtimeApi: string;
  /** Of AWS's API of this machine, with a session of the function's role; empty when there is none. */
  readonly access: Readonly<Record<string, string>>;
  /** Where other services answer in this invocation, by the SDKs' variables for it. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Of the caller's. */
  readonly environment: Readonly<Record<string, string>>;
  /** `$LATEST` when it is absent. */
  readonly version?: string;
  /** A folder with what `/opt` has on AWS. */
  readonly layers?: string;
}

/** Lambda developer guide, "Defined runtime environment variables". */
export function functionEnvironment(input: EnvironmentInput): Record<string, string> {
  const { lambda, name, region, taskRoot, runtimeFolder, logStreamName, runtimeApi, environment } = input;
  const { version = '$LATEST', layers } = input;
  const { AWS_ENDPOINT_URL: everywhere, ...single } = input.endpoints;
  const { AWS_ENDPOINT_URL = everywhere, ...session } = input.access;
  return {
    PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: runtimeFolder,
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    // The function's own word for all services counts before ours; for one service ours does.
    ...defined({ AWS_ENDPOINT_URL }),
    ...environment,
    ...lambda.variables,
    ...single,
    _HANDLER: lambda.handler ?? '',
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${lambda.runtime ?? ''}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memorySize),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_REGION: region,
    LAMBDA_RUNTIME_DIR: runtimeFolder,
    LAMBDA_TASK_ROOT: taskRoot,
    ...noOtherCredentials,
    // Of no user: without them the SDKs would look for the user's own.
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_SESSION_TOKEN: 'none',
    ...session,
    ...(layers === undefined ? {} : layerVariables(layers, lambda)),
  };
}

/** Lambda developer guide, "Layer paths for each Lambda runtime": there below `/opt`, here below the layers' folder. */
function layerVariables(
  layers: string,
  { runtime = '', variables }: LambdaFunction,
): Readonly<Record<string, string>> {
  const python = /^python3\.\d+/.exec(runtime)?.[0] ?? 'python3';
  const node = `node${/\d+/.exec(runtime)?.[0] ?? ''}`;
  const path = (name: string, folders: readonly string[], after = variables[name]) => ({
    [name]: [...folders.map((folder) => join(layers, folder)), ...(after === undefined ? [] : [after])].join(
      ':',
    ),
  });
  return {
    ...path('PATH', ['bin'], variables['PATH'] ?? process.env['PATH']),
    ...path('LD_LIBRARY_PATH', ['lib']),
    ...path('PYTHONPATH', ['python', `python/lib/${python}/site-packages`]),
    ...path('NODE_PATH', ['nodejs/node_modules', `nodejs/${node}/node_modules`]),
  };
}
