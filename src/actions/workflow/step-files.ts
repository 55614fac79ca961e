// The files that a step writes its outputs, variables, paths, state and summary to: fresh for each step.
import { lstatSync, mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../lib/id.ts';
import { readPlainBytes } from '../../lib/read-plain-file.ts';
import { isFailed } from '../../lib/result.ts';
import { decodeFile, parsePairs, parsePaths, type Pairs } from '../../workflows/runner/command-file.ts';
import { summaryRefusal } from '../../workflows/runner/limits.ts';
import type { JobFolders } from './job-folders.ts';

export interface StepFiles {
  /** GITHUB_OUTPUT and the like, with paths of the machine. */
  readonly variables: Readonly<Record<string, string>>;
  /** What the step has written; call once, at its end. */
  readonly read: () => WrittenFiles;
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

/** They are few and small: waiting for each by itself would take longer than they do. */
export function makeStepFiles({ temp, here }: JobFolders): StepFiles {
  const folder = join(temp, '_runner_file_commands');
  mkdirSync(here(folder), { recursive: true });
  const id = newId();
  const places = Object.entries(names).map(
    ([variable, name]) => [variable, join(folder, `${name}_${id}`)] as const,
  );
  for (const [, path] of places) writeFileSync(here(path), '');
  const variables = Object.fromEntries(places);
  return { variables, read: () => readFiles(variables, here) };
}

/** A step may have removed it, or made something else of it, such as a pipe that nothing is written to or a link. */
function takeFile(path: string): string {
  try {
    // Most are empty. They go with the folders of the job.
    if (lstatSync(path).size === 0) return '';
    const text = decodeFile(readPlainBytes(path) ?? Buffer.of());
    unlinkSync(path);
    return text;
  } catch {
    return '';
  }
}

function readFiles(variables: Readonly<Record<string, string>>, here: JobFolders['here']): WrittenFiles {
  const texts = new Map<string, string>();
  for (const [variable, path] of Object.entries(variables)) texts.set(variable, takeFile(here(path)));
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
  const refusal = summaryRefusal(Buffer.byteLength(summary));
  if (refusal !== undefined) refused.push(refusal);
  return {
    outputs: pairsOf('GITHUB_OUTPUT'),
    env: env.filter(([name]) => name.toUpperCase() !== 'NODE_OPTIONS'),
    state: pairsOf('GITHUB_STATE'),
    paths: parsePaths(texts.get('GITHUB_PATH') ?? ''),
    summary: refusal === undefined ? summary : '',
    refused,
    errors,
  };
}
