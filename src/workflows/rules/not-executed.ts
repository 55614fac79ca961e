// What a workflow says and nothing here acts on.
import { problem, type Problem } from '../../lib/problem.ts';
import type { Value, WrittenAt } from '../../model/workflow.ts';
import { placeOf } from '../language/place-of.ts';
import type { WorkflowRule } from './rule.ts';

export const notExecuted: WorkflowRule = (workflow, file) => {
  const notice = (what: string, reason: string, at?: WrittenAt): Problem =>
    problem({
      code: 'NotExecutedHere',
      severity: 'notice',
      message: `${what} of ${at === undefined ? 'the workflow' : 'a job'} is not executed here: ${reason}`,
      at: placeOf(file, at),
    });
  const found = (value: Value | undefined, ...said: readonly [string, string]): readonly Problem[] =>
    value === undefined ? [] : [notice(...said)];
  return [
    ...found(workflow.permissions, 'permissions', token),
    ...workflow.jobs.flatMap((job) =>
      job.permissions === undefined ? [] : [notice('permissions', token, job)],
    ),
  ];
};

const token =
  'the token is the stored secret GITHUB_TOKEN, with the rights that it has; id-token alone has an effect';
