// Functions: made, read, listed, changed and removed.
import { defined } from '../../lib/defined.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { newId } from '../../lib/id.ts';
import type { FunctionSettings, LambdaFunction } from '../../model/function.ts';
import { pageOf } from '../page.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { checkFunction, refuseOtherKinds } from './check-function.ts';
import { takeCode } from './code-input.ts';
import { codeLocation } from './code-location.ts';
import type { StoredCode } from './code-store.ts';
import { plainConfiguration } from './configuration.ts';
import {
  allLatest,
  findLatest,
  isTaken,
  latestOf,
  publishedVersions,
  qualified,
  saveLatest,
  type FunctionRecord,
} from './function-record.ts';
import { lambdaOf } from './lambda-ground.ts';
import { checkLayers, layerSizesOf } from './layers.ts';
import { checkIdle, describe, retire, settle, settleLater } from './function-changes.ts';
import { withCodeOfFolder } from './code-of-folder.ts';
import {
  checkRevision,
  conflict,
  invalid,
  nameWithoutQualifier,
  notFound,
  ownerOf,
  referenceOf,
  type Op,
  type Shapes,
} from './names.ts';
import { aliasesOfVersion } from './aliases.ts';
import { holdNetworkAccess } from './role-of-function.ts';
import { publish } from './versions.ts';

const createFunction: Op<'CreateFunction'> = async (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  if (name.length > 64)
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    );
  refuseOtherKinds(input);
  const settings = newSettings(input, call);
  const lambda = lambdaFrom(name, input, undefined);
  checkFunction({ ...lambda, runtime: lambda.runtime, handler: lambda.handler, layers: settings.layers });
  checkLayers(settings.layers, call);
  await holdNetworkAccess(call, { name, role: lambda.role, vpc: input.VpcConfig });
  if (isTaken(call, name)) throw conflict(`Function already exist: ${name}`);
  const stored = lambda.packageType === 'Zip' ? await takeCode(input.Code, call) : imageOf(input.Code);
  // Another call may have made it while the code was unpacked.
  if (isTaken(call, name)) throw conflict(`Function already exist: ${name}`);
  lambdaOf(call).store.removeAllOf(ownerOf(name, call.place));
  const made = saveLatest(call, 'CreateFunction', {
    name,
    values: { ...lambda, code: placeOf(stored, call) },
    settings: { ...settings, codeSha256: stored.sha256, codeSizeBytes: stored.sizeBytes },
    tags: input.Tags ?? {},
  });
  const answer = describe(made, call);
  settleLater(call, name, () => {
    if (input.Publish === true) publish(call, latestOf(call, name));
  });
  return input.Publish === true ? { ...answer, Version: '1' } : answer;
};

function newSettings(input: Shapes['CreateFunctionRequest'], { now }: ServiceCall): FunctionSettings {
  return {
    codeSha256: '',
    codeSizeBytes: 0,
    modifiedAt: now,
    revisionId: newId(),
    state: 'Pending',
    lastUpdate: 'Successful',
    description: input.Description ?? '',
    hasEnvironment: input.Environment !== undefined,
    layers: input.Layers ?? [],
    given: givenOf(input),
  };
}

const givenNames = [
  'Architectures',
  'DeadLetterConfig',
  'EphemeralStorage',
  'FileSystemConfigs',
  'ImageConfig',
  'KMSKeyArn',
  'LoggingConfig',
  'SnapStart',
  'TracingConfig',
  'VpcConfig',
] as const;

function givenOf(input: object): Readonly<Record<string, unknown>> {
  const entries = Object.entries(input).filter(([name]) => (givenNames as readonly string[]).includes(name));
  return Object.fromEntries(entries);
}

interface ConfigurationInput {
  readonly Runtime?: string;
  readonly Handler?: string;
  readonly Role?: string;
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly Environment?: Shapes['Environment'];
  readonly PackageType?: 'Zip' | 'Image';
}

/** What a call says, over what is there; Lambda's defaults below both. */
function lambdaFrom(
  name: string,
  input: ConfigurationInput,
  before: LambdaFunction | undefined,
): LambdaFunction {
  const { Runtime: runtime, Handler: handler, Role: role } = input;
  return {
    timeout: 3,
    memorySize: 128,
    packageType: input.PackageType ?? 'Zip',
    variables: {},
    absent: [],
    ...before,
    functionName: name,
    ...defined({ runtime }),
    ...defined({ handler }),
    ...defined({ role }),
    ...defined({ timeout: input.Timeout }),
    ...defined({ memorySize: input.MemorySize }),
    ...(input.Environment === undefined ? {} : { variables: input.Environment.Variables ?? {} }),
  };
}

function imageOf({ ImageUri }: Shapes['FunctionCode']): StoredCode {
  if (ImageUri === undefined)
    throw invalid('Please provide ImageUri when creating a function with packageType Image.');
  return { sha256: '', sizeBytes: 0 };
}

function placeOf({ sha256 }: StoredCode, call: ServiceCall) {
  const { folder, code } = lambdaOf(call);
  return sha256 === '' ? { folder } : { folder: code.unpackedFolder(sha256), path: '.' };
}

const getFunctionConfiguration: Op<'GetFunctionConfiguration'> = async (input, call) => {
  const reference = referenceOf(input, call.place);
  const record = await withCodeOfFolder(qualified(call, reference), call);
  return describe(record, call, reference.qualifier);
};

const getFunction: Op<'GetFunction'> = async (input, call) => {
  const reference = referenceOf(input, call.place);
  const record = await withCodeOfFolder(qualified(call, reference), call);
  const { store } = lambdaOf(call);
  const reserved = store.get('setting', ownerOf(record.name, call.place), 'concurrency');
  const isOfFunction = reference.qualifier === undefined;
  return {
    Configuration: describe(record, call, reference.qualifier),
    Code: { RepositoryType: 'S3', Location: codeLocation(record.settings.codeSha256, call) },
    ...(isOfFunction && Object.keys(record.tags).length > 0 ? { Tags: record.tags } : {}),
    ...(isOfFunction && reserved !== undefined
      ? { Concurrency: { ReservedConcurrentExecutions: Number(reserved.value) } }
      : {}),
  };
};

const listFunctions: Op<'ListFunctions'> = (input, call) => {
  const { FunctionVersion, Marker, MaxItems = 50 } = input;
  const latest = allLatest(call);
  const all =
    FunctionVersion === 'ALL'
      ? latest.flatMap((each) => [each, ...publishedVersions(call, each.name)])
      : latest;
  const { items, next } = pageOf(
    all.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)),
    {
      keyOf,
      size: Math.min(MaxItems, 50),
      token: Marker,
      onWrongToken: () => invalid('The provided marker is invalid.'),
    },
  );
  const options = { place: call.place, layerSizes: layerSizesOf(call) };
  const Functions = items.map((record) =>
    plainConfiguration(record, {
      ...options,
      // Named with its version where all versions are listed.
      ...(FunctionVersion === 'ALL' ? { reference: { name: record.name, qualifier: record.version } } : {}),
    }),
  );
  return next === undefined ? { Functions } : { Functions, NextMarker: next };
};

/** `$LATEST` comes before the numbers of versions. */
function keyOf({ name, version }: FunctionRecord): string {
  return `${name}:${version === '$LATEST' ? '' : version.padStart(12, '0')}`;
}

const updateFunctionConfiguration: Op<'UpdateFunctionConfiguration'> = async (input, call) => {
  refuseOtherKinds(input);
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  if (input.Role !== undefined || input.VpcConfig !== undefined) await holdNewNetwork(name, input, call);
  const before = latestOf(call, name);
  checkIdle(before, call);
  checkRevision(input.RevisionId, before.settings.revisionId);
  const lambda = lambdaFrom(name, input, before.values);
  const settings: FunctionSettings = {
    ...before.settings,
    modifiedAt: call.now,
    lastUpdate: 'InProgress',
    description: input.Description ?? before.settings.description,
    hasEnvironment: input.Environment === undefined ? before.settings.hasEnvironment : true,
    layers: input.Layers ?? before.settings.layers,
    given: { ...before.settings.given, ...givenOf(input) },
  };
  checkFunction({ ...lambda, runtime: lambda.runtime, handler: lambda.handler, layers: settings.layers });
  if (input.Layers !== undefined) checkLayers(input.Layers, call);
  const values = { ...before.values, ...lambda };
  const saved = saveLatest(call, 'UpdateFunctionConfiguration', { ...before, values, settings });
  settleLater(call, name);
  return describe(saved, call);
};

async function holdNewNetwork(
  name: string,
  { Role, VpcConfig }: Shapes['UpdateFunctionConfigurationRequest'],
  call: ServiceCall,
): Promise<void> {
  const { values, settings } = latestOf(call, name);
  const vpc = VpcConfig ?? (settings.given['VpcConfig'] as Shapes['VpcConfig'] | undefined);
  await holdNetworkAccess(call, { name, role: Role ?? values.role, vpc });
}

const updateFunctionCode: Op<'UpdateFunctionCode'> = async (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  const found = latestOf(call, name);
  if (found.values.packageType === 'Zip' && input.ImageUri !== undefined)
    throw invalid("Please don't provide ImageUri when updating a function with packageType Zip.");
  if (found.values.packageType === 'Image' && input.ImageUri === undefined)
    throw invalid('Please provide ImageUri when updating a function with packageType Image.');
  checkIdle(found, call);
  checkRevision(input.RevisionId, found.settings.revisionId);
  const stored = found.values.packageType === 'Zip' ? await takeCode(input, call) : imageOf(input);
  const before = latestOf(call, name);
  checkIdle(before, call);
  checkRevision(input.RevisionId, before.settings.revisionId);
  const changed: FunctionRecord = {
    ...before,
    values: { ...before.values, code: placeOf(stored, call) },
    settings: {
      ...before.settings,
      codeSha256: stored.sha256,
      codeSizeBytes: stored.sizeBytes,
      modifiedAt: call.now,
      lastUpdate: 'InProgress',
      given: { ...before.settings.given, ...givenOf({ Architectures: input.Architectures ?? ['x86_64'] }) },
    },
  };
  if (input.DryRun === true)
    return describe({ ...changed, settings: { ...changed.settings, lastUpdate: 'Successful' } }, call);
  const saved = saveLatest(call, 'UpdateFunctionCode', changed);
  if (input.Publish !== true) {
    settleLater(call, name);
    return describe(saved, call);
  }
  settle(call, name);
  return describe(publish(call, latestOf(call, name)), call);
};

const deleteFunction: Op<'DeleteFunction'> = (input, call) => {
  const { name, qualifier } = referenceOf(input, call.place);
  const { ground, place } = call;
  const owner = ownerOf(name, place);
  const { store } = lambdaOf(call);
  if (findLatest(call, name) === undefined) throw notFound({ name, ...defined({ qualifier }) }, place);
  if (qualifier === '$LATEST')
    throw invalid('$LATEST version cannot be deleted without deleting the function.');
  if (qualifier !== undefined) {
    if (!/^\d+$/.test(qualifier)) throw invalid('Deletion of aliases is not currently supported.');
    const aliases = aliasesOfVersion(call, name, qualifier);
    if (aliases.length > 0)
      throw conflict(
        `Version ${qualifier} of function ${name} cannot be deleted because it is referenced by aliases: ${aliases.join(', ')}`,
      );
    if (!store.remove('version', owner, qualifier)) throw notFound({ name, qualifier }, place);
    retire(call, name);
    return { StatusCode: 204 };
  }
  ground.account.remove({
    account: place.account,
    region: place.region,
    type: 'AWS::Lambda::Function',
    name,
  });
  store.removeAllOf(owner);
  retire(call, name);
  return { StatusCode: 204 };
};

export const functions = {
  CreateFunction: createFunction,
  DeleteFunction: deleteFunction,
  GetFunction: getFunction,
  GetFunctionConfiguration: getFunctionConfiguration,
  ListFunctions: listFunctions,
  UpdateFunctionCode: updateFunctionCode,
  UpdateFunctionConfiguration: updateFunctionConfiguration,
} satisfies Operations<LambdaApi>;
