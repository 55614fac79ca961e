// On a runner of GitHub an execution that has ended is reported as GitHub shows it: failures as annotations in the log,
// and the whole in the summary of the job.
import { appendFileSync } from 'node:fs';
import { annotationsOfExecution } from '../render/github-annotations.ts';
import { jobSummary } from '../render/job-summary.ts';
import type { Terminal } from '../terminal.ts';
import type { ExecutionView } from '../../view/execution-view.ts';

export function reportToGitHub(view: ExecutionView, now: number, { env, write }: Terminal): void {
  if (!isOnGitHub(env)) return;
  for (const line of annotationsOfExecution(view)) write(`${line}\n`);
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, jobSummary(view, now));
  } catch (error) {
    // A summary that cannot be written changes nothing about the execution.
    write(`The summary of the job was not written: ${(error as Error).message}\n`);
  }
}

export function isOnGitHub(env: Terminal['env']): boolean {
  return env['GITHUB_ACTIONS'] === 'true';
}
