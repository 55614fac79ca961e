// How the process of a function is started: this program's own runtimes for Node.js and Python, or the function's.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isFailed, type Result } from '../../lib/result.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { runtimeFamilyOf, type LambdaFunction } from '../../model/function.ts';
import { findJava } from './find-java.ts';
import { javaArguments, provideJavaRuntime } from './java-runtime.ts';
import type { FunctionErrorDocument } from './runtime-api.ts';

export interface RuntimeCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/** Undefined for a function that runs here. */
export function notExecutedHere({
  runtime = '',
  packageType,
}: LambdaFunction): FunctionErrorDocument | undefined {
  if (packageType === 'Zip' && runtimeFamilyOf(runtime) !== undefined) return undefined;
  const what =
    packageType === 'Image' ? 'Functions in container images' : `Functions of the runtime "${runtime}"`;
  return {
    errorType: 'Runtime.NotExecutedHere',
    errorMessage: `${what} do not run here: only those of Node.js, Python, Java and provided do`,
  };
}

/** Gets what is not there before the first function of a runtime runs. @returns why it cannot be had */
export async function provideRuntime(
  { runtime = '' }: LambdaFunction,
  onProgress: (text: string) => void,
): Promise<FunctionErrorDocument | undefined> {
  if (runtimeFamilyOf(runtime) !== 'java') return undefined;
  const java = findJava(runtime);
  const provided = isFailed(java) ? java : await provideJavaRuntime(onProgress);
  return isFailed(provided)
    ? { errorType: 'Runtime.InvalidEntrypoint', errorMessage: provided.failed }
    : undefined;
}

export interface BesidesCode {
  /** Folder of what AWS's runtime has besides its language. */
  readonly packages?: string | undefined;
  /** Folder of its layers. */
  readonly layers?: string | undefined;
}

/** Or AWS's document of the error, when it cannot be started. */
export function runtimeCommand(
  lambda: LambdaFunction,
  taskRoot: string,
  { packages, layers }: BesidesCode = {},
): Result<RuntimeCommand, FunctionErrorDocument> {
  const { runtime = '' } = lambda;
  const family = runtimeFamilyOf(runtime);
  const own = packages === undefined ? [] : [packages];
  switch (family) {
    case 'node': {
      const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
      const program = join(import.meta.dirname, `node-runtime-main${ending}`);
      return { file: process.execPath, args: [...switchedOff(lambda), program, ...own] };
    }
    case 'python': {
      const python = findProgram('python3');
      if (python === undefined) return { failed: noPython(runtime) };
      // Without a cache of its own, which would land next to the user's code; unbuffered, as lines come; without what is
      // installed on this machine, which AWS's has not.
      const program = join(import.meta.dirname, 'python-runtime.py');
      return {
        file: python,
        args: ['-B', '-u', '-S', program, ...own],
      };
    }
    case 'java': {
      const java = findJava(runtime);
      if (isFailed(java))
        return { failed: { errorType: 'Runtime.InvalidEntrypoint', errorMessage: java.failed } };
      const { handler = '', memorySize } = lambda;
      const places = [
        taskRoot,
        join(taskRoot, 'lib', '*'),
        ...(layers === undefined ? [] : [join(layers, 'java', 'lib', '*')]),
      ];
      return { file: java.program, args: [...javaArguments(places, memorySize), handler] };
    }
    case 'provided': {
      // Its own, else that of a layer (Lambda developer guide, "Building a custom runtime").
      const own = join(taskRoot, 'bootstrap');
      const places = [own, ...(layers === undefined ? [] : [join(layers, 'bootstrap')])];
      const bootstrap = places.find(isExecutable);
      return bootstrap === undefined ? { failed: noBootstrap(own) } : { file: bootstrap, args: [] };
    }
    case undefined:
      throw new Error(`The runtime "${runtime}" does not run here, which the caller has to check`);
    default:
      return unreachable(family);
  }
}

/**
 * What Node.js can do and Lambda's does not, unless NODE_OPTIONS asks for it (Lambda developer guide, "Building Lambda
 * functions with Node.js").
 */
function switchedOff({ runtime = '', variables }: LambdaFunction): readonly string[] {
  const major = Number(/\d+/.exec(runtime)?.[0]);
  const asked = variables['NODE_OPTIONS'] ?? '';
  const features = [
    ...(major < 24 ? ['experimental-require-module'] : []),
    ...(major < 24 && major !== 20 ? ['experimental-detect-module'] : []),
  ];
  return features.filter((name) => !asked.includes(`--${name}`)).map((name) => `--no-${name}`);
}

function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function noPython(runtime: string): FunctionErrorDocument {
  return {
    errorType: 'Runtime.InvalidEntrypoint',
    errorMessage: `The runtime ${runtime} needs Python, and there is no python3 on PATH`,
  };
}

function noBootstrap(path: string): FunctionErrorDocument {
  return {
    errorType: 'Runtime.InvalidEntrypoint',
    errorMessage: `Couldn't find valid bootstrap(s): ${path} is not there or may not be executed`,
  };
}
