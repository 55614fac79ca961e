// What each type of action checks by itself: its provider says it, in its folder below src/actions.
import { actionsOf } from '../../model/pipeline-walk.ts';
import type { Rule } from './rule.ts';

export const actionsByType: Rule = (definition, types) =>
  actionsOf(definition.pipeline).flatMap(
    (placed) => types.find(placed.action.actionTypeId)?.check?.(placed, definition) ?? [],
  );
