// A call as a record of CloudTrail. Source: CloudTrail user guide, "CloudTrail record contents", "CloudTrail userIdentity element".
// Pure but for the id.
import { randomUUID } from 'node:crypto';
import { isFederatedUser } from '../../account/principals.ts';
import type { Caller } from '../../account/sessions.ts';
import { serviceModel, serviceNames, type ServiceModel } from '../../aws/service-model.ts';
import type { RequestHead, Values } from '../../aws/wire/message.ts';
import { defined } from '../../lib/defined.ts';
import type { AwsPlace } from '../../model/place.ts';
import {
  dataResourceOf,
  eventNameOf,
  eventSourceOf,
  globalServices,
  isReadOnly,
  namedArns,
} from './event-kinds.ts';
import { shownValues } from './shown-values.ts';

export interface EndedCall {
  /** As botocore calls it. */
  readonly service: string;
  readonly signingName: string;
  readonly operation: string;
  readonly head: Pick<RequestHead, 'headers'>;
  readonly caller: Caller;
  readonly place: AwsPlace;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly input?: Values | undefined;
  readonly output?: Values | undefined;
  readonly error?: { readonly code: string; readonly message: string } | undefined;
}

/** A record as it stands in a file of a trail. */
export interface TrailRecord extends Readonly<Record<string, unknown>> {
  readonly userIdentity: Values;
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly eventID: string;
  readonly readOnly: boolean;
  readonly managementEvent: boolean;
  readonly recipientAccountId: string;
  readonly resources?: readonly { readonly type?: string; readonly ARN: string }[];
}

export function recordOfCall(call: EndedCall): TrailRecord {
  const { service, operation, head, caller, place, input, output, error } = call;
  const model = modelOf(service);
  const shapes = model?.operations[operation];
  const data = dataResourceOf(service, operation);
  const readOnly = isReadOnly(service, operation);
  const by = { service, ...defined({ model }) };
  const isOfTable = data?.type === 'AWS::DynamoDB::Table';
  // Items are no parameters of an event.
  const given = isOfTable && input !== undefined ? { TableName: input['TableName'] } : input;
  const answered = readOnly && service !== 'sts' ? undefined : output;
  return {
    eventVersion: '1.11',
    userIdentity: identityOf(call),
    eventTime: `${new Date(call.at).toISOString().slice(0, 19)}Z`,
    eventSource: eventSourceOf(service, call.signingName),
    eventName: eventNameOf(service, operation),
    awsRegion: globalServices.has(service) && service !== 'sts' ? 'us-east-1' : place.region,
    sourceIPAddress: '127.0.0.1',
    userAgent: head.headers['user-agent'] ?? '',
    ...(error === undefined ? {} : { errorCode: error.code, errorMessage: error.message }),
    requestParameters: shownValues(given, { ...by, ...defined({ shape: shapes?.input }) }),
    responseElements:
      error === undefined && !isOfTable
        ? shownValues(answered, { ...by, ...defined({ shape: shapes?.output }) })
        : null,
    requestID: call.requestId,
    eventID: randomUUID(),
    readOnly,
    ...resourcesOf(call, data?.arn(input ?? {}, place), data?.type),
    eventType: 'AwsApiCall',
    managementEvent: data === undefined,
    recipientAccountId: caller.account,
    eventCategory: data === undefined ? 'Management' : 'Data',
  };
}

function modelOf(service: string): ServiceModel | undefined {
  const name = serviceNames.find((each) => each === service);
  return name === undefined ? undefined : serviceModel(name);
}

function resourcesOf(
  { caller, input, output }: EndedCall,
  arn: string | undefined,
  type: string | undefined,
): Pick<TrailRecord, 'resources'> {
  const named = arn === undefined ? namedArns(input, output) : [arn];
  if (named.length === 0) return {};
  const resources = named.map((ARN) => ({ accountId: caller.account, ARN, ...defined({ type }) }));
  return { resources };
}

/** The caller; of a call without a signature, the one that the token is about. */
function identityOf({ service, operation, caller, input }: EndedCall): Values {
  if (service === 'sts' && operation === 'AssumeRoleWithWebIdentity') return tokenIdentity(input);
  const { arn, userId, account, roleArn, issuedAt, limits } = caller;
  const common = {
    principalId: userId,
    arn,
    accountId: account,
    accessKeyId: caller.credentials.accessKeyId,
  };
  const attributes =
    caller.credentials.sessionToken === undefined
      ? {}
      : { creationDate: `${new Date(issuedAt ?? 0).toISOString().slice(0, 19)}Z`, mfaAuthenticated: 'false' };
  if (roleArn !== undefined) {
    const sessionIssuer = {
      type: 'Role',
      principalId: userId.split(':')[0],
      arn: roleArn,
      accountId: account,
      userName: roleArn.slice(roleArn.lastIndexOf('/') + 1),
    };
    return {
      type: 'AssumedRole',
      ...common,
      sessionContext: {
        sessionIssuer,
        attributes,
        ...defined({ sourceIdentity: limits?.sourceIdentity }),
      },
    };
  }
  const session = Object.keys(attributes).length === 0 ? {} : { sessionContext: { attributes } };
  if (isFederatedUser(caller)) return { type: 'FederatedUser', ...common, ...session };
  return { type: 'IAMUser', ...common, userName: arn.slice(arn.lastIndexOf('/') + 1), ...session };
}

/** Its claims, as they are written in it: whether it holds the call has said. */
function tokenIdentity(input: Values | undefined): Values {
  const token = textAt(input, 'WebIdentityToken');
  const claims = claimsIn(token.split('.')[1] ?? '');
  const [issuer = '', audience = '', subject = ''] = ['iss', 'aud', 'sub'].map((name) =>
    textAt(claims, name),
  );
  const provider = issuer.replace(/^https:\/\//, '');
  return {
    type: 'WebIdentityUser',
    principalId: `${provider}:${audience}:${subject}`,
    userName: subject,
    identityProvider: provider,
  };
}

function textAt(values: Values | undefined, name: string): string {
  const value = values?.[name];
  return typeof value === 'string' ? value : '';
}

function claimsIn(part: string): Values {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Values;
  } catch {
    return {};
  }
}
