// The rights that a call needs: the action, the resource and the condition keys that AWS asks its policies about. Source:
// service authorization reference. Pure.
import { serviceModel } from '../service-model.ts';
import type { CalledOperation, NeededRight } from './needed-right.ts';
import { passedRoles } from './passed-roles.ts';
import { resourcesOf } from './resources-of-call.ts';
import { s3Rights } from './s3-rights.ts';
import { textsAt } from './texts-at.ts';

/** Empty for what nothing can forbid. */
export function rightsOfCall(call: CalledOperation): readonly NeededRight[] {
  if (isFree(call)) return [];
  const context = { ...tagKeys(call), ...sessionKeys(call) };
  const own = ownRights(call).map((right) => ({ ...right, context: { ...context, ...right.context } }));
  return [...own, ...codeRights(call), ...passedRoles(call)];
}

/** Where the code of functions and layers stands in the input, when it lies in a bucket. */
const codeMembers: Readonly<Record<string, readonly string[]>> = {
  'lambda:CreateFunction': ['Code'],
  'lambda:PublishLayerVersion': ['Content'],
  'lambda:UpdateFunctionCode': [],
};

/** Lambda reads it with the rights of its caller (Lambda API reference, FunctionCode: "S3Bucket"). */
function codeRights({ service, operation, input, place }: CalledOperation): readonly NeededRight[] {
  const path = codeMembers[`${service}:${operation}`];
  if (path === undefined) return [];
  const textOf = (member: string) => textsAt(input, [...path, member])[0];
  const bucket = textOf('S3Bucket');
  if (bucket === undefined) return [];
  const action = textOf('S3ObjectVersion') === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  return [{ action, resource: `arn:${place.partition}:s3:::${bucket}/${textOf('S3Key') ?? '*'}` }];
}

function ownRights(call: CalledOperation): readonly NeededRight[] {
  if (call.service === 's3') return s3Rights(call);
  if (call.service === 'apigateway' || call.service === 'apigatewayv2') return [gatewayRight(call)];
  return actionsOf(call).flatMap((action) => resourcesOf(call).map((resource) => ({ action, resource })));
}

/** They answer whatever the policies say (STS API reference, GetCallerIdentity, GetSessionToken). */
function isFree({ service, operation }: CalledOperation): boolean {
  return service === 'sts' && (operation === 'GetCallerIdentity' || operation === 'GetSessionToken');
}

/** In front of an action's name, where that is not the service's name here. */
const prefixes: Readonly<Partial<Record<CalledOperation['service'], string>>> = {
  efs: 'elasticfilesystem',
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  stepfunctions: 'states',
};

/** Operations whose actions have other names. */
const others: Readonly<Record<string, readonly string[]>> = {
  'dynamodb:TransactGetItems': ['dynamodb:GetItem'],
  'dynamodb:ExecuteStatement': ['dynamodb:PartiQLSelect'],
  'lambda:DryRun': ['lambda:InvokeFunction'],
  'lambda:Invoke': ['lambda:InvokeFunction'],
  'lambda:InvokeAsync': ['lambda:InvokeFunction'],
  'lambda:InvokeWithResponseStream': ['lambda:InvokeFunction'],
  'lambda:GetLayerVersionByArn': ['lambda:GetLayerVersion'],
  'sqs:DeleteMessageBatch': ['sqs:DeleteMessage'],
  'sqs:SendMessageBatch': ['sqs:SendMessage'],
  'sqs:ChangeMessageVisibilityBatch': ['sqs:ChangeMessageVisibility'],
  'sns:PublishBatch': ['sns:Publish'],
};

function actionsOf(call: CalledOperation): readonly string[] {
  const { service, operation } = call;
  if (operation === 'TransactWriteItems') return transactions(call);
  const action = `${prefixes[service] ?? service}:${operation}`;
  if (action === 'sts:AssumeRole' || action === 'sts:GetFederationToken')
    return [action, ...sessionActions(call)];
  return others[action] ?? [action];
}

/**
 * To give tags or the identity of a person to a session is a right of its own, also where the session inherits them (IAM user guide,
 * "Pass session tags in AWS STS", "Monitor and control actions taken with assumed roles").
 */
function sessionActions({ input, limits = {} }: CalledOperation): readonly string[] {
  const { transitiveTagKeys = [], sourceIdentity } = limits;
  const hasTags = textsAt(input, ['Tags', '*', 'Key']).length + transitiveTagKeys.length > 0;
  const hasIdentity = sourceIdentity !== undefined || textsAt(input, ['SourceIdentity']).length > 0;
  return [...(hasTags ? ['sts:TagSession'] : []), ...(hasIdentity ? ['sts:SetSourceIdentity'] : [])];
}

const transactionActions: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

function transactions({ input }: CalledOperation): readonly string[] {
  const names = Object.keys(transactionActions).filter(
    (name) => textsAt(input, ['TransactItems', '*', name, 'TableName']).length > 0,
  );
  return names.map((name) => `dynamodb:${transactionActions[name] ?? name}`);
}

/** The method of HTTP is the action, and the path the resource (API Gateway developer guide, "Control access"). */
function gatewayRight({ service, operation, input, place }: CalledOperation): NeededRight {
  const [method = 'GET', uri = '/'] = serviceModel(service).operations[operation]?.http ?? [];
  const members = Object.entries(input).map(([name, value]) => [name.toLowerCase(), value] as const);
  const byName = new Map(members);
  // ARNs of HTTP and WebSocket APIs do not have the version of their API.
  const path = uri.replace(/^\/v2(?=\/)/, '').replaceAll(/\{([^}+]+)\+?\}/g, (_, name: string) => {
    const key = name.replaceAll('_', '').toLowerCase();
    const value = byName.get(key) ?? members.find(([each]) => each.endsWith(key))?.[1];
    return typeof value === 'string' ? value : '*';
  });
  return {
    action: `apigateway:${method}`,
    resource: `arn:${place.partition}:apigateway:${place.region}::${path}`,
  };
}

/** What a trust policy may ask of whom it lets assume a role (IAM user guide, "IAM and AWS STS condition context keys"). */
function sessionKeys({
  service,
  operation,
  input,
}: CalledOperation): Readonly<Record<string, readonly string[]>> {
  if (service !== 'sts' || operation !== 'AssumeRole') return {};
  const keys = ['ExternalId', 'RoleSessionName', 'SourceIdentity', 'TransitiveTagKeys'];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const texts = [...textsAt(input, [key]), ...textsAt(input, [key, '*'])];
      return texts.length === 0 ? [] : [[`sts:${key}`, texts]];
    }),
  );
}

/** `aws:TagKeys` and `aws:RequestTag/KEY` of a request with tags, in the forms that services have for them. */
function tagKeys({ input }: CalledOperation): Readonly<Record<string, readonly string[]>> {
  const given = input['Tags'] ?? input['tags'] ?? input['TagList'];
  const tags = tagsIn(given);
  if (tags.length === 0) return {};
  return {
    'aws:TagKeys': tags.map(([key]) => key),
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, [value]])),
  };
}

function tagsIn(given: unknown): readonly (readonly [string, string])[] {
  if (typeof given !== 'object' || given === null) return [];
  if (!Array.isArray(given))
    return Object.entries(given).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value] as const] : [],
    );
  return given.flatMap((tag: unknown) => {
    const part = (name: string) => textsAt(tag, [name])[0];
    const key = part('Key') ?? part('key') ?? part('TagKey');
    return key === undefined
      ? []
      : [[key, part('Value') ?? part('value') ?? part('TagValue') ?? ''] as const];
  });
}
