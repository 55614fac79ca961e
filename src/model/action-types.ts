// Which actions there are, what each takes and gives, and its configuration keys (CodePipeline user guide, "Action
// structure reference" and "Number of input and output artifacts"). The entries stand in action-types/, by category.
import { sourceTypes } from './action-types/source.ts';
import { buildTypes } from './action-types/build.ts';
import { deployTypes } from './action-types/deploy.ts';
import { invokeTypes } from './action-types/invoke.ts';
import type { ActionType } from './action-types/action-type.ts';
import type { ActionTypeId } from './pipeline.ts';

export type { ActionType, ConfigurationKey } from './action-types/action-type.ts';

export const actionTypes: readonly ActionType[] = [
  ...sourceTypes,
  ...buildTypes,
  ...deployTypes,
  ...invokeTypes,
];

const byId = new Map(actionTypes.map((type) => [idOf(type), type]));

/** The type of an action, or undefined when AWS has none such. Whatever a custom action does is its worker's affair. */
export function findActionType(id: ActionTypeId): ActionType | undefined {
  if (id.owner === 'Custom') return customType(id);
  return byId.get(idOf(id));
}

/** Names such as `Build/AWS/CodeBuild`. */
export function idOf({ category, owner, provider }: Omit<ActionTypeId, 'version'>): string {
  return `${category}/${owner}/${provider}`;
}

function customType({ category, provider }: ActionTypeId): ActionType {
  return {
    category,
    owner: 'Custom',
    provider,
    inputs: [0, 5],
    outputs: [0, 5],
    configuration: 'any',
    variables: 'any',
  };
}
