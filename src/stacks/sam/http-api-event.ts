// An event of an HTTP API: a route in the API's definition, and the permission of it.
import { checkedOpenApi, hasIntegration, pathInArn, anyMethod } from './api-document.ts';
import { sub } from './functions.ts';
import { isMap, isTruthy, mapOf, member, pythonText, type JsonMap } from './json.ts';
import { permission, type SamEvent } from './event.ts';
import { managed } from './implicit-apis.ts';
import {
  addHttpAuth,
  addHttpIntegration,
  addPathParameters,
  isDefaultOf,
  setPayloadVersion,
} from './open-api.ts';
import type { PropertyRules } from './properties.ts';
import type { Generated } from './resource.ts';
import { conditionOf, invocationUri } from './rest-api-event.ts';
import { SamError, SamEventError, SamTemplateError } from './sam-error.ts';
import { setTimeoutOf, type MethodPlace } from './swagger-integration.ts';

export const httpApiRules: PropertyRules = {
  Path: 'string',
  Method: 'string',
  ApiId: 'string',
  Stage: 'string',
  Auth: 'map',
  TimeoutInMillis: 'integer',
  RouteSettings: 'map',
  PayloadFormatVersion: 'string',
};

export function httpApiEvent(event: SamEvent): readonly Generated[] {
  const { properties, context } = event;
  const given = properties['ApiId'];
  const apiId = pythonText(isMap(given) && Object.hasOwn(given, 'Ref') ? given['Ref'] : given);
  const api = mapOf(member(context.resources[apiId], 'Properties'));
  const method = pythonText(properties['Method']).toLowerCase();
  const place: MethodPlace = { path: pythonText(properties['Path']), method, condition: conditionOf(event) };
  const allowed = routePermission(event, { api, apiId, place });
  integrate(event, { api, apiId, place });
  return allowed;
}

interface Route {
  readonly api: JsonMap;
  readonly apiId: string;
  readonly place: MethodPlace;
}

/** None when the function already answers the default route. */
function routePermission(event: SamEvent, { api, apiId, place }: Route): readonly Generated[] {
  const document = isTruthy(api['DefinitionBody']) ? openApiOf(api, apiId) : undefined;
  const isDefault = place.path === '$default';
  if (!isDefault && document !== undefined && isDefaultOf(document, event.target.id)) return [];
  const path = isDefault ? '' : pathInArn(place.path.replace(/^(.+)\/$/, '$1'));
  const verb = place.method === 'any' || place.method === anyMethod ? '*' : place.method.toUpperCase();
  const route = place.method === 'any' && path === '/$default' ? path : `/${verb}${path}`;
  const arn = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}${route}`;
  const sourceArn = sub(arn, { __ApiId__: event.properties['ApiId'] ?? null, __Stage__: '*' });
  return [permission(event, { principal: 'apigateway.amazonaws.com', sourceArn })];
}

function openApiOf(api: JsonMap, apiId: string): JsonMap {
  try {
    return checkedOpenApi(api['DefinitionBody']);
  } catch (error) {
    if (error instanceof SamTemplateError) throw new SamError(apiId, error.message);
    throw error;
  }
}

function integrate(event: SamEvent, { api, apiId, place }: Route): void {
  if (api['DefinitionBody'] === undefined) return;
  const { properties, target, name } = event;
  const document = checkedOpenApi(api['DefinitionBody']);
  if (isTruthy(api[managed]) && hasIntegration(document, place.path, place.method))
    throw new SamEventError(
      name,
      `API method '${place.method}' defined multiple times for path '${place.path}'.`,
    );
  addHttpIntegration(document, place, invocationUri(target.arn, '${AWS::Partition}'));
  if (isTruthy(properties['Auth'])) addAuth(event, document, { api, apiId, place });
  if (isTruthy(properties['TimeoutInMillis'])) setTimeoutOf(document, place, properties['TimeoutInMillis']);
  addPathParameters(document, place);
  if (isTruthy(properties['PayloadFormatVersion']))
    setPayloadVersion(document, place, properties['PayloadFormatVersion']);
}

function addAuth({ properties, name }: SamEvent, document: JsonMap, { api, apiId, place }: Route): void {
  const auth = mapOf(properties['Auth']);
  const apiAuth = api['Auth'] ?? {};
  if (!isMap(apiAuth)) throw new SamError(apiId, "Property 'Auth' should be a map.");
  const authorizer = isTruthy(auth['Authorizer']) ? auth['Authorizer'] : apiAuth['DefaultAuthorizer'];
  if (!isTruthy(authorizer))
    throw new SamEventError(
      name,
      "'Auth' section requires either an explicit 'Authorizer' set or a 'DefaultAuthorizer' configured on the HttpApi.",
    );
  const all = apiAuth['Authorizers'];
  const where = `on API method [${place.method}] for path [${place.path}]`;
  const isIam = authorizer === 'AWS_IAM' && apiAuth['EnableIamAuthorizer'] === true;
  if (authorizer === 'NONE') {
    if (!isTruthy(apiAuth['DefaultAuthorizer']))
      throw new SamEventError(
        name,
        `Unable to set Authorizer ${where} because 'NONE' is only a valid value when a DefaultAuthorizer on the API is specified.`,
      );
  } else if (!isIam) {
    const text = pythonText(authorizer);
    if (typeof authorizer !== 'string' || !isMap(all))
      throw new SamEventError(
        name,
        `Unable to set Authorizer [${text}] ${where}. The method authorizer must be a string with a corresponding dict entry in the api authorizer.`,
      );
    if (!isTruthy(member(all, authorizer)))
      throw new SamEventError(
        name,
        `Unable to set Authorizer [${text}] ${where} because it wasn't defined in the API's Authorizers.`,
      );
  }
  const scopes = auth['AuthorizationScopes'];
  if (isTruthy(scopes) && !Array.isArray(scopes))
    throw new SamEventError(
      name,
      `Unable to set Authorizer ${where} because 'AuthorizationScopes' must be a list of strings.`,
    );
  addHttpAuth(document, place, { authorizer: pythonText(authorizer), scopes, authorizers: mapOf(all) });
}
