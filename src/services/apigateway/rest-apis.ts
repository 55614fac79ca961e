// REST APIs themselves: made, listed, changed, deleted.
import { defined } from '../../lib/defined.ts';
import type { Operations, ServiceCall } from '../service.ts';
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import { patched, type PatchRules } from './patch.ts';
import {
  badRequest,
  newApiId,
  ownerOf,
  positioned,
  restApiOf,
  storeOf,
  type Op,
  type Shapes,
} from './rest-call.ts';

const createRestApi: Op<'CreateRestApi'> = (input, call) => {
  const { cloneFrom, ...about } = input;
  if (cloneFrom !== undefined) throw badRequest('Slipway does not execute cloneFrom of CreateRestApi');
  return shown(makeRestApi(about, call));
};

/** With its root resource. */
export function makeRestApi(
  about: Omit<Shapes['CreateRestApiRequest'], 'cloneFrom'>,
  call: ServiceCall,
): Shapes['RestApi'] {
  checkPolicy(about.policy);
  const store = storeOf(call);
  const id = newApiId(10);
  const rootResourceId = newApiId(10);
  const { endpointConfiguration, tags = {}, ...rest } = about;
  const api: Shapes['RestApi'] = {
    id,
    apiKeySource: 'HEADER',
    disableExecuteApiEndpoint: false,
    ...rest,
    createdDate: new Date(call.now),
    endpointConfiguration: {
      types: endpointConfiguration?.types ?? ['EDGE'],
      ipAddressType: endpointConfiguration?.ipAddressType ?? 'ipv4',
      ...defined({ vpcEndpointIds: endpointConfiguration?.vpcEndpointIds }),
    },
    tags,
    rootResourceId,
  };
  store.atOnce(() => {
    store.put('restApi', { owner: ownerOf(call), id }, api);
    store.put('resource', { owner: id, id: rootResourceId }, { id: rootResourceId, path: '/' });
    for (const model of firstModels)
      store.put('model', { owner: id, id: model.name }, { id: newApiId(6), ...model });
  });
  register(api, call);
  return api;
}

/** What every new API has. */
const firstModels = [
  {
    name: 'Empty',
    description: 'This is a default empty schema model',
    contentType: 'application/json',
    schema:
      '{\n  "$schema": "http://json-schema.org/draft-04/schema#",\n  "title" : "Empty Schema",\n  "type" : "object"\n}',
  },
  {
    name: 'Error',
    description: 'This is a default error schema model',
    contentType: 'application/json',
    schema:
      '{\n  "$schema" : "http://json-schema.org/draft-04/schema#",\n  "title" : "Error Schema",\n  "type" : "object",\n  "properties" : {\n    "message" : { "type" : "string" }\n  }\n}',
  },
];

/** In the list of what exists. After it is in the store: an API that the register lacks still works. */
function register(api: Shapes['RestApi'], call: ServiceCall): void {
  const { id = '', name = '', tags = {} } = api;
  const { account, region, partition } = call.place;
  const madeBy = { kind: 'api', operation: 'apigateway:CreateRestApi', principal: call.caller.arn } as const;
  const key = { account, region, type: 'AWS::ApiGateway::RestApi', name: id } as const;
  call.ground.account.put({ ...key, partition, values: { name }, tags, madeBy, at: call.now });
}

const getRestApi: Op<'GetRestApi'> = (input, call) => shown(restApiOf(input, call));

const getRestApis: Op<'GetRestApis'> = (input, call) => {
  const all = storeOf(call).list('restApi', ownerOf(call));
  const { items, ...rest } = positioned(all, input, ({ id }) => id);
  return { items: items.map(shown), ...rest };
};

/** API Gateway answers the policy as text in which every quotation mark is escaped once more. */
export function shown(api: Shapes['RestApi']): Shapes['RestApi'] {
  return api.policy === undefined ? api : { ...api, policy: JSON.stringify(api.policy).slice(1, -1) };
}

const rules: PatchRules = {
  '/name': 'text',
  '/description': 'text',
  '/version': 'text',
  '/policy': 'text',
  '/apiKeySource': 'text',
  '/securityPolicy': 'text',
  '/endpointAccessMode': 'text',
  '/disableExecuteApiEndpoint': 'boolean',
  '/minimumCompressionSize': 'integer',
  '/binaryMediaTypes/*': 'member',
  '/endpointConfiguration/types/*': 'index',
  '/endpointConfiguration/ipAddressType': 'text',
  '/endpointConfiguration/vpcEndpointIds': 'element',
};

const updateRestApi: Op<'UpdateRestApi'> = (input, call) => {
  const api = patched(restApiOf(input, call), withoutEmpty(input.patchOperations), rules);
  checkPolicy(api.policy);
  saveRestApi(api, call);
  return shown(api);
};

/** An empty policy, or no size, is none. */
function withoutEmpty(
  operations: readonly Shapes['PatchOperation'][] = [],
): readonly Shapes['PatchOperation'][] {
  return operations.map((operation) =>
    operation.value === '' && /^\/(policy|minimumCompressionSize)$/.test(operation.path ?? '')
      ? { path: operation.path ?? '', op: 'remove' as const }
      : operation,
  );
}

export function saveRestApi(api: Shapes['RestApi'], call: ServiceCall): void {
  storeOf(call).put('restApi', { owner: ownerOf(call), id: api.id ?? '' }, api);
  register(api, call);
}

/** @throws AwsError */
function checkPolicy(policy: string | undefined): void {
  if (policy === undefined || policy === '') return;
  try {
    JSON.parse(policy);
  } catch {
    throw badRequest(
      'Invalid policy document. Please check the policy syntax and ensure that Principals are valid.',
    );
  }
}

const deleteRestApi: Op<'DeleteRestApi'> = (input, call) => {
  restApiOf(input, call);
  const { restApiId: id } = input;
  const store = storeOf(call);
  const { account, region } = call.place;
  for (const { stageName: name = '' } of store.list('stage', id))
    call.ground.account.remove({ account, region, type: 'AWS::ApiGateway::Stage', name: `${id}/${name}` });
  store.removeWithParts('restApi', { owner: ownerOf(call), id });
  call.ground.account.remove({ account, region, type: 'AWS::ApiGateway::RestApi', name: id });
  return {};
};

export const restApis: Operations<ApiGatewayApi> = {
  CreateRestApi: createRestApi,
  GetRestApi: getRestApi,
  GetRestApis: getRestApis,
  UpdateRestApi: updateRestApi,
  DeleteRestApi: deleteRestApi,
};
