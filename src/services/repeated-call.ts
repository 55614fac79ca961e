// What a call is answered that was begun before the endpoint was killed, and is sent again: it may have been executed, and
// then meets what it has made or no longer finds what it has removed. Services that recognise a client token need none of this.
import type { Values } from '../aws/wire/message.ts';
import { AwsError } from '../aws/wire/aws-error.ts';
import { isRecord } from '../lib/is-record.ts';
import type { AnyOperations, ServiceCall } from './service.ts';

export interface RepeatedCall {
  /** `ecr:CreateRepository`, by the service's name here. */
  readonly operation: string;
  readonly input: Values;
  readonly operations: AnyOperations;
  readonly call: ServiceCall;
  /** Milliseconds since the epoch, when it came for the first time. */
  readonly begunAt: number;
}

/**
 * The output of a repeated call whose execution was refused with `error`.
 * @returns undefined when the refusal stands: what it met is older than the call, or nothing says that it was executed
 */
export async function answerToRepeated(repeated: RepeatedCall, error: unknown): Promise<Values | undefined> {
  if (!(error instanceof AwsError)) return undefined;
  const { operation, input, operations, call, begunAt } = repeated;
  const what = `${error.code} ${error.message}`;
  if (/:(Delete|Remove|Deregister)/.test(operation))
    return /NotFound|NoSuch|NotExist|not exist|not found/i.test(what) ? {} : undefined;
  const made = madeBy[operation];
  if (made === undefined || !/Exist|Owned|Conflict|Duplicate|InUse|not idempotent/i.test(what))
    return undefined;
  if (made === nothing) return {};
  const read = operations[made.read];
  if (read === undefined) return undefined;
  const found = (await read(made.asking(input) as never, call)) as Values;
  return isOlder(found, begunAt) ? undefined : made.output(found, input);
}

interface Made {
  /** The operation that gives what was made. */
  readonly read: string;
  readonly asking: (input: Values) => Values;
  readonly output: (found: Values, input: Values) => Values | undefined;
}

/** For an operation whose output is empty. */
const nothing = Symbol('nothing');

const madeBy: Readonly<Record<string, Made | typeof nothing>> = {
  'autoscaling:CreateAutoScalingGroup': nothing,
  'budgets:CreateBudget': nothing,
  'cloudformation:CreateStack': reads('DescribeStacks', { StackName: 'StackName' }, (found) =>
    picked(first(found['Stacks']), { StackId: 'StackId' }),
  ),
  'cloudformation:CreateChangeSet': reads(
    'DescribeChangeSet',
    { StackName: 'StackName', ChangeSetName: 'ChangeSetName' },
    (found) => picked(found, { Id: 'ChangeSetId', StackId: 'StackId' }),
  ),
  'codebuild:CreateProject': reads('BatchGetProjects', { names: ['name'] }, (found) =>
    within('project', first(found['projects'])),
  ),
  'codedeploy:CreateApplication': reads(
    'GetApplication',
    { applicationName: 'applicationName' },
    ({ application }) => picked(application, { applicationId: 'applicationId' }),
  ),
  'codedeploy:CreateDeploymentConfig': reads(
    'GetDeploymentConfig',
    { deploymentConfigName: 'deploymentConfigName' },
    ({ deploymentConfigInfo }) => picked(deploymentConfigInfo, { deploymentConfigId: 'deploymentConfigId' }),
  ),
  'codedeploy:CreateDeploymentGroup': reads(
    'GetDeploymentGroup',
    { applicationName: 'applicationName', deploymentGroupName: 'deploymentGroupName' },
    ({ deploymentGroupInfo }) => picked(deploymentGroupInfo, { deploymentGroupId: 'deploymentGroupId' }),
  ),
  'codepipeline:CreatePipeline': {
    read: 'GetPipeline',
    asking: ({ pipeline }) => ({ name: isRecord(pipeline) ? pipeline['name'] : undefined }),
    output: ({ pipeline }) => within('pipeline', pipeline),
  },
  'ecr:CreateRepository': reads(
    'DescribeRepositories',
    { repositoryNames: ['repositoryName'] },
    ({ repositories }) => within('repository', first(repositories)),
  ),
  'ecs:CreateService': reads('DescribeServices', { cluster: 'cluster', services: ['serviceName'] }, (found) =>
    within('service', first(found['services'])),
  ),
  'elasticbeanstalk:CreateApplication': reads(
    'DescribeApplications',
    { ApplicationNames: ['ApplicationName'] },
    (found) => within('Application', first(found['Applications'])),
  ),
  'elasticbeanstalk:CreateEnvironment': reads(
    'DescribeEnvironments',
    { ApplicationName: 'ApplicationName', EnvironmentNames: ['EnvironmentName'] },
    (found) => first(found['Environments']),
  ),
  'elbv2:CreateListener': reads(
    'DescribeListeners',
    { LoadBalancerArn: 'LoadBalancerArn' },
    ({ Listeners }, { Port }) => only('Listeners', Listeners, (each) => each['Port'] === Port),
  ),
  'elbv2:CreateRule': reads('DescribeRules', { ListenerArn: 'ListenerArn' }, ({ Rules }, { Priority }) =>
    only('Rules', Rules, (each) => each['Priority'] === String(Priority)),
  ),
  'lambda:CreateAlias': reads('GetAlias', { FunctionName: 'FunctionName', Name: 'Name' }, (found) => found),
  'lambda:CreateEventSourceMapping': reads(
    'ListEventSourceMappings',
    { FunctionName: 'FunctionName', EventSourceArn: 'EventSourceArn' },
    (found) => first(found['EventSourceMappings']),
  ),
  'lambda:CreateFunction': reads(
    'GetFunctionConfiguration',
    { FunctionName: 'FunctionName' },
    (found) => found,
  ),
  'lambda:CreateFunctionUrlConfig': reads(
    'GetFunctionUrlConfig',
    { FunctionName: 'FunctionName', Qualifier: 'Qualifier' },
    (found) => found,
  ),
  'lambda:AddPermission': reads(
    'GetPolicy',
    { FunctionName: 'FunctionName', Qualifier: 'Qualifier' },
    ({ Policy }, { StatementId }) => statementOf(Policy, StatementId),
  ),
  'logs:CreateLogGroup': nothing,
  'logs:CreateLogStream': nothing,
  'pipes:CreatePipe': reads('DescribePipe', { Name: 'Name' }, (found) => found),
  'rds:CreateDBCluster': reads(
    'DescribeDBClusters',
    { DBClusterIdentifier: 'DBClusterIdentifier' },
    (found) => within('DBCluster', first(found['DBClusters'])),
  ),
  'rds:CreateDBClusterSnapshot': reads(
    'DescribeDBClusterSnapshots',
    { DBClusterSnapshotIdentifier: 'DBClusterSnapshotIdentifier' },
    (found) => within('DBClusterSnapshot', first(found['DBClusterSnapshots'])),
  ),
  'rds:CreateDBInstance': reads(
    'DescribeDBInstances',
    { DBInstanceIdentifier: 'DBInstanceIdentifier' },
    (found) => within('DBInstance', first(found['DBInstances'])),
  ),
  's3:CreateBucket': {
    read: 'GetBucketLocation',
    asking: ({ Bucket }) => ({ Bucket }),
    output: (_, { Bucket }) => ({ Location: `/${String(Bucket)}` }),
  },
  'scheduler:CreateSchedule': reads('GetSchedule', { Name: 'Name', GroupName: 'GroupName' }, (found) =>
    picked(found, { ScheduleArn: 'Arn' }),
  ),
  'scheduler:CreateScheduleGroup': reads('GetScheduleGroup', { Name: 'Name' }, (found) =>
    picked(found, { ScheduleGroupArn: 'Arn' }),
  ),
  'ssm:PutParameter': reads('GetParameter', { Name: 'Name' }, ({ Parameter }, { Tier = 'Standard' }) =>
    isRecord(Parameter) ? { Version: Parameter['Version'], Tier } : undefined,
  ),
};

/** @param members by the name of the read's input: a member of the call's, in a list where the read takes one */
function reads(
  read: string,
  members: Readonly<Record<string, string | readonly [string]>>,
  output: Made['output'],
): Made {
  const asking = (input: Values): Values =>
    Object.fromEntries(
      Object.entries(members).flatMap(([name, of]) => {
        const value = input[typeof of === 'string' ? of : of[0]];
        return value === undefined ? [] : [[name, typeof of === 'string' ? value : [value]]];
      }),
    );
  return { read, asking, output };
}

function first(list: unknown): Values | undefined {
  const [found] = Array.isArray(list) ? (list as readonly unknown[]) : [];
  return isRecord(found) ? found : undefined;
}

function within(name: string, value: unknown): Values | undefined {
  return isRecord(value) ? { [name]: value } : undefined;
}

function only(name: string, list: unknown, isIt: (each: Values) => boolean): Values | undefined {
  const found = Array.isArray(list) ? (list as readonly Values[]).filter(isIt) : [];
  return found.length === 0 ? undefined : { [name]: found };
}

function picked(found: unknown, members: Readonly<Record<string, string>>): Values | undefined {
  if (!isRecord(found)) return undefined;
  return Object.fromEntries(Object.entries(members).map(([name, of]) => [name, found[of]]));
}

function statementOf(policy: unknown, sid: unknown): Values | undefined {
  const { Statement } = JSON.parse(String(policy)) as { readonly Statement: readonly Values[] };
  const found = Statement.find((each) => each['Sid'] === sid);
  return found === undefined ? undefined : { Statement: JSON.stringify(found) };
}

/** Clocks of files are coarser than ours. */
const clockMs = 1000;

/** Whether what was read says that it was made before the call came. */
function isOlder(values: unknown, begunAt: number): boolean {
  if (Array.isArray(values)) return values.some((each) => isOlder(each, begunAt));
  if (!isRecord(values)) return false;
  return Object.entries(values).some(([name, value]) =>
    /^(created|creation|createTime|created?(At|Date|Time))/i.test(name) && value instanceof Date
      ? value.getTime() < begunAt - clockMs
      : isRecord(value) && !(value instanceof Date) && isOlder(value, begunAt),
  );
}
