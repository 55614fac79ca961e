// Addresses of functions: their configuration. What answers at them is `function-url.ts`.
import { createHash } from 'node:crypto';
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { defined } from '../../lib/defined.ts';
import type { AwsPlace } from '../../model/place.ts';
import { pageOf } from '../page.ts';
import { refuse, type Ground, type Operations, type ServiceCall } from '../service.ts';
import { latestOf } from './function-record.ts';
import { keptOf, type Kept } from './kept-of.ts';
import { lambdaOf } from './lambda-ground.ts';
import {
  arnOfFunction,
  conflict,
  invalid,
  nameWithoutQualifier,
  ownerOf,
  type FunctionReference,
  type Op,
  type Shapes,
} from './names.ts';

type Url = Omit<Shapes['GetFunctionUrlConfigResponse'], 'FunctionArn' | 'FunctionUrl'>;

const createFunctionUrlConfig: Op<'CreateFunctionUrlConfig'> = (input, call) => {
  const kept = keptOf(input, call);
  const { store } = lambdaOf(call);
  const arn = arnOfFunction(kept.reference, call.place);
  if (store.get('url', kept.owner, kept.name) !== undefined)
    throw conflict(
      `Failed to create function url config for [functionArn = ${arn}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    );
  const at = isoText(call.now);
  const url: Url = {
    AuthType: input.AuthType,
    ...defined({ Cors: input.Cors }),
    InvokeMode: input.InvokeMode ?? 'BUFFERED',
    CreationTime: at,
    LastModifiedTime: at,
  };
  store.put('url', kept, { ...url });
  return describeUrl(kept, url, call);
};

const isoText = (at: number) => new Date(at).toISOString();

/** The same for the same function, 32 letters and digits as AWS's. */
function idOf({ owner, name }: Pick<Kept, 'owner' | 'name'>): string {
  const digest = createHash('sha256').update(`${owner} ${name}`).digest('hex');
  return BigInt(`0x${digest}`).toString(36).padStart(32, '0').slice(0, 32);
}

function describeUrl(
  { reference, owner, name }: Kept,
  url: Url,
  { place }: ServiceCall,
): Shapes['GetFunctionUrlConfigResponse'] {
  const id = idOf({ owner, name });
  return {
    FunctionUrl: `https://${id}.lambda-url.${place.region}.on.aws/`,
    FunctionArn: arnOfFunction(reference, place),
    ...url,
  };
}

/** @throws AwsError */
function existingUrl(kept: Kept, call: ServiceCall): Url {
  const url = lambdaOf(call).store.get('url', kept.owner, kept.name) as Url | undefined;
  if (url !== undefined) return url;
  throw refuse<LambdaApi>('ResourceNotFoundException', 'The resource you requested does not exist.');
}

const getFunctionUrlConfig: Op<'GetFunctionUrlConfig'> = (input, call) => {
  const kept = keptOf(input, call);
  return describeUrl(kept, existingUrl(kept, call), call);
};

const updateFunctionUrlConfig: Op<'UpdateFunctionUrlConfig'> = (input, call) => {
  const kept = keptOf(input, call);
  const before = existingUrl(kept, call);
  const { AuthType, Cors, InvokeMode } = input;
  const url: Url = {
    ...before,
    ...defined({ AuthType, Cors, InvokeMode }),
    LastModifiedTime: isoText(call.now),
  };
  lambdaOf(call).store.put('url', kept, { ...url });
  return describeUrl(kept, url, call);
};

const deleteFunctionUrlConfig: Op<'DeleteFunctionUrlConfig'> = (input, call) => {
  const kept = keptOf(input, call);
  existingUrl(kept, call);
  lambdaOf(call).store.remove('url', kept.owner, kept.name);
  return {};
};

const listFunctionUrlConfigs: Op<'ListFunctionUrlConfigs'> = (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  const owner = ownerOf(name, call.place);
  const { items, next } = pageOf(lambdaOf(call).store.list('url', owner), {
    keyOf: (each) => each.name,
    size: input.MaxItems ?? 50,
    token: input.Marker,
    onWrongToken: () => invalid('The provided marker is invalid.'),
  });
  const FunctionUrlConfigs = items.map((each) => {
    const reference = each.name === '$LATEST' ? { name } : { name, qualifier: each.name };
    return describeUrl({ reference, owner, name: each.name }, each.content as Url, call);
  });
  return next === undefined ? { FunctionUrlConfigs } : { FunctionUrlConfigs, NextMarker: next };
};

export interface FoundUrl {
  readonly id: string;
  readonly place: AwsPlace;
  readonly reference: FunctionReference;
  readonly url: Pick<Url, 'AuthType' | 'Cors' | 'InvokeMode'>;
}

/** Of any account and region: an id is the only one. */
export function findUrl(ground: Ground, id: string): FoundUrl | undefined {
  const found = lambdaOf({ ground })
    .store.all('url')
    .find((each) => idOf(each) === id);
  if (found === undefined) return undefined;
  const [account = '', region = '', name = ''] = found.owner.split('/');
  const qualifier = found.name === '$LATEST' ? undefined : found.name;
  return {
    id,
    place: { partition: 'aws', account, region },
    reference: { name, ...defined({ qualifier }) },
    url: found.content as Url,
  };
}

/** Of every account and region. */
export function allUrls(ground: Ground): readonly { readonly id: string; readonly region: string }[] {
  return lambdaOf({ ground })
    .store.all('url')
    .map((each) => ({ id: idOf(each), region: each.owner.split('/')[1] ?? '' }));
}

export const functionUrls = {
  CreateFunctionUrlConfig: createFunctionUrlConfig,
  DeleteFunctionUrlConfig: deleteFunctionUrlConfig,
  GetFunctionUrlConfig: getFunctionUrlConfig,
  ListFunctionUrlConfigs: listFunctionUrlConfigs,
  UpdateFunctionUrlConfig: updateFunctionUrlConfig,
} satisfies Operations<LambdaApi>;
