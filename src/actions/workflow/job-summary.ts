// What steps write for the summary of their job: in the log, and as the runner keeps it for the page of the run.
import type { Progress } from '../../model/progress.ts';
import { mostSummaries } from '../../workflows/runner/limits.ts';
import type { JobRun } from './job-run.ts';

export function writeSummary(job: JobRun, markdown: string): void {
  if (markdown.trim() === '') return;
  job.context.log.line('▸ Summary');
  for (const line of markdown.trimEnd().split('\n')) job.context.log.line(line);
  job.reported.summaries += 1;
  if (job.reported.summaries <= mostSummaries) job.context.report({ kind: 'Summary', markdown });
  else if (job.reported.summaries === mostSummaries + 1) job.context.report(tooManySummaries);
}

const tooManySummaries: Progress = {
  kind: 'Notice',
  message: `Only the log has the summaries of further steps: GitHub shows ${mostSummaries} of a job`,
};
