// The packages that Lambda's Python runtimes have besides the standard library: the AWS SDK and what it needs (Lambda
// developer guide, "Runtime-included SDK versions"). They are provided once for each machine, for functions whose code
// asks for them and does not bring them.
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeFamilyOf, type LambdaFunction } from '../../model/function.ts';
import { NoPython, provideEnvironment } from '../python/python-environment.ts';

const included = ['boto3', 'botocore', 'jmespath', 's3transfer', 'dateutil', 'six.py', 'urllib3'];

/**
 * The folder with them. Undefined when the function needs none, or they cannot be had: it fails at its import then, as
 * Python says it. @param taskRoot absolute path of its code
 */
export async function packagesFor(
  { runtime = '' }: LambdaFunction,
  taskRoot: string,
): Promise<string | undefined> {
  if (runtimeFamilyOf(runtime) !== 'python' || !asksForSdk(taskRoot)) return undefined;
  provided ??= provide();
  return provided;
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
