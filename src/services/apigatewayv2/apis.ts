// HTTP APIs themselves: made, listed, changed, deleted.
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import { percentDecoded } from '../../lib/percent-decoded.ts';
import { newApiId, ownerOf, storeOf } from '../apigateway/rest-call.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { badRequest, changing, httpApiOf, notFound, paged, type Op, type Shapes } from './http-api-call.ts';
import { makeIntegration, makeRoute } from './routes.ts';
import { makeStage } from './stages.ts';

type About = Omit<Shapes['CreateApiRequest'], 'Target' | 'RouteKey' | 'CredentialsArn'>;

const createApi: Op<'CreateApi'> = (input, call) => {
  const { Target, RouteKey, CredentialsArn, ...about } = input;
  return storeOf(call).atOnce(() => {
    const api = makeApi(about, call);
    const { ApiId = '' } = api;
    if (Target !== undefined) quickCreate({ ApiId, Target, RouteKey, CredentialsArn }, call);
    return api;
  });
};

export function makeApi(about: About, call: ServiceCall): Shapes['Api'] {
  if (about.ProtocolType !== 'HTTP') throw badRequest('Slipway does not execute WebSocket APIs');
  checkCors(about.CorsConfiguration);
  const ApiId = newApiId(10);
  const api: Shapes['Api'] = {
    ApiKeySelectionExpression: '$request.header.x-api-key',
    RouteSelectionExpression: '$request.method $request.path',
    DisableExecuteApiEndpoint: false,
    IpAddressType: 'ipv4',
    ...about,
    ApiId,
    ApiEndpoint: `https://${ApiId}.execute-api.${call.place.region}.amazonaws.com`,
    CreatedDate: new Date(call.now),
    Tags: about.Tags ?? {},
  };
  saveApi(api, call);
  return api;
}

interface Quick {
  readonly ApiId: string;
  readonly Target: string;
  readonly RouteKey: string | undefined;
  readonly CredentialsArn: string | undefined;
}

/** One route to one target, and a stage that deploys by itself (API reference, CreateApi, target). */
function quickCreate(
  { ApiId, Target, RouteKey = '$default', CredentialsArn }: Quick,
  call: ServiceCall,
): void {
  const isFunction = Target.startsWith('arn:');
  const credentials = CredentialsArn === undefined ? {} : { CredentialsArn };
  const { IntegrationId = '' } = makeIntegration(
    isFunction
      ? {
          ApiId,
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: Target,
          PayloadFormatVersion: '2.0',
          ...credentials,
        }
      : { ApiId, IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'ANY', IntegrationUri: Target },
    call,
    { ApiGatewayManaged: true },
  );
  makeRoute({ ApiId, RouteKey, Target: `integrations/${IntegrationId}` }, call, { ApiGatewayManaged: true });
  makeStage({ ApiId, StageName: '$default', AutoDeploy: true }, call, { ApiGatewayManaged: true });
}

/** API Gateway developer guide, "Configure CORS for HTTP APIs". @throws AwsError */
function checkCors(cors: Shapes['Cors'] | undefined): void {
  if (cors?.AllowCredentials === true && cors.AllowOrigins?.includes('*') === true)
    throw badRequest('allowOrigins can not be * when allowCredentials is true.');
  const isOrigin = (origin: string): boolean =>
    origin === '*' || /^[a-z][a-z0-9+.-]*:\/\/(?:\*|[^/*]+)$/i.test(origin);
  const wrong = cors?.AllowOrigins?.find((origin) => !isOrigin(origin));
  if (wrong !== undefined)
    throw badRequest(
      `Invalid format for origin ${wrong}. Origin should start with a valid scheme and is followed by a host and optional port.`,
    );
}

export function saveApi(api: Shapes['Api'], call: ServiceCall): void {
  const { ApiId: id = '', Name: name, Tags: tags = {} } = api;
  storeOf(call).put('httpApi', { owner: ownerOf(call), id }, api);
  const { account, region, partition } = call.place;
  const key = { account, region, type: 'AWS::ApiGatewayV2::Api', name: id } as const;
  const madeBy = { kind: 'api', operation: 'apigatewayv2:CreateApi', principal: call.caller.arn } as const;
  call.ground.account.put({ ...key, partition, values: { name }, tags, madeBy, at: call.now });
}

const getApi: Op<'GetApi'> = (input, call) => httpApiOf(input, call);

const getApis: Op<'GetApis'> = (input, call) =>
  paged(storeOf(call).list('httpApi', ownerOf(call)), input, ({ ApiId }) => ApiId);

const updateApi: Op<'UpdateApi'> = (input, call) => {
  const { ApiId, Target, RouteKey, CredentialsArn, ...about } = input;
  if (Target !== undefined || RouteKey !== undefined || CredentialsArn !== undefined)
    throw badRequest(
      'Slipway does not change the route of a quick create by UpdateApi: use UpdateRoute and UpdateIntegration',
    );
  checkCors(about.CorsConfiguration);
  const api = { ...httpApiOf({ ApiId }, call), ...about };
  changing(ApiId, call, () => saveApi(api, call));
  return api;
};

const deleteCors: Op<'DeleteCorsConfiguration'> = ({ ApiId }, call) => {
  const { CorsConfiguration: _, ...api } = httpApiOf({ ApiId }, call);
  changing(ApiId, call, () => saveApi(api, call));
  return {};
};

const deleteApi: Op<'DeleteApi'> = ({ ApiId }, call) => {
  httpApiOf({ ApiId }, call);
  const store = storeOf(call);
  const { account, region } = call.place;
  for (const { StageName } of store.list('httpStage', ApiId))
    call.ground.account.remove({
      account,
      region,
      type: 'AWS::ApiGatewayV2::Stage',
      name: `${ApiId}/${StageName}`,
    });
  store.removeWithParts('httpApi', { owner: ownerOf(call), id: ApiId });
  call.ground.account.remove({ account, region, type: 'AWS::ApiGatewayV2::Api', name: ApiId });
  return {};
};

interface Tagged {
  readonly tags: Readonly<Record<string, string>>;
  readonly save: (tags: Readonly<Record<string, string>>) => void;
}

/** `arn:aws:apigateway:REGION::/apis/ID` and its stages. @throws AwsError */
function taggedOf(arn: string, call: ServiceCall): Tagged {
  const path = /^arn:[^:]+:apigateway:[^:]*:[^:]*:(\/.+)$/.exec(percentDecoded(arn) ?? '')?.[1] ?? '';
  const [, kind, ApiId = '', sub, name = ''] = path.split('/');
  if (kind !== 'apis') throw notFound(`Invalid resource identifier specified: ${arn}`);
  const api = httpApiOf({ ApiId }, call);
  if (sub === undefined) return { tags: api.Tags ?? {}, save: (Tags) => saveApi({ ...api, Tags }, call) };
  const store = storeOf(call);
  const stage = store.get('httpStage', ApiId, name);
  if (sub !== 'stages' || stage === undefined) throw notFound(`Invalid Stage identifier specified ${name}`);
  return {
    tags: stage.Tags ?? {},
    save: (Tags) => store.put('httpStage', { owner: ApiId, id: name }, { ...stage, Tags }),
  };
}

const getTags: Op<'GetTags'> = ({ ResourceArn }, call) => ({ Tags: taggedOf(ResourceArn, call).tags });

const tagResource: Op<'TagResource'> = ({ ResourceArn, Tags = {} }, call) => {
  const before = taggedOf(ResourceArn, call);
  before.save({ ...before.tags, ...Tags });
  return {};
};

const untagResource: Op<'UntagResource'> = ({ ResourceArn, TagKeys }, call) => {
  const before = taggedOf(ResourceArn, call);
  before.save(Object.fromEntries(Object.entries(before.tags).filter(([key]) => !TagKeys.includes(key))));
  return {};
};

export const apis: Operations<ApiGatewayV2Api> = {
  CreateApi: createApi,
  GetApi: getApi,
  GetApis: getApis,
  UpdateApi: updateApi,
  DeleteApi: deleteApi,
  DeleteCorsConfiguration: deleteCors,
  GetTags: getTags,
  TagResource: tagResource,
  UntagResource: untagResource,
};
