// The resources of a REST API: a tree of path parts.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { patched } from './patch.ts';
import {
  badRequest,
  conflict,
  newApiId,
  notFound,
  partOf,
  positioned,
  restApiOf,
  storeOf,
  type Op,
  type Shapes,
} from './rest-call.ts';

type Resource = Shapes['Resource'];

const createResource: Op<'CreateResource'> = ({ restApiId, parentId, pathPart }, call) =>
  makeResource({ restApiId, parentId, pathPart }, call);

export function makeResource(
  { restApiId, parentId, pathPart }: Shapes['CreateResourceRequest'],
  call: ServiceCall,
): Resource {
  const parent = partOf('resource', { restApiId, id: parentId }, call);
  checkPathPart(pathPart, { parent, siblings: childrenOf(restApiId, parentId, call) });
  const id = newApiId(6);
  const resource = { id, parentId, pathPart, path: pathUnder(parent, pathPart) };
  storeOf(call).put('resource', { owner: restApiId, id }, resource);
  return resource;
}

function pathUnder({ path = '/' }: Resource, pathPart: string): string {
  return path === '/' ? `/${pathPart}` : `${path}/${pathPart}`;
}

function childrenOf(restApiId: string, parentId: string, call: ServiceCall): readonly Resource[] {
  return storeOf(call)
    .list('resource', restApiId)
    .filter((each) => each.parentId === parentId);
}

interface Family {
  readonly parent: Resource;
  readonly siblings: readonly Resource[];
}

/** In the words that API Gateway was recorded with. @throws AwsError */
function checkPathPart(pathPart: string, { parent, siblings }: Family): void {
  if (!/^(?:\{[a-zA-Z0-9._:-]+\+?\}|[a-zA-Z0-9._:%~!$&'()*,;=@-]+)$/.test(pathPart))
    throw badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    );
  if (parent.pathPart?.endsWith('+}') === true)
    throw badRequest(
      `Cannot create a child of a resource with a greedy path variable: ${parent.pathPart ?? ''}`,
    );
  if (siblings.some((each) => each.pathPart === pathPart))
    throw conflict(`Another resource with the same parent already has this name: ${pathPart}`);
  const variable = siblings.find((each) => each.pathPart?.startsWith('{') === true);
  if (pathPart.startsWith('{') && variable !== undefined)
    throw badRequest(
      `A sibling (${variable.pathPart ?? ''}) of this resource already has a variable path part -- only one is allowed`,
    );
}

/** Without `embed=methods` the methods have names only. */
function shown(resource: Resource, embed: readonly string[] | undefined): Resource {
  if (resource.resourceMethods === undefined || embed?.includes('methods') === true) return resource;
  const names = Object.keys(resource.resourceMethods);
  return { ...resource, resourceMethods: Object.fromEntries(names.map((name) => [name, {}])) };
}

const getResource: Op<'GetResource'> = ({ restApiId, resourceId, embed }, call) =>
  shown(partOf('resource', { restApiId, id: resourceId }, call), embed);

const getResources: Op<'GetResources'> = (input, call) => {
  restApiOf(input, call);
  const all = storeOf(call).list('resource', input.restApiId);
  const { items, ...rest } = positioned(all, input, ({ id }) => id);
  return { items: items.map((each) => shown(each, input.embed)), ...rest };
};

const updateResource: Op<'UpdateResource'> = ({ restApiId, resourceId, patchOperations }, call) => {
  const before = partOf('resource', { restApiId, id: resourceId }, call);
  const { pathPart = '', parentId = '' } = patched(before, patchOperations, {
    '/pathPart': 'text',
    '/parentId': 'text',
  });
  if (before.parentId === undefined) throw badRequest('Root resource cannot be updated.');
  const parent = partOf('resource', { restApiId, id: parentId }, call);
  const siblings = childrenOf(restApiId, parentId, call).filter(({ id }) => id !== resourceId);
  checkPathPart(pathPart, { parent, siblings });
  const after = { ...before, pathPart, parentId, path: pathUnder(parent, pathPart) };
  const store = storeOf(call);
  store.atOnce(() => saveWithPaths(after, { restApiId, call }));
  return after;
};

interface InApi {
  readonly restApiId: string;
  readonly call: ServiceCall;
}

/** The paths of what is below follow. */
function saveWithPaths(resource: Resource, { restApiId, call }: InApi): void {
  const { id = '' } = resource;
  storeOf(call).put('resource', { owner: restApiId, id }, resource);
  for (const child of childrenOf(restApiId, id, call))
    saveWithPaths({ ...child, path: pathUnder(resource, child.pathPart ?? '') }, { restApiId, call });
}

const deleteResource: Op<'DeleteResource'> = ({ restApiId, resourceId }, call) => {
  const { parentId } = partOf('resource', { restApiId, id: resourceId }, call);
  if (parentId === undefined) throw badRequest('Root resource cannot be deleted.');
  storeOf(call).atOnce(() => removeWithChildren(resourceId, { restApiId, call }));
  return {};
};

function removeWithChildren(id: string, { restApiId, call }: InApi): void {
  for (const child of childrenOf(restApiId, id, call))
    removeWithChildren(child.id ?? '', { restApiId, call });
  storeOf(call).remove('resource', { owner: restApiId, id });
}

export const resources: Operations<ApiGatewayApi> = {
  CreateResource: createResource,
  GetResource: getResource,
  GetResources: getResources,
  UpdateResource: updateResource,
  DeleteResource: deleteResource,
};

export interface MethodKey {
  readonly restApiId: string;
  readonly resourceId: string;
  readonly httpMethod: string;
}

/** @throws AwsError */
export function methodOf(key: MethodKey, call: ServiceCall): Shapes['Method'] {
  const resource = partOf('resource', { restApiId: key.restApiId, id: key.resourceId }, call);
  const method = resource.resourceMethods?.[key.httpMethod];
  if (method === undefined) throw notFound('Invalid Method identifier specified');
  return method;
}

/** Saved in its resource; undefined removes it. */
export function saveMethod(key: MethodKey, method: Shapes['Method'] | undefined, call: ServiceCall): void {
  const resource = partOf('resource', { restApiId: key.restApiId, id: key.resourceId }, call);
  const { [key.httpMethod]: _, ...others } = resource.resourceMethods ?? {};
  const resourceMethods = method === undefined ? others : { ...others, [key.httpMethod]: method };
  const { resourceMethods: __, ...rest } = resource;
  const saved = Object.keys(resourceMethods).length === 0 ? rest : { ...rest, resourceMethods };
  storeOf(call).put('resource', { owner: key.restApiId, id: key.resourceId }, saved);
}
