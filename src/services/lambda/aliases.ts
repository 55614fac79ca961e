// Aliases: names for versions, some of them for two with a weight.
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operations, type ServiceCall } from '../service.ts';
import { findVersion, latestOf } from './function-record.ts';
import { provideLater, withdraw } from './provisioned-concurrency.ts';
import { lambdaOf } from './lambda-ground.ts';
import type { AliasDocument } from './lambda-store.ts';
import {
  arnOfFunction,
  checkRevision,
  conflict,
  invalid,
  nameWithoutQualifier,
  notFound,
  ownerOf,
  type Op,
  type Shapes,
} from './names.ts';

interface AliasOf {
  readonly function: string;
  readonly alias: string;
}

function aliasConfiguration(
  { function: name, alias }: AliasOf,
  document: AliasDocument,
  { place }: Pick<ServiceCall, 'place'>,
): Shapes['AliasConfiguration'] {
  const { functionVersion, description, weights, revisionId } = document;
  return defined({
    AliasArn: arnOfFunction({ name, qualifier: alias }, place),
    Name: alias,
    FunctionVersion: functionVersion,
    Description: description,
    RoutingConfig: Object.keys(weights).length === 0 ? undefined : { AdditionalVersionWeights: weights },
    RevisionId: revisionId,
  });
}

const createAlias: Op<'CreateAlias'> = (input, call) => {
  const { Name: alias, FunctionVersion: functionVersion, Description: description = '' } = input;
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  const { store } = lambdaOf(call);
  const owner = ownerOf(name, call.place);
  if (store.get('alias', owner, alias) !== undefined)
    throw conflict(`Alias already exists: ${arnOfFunction({ name, qualifier: alias }, call.place)}`);
  const weights = input.RoutingConfig?.AdditionalVersionWeights ?? {};
  const document: AliasDocument = { functionVersion, description, weights, revisionId: newId() };
  checkRouting(name, document, call);
  store.put('alias', { owner, name: alias }, document);
  return aliasConfiguration({ function: name, alias }, document, call);
};

/** Lambda developer guide, "Implement Lambda canary deployments using a weighted alias". @throws AwsError */
function checkRouting(name: string, { functionVersion, weights }: AliasDocument, call: ServiceCall): void {
  checkThere(name, functionVersion, call);
  const [additional, ...others] = Object.keys(weights);
  if (others.length > 0)
    throw invalid('Number of items in AdditionalVersionWeights cannot be greater than 1');
  if (additional === undefined) return;
  if (functionVersion === '$LATEST' || additional === '$LATEST')
    throw invalid('$LATEST is not supported for an alias pointing to more than 1 version');
  if (additional === functionVersion)
    throw invalid(
      `Invalid function version ${additional}. Function version ${additional} is already included in routing configuration.`,
    );
  checkThere(name, additional, call);
}

function checkThere(name: string, version: string, call: ServiceCall): void {
  if (version === '$LATEST' || findVersion(call, name, version) !== undefined) return;
  throw notFound({ name, qualifier: version }, call.place);
}

const updateAlias: Op<'UpdateAlias'> = (input, call) => {
  const { Name: alias, FunctionVersion, Description, RoutingConfig } = input;
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  const owner = ownerOf(name, call.place);
  const { store } = lambdaOf(call);
  const before = store.get('alias', owner, alias);
  if (before === undefined)
    throw refuse<LambdaApi>(
      'ResourceNotFoundException',
      `Alias not found: ${arnOfFunction({ name, qualifier: alias }, call.place)}`,
    );
  checkRevision(input.RevisionId, before.revisionId);
  const document: AliasDocument = {
    functionVersion: FunctionVersion ?? before.functionVersion,
    description: Description ?? before.description,
    weights: RoutingConfig === undefined ? before.weights : (RoutingConfig.AdditionalVersionWeights ?? {}),
    revisionId: newId(),
  };
  checkRouting(name, document, call);
  store.put('alias', { owner, name: alias }, document);
  if (document.functionVersion !== before.functionVersion) provideLater(call, { name, qualifier: alias });
  return aliasConfiguration({ function: name, alias }, document, call);
};

const getAlias: Op<'GetAlias'> = (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  const document = lambdaOf(call).store.get('alias', ownerOf(name, call.place), input.Name);
  if (document === undefined)
    throw refuse<LambdaApi>(
      'ResourceNotFoundException',
      `Cannot find alias arn: ${arnOfFunction({ name, qualifier: input.Name }, call.place)}`,
    );
  return aliasConfiguration({ function: name, alias: input.Name }, document, call);
};

const listAliases: Op<'ListAliases'> = (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  const all = lambdaOf(call)
    .store.list('alias', ownerOf(name, call.place))
    .filter(
      ({ content }) =>
        input.FunctionVersion === undefined ||
        content.functionVersion === input.FunctionVersion ||
        Object.hasOwn(content.weights, input.FunctionVersion),
    );
  const { items, next } = pageOf(all, {
    keyOf: (each) => each.name,
    size: input.MaxItems ?? 50,
    token: input.Marker,
    onWrongToken: () => invalid('The provided marker is invalid.'),
  });
  const Aliases = items.map((each) =>
    aliasConfiguration({ function: name, alias: each.name }, each.content, call),
  );
  return next === undefined ? { Aliases } : { Aliases, NextMarker: next };
};

/** One that is not there is none afterwards either. */
const deleteAlias: Op<'DeleteAlias'> = (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  const { store } = lambdaOf(call);
  const owner = ownerOf(name, call.place);
  store.together(() => {
    store.remove('alias', owner, input.Name);
    for (const kind of ['policy', 'url', 'event-invoke', 'provisioned'] as const)
      store.remove(kind, owner, input.Name);
  });
  withdraw(call, { name, qualifier: input.Name });
  return {};
};

/** Names of the aliases that lead to a version. */
export function aliasesOfVersion(call: ServiceCall, name: string, version: string): readonly string[] {
  return lambdaOf(call)
    .store.list('alias', ownerOf(name, call.place))
    .filter(({ content }) => content.functionVersion === version || Object.hasOwn(content.weights, version))
    .map((each) => each.name);
}

export const aliases = {
  CreateAlias: createAlias,
  DeleteAlias: deleteAlias,
  GetAlias: getAlias,
  ListAliases: listAliases,
  UpdateAlias: updateAlias,
} satisfies Operations<LambdaApi>;
