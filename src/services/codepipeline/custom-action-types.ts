// Types of custom actions by CodePipeline's API, and the list of all types.
import { customTypeKind, customTypeName, type CustomActionType } from '../../account/pipeline-jobs.ts';
import { providers } from '../../actions/registry.ts';
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import { defined } from '../../lib/defined.ts';
import type { ActionType } from '../../model/action-type.ts';
import type { ActionDeclaration, ActionTypeId, PipelineDeclaration } from '../../model/pipeline.ts';
import { documentsOf } from '../documents.ts';
import { pageInOrder } from '../page.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { onWrongToken } from './pipeline-state.ts';

type Op<N extends keyof CodePipelineApi['operations']> = Operation<CodePipelineApi, N>;
type Shapes = CodePipelineApi['shapes'];

const documents = documentsOf<CustomActionType>(customTypeKind);

/** CodePipeline user guide, "Quotas in AWS CodePipeline". */
const mostTypes = 50;

/** Undefined when there is none such now. */
export function customTypeOf(call: ServiceCall, id: ActionTypeId): CustomActionType | undefined {
  const found = documents.get(call, customTypeName(id));
  return found?.isDeleted === true ? undefined : found;
}

function customTypes(call: ServiceCall): readonly CustomActionType[] {
  return documents.list(call).filter(({ isDeleted }) => isDeleted !== true);
}

export const createCustomActionType: Op<'CreateCustomActionType'> = (input, call) => {
  const { category, provider, version, settings, configurationProperties: properties, tags = [] } = input;
  const id = { category, owner: 'Custom' as const, provider, version };
  const name = customTypeName(id);
  if (documents.get(call, name) !== undefined)
    throw refuse<CodePipelineApi>(
      'ValidationException',
      `The action type ${name} exists or has existed: use a version that was never used`,
    );
  if (customTypes(call).length >= mostTypes)
    throw refuse<CodePipelineApi>('LimitExceededException', `There are ${mostTypes} custom action types`);
  checkQueryable(properties ?? []);
  const { inputArtifactDetails, outputArtifactDetails } = input;
  const made = defined({
    id,
    settings: settings === undefined ? undefined : defined(settings),
    actionConfigurationProperties: properties?.map((each) => defined(each)),
    inputArtifactDetails,
    outputArtifactDetails,
    tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])),
  });
  documents.put(call, name, made);
  return { actionType: shown(made), tags };
};

/** CodePipeline API reference, ActionConfigurationProperty. */
function checkQueryable(properties: readonly Shapes['ActionConfigurationProperty'][]): void {
  const queryable = properties.filter((each) => each.queryable === true);
  const wrong = queryable.length > 1 || queryable.some(({ required, secret }) => !required || secret);
  if (wrong)
    throw refuse<CodePipelineApi>(
      'ValidationException',
      'One property alone may be queryable, and it must be required and not secret',
    );
}

/** Without an error when there is none. */
export const deleteCustomActionType: Op<'DeleteCustomActionType'> = (input, call) => {
  const name = customTypeName({ ...input, owner: 'Custom' });
  const found = documents.get(call, name);
  if (found !== undefined) documents.put(call, name, { ...found, isDeleted: true });
  return {};
};

export const listActionTypes: Op<'ListActionTypes'> = ({ actionOwnerFilter, nextToken }, call) => {
  const own = providers.all.filter(({ owner }) => owner !== 'Custom').map(shownProvider);
  const all = [...own, ...customTypes(call).map(shown)].filter(
    ({ id }) => actionOwnerFilter === undefined || id.owner === actionOwnerFilter,
  );
  const { items, next } = pageInOrder(all, { size: 25, token: nextToken, onWrongToken });
  return defined({ actionTypes: items, nextToken: next });
};

function shown(type: CustomActionType): Shapes['ActionType'] {
  const { tags: _tags, isDeleted: _isDeleted, ...shape } = type;
  return shape;
}

function shownProvider({ category, owner, provider, ...type }: ActionType): Shapes['ActionType'] {
  const keys = type.configuration === 'any' ? [] : Object.entries(type.configuration);
  const countsOf = ([minimumCount, maximumCount]: ActionType['inputs']) => ({ minimumCount, maximumCount });
  return {
    id: { category, owner, provider, version: '1' },
    settings: {},
    actionConfigurationProperties: keys.map(([name, { required = false }]) => ({
      name,
      required,
      key: true,
      secret: false,
      queryable: false,
    })),
    inputArtifactDetails: countsOf(type.inputs),
    outputArtifactDetails: countsOf(type.outputs),
  };
}

/** What CreatePipeline refuses of custom actions, which the types of the account decide. */
export function checkCustomActions(call: ServiceCall, { stages }: Pick<PipelineDeclaration, 'stages'>): void {
  const actions = stages.flatMap((stage) => stage.actions);
  const wrong = actions
    .filter(({ actionTypeId }) => actionTypeId.owner === 'Custom')
    .map((action) => wrongIn(action, customTypeOf(call, action.actionTypeId)))
    .find((text) => text !== undefined);
  if (wrong !== undefined) throw refuse<CodePipelineApi>('InvalidActionDeclarationException', wrong);
}

function wrongIn(action: ActionDeclaration, type: CustomActionType | undefined): string | undefined {
  const { category, owner, provider, version } = action.actionTypeId;
  const name = `ActionType (Category: '${category}', Provider: '${provider}', Owner: '${owner}', Version: '${version}')`;
  if (type === undefined) return `${name} in action '${action.name}' is not available.`;
  const { actionConfigurationProperties: properties = [] } = type;
  const given = Object.keys(action.configuration ?? {});
  const missing = properties.find((each) => each.required && !given.includes(each.name));
  if (missing !== undefined)
    return `Action configuration for action '${action.name}' is missing required configuration '${missing.name}'`;
  const unknown = given.find((key) => properties.every((each) => each.name !== key));
  if (unknown !== undefined)
    return `Action configuration for action '${action.name}' contains unknown configuration '${unknown}'`;
  const counts = [
    ['input', action.inputArtifacts?.length ?? 0, type.inputArtifactDetails],
    ['output', action.outputArtifacts?.length ?? 0, type.outputArtifactDetails],
  ] as const;
  const off = counts.find(([, n, { minimumCount, maximumCount }]) => n < minimumCount || n > maximumCount);
  return off === undefined
    ? undefined
    : `Action '${action.name}' has ${off[1]} ${off[0]} artifacts: ${name} takes ${off[2].minimumCount} to ${off[2].maximumCount}`;
}
