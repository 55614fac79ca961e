// Manual approvals (CodePipeline user guide, "Add a manual approval action to a stage"): asked for with a token that
// only this run of the action takes, then answered, or expired.
import { defined } from '../lib/defined.ts';
import type { ActionDeclaration } from '../model/pipeline.ts';
import type { Decision } from './decision.ts';
import type { Scope } from './scope.ts';
import { inStage, record } from './scope.ts';
import type { ActionRun, Approval } from './state.ts';
import { deadlineOf } from './time-limits.ts';

export function requestApproval(
  scope: Scope,
  action: ActionRun,
  declaration: ActionDeclaration,
): readonly Decision[] {
  const { CustomData, ExternalEntityLink } = action.started.resolvedConfiguration;
  return [
    record({
      ...ofAction(scope, action),
      type: 'ApprovalRequested',
      token: scope.context.newId(),
      expiresAt: deadlineOf(action, declaration, scope.context),
      ...defined({ customData: CustomData, externalEntityLink: ExternalEntityLink }),
    }),
  ];
}

export function answerApproval(
  scope: Scope,
  action: ActionRun,
  { status, summary, by }: NonNullable<Approval['answer']>,
): readonly Decision[] {
  const said = `${status} by ${by}${summary === '' ? '' : `: ${summary}`}`;
  const event = ofAction(scope, action);
  const outcome =
    status === 'Approved'
      ? record({ ...event, type: 'ActionSucceeded', outputVariables: {}, outputArtifacts: [], summary: said })
      : record({ ...event, type: 'ActionFailed', error: { code: 'Rejected', message: said } });
  return [outcome];
}

function ofAction(scope: Scope, { started: { actionName, actionExecutionId } }: ActionRun) {
  return { ...inStage(scope), actionName, actionExecutionId };
}
