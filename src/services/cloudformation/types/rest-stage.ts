// Stages of REST APIs in a stack.
import type { Values } from '../../../aws/wire/message.ts';
import { listIn, textIn, unless, type ResourceHandler, type ResourceWork } from '../resource-type.ts';
import { patchText } from './api-parts.ts';
import { refuseOthers } from './logs.ts';

const stageProperties = [
  'AccessLogSetting',
  'DeploymentId',
  'Description',
  'MethodSettings',
  'RestApiId',
  'StageName',
  'Tags',
  'TracingEnabled',
  'Variables',
];

type Patch = Readonly<{ op: 'replace' | 'remove'; path: string; value?: string }>;

/** The path of a setting below its method (API Gateway API reference, UpdateStage). */
const settingPaths: Readonly<Record<string, string>> = {
  CacheDataEncrypted: 'caching/dataEncrypted',
  CacheTtlInSeconds: 'caching/ttlInSeconds',
  CachingEnabled: 'caching/enabled',
  DataTraceEnabled: 'logging/dataTrace',
  LoggingLevel: 'logging/loglevel',
  MetricsEnabled: 'metrics/enabled',
  ThrottlingBurstLimit: 'throttling/burstLimit',
  ThrottlingRateLimit: 'throttling/rateLimit',
};

/** `/*` and `*` for all methods; the slashes of a path are written `~1`. */
function methodPath(setting: Values): string {
  const resource = textIn(setting, 'ResourcePath')
    .replace(/^\/\*$/, '*')
    .replaceAll('/', '~1');
  return `/${resource}/${textIn(setting, 'HttpMethod')}`;
}

function settingsOf(properties: Values): ReadonlyMap<string, string> {
  const all = (listIn(properties, 'MethodSettings') as readonly Values[]).flatMap((setting) =>
    Object.entries(settingPaths).flatMap(([name, path]) =>
      setting[name] === undefined
        ? []
        : [[`${methodPath(setting)}/${path}`, patchText(setting[name])] as const],
    ),
  );
  return new Map(all);
}

function variablesOf(properties: Values): ReadonlyMap<string, string> {
  const variables = Object.entries((properties['Variables'] ?? {}) as Values);
  return new Map(variables.map(([name, value]) => [`/variables/${name}`, String(value)]));
}

/** What is no longer there is removed, and methods without settings have the standard again. */
function differences(before: Values, after: Values): readonly Patch[] {
  const [earlier, now] = [before, after].map((each) => new Map([...settingsOf(each), ...variablesOf(each)]));
  const methods = (each: Values) => (listIn(each, 'MethodSettings') as readonly Values[]).map(methodPath);
  const left = methods(after);
  const removedMethods = methods(before).filter((path) => !left.includes(path));
  const removedVariables = [...(earlier?.keys() ?? [])].filter(
    (path) => path.startsWith('/variables/') && now?.has(path) !== true,
  );
  return [
    ...[...removedVariables, ...removedMethods].map((path) => ({ op: 'remove' as const, path })),
    ...[...(now ?? [])].map(([path, value]) => ({ op: 'replace' as const, path, value })),
  ];
}

function patches(properties: Values, before: Values): readonly Patch[] {
  const log = properties['AccessLogSetting'] as Values | undefined;
  const replaced: readonly (readonly [string, string])[] = [
    ['/deploymentId', textIn(properties, 'DeploymentId')],
    ['/description', textIn(properties, 'Description')],
    ['/tracingEnabled', patchText(properties['TracingEnabled'] ?? false)],
    ...(log === undefined
      ? []
      : [
          ['/accessLogSettings/destinationArn', textIn(log, 'DestinationArn')] as const,
          ['/accessLogSettings/format', textIn(log, 'Format')] as const,
        ]),
  ];
  const removed =
    log === undefined && before['AccessLogSetting'] !== undefined
      ? [{ op: 'remove' as const, path: '/accessLogSettings' }]
      : [];
  return [
    ...replaced.map(([path, value]) => ({ op: 'replace' as const, path, value })),
    ...removed,
    ...differences(before, properties),
  ];
}

/** What the creation of a stage does not take is set afterwards. */
async function settle({ call, properties }: ResourceWork, stageName: string, before: Values): Promise<void> {
  const patchOperations = patches(properties, before);
  await call('apigateway', 'UpdateStage', { restApiId: properties['RestApiId'], stageName, patchOperations });
}

export const restStage: ResourceHandler = {
  here: 'executed',
  name: { property: 'StageName', longest: 128 },
  create: async (work) => {
    const { call, properties, name, tags, onMade } = work;
    refuseOthers(properties, stageProperties);
    const { RestApiId: restApiId, DeploymentId: deploymentId } = properties;
    const given = Object.keys(tags).length === 0 ? {} : { tags };
    await call('apigateway', 'CreateStage', { restApiId, deploymentId, stageName: name, ...given });
    onMade(name);
    await settle(work, name, {});
    return { physicalId: name, attributes: {} };
  },
  update: async (work, { physicalId, properties: before }) => {
    refuseOthers(work.properties, stageProperties);
    await settle(work, physicalId, before);
    return { physicalId, attributes: {} };
  },
  remove: async ({ call, properties: { RestApiId } }, { physicalId: stageName }) => {
    await unless(
      ['NotFoundException'],
      call('apigateway', 'DeleteStage', { restApiId: RestApiId, stageName }),
    );
  },
};
