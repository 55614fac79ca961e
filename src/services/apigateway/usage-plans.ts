// API keys, usage plans with their keys, and the settings of the account.
import { randomBytes } from 'node:crypto';
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import type { Operations, ServiceCall } from '../service.ts';
import type { StoredPlan } from './api-store.ts';
import { patched } from './patch.ts';
import {
  badRequest,
  conflict,
  newApiId,
  notFound,
  ownerOf,
  positioned,
  storeOf,
  type Op,
  type Shapes,
} from './rest-call.ts';

type ApiKey = Shapes['ApiKey'];

const createApiKey: Op<'CreateApiKey'> = (input, call) => {
  const { generateDistinctId: _, stageKeys = [], value: given = '', ...about } = input;
  const value = given === '' ? newKeyValue() : given;
  if (value.length < 20) throw badRequest('API Key value should be at least 20 characters');
  const store = storeOf(call);
  if (store.list('apiKey', ownerOf(call)).some((each) => each.value === value))
    throw conflict('API Key already exists');
  const id = newApiId(10);
  const at = new Date(call.now);
  const key: ApiKey = {
    id,
    value,
    enabled: false,
    ...about,
    createdDate: at,
    lastUpdatedDate: at,
    stageKeys: stageKeys.map(({ restApiId = '', stageName = '' }) => `${restApiId}/${stageName}`),
    tags: about.tags ?? {},
  };
  store.put('apiKey', { owner: ownerOf(call), id }, key);
  return key;
};

/** 40 characters, as API Gateway makes them. */
function newKeyValue(): string {
  return randomBytes(40).toString('base64url').replaceAll(/[-_]/g, 'x').slice(0, 40);
}

function apiKeyOf(id: string, call: ServiceCall): ApiKey {
  const key = storeOf(call).get('apiKey', ownerOf(call), id);
  if (key === undefined) throw notFound('Invalid API Key identifier specified');
  return key;
}

function withoutValue(key: ApiKey): ApiKey {
  const { value: _, ...rest } = key;
  return rest;
}

const getApiKey: Op<'GetApiKey'> = ({ apiKey, includeValue }, call) => {
  const key = apiKeyOf(apiKey, call);
  return includeValue === true ? key : withoutValue(key);
};

const getApiKeys: Op<'GetApiKeys'> = (input, call) => {
  const { nameQuery = '', customerId, includeValues } = input;
  const found = storeOf(call)
    .list('apiKey', ownerOf(call))
    .filter(({ name = '' }) => name.startsWith(nameQuery))
    .filter((key) => customerId === undefined || key.customerId === customerId);
  const { items, ...rest } = positioned(found, input, ({ id }) => id);
  return { items: includeValues === true ? items : items.map(withoutValue), ...rest };
};

const updateApiKey: Op<'UpdateApiKey'> = ({ apiKey: id, patchOperations }, call) => {
  const after = patched(apiKeyOf(id, call), patchOperations, {
    '/name': 'text',
    '/description': 'text',
    '/enabled': 'boolean',
    '/customerId': 'text',
    '/stages': 'element',
  });
  const key = { ...after, lastUpdatedDate: new Date(call.now) };
  storeOf(call).put('apiKey', { owner: ownerOf(call), id }, key);
  return withoutValue(key);
};

const deleteApiKey: Op<'DeleteApiKey'> = ({ apiKey: id }, call) => {
  apiKeyOf(id, call);
  const store = storeOf(call);
  store.atOnce(() => {
    store.remove('apiKey', { owner: ownerOf(call), id });
    for (const stored of store.list('usagePlan', ownerOf(call)))
      if (stored.keys.includes(id))
        savePlan({ ...stored, keys: stored.keys.filter((each) => each !== id) }, call);
  });
  return {};
};

const createUsagePlan: Op<'CreateUsagePlan'> = (input, call) => {
  const id = newApiId(6);
  const plan = { id, apiStages: [], ...input, tags: input.tags ?? {} };
  for (const { apiId = '', stage = '' } of plan.apiStages) checkStage(apiId, stage, call);
  savePlan({ plan, keys: [] }, call);
  return plan;
};

function checkStage(apiId: string, stage: string, call: ServiceCall): void {
  if (storeOf(call).get('stage', apiId, stage) === undefined)
    throw notFound(`API Stage not found: ${apiId}:${stage}`);
}

function savePlan(stored: StoredPlan, call: ServiceCall): void {
  storeOf(call).put('usagePlan', { owner: ownerOf(call), id: stored.plan.id ?? '' }, stored);
}

function planOf(id: string, call: ServiceCall): StoredPlan {
  const stored = storeOf(call).get('usagePlan', ownerOf(call), id);
  if (stored === undefined) throw notFound('Invalid Usage Plan identifier specified');
  return stored;
}

const getUsagePlan: Op<'GetUsagePlan'> = ({ usagePlanId }, call) => planOf(usagePlanId, call).plan;

const getUsagePlans: Op<'GetUsagePlans'> = (input, call) => {
  const { keyId } = input;
  const plans = storeOf(call)
    .list('usagePlan', ownerOf(call))
    .filter(({ keys }) => keyId === undefined || keys.includes(keyId))
    .map(({ plan }) => plan);
  return positioned(plans, input, ({ id }) => id);
};

const updateUsagePlan: Op<'UpdateUsagePlan'> = ({ usagePlanId, patchOperations = [] }, call) => {
  const stored = planOf(usagePlanId, call);
  const isOfStages = ({ path = '' }: Shapes['PatchOperation']) => path.startsWith('/apiStages');
  const about = patched(
    stored.plan,
    patchOperations.filter((each) => !isOfStages(each)),
    {
      '/name': 'text',
      '/description': 'text',
      '/productCode': 'text',
      '/throttle': 'whole',
      '/throttle/burstLimit': 'integer',
      '/throttle/rateLimit': 'number',
      '/quota': 'whole',
      '/quota/limit': 'integer',
      '/quota/offset': 'integer',
      '/quota/period': 'text',
    },
  );
  const apiStages = patchOperations
    .filter(isOfStages)
    .reduce((before, each) => withApiStage(before, each, call), stored.plan.apiStages ?? []);
  const plan = { ...about, apiStages };
  savePlan({ ...stored, plan }, call);
  return plan;
};

type ApiStages = readonly Shapes['ApiStage'][];

/** `/apiStages` with the value `API:STAGE`, or `/apiStages/API:STAGE/throttle/…` (API reference, UpdateUsagePlan). */
function withApiStage(before: ApiStages, operation: Shapes['PatchOperation'], call: ServiceCall): ApiStages {
  const { path = '', op, value = '' } = operation;
  const [name = '', ...rest] = path.split('/').slice(2);
  const [apiId = '', stage = ''] = (name === '' ? value : name).split(':');
  const isMeant = (each: Shapes['ApiStage']) => each.apiId === apiId && each.stage === stage;
  const others = before.filter((each) => !isMeant(each));
  if (name !== '') return [...others, withThrottle(before.find(isMeant), { rest, operation })];
  if (op === 'remove') return others;
  checkStage(apiId, stage, call);
  return [...others, { apiId, stage }];
}

interface ThrottleChange {
  readonly rest: readonly string[];
  readonly operation: Shapes['PatchOperation'];
}

function withThrottle(
  apiStage: Shapes['ApiStage'] | undefined,
  { rest, operation: { path = '', op = 'replace', value = '' } }: ThrottleChange,
): Shapes['ApiStage'] {
  const [word, method = '', verb = '', limit] = rest;
  if (apiStage === undefined || word !== 'throttle')
    throw badRequest(`Invalid patch path  '${path}' specified for op '${op}'`);
  const key = method === '' ? '' : verb === '' ? method : `${method.replaceAll('~1', '/')}/${verb}`;
  const { [key]: before, ...others } = apiStage.throttle ?? {};
  if (key === '') return op === 'remove' ? { ...apiStage, throttle: {} } : apiStage;
  if (op === 'remove') return { ...apiStage, throttle: others };
  if (limit !== 'burstLimit' && limit !== 'rateLimit')
    throw badRequest(`Invalid patch path  '${path}' specified for op '${op}'`);
  return { ...apiStage, throttle: { ...others, [key]: { ...before, [limit]: Number(value) } } };
}

const deleteUsagePlan: Op<'DeleteUsagePlan'> = ({ usagePlanId: id }, call) => {
  const { plan } = planOf(id, call);
  if ((plan.apiStages ?? []).length > 0)
    throw badRequest(
      `Cannot delete Usage Plan ${id} with associated API stages. Please remove the API stages from the usage plan first.`,
    );
  storeOf(call).remove('usagePlan', { owner: ownerOf(call), id });
  return {};
};

function planKeyOf({ id = '', name = '', value = '' }: ApiKey): Shapes['UsagePlanKey'] {
  return { id, type: 'API_KEY', name, value };
}

const createUsagePlanKey: Op<'CreateUsagePlanKey'> = ({ usagePlanId, keyId, keyType }, call) => {
  if (keyType !== 'API_KEY') throw badRequest('Invalid Key Type specified. Valid options are API_KEY');
  const stored = planOf(usagePlanId, call);
  const key = apiKeyOf(keyId, call);
  if (stored.keys.includes(keyId)) throw conflict('API Key is already in the Usage Plan');
  savePlan({ ...stored, keys: [...stored.keys, keyId] }, call);
  return planKeyOf(key);
};

function planKey(
  { usagePlanId, keyId }: { readonly usagePlanId: string; readonly keyId: string },
  call: ServiceCall,
) {
  if (!planOf(usagePlanId, call).keys.includes(keyId)) throw notFound('Invalid API Key identifier specified');
  return planKeyOf(apiKeyOf(keyId, call));
}

const getUsagePlanKey: Op<'GetUsagePlanKey'> = (input, call) => planKey(input, call);

const getUsagePlanKeys: Op<'GetUsagePlanKeys'> = (input, call) => {
  const keys = planOf(input.usagePlanId, call).keys.map((id) => planKeyOf(apiKeyOf(id, call)));
  const { nameQuery = '' } = input;
  return positioned(
    keys.filter(({ name = '' }) => name.startsWith(nameQuery)),
    input,
    ({ id }) => id,
  );
};

const deleteUsagePlanKey: Op<'DeleteUsagePlanKey'> = (input, call) => {
  planKey(input, call);
  const stored = planOf(input.usagePlanId, call);
  savePlan({ ...stored, keys: stored.keys.filter((each) => each !== input.keyId) }, call);
  return {};
};

const getAccount: Op<'GetAccount'> = (_, call) =>
  storeOf(call).get('account', ownerOf(call), 'account') ?? newAccount;

/** What an account has that has set nothing. */
const newAccount: Shapes['Account'] = {
  throttleSettings: { burstLimit: 5000, rateLimit: 10_000 },
  features: ['UsagePlans'],
  apiKeyVersion: '4',
};

const updateAccount: Op<'UpdateAccount'> = ({ patchOperations }, call) => {
  const before = storeOf(call).get('account', ownerOf(call), 'account') ?? newAccount;
  const after = patched(before, patchOperations, { '/cloudwatchRoleArn': 'text', '/features': 'element' });
  storeOf(call).put('account', { owner: ownerOf(call), id: 'account' }, after);
  return after;
};

export const usagePlans: Operations<ApiGatewayApi> = {
  CreateApiKey: createApiKey,
  GetApiKey: getApiKey,
  GetApiKeys: getApiKeys,
  UpdateApiKey: updateApiKey,
  DeleteApiKey: deleteApiKey,
  CreateUsagePlan: createUsagePlan,
  GetUsagePlan: getUsagePlan,
  GetUsagePlans: getUsagePlans,
  UpdateUsagePlan: updateUsagePlan,
  DeleteUsagePlan: deleteUsagePlan,
  CreateUsagePlanKey: createUsagePlanKey,
  GetUsagePlanKey: getUsagePlanKey,
  GetUsagePlanKeys: getUsagePlanKeys,
  DeleteUsagePlanKey: deleteUsagePlanKey,
  GetAccount: getAccount,
  UpdateAccount: updateAccount,
};
