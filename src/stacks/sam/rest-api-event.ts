// An event of a REST API: a path in the API's definition, and the permission of it.
import {
  addLambdaIntegration,
  addRequestModel,
  addRequestParameters,
  addRequestValidator,
  setTimeoutOf,
  type MethodPlace,
  type RequestParameter,
} from './swagger-integration.ts';
import { checkedSwagger, hasIntegration, pathInArn } from './api-document.ts';
import { asVariable, isFunction, sub } from './functions.ts';
import {
  isMap,
  isTruthy,
  listOf,
  mapOf,
  member,
  pythonText,
  type Json,
  type JsonMap,
  type Optional,
} from './json.ts';
import { resolved } from './context.ts';
import { permission, type SamEvent } from './event.ts';
import { managed, swaggerSkeleton } from './implicit-apis.ts';
import type { PropertyRules } from './properties.ts';
import { addCustomStatements, addResourcePolicy } from './resource-policy.ts';
import type { Generated } from './resource.ts';
import { SamError, SamEventError } from './sam-error.ts';
import { addMethodAuth } from './swagger-auth.ts';

export const restApiRules: PropertyRules = {
  Path: 'string!',
  Method: 'string!',
  RestApiId: 'string!',
  Stage: 'string',
  Auth: 'map',
  RequestModel: 'map',
  RequestParameters: 'list',
  TimeoutInMillis: 'integer',
  ResponseTransferMode: 'string',
};

export interface LinkedApi {
  /** Undefined when it is not a resource of the template. */
  readonly apiId: string | undefined;
  readonly api: JsonMap | undefined;
  /** What ends the permission's logical id. */
  readonly stage: string;
}

/** The API that an event names. @throws SamError, SamEventError */
export function linkedApi({ properties, context, name }: SamEvent): LinkedApi {
  const given = properties['RestApiId'];
  const apiId = isMap(given) && Object.hasOwn(given, 'Ref') ? given['Ref'] : given;
  if (typeof apiId !== 'string') return { apiId: undefined, api: undefined, stage: 'AllStages' };
  const resource = context.resources[apiId];
  if (!isMap(resource))
    throw new SamEventError(
      name,
      'RestApiId property of Api event must reference a valid resource in the same template.',
    );
  const api = resource['Properties'] ?? {};
  if (!isMap(api)) throw new SamError(apiId, "Attribute 'Properties' should be a map.");
  const stage = api['StageName'];
  if (stage === '') throw new SamError(apiId, 'StageName cannot be empty.');
  return { apiId, api, stage: typeof stage === 'string' ? stage : 'Stage' };
}

export function restApiEvent(event: SamEvent): readonly Generated[] {
  const linked = linkedApi(event);
  const { properties } = event;
  const method = pythonText(properties['Method']).toLowerCase();
  const path = pythonText(properties['Path']);
  const place: MethodPlace = { path, method, condition: conditionOf(event) };
  if (isTruthy(linked.api?.[managed]) || isTruthy(linked.api?.['MergeDefinitions']))
    integrate(event, linked, place);
  overrideAuth(event, linked, place);
  const verb = method === 'any' ? '*' : method.toUpperCase();
  const arn = `arn:${event.context.partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}/${verb}${pathInArn(path.replace(/^(.+)\/$/, '$1'))}`;
  const sourceArn = sub(arn, { __ApiId__: properties['RestApiId'] ?? null, __Stage__: '*' });
  return [permission(event, { principal: 'apigateway.amazonaws.com', sourceArn, suffix: linked.stage })];
}

export function conditionOf({ target }: SamEvent): string | undefined {
  const condition = target.attributes['Condition'];
  return typeof condition === 'string' ? condition : undefined;
}

/** What API Gateway calls a function by. */
export function invocationUri(arn: JsonMap, partition: string, isStreamed = false): JsonMap {
  const [version, path] = isStreamed
    ? ['2021-11-15', 'response-streaming-invocations']
    : ['2015-03-31', 'invocations'];
  return sub(
    `arn:${partition}:apigateway:\${AWS::Region}:lambda:path/${version}/functions/${asVariable(arn)}/${path}`,
  );
}

function integrate(event: SamEvent, { api, apiId = '', stage }: LinkedApi, place: MethodPlace): void {
  if (api?.['DefinitionBody'] === undefined) return;
  const { properties, name, target, context } = event;
  const isMerged = isTruthy(api['MergeDefinitions']);
  const document = checkedSwagger(isMerged ? swaggerSkeleton() : api['DefinitionBody']);
  if (hasIntegration(document, place.path, place.method))
    throw new SamEventError(
      name,
      `API method "${place.method}" defined multiple times for path "${place.path}".`,
    );
  const auth = properties['Auth'] ?? {};
  if (!isMap(auth)) throw new SamEventError(name, "Property 'Auth' should be a map.");
  const apiAuth = isTruthy(api['Auth']) ? api['Auth'] : {};
  if (!isMap(apiAuth)) throw new SamError(apiId, "Property 'Auth' should be a map.");
  const isStreamed = properties['ResponseTransferMode'] === 'RESPONSE_STREAM';
  const uri = invocationUri(target.arn, context.partition, isStreamed);
  const { partition } = context;
  addLambdaIntegration(document, place, { uri, partition, methodAuth: auth, apiAuth, isStreamed });
  if (isTruthy(auth)) addAuth({ event, api, apiId, stage, document, place });
  if (isTruthy(properties['TimeoutInMillis'])) setTimeoutOf(document, place, properties['TimeoutInMillis']);
  if (isTruthy(properties['RequestModel'])) addModel(event, document, { api, place });
  if (isTruthy(properties['RequestParameters'])) addParameters(event, document, place);
  if (isMerged) merge(api, document, place);
}

/** The methods of functions are put into the definition that the template gives. */
function merge(api: JsonMap, document: JsonMap, { path, method }: MethodPlace): void {
  const body = mapOf(api['DefinitionBody']);
  const paths = mapOf(body['paths']);
  const [made] = Object.values(mapOf(member(document, 'paths', path)));
  const existing = mapOf(member(paths, path, method));
  paths[path] = { ...mapOf(paths[path]), [method]: { ...existing, ...mapOf(made) } };
}

/** OverrideApiAuth: the event's own authorization on a path that the template's definition has. */
function overrideAuth(event: SamEvent, { api, apiId = '', stage }: LinkedApi, place: MethodPlace): void {
  const auth = event.properties['Auth'];
  const document = api?.['DefinitionBody'];
  if (api === undefined || !isTruthy(document) || !isTruthy(member(auth, 'OverrideApiAuth'))) return;
  const isSet = ['Authorizer', 'ApiKeyRequired', 'ResourcePolicy'].some((name) =>
    isTruthy(member(auth, name)),
  );
  if (!isSet)
    throw new SamEventError(
      event.name,
      'Must define one of: Authorizer, ApiKeyRequired or ResourcePolicy when using the OverrideApiAuth property.',
    );
  addAuth({ event, api, apiId, stage, document: checkedSwagger(document), place });
}

export interface AuthOf {
  readonly event: SamEvent;
  readonly api: JsonMap;
  readonly apiId: string;
  readonly stage: string;
  readonly document: JsonMap;
  readonly place: MethodPlace;
}

/** @throws SamError, SamEventError */
export function addAuth({ event, api, apiId, stage, document, place }: AuthOf): void {
  const auth = mapOf(event.properties['Auth']);
  const apiAuth = mapOf(resolved(api['Auth'], event.context));
  checkAuthorizer(event, auth, { apiAuth, apiId, place });
  const scopes = auth['AuthorizationScopes'];
  if (isTruthy(scopes)) {
    if (!Array.isArray(scopes))
      throw new SamEventError(event.name, "Property 'Auth.AuthorizationScopes' should be a list.");
    if (!isTruthy(auth['Authorizer']))
      throw new SamEventError(event.name, 'AuthorizationScopes works only when Authorizer is set');
  }
  const isKeyRequired = auth['ApiKeyRequired'];
  const isOff = isKeyRequired !== undefined && !isTruthy(isKeyRequired);
  if (isOff && !isTruthy(apiAuth['ApiKeyRequired']))
    throw new SamEventError(
      event.name,
      `Unable to set ApiKeyRequired [False] on API method [${place.method}] for path [${place.path}] because the related API does not specify any ApiKeyRequired.`,
    );
  addMethodAuth(document, { path: place.path, method: place.method, auth, apiAuth: mapOf(api['Auth']) });
  const policy = auth['ResourcePolicy'];
  if (!isTruthy(policy)) return;
  if (!isMap(policy)) throw new SamError(event.name, "Property 'Auth.ResourcePolicy' should be a map.");
  addResourcePolicy(document, policy, { path: place.path, stage });
  if (isTruthy(policy['CustomStatements'])) addCustomStatements(document, policy['CustomStatements']);
}

interface AuthorizerPlace {
  readonly apiAuth: JsonMap;
  readonly apiId: string;
  readonly place: MethodPlace;
}

function checkAuthorizer(
  { name }: SamEvent,
  auth: JsonMap,
  { apiAuth, apiId, place }: AuthorizerPlace,
): void {
  const authorizer = auth['Authorizer'];
  if (!isTruthy(authorizer) || authorizer === 'AWS_IAM') return;
  const where = `on API method [${place.method}] for path [${place.path}]`;
  const all = apiAuth['Authorizers'];
  if (isTruthy(all) && !isMap(all)) throw new SamError(apiId, "Property 'Auth.Authorizers' should be a map.");
  if (authorizer === 'NONE') {
    if (!isTruthy(apiAuth['DefaultAuthorizer']))
      throw new SamEventError(
        name,
        `Unable to set Authorizer ${where} because 'NONE' is only a valid value when a DefaultAuthorizer on the API is specified.`,
      );
    return;
  }
  const text = pythonText(authorizer);
  if (!isTruthy(all))
    throw new SamEventError(
      name,
      `Unable to set Authorizer [${text}] ${where} because the related API does not define any Authorizers.`,
    );
  if (typeof authorizer !== 'string')
    throw new SamEventError(
      name,
      `Unable to set Authorizer [${text}] ${where}. The method authorizer must be a string with a corresponding dict entry in the api authorizer.`,
    );
  if (!isTruthy(member(all, authorizer)))
    throw new SamEventError(
      name,
      `Unable to set Authorizer [${authorizer}] ${where} because it wasn't defined in the API's Authorizers.`,
    );
}

function addModel(
  event: SamEvent,
  document: JsonMap,
  { api, place }: { readonly api: JsonMap; readonly place: MethodPlace },
): void {
  const request = event.properties['RequestModel'];
  if (!isMap(request)) throw new SamEventError(event.name, "Property 'RequestModel' should be a map.");
  const model = request['Model'];
  if (!isTruthy(model)) return;
  const text = pythonText(model);
  const start = `Unable to set RequestModel [${text}] on API method [${place.method}] for path [${place.path}]`;
  const models = api['Models'];
  const refuse = (why: string): SamEventError => new SamEventError(event.name, `${start} because ${why}`);
  if (!isTruthy(models)) throw refuse('the related API does not define any Models.');
  if (!isFunction(models) && !isMap(models))
    throw refuse('the related API Models defined is of invalid type.');
  if (typeof model !== 'string') throw refuse('the related API does not contain valid Models.');
  if (!isTruthy(member(models, model))) throw refuse("it wasn't defined in the API's Models.");
  addRequestModel(document, place, request);
  const { ValidateBody: body, ValidateParameters: parameters } = request;
  if (body === undefined && parameters === undefined) return;
  if (!isBooleanOrAbsent(body) || !isBooleanOrAbsent(parameters))
    throw new SamEventError(
      event.name,
      `Unable to set Validator to RequestModel [${text}] on API method [${place.method}] for path [${place.path}] ValidateBody and ValidateParameters must be a boolean type, strings or intrinsics are not supported.`,
    );
  addRequestValidator(document, place, { body: body === true, parameters: parameters === true });
}

function isBooleanOrAbsent(value: Optional): boolean {
  return value === undefined || typeof value === 'boolean';
}

function addParameters(event: SamEvent, document: JsonMap, place: MethodPlace): void {
  const parameters = listOf(event.properties['RequestParameters']).map((each) =>
    parameterOf(each, event.name),
  );
  addRequestParameters(document, place, parameters);
}

function parameterOf(given: Json, eventName: string): RequestParameter {
  const invalid = (why: string) =>
    new SamEventError(eventName, `Invalid value for 'RequestParameters' property. ${why}`);
  if (typeof given !== 'string' && !isMap(given))
    throw invalid('Property must be either a string or an object');
  const name = typeof given === 'string' ? given : (Object.keys(given)[0] ?? '');
  if (!/^method\.request\.(querystring|path|header)\./.test(name))
    throw invalid(
      "Keys must be in the format 'method.request.[querystring|path|header].{value}', e.g 'method.request.header.Authorization'.",
    );
  const settings = typeof given === 'string' ? {} : given[name];
  if (!isMap(settings) || Object.keys(settings).some((key) => key !== 'Required' && key !== 'Caching'))
    throw invalid('Values must be an object, e.g { Required: true, Caching: false }');
  return { name, isRequired: settings['Required'] ?? false, isCached: settings['Caching'] ?? false };
}
