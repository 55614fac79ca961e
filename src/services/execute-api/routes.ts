// Which resource of a REST API a path is for. Pure.
// Source: API Gateway developer guide, "Set up a proxy integration with a proxy resource"; a part as written goes before
// `{x}`, and that before `{x+}`.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import { percentDecoded } from '../../lib/percent-decoded.ts';

type Resource = ApiGatewayApi['shapes']['Resource'];

export interface RouteTree {
  readonly parts: Map<string, RouteTree>;
  variable?: { readonly name: string; readonly tree: RouteTree };
  greedy?: { readonly name: string; readonly resource: Resource };
  resource?: Resource;
}

export interface Route {
  readonly resource: Resource;
  /** As they stand in the path, percent-encoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Of resources that have methods: others answer nothing. */
export function routeTree(resources: readonly Resource[]): RouteTree {
  const root: RouteTree = { parts: new Map() };
  for (const resource of resources)
    if (Object.keys(resource.resourceMethods ?? {}).length > 0) addRoute(root, resource);
  return root;
}

function addRoute(root: RouteTree, resource: Resource): void {
  let tree = root;
  for (const part of segmentsOf(resource.path ?? '/')) {
    const name = part.startsWith('{') ? part.slice(1, -1) : undefined;
    if (name?.endsWith('+') === true) {
      tree.greedy = { name: name.slice(0, -1), resource };
      return;
    }
    tree = name === undefined ? partOf(tree, part) : variableOf(tree, name);
  }
  tree.resource = resource;
}

function partOf(tree: RouteTree, part: string): RouteTree {
  const known = tree.parts.get(part);
  if (known !== undefined) return known;
  const made: RouteTree = { parts: new Map() };
  tree.parts.set(part, made);
  return made;
}

function variableOf(tree: RouteTree, name: string): RouteTree {
  tree.variable ??= { name, tree: { parts: new Map() } };
  return tree.variable.tree;
}

/** A slash at the end does not count. */
function segmentsOf(path: string): readonly string[] {
  return path.replace(/\/$/, '').split('/').slice(1);
}

export function findRoute(tree: RouteTree, path: string): Route | undefined {
  return descend(tree, segmentsOf(path), {});
}

function descend(
  tree: RouteTree,
  segments: readonly string[],
  pathParameters: Readonly<Record<string, string>>,
): Route | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined)
    return tree.resource === undefined ? undefined : { resource: tree.resource, pathParameters };
  const { greedy, variable } = tree;
  const part = tree.parts.get(segment) ?? tree.parts.get(decoded(segment));
  const exact = part === undefined ? undefined : descend(part, rest, pathParameters);
  if (exact !== undefined) return exact;
  if (variable !== undefined && segment !== '') {
    const found = descend(variable.tree, rest, { ...pathParameters, [variable.name]: segment });
    if (found !== undefined) return found;
  }
  const all = segments.join('/');
  if (greedy === undefined || all === '') return undefined;
  return { resource: greedy.resource, pathParameters: { ...pathParameters, [greedy.name]: all } };
}

export function decoded(text: string): string {
  return percentDecoded(text) ?? text;
}
