// An HTTP API of SAM: the API with its definition, and a stage that deploys by itself.
import { checkedOpenApi, isOpenApi } from './api-document.ts';
import { isFunction, isNoValue, ref, sub } from './functions.ts';
import {
  copyOf,
  ensureMap,
  isMap,
  isTruthy,
  mapOf,
  member,
  type Json,
  type JsonMap,
  type Optional,
} from './json.ts';
import { domainOfHttpApi } from './api-domain.ts';
import { s3Body } from './code-location.ts';
import { resolved, type SamContext } from './context.ts';
import { withTags } from './tags.ts';
import { stageIdOf } from './logical-id.ts';
import { httpAuthorizersOf, schemeOf } from './http-api-auth.ts';
import {
  addHttpCors,
  addHttpTags,
  hasOwnTitle,
  setDefaultHttpAuthorizer,
  setHttpEndpoint,
} from './open-api.ts';
import { checkProperties, type PropertyRules } from './properties.ts';
import { generated, ownAttributes, passedThrough, type Generated } from './resource.ts';
import { SamError } from './sam-error.ts';

const rules: PropertyRules = {
  __MANAGE_SWAGGER: 'boolean',
  Name: 'any',
  StageName: 'string|map',
  Tags: 'map',
  PropagateTags: 'boolean',
  DefinitionBody: 'map',
  DefinitionUri: 'string|map',
  StageVariables: 'map',
  CorsConfiguration: 'boolean|map',
  AccessLogSettings: 'map',
  DefaultRouteSettings: 'map',
  Auth: 'map',
  RouteSettings: 'map',
  FailOnWarnings: 'boolean',
  Description: 'string',
  DisableExecuteApiEndpoint: 'boolean',
  Domain: 'map',
};

interface HttpApi {
  readonly id: string;
  readonly properties: JsonMap;
  readonly tags: JsonMap;
  readonly context: SamContext;
}

/** @throws SamError, SamTemplateError */
export function expandHttpApi(id: string, resource: JsonMap, context: SamContext): readonly Generated[] {
  const properties = checkProperties(resource, rules, { id, type: 'AWS::Serverless::HttpApi' });
  properties['CorsConfiguration'] = resolved(properties['CorsConfiguration'], context) ?? null;
  const isOwnDefinition = isOpenApi(properties['DefinitionBody']);
  const given = mapOf(properties['Tags']);
  const tags: JsonMap = isOwnDefinition ? { ...given, 'httpapi:createdBy': 'SAM' } : given;
  const of: HttpApi = { id, properties, tags, context };
  const api = httpApi(of, resource);
  const attributes = passedThrough(resource);
  const name = isTruthy(properties['StageName']) ? properties['StageName'] : '$default';
  const stage = generated(
    {
      id: name === '$default' ? `${id}ApiGatewayDefaultStage` : stageIdOf(id, name),
      type: 'AWS::ApiGatewayV2::Stage',
    },
    {
      ApiId: ref(id),
      StageName: name,
      StageVariables: properties['StageVariables'],
      AccessLogSettings: properties['AccessLogSettings'],
      DefaultRouteSettings: properties['DefaultRouteSettings'],
      Tags: Object.keys(tags).length === 0 ? properties['Tags'] : tags,
      AutoDeploy: true,
      RouteSettings: properties['RouteSettings'],
    },
    { attributes },
  );
  const named = domainOfHttpApi({ id, stageId: stage.id, attributes, context }, properties['Domain']);
  const all = [api, ...authorizerPermissions(of, attributes), stage, ...named];
  return isTruthy(properties['PropagateTags']) ? withTags(all, properties['Tags']) : all;
}

function httpApi(of: HttpApi, resource: JsonMap): Generated {
  const { id, properties } = of;
  const { DefinitionUri, FailOnWarnings } = properties;
  const document = properties['DefinitionBody'];
  if (isTruthy(DefinitionUri) && isTruthy(document))
    throw new SamError(id, "Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.");
  writeDefinition(of, document);
  const isInS3 = isTruthy(DefinitionUri);
  if (!isInS3 && !isTruthy(document))
    throw new SamError(
      id,
      "'DefinitionUri' or 'DefinitionBody' are required properties of an 'AWS::Serverless::HttpApi'. Add a value for one of these properties or add a 'HttpApi' event to an 'AWS::Serverless::Function'.",
    );
  return generated(
    { id, type: 'AWS::ApiGatewayV2::Api' },
    {
      FailOnWarnings: isTruthy(FailOnWarnings) ? FailOnWarnings : undefined,
      BodyS3Location: isInS3 ? s3Body(DefinitionUri, id) : undefined,
      Body: isInS3 ? undefined : document,
    },
    { attributes: ownAttributes(resource), dependsOn: resource['DependsOn'] },
  );
}

/** In the translator's order. */
function writeDefinition(of: HttpApi, document: Optional): void {
  const { id, properties, tags } = of;
  const needs = (what: string, value: Optional, where = "'DefinitionBody'"): boolean => {
    if (!isTruthy(value)) return false;
    if (isTruthy(document)) return true;
    throw new SamError(id, `${what} works only with inline OpenApi specified in ${where} property.`);
  };
  if (needs('Cors', properties['CorsConfiguration'])) writeCors(of, document);
  if (needs('Auth', properties['Auth'], "the 'DefinitionBody'")) writeAuth(of, document);
  if (needs('Tags', properties['Tags'], "the 'DefinitionBody'") && !isOpenApi(document))
    throw new SamError(
      id,
      "Unable to add `Tags` because 'DefinitionBody' does not contain a valid OpenApi definition.",
    );
  if (isOpenApi(document)) addHttpTags(document, tags);
  const isDisabled = properties['DisableExecuteApiEndpoint'];
  if (isDisabled !== undefined && !isTruthy(document))
    throw new SamError(id, "DisableExecuteApiEndpoint works only within 'DefinitionBody' property.");
  if (isDisabled !== undefined) setHttpEndpoint(checkedOpenApi(document), isDisabled);
  if (needs('Name', properties['Name'], "the 'DefinitionBody'"))
    writeInfo(of, document, { key: 'title', property: 'Name' });
  if (needs('Description', properties['Description'], "the 'DefinitionBody'"))
    writeInfo(of, document, { key: 'description', property: 'Description' });
  // API Gateway warns of a path without a slash.
  const paths = member(document, 'paths');
  if (isTruthy(properties['FailOnWarnings']) && isMap(paths) && paths['$default'] !== undefined) {
    paths['/$default'] = paths['$default'];
    delete paths['$default'];
  }
}

interface Info {
  readonly key: 'title' | 'description';
  readonly property: string;
}

function writeInfo({ id, properties }: HttpApi, document: Optional, { key, property }: Info): void {
  const checked = checkedOpenApi(document);
  const isTaken = key === 'title' ? !hasOwnTitle(checked) : isTruthy(member(checked, 'info', key));
  if (isTaken)
    throw new SamError(
      id,
      `Unable to set ${property} because it is already defined within inline OpenAPI specified in the 'DefinitionBody' property.`,
    );
  ensureMap(checked, 'info')[key] = properties[property] ?? null;
}

const corsNames = new Set([
  'AllowMethods',
  'AllowHeaders',
  'AllowOrigins',
  'MaxAge',
  'ExposeHeaders',
  'AllowCredentials',
]);

function writeCors({ id, properties }: HttpApi, document: Optional): void {
  const cors = properties['CorsConfiguration'] ?? null;
  const given: Json =
    cors === true ? { AllowOrigins: ['*'] } : isFunction(cors) ? { AllowOrigins: cors } : cors;
  if (!isMap(given)) throw new SamError(id, "Invalid value for 'Cors' property.");
  const other = Object.keys(given).find((name) => !corsNames.has(name));
  if (other !== undefined) throw new SamError(id, `Invalid key '${other}' for 'Cors' property.`);
  if (!isOpenApi(document))
    throw new SamError(
      id,
      "Unable to add Cors configuration because 'DefinitionBody' does not contain a valid OpenApi definition.",
    );
  const origins = given['AllowOrigins'];
  const isAny = Array.isArray(origins) && origins.length === 1 && origins[0] === '*';
  if (given['AllowCredentials'] === true && isAny)
    throw new SamError(
      id,
      `Unable to add Cors configuration because 'AllowCredentials' can not be true when 'AllowOrigin' is "'*'" or not set.`,
    );
  addHttpCors(document, given);
}

function writeAuth({ id, properties, context }: HttpApi, document: Optional): void {
  const auth = mapOf(properties['Auth']);
  if (
    Object.keys(auth).some(
      (name) => !['Authorizers', 'DefaultAuthorizer', 'EnableIamAuthorizer'].includes(name),
    )
  )
    throw new SamError(id, "Invalid value for 'Auth' property");
  if (!isOpenApi(document))
    throw new SamError(
      id,
      "Unable to add Auth configuration because 'DefinitionBody' does not contain a valid OpenApi definition.",
    );
  const authorizers = httpAuthorizersOf(id, auth);
  if (authorizers.size > 0) {
    const schemes = ensureMap(ensureMap(document, 'components'), 'securitySchemes');
    for (const [name, authorizer] of authorizers) schemes[name] = schemeOf(name, authorizer, { id, context });
  }
  const standard = auth['DefaultAuthorizer'];
  if (!isTruthy(standard) || isNoValue(standard)) return;
  if (typeof standard !== 'string')
    throw new SamError(id, "Property 'Auth.DefaultAuthorizer' should be a string.");
  if (!authorizers.has(standard))
    throw new SamError(
      id,
      `Unable to set DefaultAuthorizer because '${standard}' was not defined in 'Authorizers'.`,
    );
  setDefaultHttpAuthorizer(document, standard, authorizers);
}

function authorizerPermissions({ id, properties }: HttpApi, attributes: JsonMap): readonly Generated[] {
  return [...httpAuthorizersOf(id, mapOf(properties['Auth']))].flatMap(([name, authorizer]) => {
    const arn = authorizer['FunctionArn'];
    if (!isTruthy(arn) || !isTruthy(authorizer['EnableFunctionDefaultPermissions'])) return [];
    const source = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/authorizers/*`;
    return [
      generated(
        { id: `${id}${name}AuthorizerPermission`, type: 'AWS::Lambda::Permission' },
        {
          Action: 'lambda:InvokeFunction',
          FunctionName: copyOf(arn),
          Principal: 'apigateway.amazonaws.com',
          SourceArn: sub(source, { __ApiId__: ref(id) }),
        },
        { attributes },
      ),
    ];
  });
}
