// The annotations of a job, counted as GitHub counts them: what a composite action prints is of the step that calls it.
import { describeLeftOut, keepsAnnotation } from '../../workflows/runner/limits.ts';
import { describeAnnotation, type Annotation } from '../../workflows/runner/log-command.ts';
import type { JobRun, StepAnnotations } from './job-run.ts';

export function noAnnotations(): StepAnnotations {
  return { kept: { notice: 0, warning: 0, error: 0 }, left: { notice: 0, warning: 0, error: 0 } };
}

export function reportAnnotation({ context, annotations, reported }: JobRun, annotation: Annotation): void {
  const { level } = annotation;
  const { kept, left } = annotations;
  if (!keepsAnnotation(level, { ofStep: kept, ofJob: reported.annotations })) {
    left[level] += 1;
    return;
  }
  kept[level] += 1;
  reported.annotations += 1;
  context.report({ kind: 'Notice', message: describeAnnotation(annotation) });
}

/** @param work of one step: those that it reports are counted by themselves, and how many are not kept is said at its end */
export async function countAnnotations<T>(job: JobRun, work: () => Promise<T>): Promise<T> {
  const before = job.annotations;
  job.annotations = noAnnotations();
  try {
    return await work();
  } finally {
    const message = describeLeftOut(job.annotations.left);
    if (message !== undefined) {
      job.context.log.line(message);
      job.context.report({ kind: 'Notice', message });
    }
    job.annotations = before;
  }
}
