// What the operations of REST APIs share: the store, and the things that a request names.
import { randomBytes } from 'node:crypto';
import { defined } from '../../lib/defined.ts';
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import type { AwsError } from '../../aws/wire/aws-error.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { ApiStore, placeKey, type Documents, type Kind } from './api-store.ts';

export type Op<N extends keyof ApiGatewayApi['operations']> = Operation<ApiGatewayApi, N>;
export type Shapes = ApiGatewayApi['shapes'];

export function storeOf({ ground }: Pick<ServiceCall, 'ground'>): ApiStore {
  return ground.keep(openStore);
}

function openStore(stateFolder: string): ApiStore {
  return new ApiStore(stateFolder);
}

/** Of what is in no API. */
export function ownerOf({ place }: ServiceCall): string {
  return placeKey(place);
}

const characters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** As API Gateway names things: 10 characters for an API, 6 for a resource. */
export function newApiId(length: number): string {
  return Array.from(randomBytes(length), (byte) => characters[byte % characters.length]).join('');
}

export function badRequest(message: string): AwsError {
  return refuse<ApiGatewayApi>('BadRequestException', message);
}

export function conflict(message: string): AwsError {
  return refuse<ApiGatewayApi>('ConflictException', message);
}

export function notFound(message: string): AwsError {
  return refuse<ApiGatewayApi>('NotFoundException', message);
}

/** @throws AwsError when the caller's account has none of this id in the region of the request */
export function restApiOf(
  { restApiId }: { readonly restApiId: string },
  call: ServiceCall,
): Shapes['RestApi'] {
  const api = storeOf(call).get('restApi', ownerOf(call), restApiId);
  if (api === undefined)
    throw notFound(`Invalid API identifier specified ${call.place.account}:${restApiId}`);
  return api;
}

/** What messages call the kinds (recorded answers of API Gateway). */
const words = {
  resource: 'Resource',
  authorizer: 'Authorizer',
  model: 'Model',
  validator: 'Request Validator',
  deployment: 'Deployment',
  stage: 'Stage',
} as const;

/** Something in an API. @throws AwsError when the API or the thing is not there */
export function partOf<K extends Kind & keyof typeof words>(
  kind: K,
  input: { readonly restApiId: string; readonly id: string },
  call: ServiceCall,
): Documents[K] {
  restApiOf(input, call);
  const part = storeOf(call).get(kind, input.restApiId, input.id);
  if (part === undefined) throw notFound(unknownPart(words[kind], input.id));
  return part;
}

function unknownPart(word: string, id: string): string {
  return word === 'Model' ? `Invalid model name specified: ${id}` : `Invalid ${word} identifier specified`;
}

export interface Positioned<T> {
  readonly items: readonly T[];
  readonly position?: string;
}

/** One page of a list: the position is the id of its first item. */
export function positioned<T>(
  items: readonly T[],
  { position, limit = 25 }: { readonly position?: string; readonly limit?: number },
  idOf: (item: T) => string | undefined,
): Positioned<T> {
  const from = position === undefined ? 0 : items.findIndex((item) => idOf(item) === position);
  if (from < 0) throw badRequest('Invalid position parameter');
  const most = Math.min(Math.max(limit, 1), 500);
  const next = items[from + most];
  const page = items.slice(from, from + most);
  const nextId = next === undefined ? undefined : idOf(next);
  return { items: page, ...defined({ position: nextId }) };
}
