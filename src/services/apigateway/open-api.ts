// An OpenAPI document, and what both of API Gateway's APIs read of it. Pure.
// Source: API Gateway developer guide, "API Gateway extensions to OpenAPI".
import { parseYaml } from '../../lib/parse-yaml.ts';
import { plain } from '../../load/read-shape.ts';
import { badRequest } from './rest-call.ts';

export type Tree = Readonly<Record<string, unknown>>;

/** JSON or YAML. @throws AwsError for what is no OpenAPI document */
export function readOpenApi(body: Uint8Array): Tree {
  const text = Buffer.from(body).toString('utf8');
  const { root, problems } = parseYaml({ path: 'body', text });
  if (root?.kind !== 'map' || problems.length > 0)
    throw badRequest(`Invalid OpenAPI input.${problems[0] === undefined ? '' : ` ${problems[0].message}`}`);
  const document = plain(root) as Tree;
  if (document['swagger'] === undefined && document['openapi'] === undefined)
    throw badRequest('Invalid OpenAPI input. It has neither "swagger" nor "openapi".');
  return document;
}

export function treeOf(value: unknown): Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}

export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** Absent for what is no text; numbers and truth values count as text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

export function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(treeOf(value)).flatMap(([key, each]) => {
      const text = textOf(each);
      return text === undefined ? [] : [[key, text] as const];
    }),
  );
}

/** What a `$ref` within the document leads to, or the value itself. */
export function resolved(document: Tree, value: unknown): Tree {
  const reference = treeOf(value)['$ref'];
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return treeOf(value);
  return treeOf(
    reference
      .slice(2)
      .split('/')
      .reduce<unknown>(
        (tree, part) => treeOf(tree)[part.replaceAll('~1', '/').replaceAll('~0', '~')],
        document,
      ),
  );
}

export interface Operation {
  readonly path: string;
  /** In capitals; `ANY` for `x-amazon-apigateway-any-method`. */
  readonly verb: string;
  readonly operation: Tree;
  /** Its own, and those of its path. */
  readonly parameters: readonly Tree[];
}

const verbs: Readonly<Record<string, string>> = {
  get: 'GET',
  put: 'PUT',
  post: 'POST',
  delete: 'DELETE',
  options: 'OPTIONS',
  head: 'HEAD',
  patch: 'PATCH',
  'x-amazon-apigateway-any-method': 'ANY',
};

export function operationsOf(document: Tree): readonly Operation[] {
  return Object.entries(treeOf(document['paths'])).flatMap(([path, item]) => {
    const shared = itemsOf(treeOf(item)['parameters']);
    return Object.entries(treeOf(item)).flatMap(([key, operation]) => {
      const verb = Object.hasOwn(verbs, key) ? verbs[key] : undefined;
      if (verb === undefined) return [];
      const own = itemsOf(treeOf(operation)['parameters']);
      const parameters = [...shared, ...own].map((each) => resolved(document, each));
      return [{ path, verb, operation: treeOf(operation), parameters }];
    });
  });
}

/** The ways to authorize of both versions of OpenAPI, by name. */
export function securitySchemes(document: Tree): Tree {
  return treeOf(document['securityDefinitions'] ?? treeOf(document['components'])['securitySchemes']);
}

export interface Requirement {
  readonly name: string;
  readonly scopes: readonly string[];
}

/** Of the operation, else of the document. */
export function requirementsOf(document: Tree, operation: Tree): readonly Requirement[] {
  return itemsOf(operation['security'] ?? document['security']).flatMap((each) =>
    Object.entries(treeOf(each)).map(([name, scopes]) => ({ name, scopes: itemsOf(scopes).map(String) })),
  );
}
