// What a call is answered that was begun before the endpoint was killed, and is sent again: it may have been executed, and
// then meets what it has made or no longer finds what it has removed. Services that recognise a client token need none of this.
import type { Values } from '../aws/wire/message.ts';
import { AwsError } from '../aws/wire/aws-error.ts';
import { isRecord } from '../lib/is-record.ts';
import { isEqual } from '../stacks/values/evaluate.ts';
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
  // It is not there, which is what the call was for.
  if (/:(Delete|Remove|Deregister)/.test(operation))
    return /NotFound|NoSuch|NotExist|not exist|not found/i.test(what) ? {} : undefined;
  const made = madeBy[operation];
  if (made === undefined || !/Exist|Owned|Conflict|Duplicate|InUse|not idempotent/i.test(what))
    return undefined;
  const found = (await operations[made.read]?.(made.asking(input) as never, call)) as Values | undefined;
  const thing = found && made.thing(found, input);
  if (thing === undefined) return undefined;
  const isIt = made.isSame === undefined ? isMadeSince(thing, begunAt) : made.isSame(thing, input);
  return isIt ? made.output(thing, input) : undefined;
}

interface Made {
  /** The operation that gives what was made. */
  readonly read: string;
  readonly asking: (input: Values) => Values;
  readonly thing: (found: Values, input: Values) => Values | undefined;
  readonly output: (thing: Values, input: Values) => Values;
  /** For a thing without the time of its creation: whether it is what the call would have made. */
  readonly isSame?: (thing: Values, input: Values) => boolean;
}

const madeBy: Readonly<Record<string, Made>> = {
  'autoscaling:CreateAutoScalingGroup': {
    ...reads('DescribeAutoScalingGroups', { AutoScalingGroupNames: ['AutoScalingGroupName'] }),
    thing: ({ AutoScalingGroups }) => first(AutoScalingGroups),
    output: () => ({}),
  },
  'cloudformation:CreateStack': {
    ...reads('DescribeStacks', { StackName: 'StackName' }),
    thing: ({ Stacks }) => first(Stacks),
    output: ({ StackId }) => ({ StackId }),
  },
  'cloudformation:CreateChangeSet': {
    ...reads('DescribeChangeSet', { StackName: 'StackName', ChangeSetName: 'ChangeSetName' }),
    output: ({ ChangeSetId: Id, StackId }) => ({ Id, StackId }),
  },
  'codebuild:CreateProject': {
    ...reads('BatchGetProjects', { names: ['name'] }),
    thing: ({ projects }) => first(projects),
    output: (project) => ({ project }),
  },
  'codedeploy:CreateApplication': {
    ...reads('GetApplication', { applicationName: 'applicationName' }),
    thing: ({ application }) => record(application),
    output: ({ applicationId }) => ({ applicationId }),
  },
  'codedeploy:CreateDeploymentConfig': {
    ...reads('GetDeploymentConfig', { deploymentConfigName: 'deploymentConfigName' }),
    thing: ({ deploymentConfigInfo }) => record(deploymentConfigInfo),
    output: ({ deploymentConfigId }) => ({ deploymentConfigId }),
  },
  'codedeploy:CreateDeploymentGroup': {
    ...reads('GetDeploymentGroup', {
      applicationName: 'applicationName',
      deploymentGroupName: 'deploymentGroupName',
    }),
    thing: ({ deploymentGroupInfo }) => record(deploymentGroupInfo),
    output: ({ deploymentGroupId }) => ({ deploymentGroupId }),
    isSame: sameIn('serviceRoleArn', 'deploymentConfigName', 'deploymentStyle', 'ec2TagFilters', 'ec2TagSet'),
  },
  'codepipeline:CreatePipeline': {
    read: 'GetPipeline',
    asking: ({ pipeline }) => ({ name: record(pipeline)?.['name'] }),
    thing: (found) => found,
    output: ({ pipeline }) => ({ pipeline }),
  },
  'ecr:CreateRepository': {
    ...reads('DescribeRepositories', { repositoryNames: ['repositoryName'] }),
    thing: ({ repositories }) => first(repositories),
    output: (repository) => ({ repository }),
  },
  'ecs:CreateService': {
    ...reads('DescribeServices', { cluster: 'cluster', services: ['serviceName'] }),
    thing: ({ services }) => first(services),
    output: (service) => ({ service }),
  },
  'elasticbeanstalk:CreateApplication': {
    ...reads('DescribeApplications', { ApplicationNames: ['ApplicationName'] }),
    thing: ({ Applications }) => first(Applications),
    output: (Application) => ({ Application }),
  },
  'elasticbeanstalk:CreateEnvironment': {
    ...reads('DescribeEnvironments', { EnvironmentNames: ['EnvironmentName'] }),
    thing: ({ Environments }) => first(Environments),
    output: (environment) => environment,
  },
  'elbv2:CreateListener': {
    ...reads('DescribeListeners', { LoadBalancerArn: 'LoadBalancerArn' }),
    thing: ({ Listeners }, { Port = 80 }) => recordsIn(Listeners).find((each) => each['Port'] === Port),
    output: (listener) => ({ Listeners: [listener] }),
    isSame: sameIn('Protocol', 'DefaultActions'),
  },
  'elbv2:CreateRule': {
    ...reads('DescribeRules', { ListenerArn: 'ListenerArn' }),
    thing: ({ Rules }, { Priority }) =>
      recordsIn(Rules).find((each) => each['Priority'] === String(Priority)),
    output: (rule) => ({ Rules: [rule] }),
    isSame: sameIn('Conditions', 'Actions'),
  },
  'lambda:CreateAlias': {
    ...reads('GetAlias', { FunctionName: 'FunctionName', Name: 'Name' }),
    output: (alias) => alias,
    isSame: sameIn('FunctionVersion', 'RoutingConfig'),
  },
  'lambda:CreateEventSourceMapping': {
    ...reads('ListEventSourceMappings', { FunctionName: 'FunctionName', EventSourceArn: 'EventSourceArn' }),
    thing: ({ EventSourceMappings }) => first(EventSourceMappings),
    output: (mapping) => mapping,
  },
  'lambda:CreateFunction': {
    ...reads('GetFunctionConfiguration', { FunctionName: 'FunctionName' }),
    output: (configuration) => configuration,
  },
  'lambda:CreateFunctionUrlConfig': {
    ...reads('GetFunctionUrlConfig', { FunctionName: 'FunctionName', Qualifier: 'Qualifier' }),
    output: (config) => config,
  },
  'lambda:AddPermission': {
    ...reads('GetPolicy', { FunctionName: 'FunctionName', Qualifier: 'Qualifier' }),
    thing: ({ Policy }, { StatementId }) => statementOf(Policy, StatementId),
    output: (statement) => ({ Statement: JSON.stringify(statement) }),
    isSame: (statement, { Action, Principal }) =>
      statement['Action'] === Action && JSON.stringify(statement['Principal']).includes(String(Principal)),
  },
  'logs:CreateLogGroup': {
    ...reads('DescribeLogGroups', { logGroupNamePrefix: 'logGroupName' }),
    thing: ({ logGroups }, { logGroupName }) =>
      recordsIn(logGroups).find((each) => each['logGroupName'] === logGroupName),
    output: () => ({}),
  },
  'logs:CreateLogStream': {
    ...reads('DescribeLogStreams', { logGroupName: 'logGroupName', logStreamNamePrefix: 'logStreamName' }),
    thing: ({ logStreams }, { logStreamName }) =>
      recordsIn(logStreams).find((each) => each['logStreamName'] === logStreamName),
    output: () => ({}),
  },
  'pipes:CreatePipe': { ...reads('DescribePipe', { Name: 'Name' }), output: (pipe) => pipe },
  'rds:CreateDBCluster': {
    ...reads('DescribeDBClusters', { DBClusterIdentifier: 'DBClusterIdentifier' }),
    thing: ({ DBClusters }) => first(DBClusters),
    output: (DBCluster) => ({ DBCluster }),
  },
  'rds:CreateDBClusterSnapshot': {
    ...reads('DescribeDBClusterSnapshots', { DBClusterSnapshotIdentifier: 'DBClusterSnapshotIdentifier' }),
    thing: ({ DBClusterSnapshots }) => first(DBClusterSnapshots),
    output: (DBClusterSnapshot) => ({ DBClusterSnapshot }),
  },
  'rds:CreateDBInstance': {
    ...reads('DescribeDBInstances', { DBInstanceIdentifier: 'DBInstanceIdentifier' }),
    thing: ({ DBInstances }) => first(DBInstances),
    output: (DBInstance) => ({ DBInstance }),
  },
  's3:CreateBucket': {
    read: 'ListBuckets',
    asking: () => ({}),
    thing: ({ Buckets }, { Bucket }) => recordsIn(Buckets).find((each) => each['Name'] === Bucket),
    output: ({ Name }) => ({ Location: `/${String(Name)}` }),
  },
  'scheduler:CreateSchedule': {
    ...reads('GetSchedule', { Name: 'Name', GroupName: 'GroupName' }),
    output: ({ Arn: ScheduleArn }) => ({ ScheduleArn }),
  },
  'scheduler:CreateScheduleGroup': {
    ...reads('GetScheduleGroup', { Name: 'Name' }),
    output: ({ Arn: ScheduleGroupArn }) => ({ ScheduleGroupArn }),
  },
  'ssm:PutParameter': {
    ...reads('GetParameter', { Name: 'Name' }),
    thing: ({ Parameter }) => record(Parameter),
    output: ({ Version }, { Tier = 'Standard' }) => ({ Version, Tier }),
  },
};

/** @param members by the name of the read's input: a member of the call's, in a list where the read takes one */
function reads(
  read: string,
  members: Readonly<Record<string, string | readonly [string]>>,
): Pick<Made, 'read' | 'asking' | 'thing'> {
  const asking = (input: Values): Values =>
    Object.fromEntries(
      Object.entries(members).flatMap(([name, of]) => {
        const value = input[typeof of === 'string' ? of : of[0]];
        return value === undefined ? [] : [[name, typeof of === 'string' ? value : [value]]];
      }),
    );
  return { read, asking, thing: (found) => found };
}

function record(value: unknown): Values | undefined {
  return isRecord(value) ? value : undefined;
}

function recordsIn(list: unknown): readonly Values[] {
  return Array.isArray(list)
    ? (list as readonly unknown[]).filter((each): each is Values => isRecord(each))
    : [];
}

function first(list: unknown): Values | undefined {
  return recordsIn(list)[0];
}

/** Whether the thing has these members as the call wants them; the others are not compared. */
function sameIn(...members: readonly string[]): NonNullable<Made['isSame']> {
  return (thing, input) =>
    members.every((name) => input[name] === undefined || isEqual(thing[name], input[name]));
}

function statementOf(policy: unknown, sid: unknown): Values | undefined {
  const { Statement } = JSON.parse(String(policy)) as { readonly Statement: unknown };
  return recordsIn(Statement).find((each) => each['Sid'] === sid);
}

/** Clocks of files are coarser than ours. */
const clockMs = 1000;

/** Whether the thing says that it was made, or changed last, after the call had come. One that has no such time does not. */
function isMadeSince(thing: Values, begunAt: number): boolean {
  const times = timesIn(thing);
  return times.length > 0 && times.every((time) => time >= begunAt - clockMs);
}

function timesIn(values: Values): readonly number[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (isRecord(value) && !(value instanceof Date)) return timesIn(value);
    return /creat|lastmodified/i.test(name) ? milliseconds(value) : [];
  });
}

function milliseconds(value: unknown): readonly number[] {
  if (value instanceof Date) return [value.getTime()];
  if (typeof value === 'number') return [value];
  const parsed = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(parsed) ? [] : [parsed];
}
