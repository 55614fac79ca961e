// The AWS SDK that Lambda's runtimes for Node.js bring along (Lambda developer guide, "Runtime-included SDK versions"): the packages
// of it that a function imports and does not bring are fetched once for each machine.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { basename, join } from 'node:path';
import { userCacheFolder } from '../../lib/user-cache-folder.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { installNpmPackages } from '../../process/npm-packages.ts';

/** As far as it is looked into: not all of a hundred thousand files are read. */
const mostFiles = 2000;
const mostBytes = 50 * 1024 * 1024;

/** How long a fetch that has failed is not tried again: functions are called often, and without a network it takes long. */
const keptFailureMs = 60_000;

interface SdkOptions {
  /** Of what the folders hold, where that is known: they are not looked into again while it is the same. */
  readonly fingerprint?: string | undefined;
  /** Whether this program has a package itself. */
  readonly isHere: (name: string) => boolean;
  readonly onProgress: (text: string) => void;
}

/**
 * The folder whose `node_modules` has them. Undefined when the function needs none, or they cannot be had: it fails at its import
 * then, as Node says it.
 * @param folders absolute: of its code and of its layers
 */
export async function sdkPackages(
  folders: readonly string[],
  { fingerprint, isHere, onProgress }: SdkOptions,
): Promise<string | undefined> {
  let missing = knownMissing(folders, fingerprint);
  while (!missing.every(isHere)) {
    const installed = await fetched(missing);
    if (!isFailed(installed)) return installed.folder;
    const unknown = unknownIn(installed.failed);
    if (unknown === undefined || !missing.includes(unknown)) {
      onProgress(
        `Slipway could not fetch ${missing.join(', ')}, which AWS's runtimes for Node.js have: ${installed.failed}`,
      );
      return undefined;
    }
    missing = missing.filter((name) => name !== unknown);
  }
  return undefined;
}

/** By the folders. */
const looked = new Map<string, { readonly fingerprint: string; readonly missing: readonly string[] }>();

function knownMissing(folders: readonly string[], fingerprint: string | undefined): readonly string[] {
  const key = folders.join('\n');
  const known = looked.get(key);
  if (known !== undefined && known.fingerprint === fingerprint) return known.missing;
  const missing = missingPackages(folders);
  if (fingerprint !== undefined) looked.set(key, { fingerprint, missing });
  return missing;
}

const failures = new Map<string, { readonly at: number; readonly failed: string }>();

async function fetched(names: readonly string[]): Promise<Result<{ readonly folder: string }>> {
  const digest = createHash('sha256').update(names.join(' ')).digest('hex').slice(0, 12);
  const folder = join(userCacheFolder(), `lambda-node-sdk-${digest}`);
  const before = failures.get(folder);
  if (before !== undefined && Date.now() - before.at < keptFailureMs) return { failed: before.failed };
  const installed = await installNpmPackages(
    folder,
    names.map((name) => `${name}@3`),
  );
  if (isFailed(installed)) failures.set(folder, { at: Date.now(), failed: installed.failed });
  return installed;
}

/** The package that a registry does not have, when npm says so. */
function unknownIn(failed: string): string | undefined {
  const [, name] = /\b404\b.*@aws-sdk(?:%2f|\/)([a-z0-9-]+)/i.exec(failed) ?? [];
  return name === undefined ? undefined : `${scope}/${name}`;
}

const scope = '@aws-sdk';

/** Packages of the SDK that the code imports and no folder has, in the order of the alphabet. */
export function missingPackages(folders: readonly string[]): readonly string[] {
  const [brought, named] = [new Set<string>(), new Set<string>()];
  let [files, bytes] = [0, 0];
  // The user's own files come before what is installed.
  const waiting = [...folders];
  const installed: string[] = [];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop() ?? installed.pop()) {
    for (const entry of entriesIn(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        // Packages of the SDK name each other, and are complete.
        if (isScope(folder)) brought.add(`${basename(folder)}/${entry.name}`);
        else if (entry.name !== '.git') (isInstalled(path) ? installed : waiting).push(path);
      } else if (entry.isFile() && /\.[cm]?js$/.test(entry.name) && files < mostFiles && bytes < mostBytes) {
        const text = textOf(path);
        files += 1;
        bytes += text.length;
        for (const name of namedIn(text)) named.add(name);
      }
    }
  }
  return [...named].filter((name) => !brought.has(name)).toSorted((a, b) => (a < b ? -1 : 1));
}

/** What cannot be read imports nothing: the function fails at it by itself. */
function entriesIn(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return statSync(file).size > mostBytes ? '' : readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isScope(folder: string): boolean {
  return /[\\/]node_modules[\\/]@(?:aws-sdk|smithy)$/.test(folder);
}

function isInstalled(path: string): boolean {
  return /[\\/]node_modules(?:[\\/]|$)/.test(path);
}

/** Those that are imported: a bundle of the SDK has other names in its texts. */
function namedIn(text: string): readonly string[] {
  const imports = /(?:from|import|require)\s*\(?\s*(["'`])(@aws-sdk\/[a-z0-9-]+)(?:\/[^"'`\n]*)?\1/g;
  return [...text.matchAll(imports)].map(([, , name = '']) => name);
}
