// A source that is handed over as a reference (CODEBUILD_CLONE_REF): CodeBuild clones the repository itself, with its
// history. Source: CodePipeline user guide, "CodeStarSourceConnection", OutputArtifactFormat.
import { mkdir } from 'node:fs/promises';
import type { ArtifactReference } from '../../model/progress.ts';
import { runCommand } from '../../process/run-command.ts';
import type { Build } from './build.ts';

type CloneReference = NonNullable<ArtifactReference['cloneReference']>;

/** Leaves the commit checked out, detached. Gives git's own words when it cannot. */
export async function cloneSource(
  build: Build,
  { url, commitId, branchName }: CloneReference,
  folder: string,
): Promise<{ readonly error: string } | undefined> {
  await mkdir(folder, { recursive: true });
  const steps = [
    ['clone', '--quiet', '--no-checkout', '--branch', branchName, '--', url, '.'],
    ['checkout', '--quiet', '--detach', commitId],
  ];
  for (const args of steps) {
    const error = await git(build, args, folder);
    if (error !== undefined) return { error };
  }
  return undefined;
}

async function git(build: Build, args: readonly string[], cwd: string): Promise<string | undefined> {
  const words: Uint8Array[] = [];
  const result = await runCommand({
    file: 'git',
    args,
    cwd,
    env: gitEnvironment(),
    mark: build.context.actionExecutionId,
    signal: build.context.signal,
    timeoutMs: build.deadline - build.context.now(),
    endsOn: 'exit',
    onOutput: (bytes) => void words.push(bytes),
  });
  if (result.exitCode === 0) return undefined;
  const said = Buffer.concat(words).toString('utf8').trim();
  return `git ${args[0] ?? ''}: ${result.startError ?? (said || result.end)}`;
}

/** The connection's rights are the user's here, so git finds the user's keys and helpers. It never asks on a terminal. */
function gitEnvironment(): Readonly<Record<string, string>> {
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || /^GIT_(DIR|WORK_TREE|INDEX_FILE)$/.test(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(own), GIT_TERMINAL_PROMPT: '0' };
}
