// A Lambda function in the words of CreateFunction, and where its code lies on this machine. Pure.
import type { NotExecuted } from './not-executed.ts';

export interface LambdaFunction {
  readonly functionName: string;
  /** Absent for a container image. */
  readonly runtime?: string;
  readonly handler?: string;
  /** The ARN of its execution role. */
  readonly role?: string;
  /** Seconds; CreateFunction takes 3 when nothing is said. */
  readonly timeout: number;
  /** Megabytes; 128 when nothing is said. */
  readonly memorySize: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly packageType: 'Zip' | 'Image';
  readonly notExecuted?: readonly NotExecuted[];
  /** What else its configuration brings along, which is not there on this machine. */
  readonly absent: readonly ('Layers' | 'FileSystemConfigs')[];
}

/** What a call of Lambda's API has made of a function, in the words of GetFunctionConfiguration where AWS has them. */
export interface FunctionSettings {
  /** In base64, of the zip. */
  readonly codeSha256: string;
  readonly codeSizeBytes: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly revisionId: string;
  readonly state: 'Pending' | 'Active' | 'Failed';
  readonly lastUpdate: 'InProgress' | 'Successful' | 'Failed';
  /** Why the state, or the last update, is not what it should be. */
  readonly reason?: { readonly code: string; readonly text: string };
  readonly description: string;
  /** `Environment` was given, be it empty. */
  readonly hasEnvironment: boolean;
  /** ARNs of their versions. */
  readonly layers: readonly string[];
  /** What else it was given, by the names of CreateFunction. */
  readonly given: Readonly<Record<string, unknown>>;
}

/**
 * Slipway's own: CreateFunction takes code as bytes, from a bucket or as an image, none of which is a place on this
 * machine.
 */
export interface FunctionCode {
  readonly functionName: string;
  /** A folder or a zip, from the folder of the definition. */
  readonly path: string;
}

/** Where the code of a function is on this machine. */
export interface CodePlace {
  /** Absolute path of the folder of its definition. */
  readonly folder: string;
  /** From there, when the definition says it; else the function's name and its handler lead to it. */
  readonly path?: string;
}

/** How a function's code is run here; undefined for runtimes that are not. */
export type RuntimeFamily = 'node' | 'python' | 'java' | 'provided';

export function runtimeFamilyOf(runtime: string): RuntimeFamily | undefined {
  if (/^nodejs\d+\.x$/.test(runtime)) return 'node';
  if (/^python3\.\d+$/.test(runtime)) return 'python';
  if (/^java\d+(\.|$)/.test(runtime)) return 'java';
  return /^provided(\.|$)/.test(runtime) ? 'provided' : undefined;
}

/** What a name, an ARN or a part of one says, each with a version or an alias or without (Lambda API, FunctionName). */
export function nameOfFunction(reference: string): { readonly name: string; readonly qualifier?: string } {
  const parts = reference.split(':');
  const marker = parts.lastIndexOf('function');
  const [name = '', qualifier] = marker === -1 ? parts : parts.slice(marker + 1);
  return qualifier === undefined ? { name } : { name, qualifier };
}

/** The function that a name or an ARN leads to. */
export function findFunction<T extends LambdaFunction>(
  functions: readonly T[],
  reference: string,
): T | undefined {
  const { name } = nameOfFunction(reference);
  return functions.find(({ functionName }) => nameOfFunction(functionName).name === name);
}

/** Files of which the code must hold one, so that its handler can be found; none where a name does not say which. */
export function handlerFiles({ runtime = '', handler = '' }: LambdaFunction): readonly string[] {
  switch (runtimeFamilyOf(runtime)) {
    case 'node': {
      const [, folder = '', module = ''] = /^(.*\/)?([^./]*)/.exec(handler) ?? [];
      return ['.js', '.mjs', '.cjs', ''].map((ending) => `${folder}${module}${ending}`);
    }
    case 'python': {
      const module = handler.slice(0, Math.max(0, handler.lastIndexOf('.'))).replaceAll('.', '/');
      return [`${module}.py`, `${module}/__init__.py`];
    }
    case 'provided':
      return ['bootstrap'];
    default:
      return [];
  }
}

/**
 * Identifiers that CreateFunction takes, and those of old that functions may still have. A deprecated runtime is taken until
 * the day on which AWS blocks creation: 2027-02-01 for Python 3.9 (Lambda developer guide, Lambda runtimes).
 */
export const currentRuntimes: readonly string[] = [
  'nodejs20.x',
  'nodejs22.x',
  'nodejs24.x',
  'python3.9',
  'python3.10',
  'python3.11',
  'python3.12',
  'python3.13',
  'python3.14',
  'java8.al2',
  'java11',
  'java17',
  'java21',
  'java25',
  'dotnet8',
  'dotnet10',
  'ruby3.2',
  'ruby3.3',
  'ruby3.4',
  'ruby4.0',
  'provided.al2',
  'provided.al2023',
];

export const retiredRuntimes: readonly string[] = [
  'nodejs',
  'nodejs4.3',
  'nodejs4.3-edge',
  'nodejs6.10',
  'nodejs8.10',
  'nodejs10.x',
  'nodejs12.x',
  'nodejs14.x',
  'nodejs16.x',
  'nodejs18.x',
  'python2.7',
  'python3.6',
  'python3.7',
  'python3.8',
  'java8',
  'dotnetcore1.0',
  'dotnetcore2.0',
  'dotnetcore2.1',
  'dotnetcore3.1',
  'dotnet6',
  'ruby2.5',
  'ruby2.7',
  'go1.x',
  'provided',
];

/** Set by Lambda itself; CreateFunction refuses them (Lambda developer guide, Defined runtime environment variables). */
export const reservedVariables: readonly string[] = [
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
];
