// Configuration keys that depend on others (CodePipeline user guide, the reference page of each action).
import type { ActionType } from '../../model/action-type.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';

/** Keys that this action needs because of what its other keys say. */
export function conditionalFindings({ action, path }: PlacedAction, type: ActionType): readonly Finding[] {
  return (type.needsKeys?.(action) ?? [])
    .filter(({ key }) => (action.configuration?.[key] ?? '') === '')
    .map(({ key, because }) => ({
      code: 'ConfigurationKeyMissing',
      message: `The configuration of the ${action.actionTypeId.provider} action "${action.name}" has no "${key}", which it needs ${because}`,
      path: [...path, ...(action.configuration === undefined ? [] : ['configuration'])],
      remedy: `Add "${key}".`,
      aws: 'CreatePipeline answers InvalidActionDeclarationException, or the action fails when it runs.',
    }));
}
