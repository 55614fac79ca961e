// The services that moto answers: how a request for one is recognised. Pure.
//
// What Slipway executes itself goes before: an operation in `services/registry.ts` is never passed on. When a service is
// executed here in full, its row goes.
import type { Protocol, RequestHead } from '../../aws/wire/message.ts';
import type { CredentialScope } from '../../aws/wire/recognise.ts';

export interface BehindService {
  /** As moto calls it. */
  readonly name: string;
  /** As AWS's SDKs call it. */
  readonly id: string;
  readonly signingName: string;
  /** The first is taken when the request does not say which. */
  readonly protocols: readonly Protocol[];
  /** Services that share a signing name are distinguished by one of these. */
  readonly apiVersion?: string;
  readonly targetPrefix?: string;
  readonly path?: RegExp;
  /** The operations that AWS takes without a signature (Cognito developer guide, unsigned API operations; SNS, ConfirmSubscription). */
  readonly unsigned?: RegExp;
  /** What starts something that would not run here. moto says that it runs, or has succeeded. */
  readonly starts?: RegExp;
}

const json = ['json'] as const;
const query = ['query'] as const;

export const behindServices: readonly BehindService[] = [
  { name: 'acm', id: 'ACM', signingName: 'acm', protocols: json },
  {
    name: 'application-autoscaling',
    id: 'Application Auto Scaling',
    signingName: 'application-autoscaling',
    protocols: json,
  },
  {
    name: 'autoscaling',
    id: 'Auto Scaling',
    signingName: 'autoscaling',
    protocols: query,
  },
  {
    name: 'cloudwatch',
    id: 'CloudWatch',
    signingName: 'monitoring',
    protocols: ['query', 'json', 'smithy-rpc-v2-cbor'],
  },
  {
    name: 'cognito-identity',
    id: 'Cognito Identity',
    signingName: 'cognito-identity',
    protocols: json,
    targetPrefix: 'AWSCognitoIdentityService',
    unsigned: /^(GetId|GetOpenIdToken|UnlinkIdentity|GetCredentialsForIdentity)$/,
  },
  {
    name: 'cognito-idp',
    id: 'Cognito Identity Provider',
    signingName: 'cognito-idp',
    protocols: json,
    targetPrefix: 'AWSCognitoIdentityProviderService',
    starts: /^(Associate|Verify)SoftwareToken$/,
    unsigned:
      /^(AssociateSoftwareToken|ChangePassword|Confirm(Device|ForgotPassword|SignUp)|DeleteUser(Attributes)?|ForgetDevice|ForgotPassword|Get(Device|User|UserAttributeVerificationCode)|GlobalSignOut|InitiateAuth|ListDevices|ResendConfirmationCode|RespondToAuthChallenge|RevokeToken|SetUser(MFAPreference|Settings)|SignUp|Update(DeviceStatus|UserAttributes)|Verify(SoftwareToken|UserAttribute))$/,
  },
  {
    name: 'dynamodbstreams',
    id: 'DynamoDB Streams',
    signingName: 'dynamodb',
    protocols: json,
    targetPrefix: 'DynamoDBStreams_20120810',
  },
  { name: 'dynamodb', id: 'DynamoDB', signingName: 'dynamodb', protocols: json },
  { name: 'ec2', id: 'EC2', signingName: 'ec2', protocols: ['ec2'] },
  { name: 'efs', id: 'EFS', signingName: 'elasticfilesystem', protocols: ['rest-json'] },
  {
    name: 'elb',
    id: 'Elastic Load Balancing',
    signingName: 'elasticloadbalancing',
    protocols: query,
    apiVersion: '2012-06-01',
  },
  { name: 'events', id: 'EventBridge', signingName: 'events', protocols: json, starts: /^StartReplay$/ },
  { name: 'glue', id: 'Glue', signingName: 'glue', protocols: json, starts: /^Start/ },
  { name: 'iam', id: 'IAM', signingName: 'iam', protocols: query },
  { name: 'kinesis', id: 'Kinesis', signingName: 'kinesis', protocols: json },
  { name: 'kms', id: 'KMS', signingName: 'kms', protocols: json },
  { name: 'rds', id: 'RDS', signingName: 'rds', protocols: query },
  { name: 'redshift', id: 'Redshift', signingName: 'redshift', protocols: query },
  { name: 'route53', id: 'Route 53', signingName: 'route53', protocols: ['rest-xml'] },
  { name: 'sns', id: 'SNS', signingName: 'sns', protocols: query, unsigned: /^ConfirmSubscription$/ },
  { name: 'sqs', id: 'SQS', signingName: 'sqs', protocols: ['query', 'json'] },
  { name: 'stepfunctions', id: 'SFN', signingName: 'states', protocols: json },
];

/** Undefined for a service that moto does not answer here. @param form of the query protocols */
export function behindService(
  head: RequestHead,
  scope: CredentialScope | undefined,
  form: URLSearchParams | undefined,
): BehindService | undefined {
  const target = head.headers['x-amz-target'] ?? '';
  const prefix = target.slice(0, Math.max(0, target.lastIndexOf('.')));
  if (scope === undefined)
    return behindServices.find(({ targetPrefix = '', unsigned }) => {
      const operation = target === '' ? (form?.get('Action') ?? '') : target.slice(prefix.length + 1);
      return targetPrefix === prefix && unsigned?.test(operation) === true;
    });
  const version = form?.get('Version');
  return behindServices.find(
    ({ signingName, apiVersion, targetPrefix, path, unsigned }) =>
      signingName === scope.signingName &&
      (apiVersion === undefined || apiVersion === version) &&
      (targetPrefix === undefined || unsigned !== undefined || targetPrefix === prefix) &&
      (path === undefined || path.test(head.path)),
  );
}

/** `VERB…` that changes nothing. What is not known to read is taken for a change: that costs a write, not a resource. */
const reads =
  /^(Get|List|Describe|Head|Query|Scan|Search|Lookup|BatchGet|TransactGet|Count|Simulate|Validate|Test|Check|Estimate|Preview|Encrypt|Decrypt|ReEncrypt|GenerateDataKey|GenerateMac|GenerateRandom|Sign|Verify)(?=$|[A-Z])/;

/** Reads by their name that change something all the same. */
const writes =
  /^(GetId|GetShardIterator|GetOpenIdToken|GetOpenIdTokenForDeveloperIdentity|GetActivityTask|GetUserAttributeVerificationCode|VerifySoftwareToken|VerifyUserAttribute|SignUp)$/;

/** @param operation by AWS's name, or `METHOD path` where the name is not known */
export function changesSomething(operation: string): boolean {
  if (operation.includes(' ')) return !/^(GET|HEAD) /.test(operation);
  return writes.test(operation) || !reads.test(operation);
}
