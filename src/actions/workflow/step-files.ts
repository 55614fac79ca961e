// The files that a step writes its outputs, variables, paths, state and summary to: fresh for each step.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../lib/id.ts';
import { isFailed } from '../../lib/result.ts';
import { parsePairs, parsePaths, type Pairs } from '../../workflows/runner/command-file.ts';
import type { JobFolders } from './job-folders.ts';

export interface StepFiles {
  /** GITHUB_OUTPUT and the like, with paths of the machine. */
  readonly variables: Readonly<Record<string, string>>;
  /** What the step has written; call once, at its end. */
  readonly read: () => Promise<WrittenFiles>;
}

export interface WrittenFiles {
  readonly outputs: Pairs;
  readonly env: Pairs;
  readonly state: Pairs;
  readonly paths: readonly string[];
  readonly summary: string;
  /** What is not taken of it. The step goes on. */
  readonly refused: readonly string[];
  /** What of it cannot be read: each fails the step. */
  readonly errors: readonly string[];
}

const names = {
  GITHUB_OUTPUT: 'set_output',
  GITHUB_ENV: 'set_env',
  GITHUB_STATE: 'save_state',
  GITHUB_PATH: 'add_path',
  GITHUB_STEP_SUMMARY: 'step_summary',
} as const;

export async function makeStepFiles({ temp, here }: JobFolders): Promise<StepFiles> {
  const folder = join(temp, '_runner_file_commands');
  await mkdir(here(folder), { recursive: true });
  const id = newId();
  const places = Object.entries(names).map(
    ([variable, name]) => [variable, join(folder, `${name}_${id}`)] as const,
  );
  for (const [, path] of places) await writeFile(here(path), '');
  const variables = Object.fromEntries(places);
  return { variables, read: async () => await readFiles(variables, here) };
}

/** Of the summary of a step (actions/runner, CreateStepSummaryCommand). */
const mostKilobytes = 1024;

async function readFiles(
  variables: Readonly<Record<string, string>>,
  here: JobFolders['here'],
): Promise<WrittenFiles> {
  const texts = new Map<string, string>();
  for (const [variable, path] of Object.entries(variables)) {
    // A step may have removed it.
    texts.set(variable, await readFile(here(path), 'utf8').catch(() => ''));
    await rm(here(path), { force: true });
  }
  const errors: string[] = [];
  const refused: string[] = [];
  const pairsOf = (variable: keyof typeof names): Pairs => {
    const parsed = parsePairs(texts.get(variable) ?? '');
    if (!isFailed(parsed)) return parsed.pairs;
    errors.push(`The file of ${variable} cannot be read: ${parsed.failed}`);
    return [];
  };
  const env = pairsOf('GITHUB_ENV');
  if (env.some(([name]) => name.toUpperCase() === 'NODE_OPTIONS'))
    refused.push("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command");
  const summary = texts.get('GITHUB_STEP_SUMMARY') ?? '';
  const kilobytes = Math.ceil(Buffer.byteLength(summary) / 1024);
  if (kilobytes > mostKilobytes)
    refused.push(
      `The summary has ${kilobytes} kB and GitHub takes at most ${mostKilobytes} kB: it is not shown`,
    );
  return {
    outputs: pairsOf('GITHUB_OUTPUT'),
    env: env.filter(([name]) => name.toUpperCase() !== 'NODE_OPTIONS'),
    state: pairsOf('GITHUB_STATE'),
    paths: parsePaths(texts.get('GITHUB_PATH') ?? ''),
    summary: kilobytes > mostKilobytes ? '' : summary,
    refused,
    errors,
  };
}
