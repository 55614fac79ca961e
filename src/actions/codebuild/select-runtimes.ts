// `runtime-versions`: CodeBuild chooses among the versions in its image; here the machine has what it has, and every
// difference is told. Source: CodeBuild user guide, "Available runtimes".
import { tmpdir } from 'node:os';
import { machinePath } from './base-environment.ts';
import type { Build } from './build.ts';
import { canDetect, detectRuntime } from './detect-runtime.ts';

/** Shows what was asked for and what is there. Gives the differences, as sentences. */
export async function selectRuntimes(
  build: Build,
  wanted: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  if (Object.keys(wanted).length === 0) {
    build.log.line('No runtime version selected in buildspec.');
    return [];
  }
  const asking = { PATH: machinePath(process.env), HOME: tmpdir() };
  const differences = await Promise.all(
    Object.entries(wanted).map(async ([runtime, written]) => {
      const version = expandVariables(written, env);
      build.log.line(`Selecting '${runtime}' runtime version '${version}' based on manual selections...`);
      return compare(runtime, version, canDetect(runtime) ? await detectRuntime(runtime, asking) : undefined);
    }),
  );
  return differences.filter((difference) => difference !== undefined);
}

function compare(runtime: string, wanted: string, found: string | undefined): string | undefined {
  if (!canDetect(runtime)) return `The buildspec asks for ${runtime} ${wanted}, which is not looked for here`;
  if (found === undefined) return `The buildspec asks for ${runtime} ${wanted}, and this machine has none`;
  if (satisfies(wanted, found)) return undefined;
  return `The buildspec asks for ${runtime} ${wanted}, and this machine has ${found}`;
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

function expandVariables(text: string, env: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (_, braced?: string, plain?: string) => env[braced ?? plain ?? ''] ?? '',
  );
}
