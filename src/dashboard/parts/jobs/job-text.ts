// What is written below the name of a job. Pure.
import { formatDuration } from '../words.ts';
import type { JobCell, JobState } from './job-states.ts';

type Spanned = Pick<JobState, 'startedAt' | 'endedAt'>;

/** @param now for what still runs */
export function tookText({ startedAt, endedAt }: Spanned, now: number): string {
  return startedAt === undefined ? '' : formatDuration(Math.max(0, (endedAt ?? now) - startedAt));
}

export function jobText(job: JobState, now: number): string {
  const took = tookText(job, now);
  if (!job.isMatrix) {
    const note = job.cells.map((cell) => cell.note ?? '').find((each) => each !== '');
    return note === undefined || (job.displayStatus === 'Succeeded' && took !== '')
      ? took
      : joined(took, note);
  }
  return joined(matrixText(job), took);
}

function matrixText({ cells, maxParallel }: JobState): string {
  const count = (status: JobCell['displayStatus']): number =>
    cells.filter(({ displayStatus }) => displayStatus === status).length;
  const parts = [
    `matrix of ${cells.length}`,
    ...(count('Failed') > 0 ? [`${count('Failed')} failed`] : []),
    ...(count('InProgress') > 0 ? [`${count('InProgress')} running`] : []),
    ...(maxParallel === undefined ? [] : [`${maxParallel} at once`]),
  ];
  return parts.join(', ');
}

/** What a job does that calls a workflow. */
export function callText({ calls, isOneCall }: Pick<JobState, 'calls' | 'isOneCall'>): string {
  if (isOneCall === true) return '';
  return calls === undefined ? 'calls a workflow' : `calls a workflow ${calls} times`;
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

/** For those who do not see the lines. */
export function needsText({ needs, calledBy, isOneCall }: JobState): string {
  if (isOneCall === true) return `a call of ${calledBy ?? ''}`;
  const within = calledBy === undefined ? '' : `, called by ${calledBy}`;
  const names = calledBy === undefined ? needs : needs.map((id) => id.split(' / ').at(-1) ?? id);
  return `${names.length === 0 ? 'needs nothing' : `needs ${names.join(', ')}`}${within}`;
}
