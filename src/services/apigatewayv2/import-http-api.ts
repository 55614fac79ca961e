// An HTTP API from an OpenAPI 3 document: made, or replaced.
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import { defined } from '../../lib/defined.ts';
import type { Kind } from '../apigateway/api-store.ts';
import {
  itemsOf,
  operationsOf,
  readOpenApi,
  requirementsOf,
  resolved,
  securitySchemes,
  textOf,
  textsOf,
  treeOf,
  type Operation,
  type Tree,
} from '../apigateway/open-api.ts';
import { storeOf } from '../apigateway/rest-call.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { makeApi, saveApi } from './apis.ts';
import { badRequest, changing, httpApiOf, type Op, type Shapes } from './http-api-call.ts';
import { makeAuthorizer, makeIntegration, makeRoute } from './routes.ts';

const importApi: Op<'ImportApi'> = ({ Body, Basepath }, call) => {
  const document = read(Body, Basepath);
  return storeOf(call).atOnce(() => {
    const api = makeApi({ ProtocolType: 'HTTP', Name: 'Untitled', ...aboutOf(document) }, call);
    fill(api.ApiId ?? '', document, call);
    return api;
  });
};

const reimportApi: Op<'ReimportApi'> = ({ ApiId, Body, Basepath }, call) => {
  const document = read(Body, Basepath);
  const { CorsConfiguration: _, ...before } = httpApiOf({ ApiId }, call);
  const api = { ...before, ...aboutOf(document) };
  changing(ApiId, call, () => {
    const store = storeOf(call);
    const remove = (kind: Kind, ids: readonly (string | undefined)[]): void => {
      for (const id of ids) store.remove(kind, { owner: ApiId, id: id ?? '' });
    };
    remove(
      'route',
      store.list('route', ApiId).map(({ RouteId }) => RouteId),
    );
    remove(
      'integration',
      store.list('integration', ApiId).map(({ IntegrationId }) => IntegrationId),
    );
    remove(
      'httpAuthorizer',
      store.list('httpAuthorizer', ApiId).map(({ AuthorizerId }) => AuthorizerId),
    );
    saveApi(api, call);
    fill(ApiId, document, call);
  });
  return api;
};

/** @throws AwsError */
function read(body: string, basePath: string | undefined): Tree {
  if (basePath !== undefined && basePath !== 'ignore')
    throw badRequest(`Slipway does not execute the mode "${basePath}" of basepath`);
  return readOpenApi(Buffer.from(body));
}

function aboutOf(
  document: Tree,
): Partial<Pick<Shapes['Api'], 'Name' | 'Description' | 'Version' | 'CorsConfiguration'>> {
  const info = treeOf(document['info']);
  const cors = document['x-amazon-apigateway-cors'];
  return defined({
    Name: textOf(info['title']),
    Description: textOf(info['description']),
    Version: textOf(info['version']),
    CorsConfiguration: cors === undefined ? undefined : corsOf(treeOf(cors)),
  });
}

function corsOf(cors: Tree): Shapes['Cors'] {
  const list = (name: string): readonly string[] | undefined =>
    cors[name] === undefined ? undefined : itemsOf(cors[name]).map(String);
  const age = textOf(cors['maxAge']);
  return defined({
    AllowOrigins: list('allowOrigins'),
    AllowMethods: list('allowMethods'),
    AllowHeaders: list('allowHeaders'),
    ExposeHeaders: list('exposeHeaders'),
    MaxAge: age === undefined ? undefined : Number(age),
    AllowCredentials: cors['allowCredentials'] === undefined ? undefined : cors['allowCredentials'] === true,
  });
}

function fill(ApiId: string, document: Tree, call: ServiceCall): void {
  const authorizers = importAuthorizers(ApiId, document, call);
  for (const operation of operationsOf(document))
    importRoute(operation, { ApiId, document, authorizers, call });
}

type Authorizers = Readonly<Record<string, Shapes['Authorizer']>>;

function importAuthorizers(ApiId: string, document: Tree, call: ServiceCall): Authorizers {
  return Object.fromEntries(
    Object.entries(securitySchemes(document)).flatMap(([name, scheme]) => {
      const given = treeOf(treeOf(scheme)['x-amazon-apigateway-authorizer']);
      const type = textOf(given['type'])?.toUpperCase();
      if (type !== 'JWT' && type !== 'REQUEST') return [];
      return [[name, makeAuthorizer({ ApiId, Name: name, ...authorizerOf(type, given) }, call)] as const];
    }),
  );
}

function authorizerOf(
  type: 'JWT' | 'REQUEST',
  given: Tree,
): Omit<Shapes['CreateAuthorizerRequest'], 'ApiId' | 'Name'> {
  const source = given['identitySource'] ?? '$request.header.Authorization';
  const IdentitySource = Array.isArray(source)
    ? source.map(String)
    : (textOf(source) ?? '').split(',').map((each) => each.trim());
  const jwt = treeOf(given['jwtConfiguration']);
  const ttl = textOf(given['authorizerResultTtlInSeconds']);
  if (type === 'JWT')
    return {
      AuthorizerType: type,
      IdentitySource,
      JwtConfiguration: {
        ...defined({ Issuer: textOf(jwt['issuer']) }),
        Audience: itemsOf(jwt['audience']).map(String),
      },
    };
  return {
    AuthorizerType: type,
    IdentitySource,
    ...defined({
      AuthorizerUri: textOf(given['authorizerUri']),
      AuthorizerPayloadFormatVersion: textOf(given['authorizerPayloadFormatVersion']),
      AuthorizerResultTtlInSeconds: ttl === undefined ? undefined : Number(ttl),
      EnableSimpleResponses:
        given['enableSimpleResponses'] === undefined ? undefined : given['enableSimpleResponses'] === true,
    }),
  };
}

interface Importing {
  readonly ApiId: string;
  readonly document: Tree;
  readonly authorizers: Authorizers;
  readonly call: ServiceCall;
}

function importRoute(
  { path, verb, operation }: Operation,
  { ApiId, document, authorizers, call }: Importing,
): void {
  const RouteKey = path === '/$default' ? '$default' : `${verb} ${path}`;
  const given = operation['x-amazon-apigateway-integration'];
  const integration = given === undefined ? undefined : integrationOf(ApiId, resolved(document, given), call);
  const required = requirementsOf(document, operation).find(({ name }) => authorizers[name] !== undefined);
  const authorizer = required === undefined ? undefined : authorizers[required.name];
  makeRoute(
    {
      ApiId,
      RouteKey,
      ...defined({
        OperationName: textOf(operation['operationId']),
        Target: integration === undefined ? undefined : `integrations/${integration.IntegrationId ?? ''}`,
        AuthorizerId: authorizer?.AuthorizerId,
        AuthorizationType: authorizer === undefined ? undefined : typeOf(authorizer),
        AuthorizationScopes: (required?.scopes.length ?? 0) === 0 ? undefined : required?.scopes,
      }),
    },
    call,
  );
}

function typeOf({ AuthorizerType }: Shapes['Authorizer']): 'JWT' | 'CUSTOM' {
  return AuthorizerType === 'JWT' ? 'JWT' : 'CUSTOM';
}

function integrationOf(ApiId: string, given: Tree, call: ServiceCall): Shapes['Integration'] {
  const type = textOf(given['type'])?.toUpperCase();
  if (type !== 'AWS_PROXY' && type !== 'HTTP_PROXY')
    throw badRequest(`Invalid OpenAPI input. An integration has the type "${type ?? ''}"`);
  const timeout = textOf(given['timeoutInMillis']);
  return makeIntegration(
    {
      ApiId,
      IntegrationType: type,
      ...defined({
        IntegrationUri: textOf(given['uri']),
        IntegrationMethod: textOf(given['httpMethod'])?.toUpperCase(),
        IntegrationSubtype: textOf(given['subtype']),
        PayloadFormatVersion: textOf(given['payloadFormatVersion']),
        ConnectionType: textOf(
          given['connectionType'],
        )?.toUpperCase() as Shapes['Integration']['ConnectionType'],
        CredentialsArn: textOf(given['credentials']),
        TimeoutInMillis: timeout === undefined ? undefined : Number(timeout),
        RequestParameters:
          given['requestParameters'] === undefined ? undefined : textsOf(given['requestParameters']),
      }),
    },
    call,
  );
}

export const imports: Operations<ApiGatewayV2Api> = { ImportApi: importApi, ReimportApi: reimportApi };
