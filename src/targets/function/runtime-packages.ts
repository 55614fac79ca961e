// The packages that Lambda's runtimes have besides the standard library: the AWS SDK and what it needs (Lambda
// developer guide, "Runtime-included SDK versions"). They are provided once for each machine, for functions whose code
// asks for them and does not bring them.
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runtimeFamilyOf, type LambdaFunction } from '../../model/function.ts';
import { sdkPackages } from './node-sdk.ts';
import { NoPython, provideEnvironment } from '../python/python-environment.ts';

const included = ['boto3', 'botocore', 'jmespath', 's3transfer', 'dateutil', 'six.py', 'urllib3'];

export interface FunctionFolders {
  /** Absolute paths: of its code, and of what `/opt` has on AWS. */
  readonly code: string;
  readonly layers?: string | undefined;
  /** Of the files of the code, where they may change. */
  readonly fingerprint?: string | undefined;
}

/**
 * The folder with them. Undefined when the function needs none, or they cannot be had: it fails at its import then, as
 * its language says it.
 */
export async function packagesFor(
  { runtime = '' }: LambdaFunction,
  { code, layers, fingerprint }: FunctionFolders,
  onProgress: (text: string) => void,
): Promise<string | undefined> {
  const folders = layers === undefined ? [code] : [code, layers];
  const family = runtimeFamilyOf(runtime);
  if (family === 'node')
    return await sdkPackages(folders, { fingerprint, isHere: isOfThisProgram, onProgress });
  if (family !== 'python' || !folders.some(asksForSdk)) return undefined;
  provided ??= provide();
  return provided;
}

const { resolve: resolveHere } = createRequire(import.meta.url);

function isOfThisProgram(name: string): boolean {
  try {
    return resolveHere(name) !== '';
  } catch {
    return false;
  }
}

let provided: Promise<string | undefined> | undefined;

async function provide(): Promise<string | undefined> {
  try {
    const { folder } = await provideEnvironment({ onProgress: () => {} });
    const [packages] = globSync(join(folder, 'lib', 'python3*', 'site-packages'));
    return packages === undefined ? undefined : linked(join(folder, 'lambda-runtime'), packages);
  } catch (error) {
    if (!(error instanceof NoPython)) throw error;
    provided = undefined;
    return undefined;
  }
}

/** Nothing else that the environment has: a function that needs it would fail on AWS. */
function linked(folder: string, packages: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of included) {
    const link = join(folder, name);
    if (existsSync(link) || !existsSync(join(packages, name))) continue;
    try {
      symlinkSync(join(packages, name), link);
    } catch (error) {
      // Another process was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return folder;
}

/** As far as it is looked into: a package of a hundred thousand files is not read. */
const mostFiles = 2000;

function asksForSdk(taskRoot: string): boolean {
  if (existsSync(join(taskRoot, 'boto3'))) return false;
  const entries = readdirSync(taskRoot, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .slice(0, mostFiles)
    .some((entry) =>
      /^\s*(?:import|from)\s+(?:boto3|botocore)\b/m.test(
        readFileSync(join(entry.parentPath, entry.name), 'utf8'),
      ),
    );
}
