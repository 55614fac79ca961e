// What a job reads of its event that GitHub would send and that is not known here: said once, before the steps run.
import { isRecord } from '../../lib/is-record.ts';
import { unknownFields } from '../../workflows/events/payload-fields.ts';
import { textOf } from '../../workflows/language/expressions.ts';
import { expressionsIn, expressionsOfJob, expressionsOfStep } from '../../workflows/rules/rule.ts';
import type { JobRun } from './job-run.ts';

export function reportUnknownFields({
  context,
  contexts,
  definition,
}: Pick<JobRun, 'context' | 'contexts' | 'definition'>): void {
  const { workflow, job } = definition;
  const expressions = [
    ...[workflow.env, job.outputs].flatMap(expressionsIn),
    ...expressionsOfJob(job),
    ...job.steps.flatMap(expressionsOfStep),
  ];
  const { event: payload, event_name: named } = contexts.github;
  const name = textOf(named ?? '');
  const texts = expressions.map(({ text }) => text);
  const fields = unknownFields(texts, { name, payload: isRecord(payload) ? payload : {} });
  if (fields.length === 0) return;
  const list = fields.map((field) => `github.event.${field}`).join(', ');
  const message = `Empty here, and sent by GitHub with ${name}: ${list}. --payload FILE gives what it holds`;
  context.report({ kind: 'Notice', message });
}
