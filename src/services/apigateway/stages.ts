// Stages of a REST API: names under which a deployment answers.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { logGroupIn } from '../execute-api/api-logs.ts';
import { partsOf, patched, type PatchRules } from './patch.ts';
import { badRequest, conflict, partOf, restApiOf, storeOf, type Op, type Shapes } from './rest-call.ts';

type Stage = Shapes['Stage'];

const createStage: Op<'CreateStage'> = (input, call) => {
  const { restApiId, ...about } = input;
  partOf('deployment', { restApiId, id: input.deploymentId }, call);
  if (storeOf(call).get('stage', restApiId, input.stageName) !== undefined)
    throw conflict('Stage already exists');
  const stage = newStage(about, call);
  saveStage(restApiId, stage, call);
  return stage;
};

type About = Omit<Shapes['CreateStageRequest'], 'restApiId'>;

/** @throws AwsError */
export function newStage(about: About, call: ServiceCall): Stage {
  if (!/^[a-zA-Z0-9_-]+$/.test(about.stageName)) throw badRequest('Stage name only allows a-zA-Z0-9_-');
  refuseCache(about);
  const at = new Date(call.now);
  return {
    cacheClusterEnabled: false,
    tracingEnabled: false,
    tags: {},
    ...about,
    cacheClusterStatus: 'NOT_AVAILABLE',
    methodSettings: {},
    createdDate: at,
    lastUpdatedDate: at,
  };
}

/** @throws AwsError */
function refuseCache({ cacheClusterEnabled }: Pick<Stage, 'cacheClusterEnabled'>): void {
  if (cacheClusterEnabled === true)
    throw badRequest('Slipway does not execute the cache cluster of a stage: responses are not cached');
}

/** @throws AwsError */
export function refuseOtherLogs(destinationArn: string | undefined): void {
  if (destinationArn === undefined || destinationArn === '' || logGroupIn(destinationArn) !== undefined)
    return;
  throw badRequest(`Slipway writes access logs to log groups alone, and not to ${destinationArn}`);
}

export function saveStage(restApiId: string, stage: Stage, call: ServiceCall): void {
  const { stageName = '', tags = {} } = stage;
  storeOf(call).put('stage', { owner: restApiId, id: stageName }, stage);
  const { account, region, partition } = call.place;
  const key = { account, region, type: 'AWS::ApiGateway::Stage', name: `${restApiId}/${stageName}` } as const;
  const madeBy = { kind: 'api', operation: 'apigateway:CreateStage', principal: call.caller.arn } as const;
  const values = { restApiId, stageName };
  call.ground.account.put({ ...key, partition, values, tags, madeBy, at: call.now });
}

const getStage: Op<'GetStage'> = ({ restApiId, stageName: id }, call) =>
  partOf('stage', { restApiId, id }, call);

const getStages: Op<'GetStages'> = (input, call) => {
  restApiOf(input, call);
  const all = storeOf(call).list('stage', input.restApiId);
  const { deploymentId } = input;
  return { item: all.filter((each) => deploymentId === undefined || each.deploymentId === deploymentId) };
};

const rules: PatchRules = {
  '/deploymentId': 'text',
  '/description': 'text',
  '/variables/*': 'text',
  '/accessLogSettings': 'whole',
  '/accessLogSettings/destinationArn': 'text',
  '/accessLogSettings/format': 'text',
  '/cacheClusterEnabled': 'boolean',
  '/cacheClusterSize': 'text',
  '/clientCertificateId': 'text',
  '/documentationVersion': 'text',
  '/tracingEnabled': 'boolean',
  '/canarySettings': 'whole',
  '/canarySettings/deploymentId': 'text',
  '/canarySettings/percentTraffic': 'number',
  '/canarySettings/useStageCache': 'boolean',
  '/canarySettings/stageVariableOverrides/*': 'text',
};

const updateStage: Op<'UpdateStage'> = ({ restApiId, stageName: id, patchOperations = [] }, call) => {
  const before = partOf('stage', { restApiId, id }, call);
  const isSetting = ({ path = '' }: Shapes['PatchOperation']) => settingAt(path) !== undefined;
  const about = patched(
    before,
    patchOperations.filter((each) => !isSetting(each)),
    rules,
  );
  const methodSettings = patchOperations.filter(isSetting).reduce(withSetting, before.methodSettings ?? {});
  if (about.deploymentId !== before.deploymentId)
    partOf('deployment', { restApiId, id: about.deploymentId ?? '' }, call);
  refuseCache(about);
  refuseOtherLogs(about.accessLogSettings?.destinationArn);
  const stage = { ...about, methodSettings, lastUpdatedDate: new Date(call.now) };
  saveStage(restApiId, stage, call);
  return stage;
};

type Settings = Readonly<Record<string, Shapes['MethodSetting']>>;

/** By the paths of patch operations (API reference, UpdateStage). */
const settingNames: Readonly<Record<string, keyof Shapes['MethodSetting']>> = {
  'metrics/enabled': 'metricsEnabled',
  'logging/loglevel': 'loggingLevel',
  'logging/dataTrace': 'dataTraceEnabled',
  'throttling/burstLimit': 'throttlingBurstLimit',
  'throttling/rateLimit': 'throttlingRateLimit',
  'caching/enabled': 'cachingEnabled',
  'caching/ttlInSeconds': 'cacheTtlInSeconds',
  'caching/dataEncrypted': 'cacheDataEncrypted',
  'caching/requireAuthorizationForCacheControl': 'requireAuthorizationForCacheControl',
  'caching/unauthorizedCacheControlHeaderStrategy': 'unauthorizedCacheControlHeaderStrategy',
};

const defaultSetting: Shapes['MethodSetting'] = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10_000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
};

interface SettingPath {
  /** `pets/GET`, or star and star for all. */
  readonly method: string;
  /** Absent for all settings of the method. */
  readonly name?: keyof Shapes['MethodSetting'];
}

/** Undefined for a path that is none of a method's settings. */
function settingAt(path: string): SettingPath | undefined {
  const parts = partsOf(path);
  const name = settingNames[parts.slice(-2).join('/')];
  if (name !== undefined && parts.length >= 4) return { method: methodKey(parts.slice(0, -2)), name };
  const isMethod = /^(\*|ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT)$/.test(parts.at(-1) ?? '');
  return isMethod && parts.length >= 2 && parts[0] !== 'variables' ? { method: methodKey(parts) } : undefined;
}

function methodKey(parts: readonly string[]): string {
  return parts.join('/').replace(/^\/(?=.)/, '');
}

function withSetting(settings: Settings, operation: Shapes['PatchOperation']): Settings {
  const { path = '', op = 'replace', value = '' } = operation;
  const at = settingAt(path);
  if (at === undefined) return settings;
  const { [at.method]: before, ...others } = settings;
  if (at.name === undefined) {
    if (op !== 'remove') throw badRequest(`Invalid patch path  '${path}' specified for op '${op}'`);
    return others;
  }
  const setting = { ...defaultSetting, ...before, [at.name]: settingOf(at.name, value) };
  if (setting.cachingEnabled === true) refuseCache({ cacheClusterEnabled: true });
  return { ...others, [at.method]: setting };
}

function settingOf(name: string, value: string): string | number | boolean {
  if (name === 'loggingLevel' || name.endsWith('Strategy')) return value;
  return /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : Number(value);
}

const deleteStage: Op<'DeleteStage'> = ({ restApiId, stageName: id }, call) => {
  partOf('stage', { restApiId, id }, call);
  storeOf(call).remove('stage', { owner: restApiId, id });
  const { account, region } = call.place;
  call.ground.account.remove({ account, region, type: 'AWS::ApiGateway::Stage', name: `${restApiId}/${id}` });
  return {};
};

/** Results of authorizers are forgotten with every change of an API's definitions. */
const flushAuthorizers: Op<'FlushStageAuthorizersCache'> = ({ restApiId, stageName: id }, call) => {
  const stage = partOf('stage', { restApiId, id }, call);
  storeOf(call).put('stage', { owner: restApiId, id }, stage);
  return {};
};

export const stages: Operations<ApiGatewayApi> = {
  CreateStage: createStage,
  GetStage: getStage,
  GetStages: getStages,
  UpdateStage: updateStage,
  DeleteStage: deleteStage,
  FlushStageAuthorizersCache: flushAuthorizers,
};
