// Functions of Lambda and what belongs to them in a stack.
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Values } from '../../../aws/wire/message.ts';
import { zipBytes } from '../../../lib/zip.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import {
  createOnce,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { lambdaAlias } from './lambda-alias.ts';
import { responseModule } from './response-modules.ts';

const gone = ['ResourceNotFoundException'];

/** What CreateFunction and UpdateFunctionConfiguration take under the same name. */
const configuration = [
  'DeadLetterConfig',
  'Description',
  'Environment',
  'EphemeralStorage',
  'FileSystemConfigs',
  'Handler',
  'ImageConfig',
  'KmsKeyArn',
  'Layers',
  'LoggingConfig',
  'MemorySize',
  'Role',
  'Runtime',
  'SnapStart',
  'Timeout',
  'TracingConfig',
  'VpcConfig',
];
const functionProperties = [
  ...configuration,
  'Architectures',
  'Code',
  'FunctionName',
  'PackageType',
  'ReservedConcurrentExecutions',
  'Tags',
];

function picked(properties: Values, names: readonly string[]): Values {
  return Object.fromEntries(
    names.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]] as const])),
  );
}

/** The text of a template's ZipFile becomes a file of a zip (user guide, AWS::Lambda::Function Code). */
async function codeOf({ properties }: ResourceWork): Promise<Values> {
  const code = (properties['Code'] ?? {}) as Values;
  const text = code['ZipFile'];
  if (typeof text !== 'string') return without(code, 'SourceKMSKeyArn');
  const runtime = textIn(properties, 'Runtime');
  const path = runtime.startsWith('python') ? 'index.py' : 'index.js';
  const added = responseModule(runtime, text);
  const files = [{ path, text }, ...(added === undefined ? [] : [added])];
  return { ZipFile: await zipBytes(files.map(zippedFile)) };
}

function zippedFile({ path, text }: { readonly path: string; readonly text: string }) {
  const bytes = Buffer.from(text, 'utf8');
  const open = () => Readable.from([bytes]);
  return { type: 'file' as const, path, mode: 0o644, sizeBytes: bytes.byteLength, open };
}

/** Until it is active, and its last update has ended well. */
async function functionMade({ call }: ResourceWork, FunctionName: string): Promise<Made> {
  for (;;) {
    const found = await call('lambda', 'GetFunctionConfiguration', { FunctionName });
    const [state, update] = [textIn(found, 'State'), textIn(found, 'LastUpdateStatus')];
    if (state === 'Failed' || update === 'Failed')
      throw new Error(`${textIn(found, 'StateReason')}${textIn(found, 'LastUpdateStatusReason')}`);
    if (state !== 'Pending' && update !== 'InProgress')
      return { physicalId: FunctionName, attributes: { Arn: textIn(found, 'FunctionArn') } };
    await delay(50);
  }
}

async function setConcurrency(
  { call, properties }: ResourceWork,
  FunctionName: string,
  before: Values,
): Promise<void> {
  const name = 'ReservedConcurrentExecutions';
  const value = properties[name];
  if (isEqual(value ?? '', before[name] ?? '')) return;
  await (value === undefined
    ? call('lambda', 'DeleteFunctionConcurrency', { FunctionName })
    : call('lambda', 'PutFunctionConcurrency', { FunctionName, [name]: value }));
}

const lambdaFunction: ResourceHandler = {
  here: 'executed',
  properties: functionProperties,
  name: { property: 'FunctionName', longest: 64 },
  create: async (work) => {
    const { call, properties, name, tags } = work;
    const creating = call('lambda', 'CreateFunction', {
      FunctionName: name,
      Code: await codeOf(work),
      ...picked(properties, [...configuration, 'Architectures', 'PackageType']),
      ...(Object.keys(tags).length === 0 ? {} : { Tags: tags }),
    });
    await createOnce(work, ['ResourceConflictException'], creating);
    work.onMade(name);
    const made = await functionMade(work, name);
    await setConcurrency(work, name, {});
    return made;
  },
  update: async (work, { physicalId: FunctionName, properties: before }) => {
    const { call, properties } = work;
    if (
      !isEqual(properties['Code'], before['Code']) ||
      !isEqual(properties['Architectures'] ?? '', before['Architectures'] ?? '')
    ) {
      await call('lambda', 'UpdateFunctionCode', {
        FunctionName,
        ...(await codeOf(work)),
        ...picked(properties, ['Architectures']),
      });
      await functionMade(work, FunctionName);
    }
    const defaults = Object.fromEntries(
      Object.entries(standard).filter(
        ([name]) => properties[name] === undefined && before[name] !== undefined,
      ),
    );
    await call('lambda', 'UpdateFunctionConfiguration', {
      FunctionName,
      ...defaults,
      ...picked(properties, configuration),
    });
    await setConcurrency(work, FunctionName, before);
    return await functionMade(work, FunctionName);
  },
  remove: async ({ call }, { physicalId: FunctionName }) => {
    await unless(gone, call('lambda', 'DeleteFunction', { FunctionName }));
  },
};

/** What a property is again when the template no longer has it. */
const standard: Values = {
  Description: '',
  Environment: { Variables: {} },
  EphemeralStorage: { Size: 512 },
  Layers: [],
  MemorySize: 128,
  Timeout: 3,
};

const version: ResourceHandler = {
  here: 'executed',
  properties: ['CodeSha256', 'Description', 'FunctionName', 'ProvisionedConcurrencyConfig'],
  create: async ({ call, properties, onMade }) => {
    const { ProvisionedConcurrencyConfig: concurrency, ...given } = properties;
    const answer = await call('lambda', 'PublishVersion', given);
    const [FunctionArn, Version] = [textIn(answer, 'FunctionArn'), textIn(answer, 'Version')];
    onMade(FunctionArn);
    if (concurrency !== undefined)
      await call('lambda', 'PutProvisionedConcurrencyConfig', {
        FunctionName: properties['FunctionName'],
        Qualifier: Version,
        ...(concurrency as Values),
      });
    return { physicalId: FunctionArn, attributes: { FunctionArn, Version } };
  },
  remove: async ({ call }, { physicalId }) => {
    const Qualifier = physicalId.split(':').at(-1) ?? '';
    const FunctionName = physicalId.slice(0, physicalId.lastIndexOf(':'));
    await unless(gone, call('lambda', 'DeleteFunction', { FunctionName, Qualifier }));
  },
};

const permission: ResourceHandler = {
  here: 'executed',
  create: async (work) => {
    const { call, properties, name } = work;
    const adding = call('lambda', 'AddPermission', { ...properties, StatementId: name });
    await createOnce(work, ['ResourceConflictException'], adding);
    return { physicalId: name, attributes: { Id: name } };
  },
  remove: async ({ call, properties }, { physicalId }) => {
    const given = { FunctionName: properties['FunctionName'], StatementId: physicalId };
    await unless(gone, call('lambda', 'RemovePermission', given));
  },
};

const layerVersion: ResourceHandler = {
  here: 'executed',
  create: async ({ call, properties, name, onMade }) => {
    const answer = await call('lambda', 'PublishLayerVersion', { LayerName: name, ...properties });
    const LayerVersionArn = textIn(answer, 'LayerVersionArn');
    onMade(LayerVersionArn);
    return { physicalId: LayerVersionArn, attributes: { LayerVersionArn } };
  },
  remove: async ({ call }, { physicalId }) => {
    const [LayerName, VersionNumber] = physicalId.split(':').slice(-2);
    await unless(gone, call('lambda', 'DeleteLayerVersion', { LayerName, VersionNumber }));
  },
};

async function mappingMade({ call }: ResourceWork, UUID: string): Promise<Made> {
  for (;;) {
    const found = await call('lambda', 'GetEventSourceMapping', { UUID });
    const arn = textIn(found, 'EventSourceMappingArn');
    if (['Enabled', 'Disabled'].includes(textIn(found, 'State')))
      return {
        physicalId: UUID,
        attributes: { Id: UUID, ...(arn === '' ? {} : { EventSourceMappingArn: arn }) },
      };
    await delay(50);
  }
}

const eventSourceMapping: ResourceHandler = {
  here: 'executed',
  create: async (work) => {
    const { call, properties, tags, onMade } = work;
    const given = {
      ...without(properties, 'Tags'),
      ...(Object.keys(tags).length === 0 ? {} : { Tags: tags }),
    };
    const answer = await call('lambda', 'CreateEventSourceMapping', given);
    const UUID = textIn(answer, 'UUID');
    onMade(UUID);
    return await mappingMade(work, UUID);
  },
  update: async (work, { physicalId: UUID }) => {
    const given = without(
      work.properties,
      'EventSourceArn',
      'StartingPosition',
      'StartingPositionTimestamp',
      'Tags',
    );
    await work.call('lambda', 'UpdateEventSourceMapping', { UUID, ...given });
    return await mappingMade(work, UUID);
  },
  remove: async ({ call }, { physicalId: UUID }) => {
    await unless(gone, call('lambda', 'DeleteEventSourceMapping', { UUID }));
    while ((await unless(gone, call('lambda', 'GetEventSourceMapping', { UUID }))) !== undefined)
      await delay(50);
  },
};

export const lambdaTypes: ResourceHandlers = {
  'AWS::Lambda::Alias': lambdaAlias,
  'AWS::Lambda::EventSourceMapping': eventSourceMapping,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::LayerVersion': layerVersion,
  'AWS::Lambda::Permission': permission,
  'AWS::Lambda::Version': version,
};
