// `runtime-versions`: CodeBuild chooses among the versions in its image; here the machine has what it has, and every
// difference is reported. Source: CodeBuild user guide, "Available runtimes".
import type { Build } from './build.ts';
import type { BuildMachine } from './build-machine.ts';
import { canDetect, detectRuntime } from './detect-runtime.ts';

interface Selection {
  readonly env: Readonly<Record<string, string>>;
  readonly machine: BuildMachine;
  /** Why the Node that is asked for is not there. */
  readonly missing: string | undefined;
}

/** Shows what was asked for and what is there. Gives the differences, as sentences. */
export async function selectRuntimes(
  build: Build,
  wanted: Readonly<Record<string, string>>,
  { env, machine, missing }: Selection,
): Promise<readonly string[]> {
  if (Object.keys(wanted).length === 0) {
    build.log.line('No runtime version selected in buildspec.');
    return [];
  }
  const differences = await Promise.all(
    Object.entries(wanted).map(async ([runtime, written]) => {
      const version = expandVariables(written, env);
      build.log.line(`Selecting '${runtime}' runtime version '${version}' based on manual selections...`);
      const difference = compare(
        { runtime, wanted: version, where: machine.container === undefined ? 'this machine' : 'the image' },
        canDetect(runtime) ? await detectRuntime(runtime, machine) : undefined,
      );
      return difference !== undefined && runtime === 'nodejs' && missing !== undefined
        ? `${difference}: ${missing}`
        : difference;
    }),
  );
  return differences.filter((difference) => difference !== undefined);
}

interface Wanted {
  readonly runtime: string;
  readonly wanted: string;
  readonly where: string;
}

function compare({ runtime, wanted, where }: Wanted, found: string | undefined): string | undefined {
  if (!canDetect(runtime))
    return `The buildspec requests ${runtime} ${wanted}, whose version is not detected here`;
  if (found === undefined) return `The buildspec requests ${runtime} ${wanted}, and ${where} has none`;
  if (satisfies(wanted, found)) return undefined;
  return `The buildspec requests ${runtime} ${wanted}, and ${where} has ${found}`;
}

/** `22`, `22.x`, `3.11`, `corretto17` and `latest` name a version by its beginning; `latest` takes any. */
export function satisfies(wanted: string, found: string): boolean {
  const parts = wanted
    .replace(/^(corretto|openjdk)/, '')
    .replace(/\.x$/, '')
    .split('.');
  if (wanted === 'latest') return true;
  const has = found.split('.');
  return parts.every((part, index) => part === has[index]);
}

/** `$NAME` and `${NAME}`; nothing for one that is not set. */
export function expandVariables(text: string, env: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (_, braced?: string, plain?: string) => env[braced ?? plain ?? ''] ?? '',
  );
}
