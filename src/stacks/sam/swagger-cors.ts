// Cross-origin requests of a REST API: each path answers OPTIONS by itself.
import { anyMethod, integrationKey, pathItems, pathsOf } from './api-document.ts';
import { isTruthy, type Json, type JsonMap, type Optional } from './json.ts';

export interface Cors {
  readonly origin: Json;
  readonly headers: Optional;
  readonly methods: Optional;
  readonly maxAge: Optional;
  readonly allowsCredentials: boolean;
}

export function addCors(document: JsonMap, cors: Cors): void {
  const seen = new Set<string>();
  for (const path of Object.keys(pathsOf(document))) {
    const normal = path === '/' ? path : path.replace(/\/+$/, '');
    if (seen.has(normal)) continue;
    seen.add(normal);
    let { methods } = cors;
    for (const item of pathItems(document, path)) {
      if (Object.hasOwn(item, 'options')) continue;
      methods = isTruthy(methods) ? methods : `'${allowedMethods(item)}'`;
      item['options'] = optionsMethod({ ...cors, methods });
    }
  }
}

function allowedMethods(item: JsonMap): string {
  const names = Object.hasOwn(item, anyMethod)
    ? ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']
    : [...Object.keys(item), 'options'].map((name) => name.toUpperCase());
  return [...new Set(names)].toSorted().join(',');
}

function optionsMethod({ origin, headers, methods, maxAge, allowsCredentials }: Cors): JsonMap {
  const sent: readonly (readonly [string, Optional, string])[] = [
    ['Access-Control-Allow-Origin', origin, 'string'],
    ['Access-Control-Allow-Headers', isTruthy(headers) ? headers : undefined, 'string'],
    ['Access-Control-Allow-Methods', isTruthy(methods) ? methods : undefined, 'string'],
    ['Access-Control-Max-Age', maxAge, 'integer'],
    ['Access-Control-Allow-Credentials', allowsCredentials ? "'true'" : undefined, 'string'],
  ];
  const parameters: JsonMap = {};
  const types: JsonMap = {};
  for (const [name, value, type] of sent) {
    if (value === undefined) continue;
    parameters[`method.response.header.${name}`] = value;
    types[name] = { type };
  }
  return {
    summary: 'CORS support',
    consumes: ['application/json'],
    produces: ['application/json'],
    [integrationKey]: {
      type: 'mock',
      requestTemplates: { 'application/json': '{\n  "statusCode" : 200\n}\n' },
      responses: {
        default: {
          statusCode: '200',
          responseParameters: parameters,
          responseTemplates: { 'application/json': '{}\n' },
        },
      },
    },
    responses: { '200': { description: 'Default response for CORS method', headers: types } },
  };
}
