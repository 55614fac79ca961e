// What resources are now, in the shape of their templates, for the types whose drift is detected here.
import type { Values } from '../../aws/wire/message.ts';
import type { Value } from '../../stacks/template/template.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { isFound, listIn, textIn, unless } from './resource-type.ts';

export interface DriftReader {
  /** The properties that it reads; others are not compared. */
  readonly properties: readonly string[];
  /** Undefined for a resource that is not there. */
  readonly read: (call: CallAws, physicalId: string) => Promise<Readonly<Record<string, Value>> | undefined>;
}

/** Those that are there, under the names of the template's. */
function named(found: Values, names: readonly string[]): Readonly<Record<string, Value>> {
  const entries = names.flatMap((name) => {
    const value = found[name];
    return value === undefined || value === '' ? [] : [[name, value as Value] as const];
  });
  return Object.fromEntries(entries);
}

const functionProperties = [
  'Architectures',
  'Description',
  'Environment',
  'EphemeralStorage',
  'FunctionName',
  'Handler',
  'MemorySize',
  'Role',
  'Runtime',
  'Timeout',
];

const queueProperties = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
];

export const driftReaders: Readonly<Record<string, DriftReader>> = {
  'AWS::Lambda::Function': {
    properties: functionProperties,
    read: async (call, FunctionName) => {
      const found = await unless(
        ['ResourceNotFoundException'],
        call('lambda', 'GetFunctionConfiguration', { FunctionName }),
      );
      return found === undefined ? undefined : named(found, functionProperties);
    },
  },
  'AWS::Logs::LogGroup': {
    properties: ['LogGroupName', 'RetentionInDays'],
    read: async (call, logGroupNamePrefix) => {
      const answer = await call('logs', 'DescribeLogGroups', { logGroupNamePrefix });
      const found = (listIn(answer, 'logGroups') as readonly Values[]).find(
        (group) => textIn(group, 'logGroupName') === logGroupNamePrefix,
      );
      if (found === undefined) return undefined;
      const { logGroupName: LogGroupName, retentionInDays: RetentionInDays } = found;
      return named({ LogGroupName, RetentionInDays }, ['LogGroupName', 'RetentionInDays']);
    },
  },
  'AWS::S3::Bucket': {
    properties: ['BucketName', 'VersioningConfiguration'],
    read: async (call, Bucket) => {
      if (!(await isFound(['NoSuchBucket', 'NotFound', 'Status404'], call('s3', 'HeadBucket', { Bucket }))))
        return undefined;
      const { Status } = await call('s3', 'GetBucketVersioning', { Bucket });
      return {
        BucketName: Bucket,
        ...(typeof Status === 'string' ? { VersioningConfiguration: { Status } } : {}),
      };
    },
  },
  'AWS::SQS::Queue': {
    properties: queueProperties,
    read: async (call, QueueUrl) => {
      const answer = await unless(
        ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'],
        call('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] }),
      );
      return answer === undefined ? undefined : named(answer['Attributes'] as Values, queueProperties);
    },
  },
  'AWS::SSM::Parameter': {
    properties: ['Description', 'Name', 'Type', 'Value'],
    read: async (call, Name) => {
      const answer = await unless(['ParameterNotFound'], call('ssm', 'GetParameter', { Name }));
      if (answer === undefined) return undefined;
      const Filters = [{ Key: 'Name', Values: [Name] }];
      const described = await call('ssm', 'DescribeParameters', { ParameterFilters: Filters });
      const [about = {}] = listIn(described, 'Parameters') as readonly Values[];
      const { Description } = about;
      return named({ ...(answer['Parameter'] as Values), Description }, [
        'Description',
        'Name',
        'Type',
        'Value',
      ]);
    },
  },
  'AWS::SecretsManager::Secret': {
    properties: ['Description', 'Name'],
    read: async (call, SecretId) => {
      const found = await unless(
        ['ResourceNotFoundException'],
        call('secretsmanager', 'DescribeSecret', { SecretId }),
      );
      return found === undefined ? undefined : named(found, ['Description', 'Name']);
    },
  },
};
