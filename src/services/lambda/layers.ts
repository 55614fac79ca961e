// Layers: zips that functions have under /opt.
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operations, type ServiceCall } from '../service.ts';
import { takeCode } from './code-input.ts';
import { codeLocation } from './code-location.ts';
import { lambdaOf } from './lambda-ground.ts';
import type { LayerDocument } from './lambda-store.ts';
import { arnOfLayer, checkRevision, conflict, invalid, ownerOf, type Op, type Shapes } from './names.ts';
import { timeText } from './configuration.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

interface LayerVersion {
  readonly layer: string;
  readonly version: string;
}

/** Of a version, deleted or not. Undefined for one that never was. */
export function findLayer(arn: string, { ground, place }: Where): LayerDocument | undefined {
  const { layer, version } = layerIn(arn);
  const { store } = lambdaOf({ ground });
  return store.get('layer', layerOwner(layer, place), version);
}

/** `arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION` */
function layerIn(arn: string): LayerVersion {
  const [layer = '', version = ''] = arn.split(':').slice(6);
  return { layer, version };
}

function layerOwner(layer: string, place: ServiceCall['place']): string {
  return ownerOf(`layer ${layer}`, place);
}

/** @throws AwsError for a layer that is not there */
export function checkLayers(arns: readonly string[], where: Where): void {
  for (const arn of arns)
    if (findLayer(arn, where)?.isDeleted !== undefined || findLayer(arn, where) === undefined)
      throw invalid(`Layer version ${arn} does not exist.`);
}

export function layerSizesOf(where: Where): (arn: string) => number {
  return (arn) => findLayer(arn, where)?.codeSizeBytes ?? 0;
}

/** A name, or the ARN of a layer. */
function layerName(given: string): string {
  return given.startsWith('arn:') ? layerIn(given).layer : given;
}

const publishLayerVersion: Op<'PublishLayerVersion'> = async (input, call) => {
  const layer = layerName(input.LayerName);
  const stored = await takeCode(input.Content, call);
  const { store } = lambdaOf(call);
  const owner = layerOwner(layer, call.place);
  const document: LayerDocument = {
    description: input.Description ?? '',
    codeSha256: stored.sha256,
    codeSizeBytes: stored.sizeBytes,
    createdAt: call.now,
    compatibleRuntimes: input.CompatibleRuntimes ?? [],
    compatibleArchitectures: input.CompatibleArchitectures ?? [],
    ...defined({ licenseInfo: input.LicenseInfo }),
  };
  const version = store.together(() => {
    const number = Number(store.get('setting', owner, 'counter')?.value ?? 0) + 1;
    store.put('setting', { owner, name: 'counter' }, { value: number });
    store.put('layer', { owner, name: String(number) }, document);
    return String(number);
  });
  return describeLayer({ layer, version }, document, call);
};

function describeLayer(
  { layer, version }: LayerVersion,
  document: LayerDocument,
  call: Where,
): Shapes['GetLayerVersionResponse'] {
  const { codeSha256, codeSizeBytes } = document;
  return {
    ...summaryOf({ layer, version }, document, call),
    LayerArn: arnOfLayer(layer, undefined, call.place),
    Content: {
      Location: codeLocation(codeSha256, call),
      CodeSha256: codeSha256,
      CodeSize: codeSizeBytes,
    },
  };
}

function summaryOf(
  { layer, version }: LayerVersion,
  document: LayerDocument,
  { place }: Where,
): Shapes['LayerVersionsListItem'] {
  const { compatibleRuntimes, compatibleArchitectures, description, licenseInfo, createdAt } = document;
  return defined({
    LayerVersionArn: arnOfLayer(layer, version, place),
    Version: Number(version),
    Description: description,
    CreatedDate: timeText(createdAt),
    CompatibleRuntimes:
      compatibleRuntimes.length === 0
        ? undefined
        : (compatibleRuntimes as Shapes['LayerVersionsListItem']['CompatibleRuntimes']),
    CompatibleArchitectures:
      compatibleArchitectures.length === 0
        ? undefined
        : (compatibleArchitectures as Shapes['LayerVersionsListItem']['CompatibleArchitectures']),
    LicenseInfo: licenseInfo,
  });
}

/** @throws AwsError */
function existingLayer({ layer, version }: LayerVersion, call: ServiceCall): LayerDocument {
  const found = lambdaOf(call).store.get('layer', layerOwner(layer, call.place), version);
  if (found !== undefined && found.isDeleted === undefined) return found;
  throw refuse<LambdaApi>(
    'ResourceNotFoundException',
    `Layer version ${arnOfLayer(layer, version, call.place)} does not exist.`,
  );
}

const getLayerVersion: Op<'GetLayerVersion'> = ({ LayerName, VersionNumber }, call) => {
  const of = { layer: layerName(LayerName), version: String(VersionNumber) };
  return describeLayer(of, existingLayer(of, call), call);
};

const getLayerVersionByArn: Op<'GetLayerVersionByArn'> = ({ Arn }, call) => {
  const of = layerIn(Arn);
  return describeLayer(of, existingLayer(of, call), call);
};

const listLayerVersions: Op<'ListLayerVersions'> = (input, call) => {
  const layer = layerName(input.LayerName);
  const all = versionsOf(layer, call).filter(({ content }) => isCompatible(content, input));
  const { items, next } = pageOf(all, {
    keyOf: ({ name }) => String(1e12 - Number(name)),
    size: input.MaxItems ?? 50,
    token: input.Marker,
    onWrongToken: () => invalid('The provided marker is invalid.'),
  });
  const LayerVersions = items.map(({ name, content }) => summaryOf({ layer, version: name }, content, call));
  return next === undefined ? { LayerVersions } : { LayerVersions, NextMarker: next };
};

/** The newest first. */
function versionsOf(layer: string, call: ServiceCall) {
  return lambdaOf(call)
    .store.list('layer', layerOwner(layer, call.place))
    .filter(({ content }) => content.isDeleted === undefined)
    .toSorted((one, other) => Number(other.name) - Number(one.name));
}

interface Compatible {
  readonly CompatibleRuntime?: string;
  readonly CompatibleArchitecture?: string;
}

function isCompatible(
  { compatibleRuntimes, compatibleArchitectures }: LayerDocument,
  { CompatibleRuntime, CompatibleArchitecture }: Compatible,
): boolean {
  const isIn = (wanted: string | undefined, all: readonly string[]) =>
    wanted === undefined || all.includes(wanted);
  return isIn(CompatibleRuntime, compatibleRuntimes) && isIn(CompatibleArchitecture, compatibleArchitectures);
}

const listLayers: Op<'ListLayers'> = (input, call) => {
  const begin = layerOwner('', call.place);
  const owners = lambdaOf(call)
    .store.all('layer')
    .flatMap(({ owner }) => (owner.startsWith(begin) ? [owner.slice(begin.length)] : []));
  const all = [...new Set(owners)].flatMap((layer) => {
    const newest = versionsOf(layer, call).find(({ content }) => isCompatible(content, input));
    return newest === undefined ? [] : [{ layer, ...newest }];
  });
  const { items, next } = pageOf(all, {
    keyOf: ({ layer }) => layer,
    size: input.MaxItems ?? 50,
    token: input.Marker,
    onWrongToken: () => invalid('The provided marker is invalid.'),
  });
  const Layers = items.map(({ layer, name, content }) => ({
    LayerName: layer,
    LayerArn: arnOfLayer(layer, undefined, call.place),
    LatestMatchingVersion: summaryOf({ layer, version: name }, content, call),
  }));
  return next === undefined ? { Layers } : { Layers, NextMarker: next };
};

/** Functions that have it keep it, as on AWS. */
const deleteLayerVersion: Op<'DeleteLayerVersion'> = ({ LayerName, VersionNumber }, call) => {
  const of = { layer: layerName(LayerName), version: String(VersionNumber) };
  const found = lambdaOf(call).store.get('layer', layerOwner(of.layer, call.place), of.version);
  if (found !== undefined) saveLayer(of, { ...found, isDeleted: true }, call);
  return {};
};

const addLayerVersionPermission: Op<'AddLayerVersionPermission'> = (input, call) => {
  const { StatementId, Action, Principal, OrganizationId, RevisionId } = input;
  const of = { layer: layerName(input.LayerName), version: String(input.VersionNumber) };
  const document = existingLayer(of, call);
  const { statements = [], revisionId } = document.policy ?? {};
  checkRevision(RevisionId, revisionId, 'GetLayerPolicy');
  if (statements.some(({ Sid }) => Sid === StatementId))
    throw conflict(
      `The statement id (${StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  const arn = arnOfLayer(of.layer, of.version, call.place);
  const statement = {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: Principal === '*' ? '*' : { AWS: `arn:${call.place.partition}:iam::${Principal}:root` },
    Action,
    Resource: arn,
    ...(OrganizationId === undefined
      ? {}
      : { Condition: { StringEquals: { 'aws:PrincipalOrgID': OrganizationId } } }),
  };
  const policy = { revisionId: newId(), statements: [...statements, statement] };
  saveLayer(of, { ...document, policy }, call);
  return { Statement: JSON.stringify(statement), RevisionId: policy.revisionId };
};

const getLayerVersionPolicy: Op<'GetLayerVersionPolicy'> = ({ LayerName, VersionNumber }, call) => {
  const { policy } = existingLayer({ layer: layerName(LayerName), version: String(VersionNumber) }, call);
  if (policy === undefined || policy.statements.length === 0)
    throw refuse<LambdaApi>('ResourceNotFoundException', 'No policy is associated with the given resource.');
  const Policy = JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: policy.statements });
  return { Policy, RevisionId: policy.revisionId };
};

const removeLayerVersionPermission: Op<'RemoveLayerVersionPermission'> = (input, call) => {
  const of = { layer: layerName(input.LayerName), version: String(input.VersionNumber) };
  const document = existingLayer(of, call);
  const { statements = [], revisionId } = document.policy ?? {};
  checkRevision(input.RevisionId, revisionId, 'GetLayerPolicy');
  const left = statements.filter(({ Sid }) => Sid !== input.StatementId);
  if (left.length === statements.length)
    throw refuse<LambdaApi>(
      'ResourceNotFoundException',
      `Statement ${input.StatementId} is not found in resource policy.`,
    );
  saveLayer(of, { ...document, policy: { revisionId: newId(), statements: left } }, call);
  return {};
};

function saveLayer({ layer, version }: LayerVersion, document: LayerDocument, call: ServiceCall): void {
  lambdaOf(call).store.put('layer', { owner: layerOwner(layer, call.place), name: version }, document);
}

export const layers = {
  AddLayerVersionPermission: addLayerVersionPermission,
  DeleteLayerVersion: deleteLayerVersion,
  GetLayerVersion: getLayerVersion,
  GetLayerVersionByArn: getLayerVersionByArn,
  GetLayerVersionPolicy: getLayerVersionPolicy,
  ListLayerVersions: listLayerVersions,
  ListLayers: listLayers,
  PublishLayerVersion: publishLayerVersion,
  RemoveLayerVersionPermission: removeLayerVersionPermission,
} satisfies Operations<LambdaApi>;
