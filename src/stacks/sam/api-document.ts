// An API's definition as the transform edits it, in Swagger 2.0 or OpenAPI 3: its paths, and methods that may be conditional.
import { isNoValue } from './functions.ts';
import { isMap, isTruthy, type Json, type JsonMap, type Optional, pythonText } from './json.ts';
import { structureError } from './sam-error.ts';

export const integrationKey = 'x-amazon-apigateway-integration';
export const anyMethod = 'x-amazon-apigateway-any-method';

const openApi3 = /^3(\.\d)(\.\d)?$/;

export function isOpenApi3(version: Optional): boolean {
  return openApi3.test(pythonText(version));
}

/** Has paths, and a version that SAM knows. */
export function isSwagger(document: Optional): document is JsonMap {
  if (!isMap(document) || !isMap(document['paths'])) return false;
  return isTruthy(document['swagger']) || (isTruthy(document['openapi']) && isOpenApi3(document['openapi']));
}

export function isOpenApi(document: Optional): document is JsonMap {
  return (
    isMap(document) &&
    isMap(document['paths']) &&
    isTruthy(document['openapi']) &&
    isOpenApi3(document['openapi'])
  );
}

/** @throws SamTemplateError */
export function checkedSwagger(document: Optional): JsonMap {
  if (!isSwagger(document))
    throw structureError(
      "Invalid Swagger document or the Swagger document is not explicitly defined in 'DefinitionBody'.",
    );
  for (const path of Object.keys(pathsOf(document))) pathItems(document, path);
  return document;
}

/** @throws SamTemplateError */
export function checkedOpenApi(document: Optional): JsonMap {
  if (!isOpenApi(document))
    throw structureError(
      "Invalid OpenApi document. Invalid values or missing keys for 'openapi' or 'paths' in 'DefinitionBody'.",
    );
  return document;
}

export function pathsOf(document: JsonMap): JsonMap {
  return document['paths'] as JsonMap;
}

/** `ANY` has a key of its own. */
export function methodKey(method: string): string {
  const lower = method.toLowerCase();
  return lower === 'any' ? anyMethod : lower;
}

/** Both branches of a Fn::If, without AWS::NoValue. */
export function contentsOf(value: Json): readonly Json[] {
  if (!isMap(value) || !Object.hasOwn(value, 'Fn::If')) return [value];
  const items = value['Fn::If'];
  if (!Array.isArray(items)) throw structureError('Value of Fn::If must be a list.');
  return items.slice(1).filter((item) => !isNoValue(item));
}

/** The methods of a path, of each branch when it is conditional. @throws SamTemplateError */
export function pathItems(document: JsonMap, path: string): readonly JsonMap[] {
  return contentsOf(pathsOf(document)[path] ?? null).map((item) => {
    if (isMap(item)) return item;
    throw structureError(`Value of '${path}' path must be a dictionary according to Swagger spec.`);
  });
}

function definitionsIn(value: Json, path: string, method: string): readonly JsonMap[] {
  return contentsOf(value).map((definition) => {
    if (isMap(definition)) return definition;
    throw structureError(`Definition of method '${method}' for path '${path}' should be a map.`);
  });
}

/** Only those that API Gateway integrates with something. */
export function methodDefinitions(document: JsonMap, path: string, method: string): readonly JsonMap[] {
  return pathItems(document, path)
    .flatMap((item) => definitionsIn(item[methodKey(method)] ?? null, path, method))
    .filter((definition) => isTruthy(definition[integrationKey]));
}

export interface MethodOfPath {
  readonly name: string;
  readonly definition: JsonMap;
}

const noMethods = new Set(['summary', 'description', 'parameters']);

export function allMethods(document: JsonMap, path: string): readonly MethodOfPath[] {
  return pathItems(document, path).flatMap((item) =>
    Object.entries(item)
      .filter(([name]) => !noMethods.has(name))
      .flatMap(([name, value]) =>
        definitionsIn(value, path, name)
          .filter((definition) => isTruthy(definition[integrationKey]))
          .map((definition) => ({ name: methodKey(name), definition })),
      ),
  );
}

export function hasIntegration(document: JsonMap, path: string, method: string): boolean {
  const key = methodKey(method);
  if (!Object.hasOwn(pathsOf(document), path)) return false;
  return pathItems(document, path).every((item) => {
    const value = item[key];
    return isMap(value) && definitionsIn(value, path, method).some((each) => isTruthy(each[integrationKey]));
  });
}

/** Makes the path and the method when they are not there. */
export function addPath(document: JsonMap, path: string, method: string): void {
  const paths = pathsOf(document);
  if (!Object.hasOwn(paths, path)) paths[path] = {};
  for (const item of pathItems(document, path)) item[methodKey(method)] ??= {};
}

/** As an ARN has it: parameters are `*`. */
export function pathInArn(path: string): string {
  return path.replaceAll(/\{([a-zA-Z0-9._-]+\+?)\}/g, '*');
}

/** @throws SamTemplateError */
export function securityOf(
  definition: JsonMap,
  { path, method }: { readonly path: string; readonly method: string },
): Json[] {
  const security = definition['security'] ?? [];
  if (!Array.isArray(security))
    throw structureError(`Type of security for path ${path} method ${method} must be a list`);
  return security;
}
