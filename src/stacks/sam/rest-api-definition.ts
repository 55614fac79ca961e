// The definition of a REST API of SAM: cross-origin requests, authorization, models and answers written into it.
import { asOpenApi3 } from './swagger-integration.ts';
import { checkedSwagger, isOpenApi3, isSwagger, pathsOf } from './api-document.ts';
import { isFunction } from './functions.ts';
import {
  ensureMap,
  isMap,
  isTruthy,
  listOf,
  mapOf,
  member,
  type Json,
  type JsonMap,
  type Optional,
  pythonText,
} from './json.ts';
import type { SamContext } from './context.ts';
import { addCustomStatements, addResourcePolicy } from './resource-policy.ts';
import {
  addAuthorizerDefinitions,
  addKeyDefinition,
  authorizersOf,
  setDefaultAuthorizer,
  setDefaultKeyRequired,
} from './swagger-auth.ts';
import { addCors } from './swagger-cors.ts';
import { SamError, structureError } from './sam-error.ts';

export interface RestApi {
  readonly id: string;
  readonly properties: JsonMap;
  readonly auth: JsonMap;
  readonly context: SamContext;
}

/** In the translator's order: each part sees what the ones before have written. */
export function writeDefinition(of: RestApi, document: Optional): void {
  const { id, properties } = of;
  const needs = (what: string, value: Optional): boolean => {
    if (!isTruthy(value)) return false;
    if (isTruthy(document)) return true;
    throw new SamError(id, `${what} works only with inline Swagger specified in 'DefinitionBody' property.`);
  };
  if (needs('Cors', properties['Cors'])) writeCors(of, definitionOf(id, document, 'Cors configuration'));
  if (needs('Auth', properties['Auth'])) {
    const definition = definitionOf(id, document, 'Auth configuration');
    writeAuth(of, definition);
    normalize(of, definition);
  }
  if (needs('GatewayResponses', properties['GatewayResponses'])) writeGatewayResponses(of, document);
  if (isTruthy(properties['BinaryMediaTypes']) && isTruthy(document))
    checkedSwagger(document)['x-amazon-apigateway-binary-media-types'] = withSlashes(
      properties['BinaryMediaTypes'],
    );
  if (needs('Models', properties['Models'])) {
    const definition = definitionOf(id, document, 'Models definitions');
    writeModels(of, definition);
    normalize(of, definition);
  }
  const isDisabled = properties['DisableExecuteApiEndpoint'];
  if (isDisabled !== undefined) {
    if (!isTruthy(document))
      throw new SamError(id, "DisableExecuteApiEndpoint works only within 'DefinitionBody' property.");
    writeEndpoint(checkedSwagger(document), isDisabled);
  }
  if (isMap(document)) normalize(of, document);
}

function definitionOf(id: string, document: Optional, what: string): JsonMap {
  if (isSwagger(document)) return document;
  throw new SamError(
    id,
    `Unable to add ${what} because 'DefinitionBody' does not contain a valid Swagger definition.`,
  );
}

/** `~1` stands for a slash, which a key of the template's own could not have. */
function withSlashes(value: Json): Json {
  if (typeof value === 'string') return value.replaceAll('~1', '/');
  if (Array.isArray(value)) return value.map(withSlashes);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key.replaceAll('~1', '/'), withSlashes(each)]),
  );
}

const corsNames = new Set(['AllowMethods', 'AllowHeaders', 'AllowOrigin', 'MaxAge', 'AllowCredentials']);
const anyOrigin = "'*'";

function writeCors({ id, properties }: RestApi, document: JsonMap): void {
  const cors = properties['Cors'] ?? null;
  const given: Json = typeof cors === 'string' || isFunction(cors) ? { AllowOrigin: cors } : cors;
  if (!isMap(given)) throw new SamError(id, "Invalid value for 'Cors' property");
  const other = Object.keys(given).find((name) => !corsNames.has(name));
  if (other !== undefined) throw new SamError(id, `Invalid key '${other}' for 'Cors' property.`);
  const origin = given['AllowOrigin'] ?? anyOrigin;
  const allowsCredentials = given['AllowCredentials'] === true;
  if (allowsCredentials && origin === anyOrigin)
    throw new SamError(
      id,
      `Unable to add Cors configuration because 'AllowCredentials' can not be true when 'AllowOrigin' is "'*'" or not set`,
    );
  addCors(checkedSwagger(document), {
    origin,
    headers: given['AllowHeaders'],
    methods: given['AllowMethods'],
    maxAge: given['MaxAge'],
    allowsCredentials,
  });
}

const authNames = new Set([
  'Authorizers',
  'DefaultAuthorizer',
  'InvokeRole',
  'AddDefaultAuthorizerToCorsPreflight',
  'AddApiKeyRequiredToCorsPreflight',
  'ApiKeyRequired',
  'ResourcePolicy',
  'UsagePlan',
]);

function writeAuth({ id, properties, auth, context }: RestApi, document: JsonMap): void {
  if (Object.keys(auth).some((name) => !authNames.has(name)))
    throw new SamError(id, "Invalid value for 'Auth' property");
  checkedSwagger(document);
  const authorizers = authorizersOf(id, auth);
  const preflight = (name: string) => auth[name] === undefined || isTruthy(auth[name]);
  const standard = auth['DefaultAuthorizer'];
  if (authorizers.size > 0) {
    addAuthorizerDefinitions(document, authorizers, { apiId: id, partition: context.partition });
    if (isTruthy(standard)) {
      if (typeof standard !== 'string') throw new SamError(id, 'DefaultAuthorizer is not a string.');
      if (!authorizers.has(standard) && standard !== 'AWS_IAM')
        throw new SamError(
          id,
          `Unable to set DefaultAuthorizer because '${standard}' was not defined in 'Authorizers'.`,
        );
      const withPreflight = preflight('AddDefaultAuthorizerToCorsPreflight');
      setDefaultAuthorizer(document, { name: standard, authorizers, withPreflight });
    }
  }
  if (isTruthy(auth['ApiKeyRequired'])) {
    addKeyDefinition(document);
    setDefaultKeyRequired(document, preflight('AddApiKeyRequiredToCorsPreflight'));
  }
  const policy = auth['ResourcePolicy'];
  if (!isTruthy(policy)) return;
  if (!isMap(policy)) throw structureError('ResourcePolicy must be a map (ResourcePolicyStatement).');
  for (const path of Object.keys(pathsOf(document)))
    addResourcePolicy(document, policy, { path, stage: properties['StageName'] ?? '' });
  if (isTruthy(policy['CustomStatements'])) addCustomStatements(document, policy['CustomStatements']);
}

function writeGatewayResponses({ id, properties }: RestApi, document: Optional): void {
  const responses = mapOf(properties['GatewayResponses']);
  const written = Object.entries(responses).map(([type, response]) => {
    if (isFunction(response))
      throw new SamError(
        id,
        'Unable to set GatewayResponses attribute because intrinsic functions are not supported for this field.',
      );
    if (!isMap(response)) {
      const kind = Array.isArray(response) ? 'list' : typeof response === 'string' ? 'str' : 'int';
      throw new SamError(
        id,
        `Invalid property type '${kind}' for GatewayResponses. Expected an object of type 'GatewayResponse'.`,
      );
    }
    const other = Object.keys(response).find(
      (name) => !['ResponseParameters', 'ResponseTemplates', 'StatusCode'].includes(name),
    );
    if (other !== undefined)
      throw new SamError(id, `Invalid property '${other}' in 'GatewayResponses' property '${type}'.`);
    return [type, gatewayResponse(id, type, response)] as const;
  });
  const all = ensureMap(
    definitionOf(id, document, 'Auth configuration'),
    'x-amazon-apigateway-gateway-responses',
  );
  Object.assign(all, Object.fromEntries(written));
}

const prefixes: Readonly<Record<string, string>> = {
  Headers: 'header.',
  Paths: 'path.',
  QueryStrings: 'querystring.',
};

function gatewayResponse(id: string, type: string, response: JsonMap): JsonMap {
  const { ResponseParameters: parameters, ResponseTemplates: templates, StatusCode: code } = response;
  if (isTruthy(parameters) && !isMap(parameters))
    throw new SamError(id, `Property 'GatewayResponses.${type}.ResponseParameters' should be a map.`);
  const given = mapOf(parameters);
  const other = Object.keys(given).find((name) => prefixes[name] === undefined);
  if (other !== undefined) throw new SamError(id, `Invalid gateway response parameter '${other}'`);
  if (isTruthy(code) && !/^[0-9]{1,3}$/.test(pythonText(code)))
    throw new SamError(id, "Property 'StatusCode' must be numeric");
  const prefixed = Object.entries(prefixes).flatMap(([name, prefix]) => {
    const values = given[name] ?? {};
    if (!isMap(values)) throw new SamError(id, `Property 'ResponseParameters.${name}' should be a map.`);
    return Object.entries(values).map(([key, value]) => [`gatewayresponse.${prefix}${key}`, value] as const);
  });
  return {
    responseParameters: Object.fromEntries(prefixed),
    responseTemplates: templates ?? {},
    ...(isTruthy(code) ? { statusCode: pythonText(code) } : {}),
  };
}

function writeModels({ id, properties }: RestApi, document: JsonMap): void {
  const models = mapOf(properties['Models']);
  if (Object.values(models).some((model) => !isMap(model)))
    throw new SamError(id, "Invalid value for 'Models' property");
  const definitions = ensureMap(document, 'definitions');
  for (const [name, schema] of Object.entries(models)) {
    if (!isTruthy(member(schema, 'type'))) throw new SamError(id, "'Models' schema is missing 'type'.");
    definitions[name.toLowerCase()] = schema;
  }
}

function writeEndpoint(document: JsonMap, isDisabled: Json): void {
  const key = 'x-amazon-apigateway-endpoint-configuration';
  const set = (holder: JsonMap): void => {
    holder[key] = { ...mapOf(holder[key]), disableExecuteApiEndpoint: isDisabled };
  };
  if (!isTruthy(document['openapi'])) {
    set(document);
    return;
  }
  const servers = listOf(document['servers'] ?? [{}]);
  for (const server of servers) if (isMap(server)) set(server);
  document['servers'] = servers;
}

/** What is only in Swagger 2.0 gets its form of OpenAPI 3. The translator does it after each of these parts, and so a header's type twice. */
function normalize({ properties }: RestApi, document: JsonMap): void {
  if (document['swagger'] !== undefined) return;
  const given = properties['OpenApiVersion'];
  const version = document['openapi'] !== undefined && given === undefined ? document['openapi'] : given;
  if (isTruthy(version) && isOpenApi3(version)) asOpenApi3(document);
}
