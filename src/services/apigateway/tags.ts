// Tags of REST APIs, stages, API keys and usage plans, by their ARNs.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import { percentDecoded } from '../../lib/percent-decoded.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { saveRestApi } from './rest-apis.ts';
import { badRequest, notFound, ownerOf, storeOf, type Op } from './rest-call.ts';
import { saveStage } from './stages.ts';

type Tags = Readonly<Record<string, string>>;

interface Tagged {
  readonly tags: Tags;
  readonly save: (tags: Tags) => void;
}

/** `arn:aws:apigateway:REGION::/restapis/ID/stages/NAME` and its like. @throws AwsError */
function taggedOf(arn: string, call: ServiceCall): Tagged {
  const path = /^arn:[^:]+:apigateway:[^:]*:[^:]*:(\/.+)$/.exec(percentDecoded(arn) ?? '')?.[1];
  if (path === undefined) throw badRequest(`Invalid ARN specified in the request: ${arn}`);
  const [, kind, id = '', sub, stageName = ''] = path.split('/');
  const store = storeOf(call);
  const owner = ownerOf(call);
  const found =
    kind === 'restapis' && sub === 'stages'
      ? tagged(store.get('stage', id, stageName), (stage) => saveStage(id, stage, call))
      : kind === 'restapis' && sub === undefined
        ? tagged(store.get('restApi', owner, id), (api) => saveRestApi(api, call))
        : kind === 'apikeys'
          ? tagged(store.get('apiKey', owner, id), (key) => store.put('apiKey', { owner, id }, key))
          : kind === 'usageplans'
            ? taggedPlan(id, call)
            : undefined;
  if (found === undefined) throw notFound(`Invalid resource identifier specified: ${path}`);
  return found;
}

function tagged<T extends { readonly tags?: Tags }>(
  document: T | undefined,
  save: (document: T) => void,
): Tagged | undefined {
  if (document === undefined) return undefined;
  return { tags: document.tags ?? {}, save: (tags) => save({ ...document, tags }) };
}

function taggedPlan(id: string, call: ServiceCall): Tagged | undefined {
  const store = storeOf(call);
  const owner = ownerOf(call);
  const stored = store.get('usagePlan', owner, id);
  if (stored === undefined) return undefined;
  return tagged(stored.plan, (plan) => store.put('usagePlan', { owner, id }, { ...stored, plan }));
}

const getTags: Op<'GetTags'> = ({ resourceArn }, call) => ({ tags: taggedOf(resourceArn, call).tags });

const tagResource: Op<'TagResource'> = ({ resourceArn, tags }, call) => {
  const before = taggedOf(resourceArn, call);
  before.save({ ...before.tags, ...tags });
  return {};
};

const untagResource: Op<'UntagResource'> = ({ resourceArn, tagKeys }, call) => {
  const before = taggedOf(resourceArn, call);
  before.save(Object.fromEntries(Object.entries(before.tags).filter(([key]) => !tagKeys.includes(key))));
  return {};
};

export const tags: Operations<ApiGatewayApi> = {
  GetTags: getTags,
  TagResource: tagResource,
  UntagResource: untagResource,
};
