// What a job of a called workflow of another repository reads of its event and is not known here: said before its steps run. What
// the workflow that was started and those of its repository read is said when the run begins.
import { describeUnknownFields, eventFieldsIn } from '../../workflows/events/payload-fields.ts';
import type { JobRun } from './job-run.ts';

export function reportUnknownFields({
  context,
  contexts,
  definition,
}: Pick<JobRun, 'context' | 'contexts' | 'definition'>): void {
  const { workflow, job, call } = definition;
  if (call === undefined || call.uses.startsWith('./')) return;
  const message = describeUnknownFields(eventFieldsIn([workflow, job]), contexts.github);
  if (message !== undefined) context.report({ kind: 'Notice', message });
}
