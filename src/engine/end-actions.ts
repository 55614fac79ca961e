// What ends a running action apart from its own work: a person's answer, or the time that it may take.
import type { Decision } from './decision.ts';
import { answerApproval, requestApproval } from './approvals.ts';
import type { Scope } from './scope.ts';
import { inStage, record } from './scope.ts';
import type { ActionRun } from './state.ts';
import { runningActions } from './state.ts';
import { isApproval } from './start-actions.ts';
import { deadlineOf, describeTimeLimit } from './time-limits.ts';
import type { ActionDeclaration } from '../model/pipeline.ts';

export function endActions(scope: Scope): readonly Decision[] {
  return runningActions(scope.run).flatMap((action) => {
    const declaration = scope.stage.actions.find(({ name }) => name === action.started.actionName);
    if (declaration === undefined) return [];
    const approval = isApproval(declaration) ? stepApproval(scope, action, declaration) : [];
    return approval.length > 0 ? approval : expire(scope, action, declaration);
  });
}

function stepApproval(scope: Scope, action: ActionRun, declaration: ActionDeclaration): readonly Decision[] {
  if (action.approval === undefined) return requestApproval(scope, action, declaration);
  return action.approval.answer === undefined ? [] : answerApproval(scope, action, action.approval.answer);
}

function expire(scope: Scope, action: ActionRun, declaration: ActionDeclaration): readonly Decision[] {
  if (scope.context.now < deadlineOf(action, declaration, scope.context)) return [];
  const { actionName, actionExecutionId } = action.started;
  const limit = describeTimeLimit(declaration, scope.context);
  const message = isApproval(declaration)
    ? `It was not approved or rejected within ${limit}`
    : `It did not end within ${limit}, the most that an action of this type may take`;
  return [
    record({
      ...inStage(scope),
      type: 'ActionFailed',
      actionName,
      actionExecutionId,
      error: { code: 'TimedOut', message },
    }),
  ];
}
