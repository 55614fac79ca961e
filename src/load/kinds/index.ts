// Every kind of file that stands in a definition's folder next to its pipeline: how it is called, how it is recognised,
// what it holds, who reads it. All that goes through these files reads this one table, the README's too.
import { entryOf, type ListNode, type Node } from '../../lib/node.ts';
import type { Definition, PartName } from '../../model/definition.ts';
import { isAlarm, readAlarm } from './alarm.ts';
import { isBucket, readBucket } from './bucket.ts';
import { readBuildProject } from './codebuild-project.ts';
import { readApplication, readDeploymentConfig, readDeploymentGroup } from './codedeploy.ts';
import { readCosts } from './costs.ts';
import { isDistribution, readDistribution } from './distribution.ts';
import { isEnvironment, readEnvironment } from './environment.ts';
import { readExecutionLimit } from './execution-limit.ts';
import { isFleet, readFleet } from './fleet.ts';
import { isFunction, readFunction, readFunctionCode } from './function.ts';
import { readGate } from './gate.ts';
import { readListener } from './listener.ts';
import { readNotification } from './notification.ts';
import { readParameter } from './parameter.ts';
import { isPolicy, readPolicy } from './policy.ts';
import type { ReadResource } from '../resource.ts';
import { readReuse } from './reuse.ts';
import { readSchedule } from './schedule.ts';
import { isService, readService } from './service.ts';
import { isTargetGroup, readTargetGroup } from './target-group.ts';
import { isTaskDefinition, readTaskDefinition } from './task-definition.ts';

export interface Kind<T = unknown> {
  /** For messages: `an ECS service`. */
  readonly title: string;
  /** The README's name for such a file, and what it says of it. */
  readonly file: string;
  readonly holds: string;
  /** Keys of which every such file has one: a file without any need not be parsed. */
  readonly words: readonly string[];
  /** Whether the file is one of these; false for kinds that only stand in lists. */
  readonly isOne: (root: Node) => boolean;
  /** The key of a file that holds a list of them. */
  readonly list?: string;
  /** The key under which an operation of AWS answers one. */
  readonly wrapper?: string;
  /** What the answers of AWS add to what its Create operations take. */
  readonly outputs?: readonly string[];
  /** A shape of Slipway's own, which AWS does not have. */
  readonly isOurs?: true;
  readonly read: (root: Node) => ReadResource<T>;
}

const codeDeploy = {
  file: 'codedeploy-*.json',
  holds:
    'what `aws deploy create-application`, `create-deployment-group` and `create-deployment-config` take',
};

/** In the order in which a file is recognised: the first that takes it. */
export const kinds: { readonly [Name in PartName]: Kind<Definition[Name][number]> } = {
  functionCode: ours('functionCode', readFunctionCode, {
    title: 'a list of places of code',
    file: 'function-code.json',
    holds: 'where the code of a function lies, when not in `functions/NAME`: `{ "functionCode": [ … ] }`',
  }),
  gates: ours('gates', readGate, {
    title: 'a list of gates',
    file: 'gates.json',
    holds: 'what line coverage, branch coverage and pass rate a build must reach',
  }),
  limits: ours('limits', readExecutionLimit, {
    title: 'a list of limits',
    file: 'limits.json',
    holds: 'how long a whole execution may take',
  }),
  costs: ours('costs', readCosts, {
    title: 'a list of assumptions about costs',
    file: 'costs.json',
    holds: 'what `slipway plan --cost` assumes',
  }),
  listeners: ours('listeners', readListener, {
    title: 'a list of listeners',
    file: 'listeners.json',
    holds: 'ports of this machine that matter: `{ "listeners": [{ "name": "site", "port": 8030 }] }`',
  }),
  parameters: ours('parameters', readParameter, {
    title: 'a list of parameters',
    file: 'parameters.json',
    holds: 'what Parameter Store holds: values, and secrets that are made up once and kept encrypted',
  }),
  reuse: ours('reuse', readReuse, {
    title: 'a list of projects whose work is reused',
    file: 'reuse.json',
    holds: 'which projects may take what an earlier build gave, and the files they depend on',
  }),
  schedules: ours('schedules', readSchedule, {
    title: 'a list of schedules',
    file: 'schedules.json',
    holds: 'when `slipway up` starts the pipeline by itself',
  }),
  notifications: ours('notifications', readNotification, {
    title: 'a list of notifications',
    file: 'notifications.json',
    holds: 'who is notified of which events, and where',
  }),
  projects: {
    title: 'a CodeBuild project',
    file: 'codebuild-project.json',
    holds:
      'what `aws codebuild create-project` takes, one file for each project, or what `batch-get-projects` gives',
    words: ['computeType'],
    isOne: (root) => has(root, 'environment', 'source', 'artifacts'),
    list: 'projects',
    wrapper: 'project',
    outputs: [
      'arn',
      'badge',
      'created',
      'lastModified',
      'projectVisibility',
      'publicProjectAlias',
      'resourceAccessRole',
      'webhook',
    ],
    read: readBuildProject,
  },
  deploymentGroups: {
    title: 'a CodeDeploy deployment group',
    ...codeDeploy,
    words: ['deploymentGroupName', 'deploymentGroupInfo', 'deploymentGroupsInfo'],
    isOne: (root) => has(root, 'deploymentGroupName'),
    list: 'deploymentGroupsInfo',
    wrapper: 'deploymentGroupInfo',
    outputs: [
      'computePlatform',
      'deploymentGroupId',
      'lastAttemptedDeployment',
      'lastSuccessfulDeployment',
      'targetRevision',
    ],
    read: readDeploymentGroup,
  },
  applications: {
    title: 'a CodeDeploy application',
    ...codeDeploy,
    words: ['applicationName', 'applicationsInfo'],
    isOne: (root) => has(root, 'applicationName'),
    list: 'applicationsInfo',
    wrapper: 'application',
    outputs: ['applicationId', 'createTime', 'gitHubAccountName', 'linkedToGitHub'],
    read: readApplication,
  },
  deploymentConfigs: {
    title: 'a CodeDeploy deployment configuration',
    ...codeDeploy,
    words: ['deploymentConfigName', 'deploymentConfigInfo'],
    isOne: (root) => has(root, 'deploymentConfigName'),
    wrapper: 'deploymentConfigInfo',
    outputs: ['createTime', 'deploymentConfigId'],
    read: readDeploymentConfig,
  },
  distributions: {
    title: 'a CloudFront distribution',
    file: 'cloudfront-config.json',
    holds: 'what `aws cloudfront create-distribution` takes',
    words: ['DefaultCacheBehavior'],
    isOne: isDistribution,
    read: readDistribution,
  },
  environments: {
    title: 'an Elastic Beanstalk environment',
    file: 'environment.json',
    holds: 'what `aws elasticbeanstalk create-environment` takes',
    words: ['EnvironmentName'],
    isOne: isEnvironment,
    read: readEnvironment,
  },
  taskDefinitions: {
    title: 'an ECS task definition',
    file: 'task-definition.json',
    holds: 'what `aws ecs register-task-definition` takes, or what `describe-task-definition` gives',
    words: ['containerDefinitions'],
    isOne: isTaskDefinition,
    read: readTaskDefinition,
  },
  services: {
    title: 'an ECS service',
    file: 'service.json',
    holds: 'what `aws ecs create-service` takes',
    words: ['serviceName'],
    isOne: isService,
    read: readService,
  },
  targetGroups: {
    title: 'a target group',
    file: 'target-group.json',
    holds: 'what `aws elbv2 create-target-group` takes',
    words: ['HealthCheckPath', 'TargetType', 'VpcId'],
    isOne: isTargetGroup,
    read: readTargetGroup,
  },
  functions: {
    title: 'a Lambda function',
    file: 'function.json',
    holds: 'what `aws lambda create-function` takes; the code lies in `functions/NAME`',
    words: ['FunctionName'],
    isOne: isFunction,
    read: readFunction,
  },
  alarms: {
    title: 'a CloudWatch alarm',
    file: 'alarm.json',
    holds: 'what `aws cloudwatch put-metric-alarm` takes',
    words: ['AlarmName'],
    isOne: isAlarm,
    read: readAlarm,
  },
  buckets: {
    title: 'an S3 bucket',
    file: 'bucket.json',
    holds: "a bucket's website, versioning and CORS, as S3 and CloudFormation write them",
    words: ['Bucket', 'WebsiteConfiguration'],
    isOne: isBucket,
    read: readBucket,
  },
  policies: {
    title: 'an IAM policy',
    file: '…-policy.json',
    holds: 'what `aws iam put-role-policy` takes: rights that are missing are reported before anything runs',
    words: ['Statement', 'PolicyDocument', 'AssumeRolePolicyDocument'],
    isOne: isPolicy,
    read: readPolicy,
  },
  fleets: {
    title: 'a fleet',
    file: 'fleet.json',
    holds:
      'where a deployment lands here: how many instances, their image, tags, the target group before them',
    words: ['instances'],
    isOne: isFleet,
    read: readFleet,
  },
};

/** Every kind of part. */
export const partNames = Object.keys(kinds) as readonly PartName[];

/** What the file holds; a file of lists gives the items of all of them. */
export function partsIn(root: Node): readonly (readonly [PartName, Node])[] {
  const listed = partNames.flatMap((name) => listedIn(root, name).map((item) => [name, item] as const));
  if (listed.length > 0) return listed;
  const name = partNames.find((each) => wrapped(root, kinds[each]) !== undefined || kinds[each].isOne(root));
  return name === undefined ? [] : [[name, bare(root, kinds[name])]];
}

/** The kind of a file, also of one with an empty list. */
export function kindOf(root: Node): PartName | undefined {
  return partsIn(root)[0]?.[0] ?? partNames.find((name) => listOf(root, name) !== undefined);
}

function listedIn(root: Node, name: PartName): readonly Node[] {
  return (listOf(root, name)?.items ?? []).map((item) => withoutOutputs(item, kinds[name]));
}

/** A list of Slipway's own is one whatever stands in it; one of AWS's has a name that other files use as well. */
function listOf(root: Node, name: PartName): ListNode | undefined {
  const { list, isOne } = kinds[name];
  const found = list === undefined ? undefined : entryOf(root, list)?.value;
  if (found?.kind !== 'list') return undefined;
  return kinds[name].isOurs === true ||
    found.items.some(isOne) ||
    entryOf(root, `${list}NotFound`) !== undefined
    ? found
    : undefined;
}

function wrapped(root: Node, { wrapper }: Kind): Node | undefined {
  if (root.kind !== 'map' || root.entries.length !== 1 || wrapper === undefined) return undefined;
  return entryOf(root, wrapper)?.value;
}

function bare(root: Node, kind: Kind): Node {
  const inner = wrapped(root, kind);
  return inner === undefined ? root : withoutOutputs(inner, kind);
}

function withoutOutputs(node: Node, { outputs = [] }: Kind): Node {
  if (node.kind !== 'map' || outputs.length === 0) return node;
  return { ...node, entries: node.entries.filter(({ key }) => !outputs.includes(key)) };
}

function has(root: Node, ...keys: readonly string[]): boolean {
  return keys.every((key) => entryOf(root, key) !== undefined);
}

function ours<T>(
  list: string,
  read: Kind<T>['read'],
  about: Pick<Kind, 'title' | 'file' | 'holds'>,
): Kind<T> {
  return { ...about, words: [list], isOne: () => false, list, isOurs: true, read };
}
