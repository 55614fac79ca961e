// API Gateway's data plane: requests of APIs, answered from what is deployed to their stages.
import type { AwsPlace } from '../../model/place.ts';
import { defined } from '../../lib/defined.ts';
import { LogGroups } from '../../state/log-groups/log-groups.ts';
import { LogLines } from '../lambda/log-lines.ts';
import { apiLog } from './api-logs.ts';
import { newId } from '../../lib/id.ts';
import { placeKey, type ApiStore } from '../apigateway/api-store.ts';
import { storeOf } from '../apigateway/rest-call.ts';
import type { Ground } from '../service.ts';
import type { DeployedRest } from './exchange.ts';
import { answerHttp } from './http-api.ts';
import type { DeployedHttp } from './http-exchange.ts';
import { Limits } from './limits.ts';
import type { ApiRequest, ApiResponse } from './message.ts';
import { answerRest, finished } from './rest-api.ts';
import { routeTree } from './routes.ts';
import { TokenKeys } from './token-keys.ts';
import { RoleSessions } from './service-call.ts';
import type { Keys } from './usage.ts';

/** Rejects for a mistake of ours alone. @param name of an API, whose stage the path begins with, or a domain name */
export async function answerApi(ground: Ground, name: string, request: ApiRequest): Promise<ApiResponse> {
  const store = storeOf({ ground });
  if (!name.includes('.')) return answerFrom(ground, name, request);
  const found = store.placeOf('domainName', name) === undefined ? undefined : mappingOf(store, name, request);
  if (found === undefined) return forbidden();
  const { ApiId, Stage: stage, path } = found;
  return answerFrom(ground, ApiId, { ...request, mapped: { stage, path } });
}

/** The mapping with the longest key that the path begins with (API Gateway developer guide, "Use API mappings"). */
function mappingOf(store: ApiStore, domain: string, { path }: ApiRequest) {
  const fitting = store.list('apiMapping', domain).flatMap((mapping) => {
    const { ApiMappingKey: key = '' } = mapping;
    if (key === '') return [{ ...mapping, length: 0, path }];
    if (path !== `/${key}` && !path.startsWith(`/${key}/`)) return [];
    return [{ ...mapping, length: key.length, path: path.slice(key.length + 1) || '/' }];
  });
  return fitting.toSorted((a, b) => b.length - a.length)[0];
}

async function answerFrom(ground: Ground, apiId: string, request: ApiRequest): Promise<ApiResponse> {
  const store = storeOf({ ground });
  const rest = store.placeOf('restApi', apiId);
  if (rest !== undefined) return answerRestApi({ apiId, place: rest, ground }, store, request);
  const http = store.placeOf('httpApi', apiId);
  return http === undefined ? forbidden() : answerHttpApi({ apiId, place: http, ground }, store, request);
}

type Api = Pick<DeployedRest, 'apiId' | 'place' | 'ground'>;

async function answerRestApi(api: Api, store: ApiStore, request: ApiRequest): Promise<ApiResponse> {
  const { apiId, place, ground } = api;
  const { memory, limits, tokenKeys } = ground.keep(openTools);
  const { stageName, path } = partsOf(request);
  const deployed = memory.of(store, `stage ${apiId} ${stageName}`, () =>
    deployedRest(store, { ...api, stageName }),
  );
  const isOwnName = request.mapped === undefined;
  if (deployed === undefined || (isOwnName && deployed.snapshot.api.disableExecuteApiEndpoint === true))
    return forbidden();
  const keys = memory.of(store, `keys ${placeKey(place)}`, () => keysOf(store, place));
  return answerRest(withCanary(deployed), { request, path }, { keys, limits, tokenKeys });
}

function partsOf({ path, mapped }: ApiRequest): { readonly stageName: string; readonly path: string } {
  return mapped === undefined ? firstPart(path) : { stageName: mapped.stage, path: mapped.path };
}

function firstPart(whole: string): { readonly stageName: string; readonly path: string } {
  const [, stageName = '', path = '/'] = /^\/([^/]*)(\/.*)?$/.exec(whole) ?? [];
  return { stageName, path };
}

/** A path that begins with no stage's name is one of the stage `$default`. */
async function answerHttpApi(api: Api, store: ApiStore, given: ApiRequest): Promise<ApiResponse> {
  const { memory, limits, tokenKeys } = api.ground.keep(openTools);
  const { mapped } = given;
  if (mapped !== undefined) {
    const deployed = memory.of(store, `stage ${api.apiId} ${mapped.stage}`, () =>
      deployedHttp(store, { ...api, stageName: mapped.stage }),
    );
    if (deployed === undefined) return httpNotFound();
    return answerHttp(deployed, { request: given, path: mapped.path }, { limits, tokenKeys });
  }
  const first = firstPart(given.path);
  const isDefault = first.stageName === '$default' || first.stageName === '%24default';
  const request = isDefault ? { ...given, path: first.path } : given;
  const of = (stageName: string): DeployedHttp | undefined =>
    memory.of(store, `stage ${api.apiId} ${stageName}`, () => deployedHttp(store, { ...api, stageName }));
  const named = isDefault ? undefined : of(first.stageName);
  const deployed = named ?? of('$default');
  if (deployed === undefined || deployed.snapshot.api.DisableExecuteApiEndpoint === true)
    return httpNotFound();
  const path = named === undefined ? request.path : first.path;
  return answerHttp(deployed, { request, path }, { limits, tokenKeys });
}

function httpNotFound(): ApiResponse {
  return { status: 404, headers: [['content-type', 'application/json']], body: '{"message":"Not Found"}' };
}

function deployedHttp(store: ApiStore, { stageName, ...about }: About): DeployedHttp | undefined {
  const stage = store.get('httpStage', about.apiId, stageName);
  const snapshot = store.get('httpSnapshot', about.apiId, stage?.DeploymentId ?? '');
  if (stage === undefined || snapshot === undefined) return undefined;
  const { logs } = about.ground.keep(openTools);
  const { DestinationArn: destinationArn, Format: format } = stage.AccessLogSettings ?? {};
  const log = apiLog(logs, { ...about, stageName, settings: defined({ destinationArn, format }) });
  return { ...about, stage, snapshot, log, authorizations: new Map() };
}

/** What is remembered between requests. */
class Tools implements Disposable {
  readonly logs: LogLines;
  readonly limits = new Limits();
  readonly roles = new RoleSessions();
  readonly tokenKeys = new TokenKeys();
  readonly memory = new Memory();

  constructor(stateFolder: string) {
    this.logs = new LogLines(new LogGroups(stateFolder));
  }

  [Symbol.dispose](): void {
    this.logs[Symbol.dispose]();
  }
}

function openTools(stateFolder: string): Tools {
  return new Tools(stateFolder);
}

/** What was read stays as long as nothing in the store changes. */
class Memory {
  readonly #values = new Map<string, unknown>();
  #revision = -1;

  of<T>(store: ApiStore, name: string, read: () => T): T {
    if (store.revision !== this.#revision) this.clear();
    this.#revision = store.revision;
    if (!this.#values.has(name)) this.#values.set(name, read());
    return this.#values.get(name) as T;
  }

  clear(): void {
    this.#values.clear();
  }
}

interface About extends Api {
  readonly stageName: string;
}

interface DeployedStage extends DeployedRest {
  /** What a part of the requests gets in place of the deployment. */
  readonly canary?: DeployedRest & { readonly percent: number };
}

function deployedRest(store: ApiStore, { stageName, ...about }: About): DeployedStage | undefined {
  const stage = store.get('stage', about.apiId, stageName);
  if (stage === undefined) return undefined;
  const { logs, roles } = about.ground.keep(openTools);
  const log = apiLog(logs, { ...about, stageName, settings: stage.accessLogSettings });
  const open = (
    deploymentId: string,
    stageVariables: Readonly<Record<string, string>>,
  ): DeployedRest | undefined => {
    const snapshot = store.get('restSnapshot', about.apiId, deploymentId);
    if (snapshot === undefined) return undefined;
    const routes = routeTree(snapshot.resources);
    return {
      ...about,
      stage,
      deploymentId,
      snapshot,
      routes,
      stageVariables,
      log,
      roles,
      authorizations: new Map(),
    };
  };
  const variables = stage.variables ?? {};
  const main = open(stage.deploymentId ?? '', variables);
  const { deploymentId, percentTraffic: percent = 0, stageVariableOverrides } = stage.canarySettings ?? {};
  const canary =
    deploymentId === undefined ? undefined : open(deploymentId, { ...variables, ...stageVariableOverrides });
  if (main === undefined) return undefined;
  return canary === undefined ? main : { ...main, canary: { ...canary, percent } };
}

function withCanary({ canary, ...main }: DeployedStage): DeployedRest {
  return canary !== undefined && Math.random() * 100 < canary.percent ? canary : main;
}

function keysOf(store: ApiStore, place: AwsPlace): Keys {
  return { apiKeys: store.list('apiKey', placeKey(place)), plans: store.list('usagePlan', placeKey(place)) };
}

/** To an API or a stage that there is not. */
function forbidden(): ApiResponse {
  const headers = [['x-amzn-ErrorType', 'ForbiddenException']] as const;
  return finished({ status: 403, headers, body: '{"message":"Forbidden"}' }, newId());
}
