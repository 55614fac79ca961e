// Steps that report success for a deployment to ECS that may still fail, or be rolled back.
import { problem, type Problem } from '../../lib/problem.ts';
import { isExpression, valueAt, type WorkflowStep } from '../../model/workflow.ts';
import { placeOf } from '../language/place-of.ts';
import type { WorkflowRule } from './rule.ts';

export const unseenRollout: WorkflowRule = ({ jobs }, file) =>
  jobs.flatMap(({ steps }) => {
    const isAwaited = steps.some((step) => /\becs\s+wait\s+services-stable\b/.test(scriptOf(step)));
    const unseen = (step: WorkflowStep, remedy: string): Problem =>
      problem({
        code: 'WorkflowRolloutUnseen',
        severity: 'warning',
        message:
          'The step succeeds before the deployment to ECS has come up: one that is rolled back is green',
        at: placeOf(file, step),
        remedy,
      });
    return steps.flatMap((step) => {
      const isAction =
        step.uses?.toLowerCase().startsWith('aws-actions/amazon-ecs-deploy-task-definition@') === true;
      const waits = valueAt(step.with, 'wait-for-service-stability');
      const names = valueAt(step.with, 'service') !== undefined;
      if (isAction && names && (waits === undefined || waits === false || waits === 'false'))
        return [unseen(step, 'Add "wait-for-service-stability: true".')];
      const updates = /\becs\s+update-service\b/.test(scriptOf(step));
      return updates && !isAwaited
        ? [unseen(step, 'Run "aws ecs wait services-stable" after it, and compare the task definition.')]
        : [];
    });
  });

function scriptOf({ run }: WorkflowStep): string {
  if (typeof run === 'string') return run;
  return run !== undefined && run !== null && isExpression(run) ? run.expression : '';
}
