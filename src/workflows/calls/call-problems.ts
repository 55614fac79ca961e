// What is wrong about a call of a workflow that is known before it runs. Pure.
import { defined } from '../../lib/defined.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { Workflow, WorkflowJob } from '../../model/workflow.ts';
import { writtenValues, wrongCallInputs, wrongCallSecrets } from './call-values.ts';

export function callProblems(job: WorkflowJob, called: Workflow, at: Problem['at']): readonly Problem[] {
  const wrong = Object.hasOwn(called.on, 'workflow_call')
    ? [...wrongCallInputs(called, writtenValues(job.with)), ...wrongCallSecrets(called, job.secrets)]
    : ['it is not started by "workflow_call"'];
  return wrong.map((reason) =>
    problem({
      code: 'WorkflowCallInvalid',
      message: `The job "${job.id}" calls ${called.path} wrongly: ${reason}`,
      ...defined({ at }),
      aws: 'GitHub refuses the file, and no event starts it.',
    }),
  );
}

/** That there is no such workflow, by its form or by its place. */
export function wrongCall(jobId: string, reason: string, at: Problem['at']): Problem {
  return problem({
    code: 'WorkflowCallInvalid',
    message: `The job "${jobId}" calls a workflow that there is not: ${reason}`,
    ...defined({ at }),
    aws: 'GitHub refuses the file, and no event starts it.',
  });
}
