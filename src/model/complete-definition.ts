// Fills in what a pipeline names and its definition lacks altogether, so that a pipeline alone can be run: AWS's
// defaults, each with a notice. Where the definition has other things of that kind, a missing one is left to the rules.
import type { ActionType, ActionTypes, Completed } from './action-type.ts';
import type { Definition } from './definition.ts';
import { actionsOf, type PlacedAction } from './pipeline-walk.ts';

export function completeDefinition(definition: Definition, types: ActionTypes): Completed {
  const completed = [...actionsByCompletion(definition, types)].reduce<Completed>(
    (sofar, [complete, actions]) => {
      const { definition: next, findings } = complete(actions, sofar.definition);
      return { definition: next, findings: [...sofar.findings, ...findings] };
    },
    { definition, findings: [] },
  );
  return { ...completed, definition: completeApplications(completed.definition) };
}

/** Types that complete in the same way are asked once, with the actions of all of them. */
function actionsByCompletion(
  { pipeline }: Definition,
  types: ActionTypes,
): ReadonlyMap<NonNullable<ActionType['complete']>, readonly PlacedAction[]> {
  const found = new Map<NonNullable<ActionType['complete']>, readonly PlacedAction[]>();
  for (const placed of actionsOf(pipeline)) {
    const complete = types.find(placed.action.actionTypeId)?.complete;
    if (complete !== undefined) found.set(complete, [...(found.get(complete) ?? []), placed]);
  }
  return found;
}

/** An application is no more than its name and platform: one is made for every deployment group, without a notice. */
function completeApplications(definition: Definition): Definition {
  if (definition.applications.length > 0) return definition;
  const names = new Set(definition.deploymentGroups.map((group) => group.applicationName));
  const applications = [...names]
    .filter((name) => name !== '')
    .map((applicationName) => ({ applicationName, computePlatform: 'Server' as const }));
  return { ...definition, applications };
}
