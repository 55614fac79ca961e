// The AWS SDK that Lambda's runtimes for Node.js bring along (Lambda developer guide, "Runtime-included SDK versions"): the packages
// of it that a function asks for and does not bring are fetched once for each machine.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import { userCacheFolder } from '../../lib/user-cache-folder.ts';
import { isFailed } from '../../lib/result.ts';
import { installNpmPackages } from '../../process/npm-packages.ts';

/** As far as it is looked into: a package of a hundred thousand files is not read. */
const mostFiles = 2000;
const mostBytes = 20 * 1024 * 1024;

/**
 * The folder whose `node_modules` has them. Undefined when the function needs none, or they cannot be had: it fails at its import
 * then, as Node says it.
 * @param folders absolute: of its code and of its layers
 * @param isHere whether this program has a package itself
 */
export async function sdkPackages(
  folders: readonly string[],
  { isHere, onProgress }: { isHere: (name: string) => boolean; onProgress: (text: string) => void },
): Promise<string | undefined> {
  const missing = missingPackages(folders);
  if (missing.every(isHere)) return undefined;
  const digest = createHash('sha256').update(missing.join(' ')).digest('hex').slice(0, 12);
  const folder = join(userCacheFolder(), `lambda-node-sdk-${digest}`);
  const installed = await installNpmPackages(
    folder,
    missing.map((name) => `${name}@3`),
  );
  if (!isFailed(installed)) return folder;
  onProgress(
    `Slipway could not fetch ${missing.join(', ')}, which AWS's runtimes for Node.js have: ${installed.failed}`,
  );
  return undefined;
}

/** Packages of the SDK that the code names and no folder has, in the order of the alphabet. */
export function missingPackages(folders: readonly string[]): readonly string[] {
  const entries = folders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const brought = new Set(entries.flatMap((entry) => packageOf(entry) ?? []));
  const files = entries.filter(
    (entry) => entry.isFile() && /\.[cm]?js$/.test(entry.name) && !isOfSdk(entry.parentPath),
  );
  const named = files
    .toSorted((a, b) => Number(isInstalled(a)) - Number(isInstalled(b)))
    .slice(0, mostFiles)
    .flatMap((entry) => namedIn(join(entry.parentPath, entry.name)));
  return [...new Set(named)].filter((name) => !brought.has(name)).toSorted((a, b) => (a < b ? -1 : 1));
}

const scope = '@aws-sdk';

function packageOf({ name, parentPath }: Dirent): string | undefined {
  return parentPath.endsWith(join(sep, 'node_modules', scope)) ? `${scope}/${name}` : undefined;
}

/** The user's own files are looked into first. */
function isInstalled({ parentPath }: Dirent): boolean {
  return /[\\/]node_modules[\\/]/.test(parentPath);
}

/** Its packages name each other, and are complete. */
function isOfSdk(folder: string): boolean {
  return /[\\/]node_modules[\\/]@(?:aws-sdk|smithy)[\\/]/.test(`${folder}/`);
}

function namedIn(file: string): readonly string[] {
  if (statSync(file).size > mostBytes) return [];
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/["'`](@aws-sdk\/[a-z0-9-]+)(?:\/[^"'`\n]*)?["'`]/g)].map(([, name = '']) => name);
}
