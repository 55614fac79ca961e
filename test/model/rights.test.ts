// What a definition needs of its roles: tables from the action references of the CodePipeline user guide and from
// CodeBuild's pages about its service role.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from '../../src/lib/node.ts';
import { parseJson } from '../../src/lib/parse-json.ts';
import { readFunction } from '../../src/load/kinds/function.ts';
import { readService } from '../../src/load/kinds/service.ts';
import { readTaskDefinition } from '../../src/load/kinds/task-definition.ts';
import type { Definition } from '../../src/model/definition.ts';
import type { DeploymentGroup } from '../../src/model/deployment.ts';
import { decides } from '../../src/model/policy-decision.ts';
import type { ActionDeclaration } from '../../src/model/pipeline.ts';
import { leastPolicy, unboundActions } from '../../src/model/rights/least-policy.ts';
import { deploymentGroup, project, withActions } from '../rig/empty-definition.ts';
import { account, action, lines, rolesOf, type Sources } from '../rig/rights.ts';

const actions: readonly (readonly [what: string, ActionDeclaration, needed: readonly string[], Sources?])[] =
  [
    [
      'CodeCommit',
      action('Source', 'CodeCommit', { RepositoryName: 'shop', BranchName: 'main' }),
      ['CancelUploadArchive', 'GetBranch', 'GetCommit', 'GetUploadArchiveStatus', 'UploadArchive'].map(
        (name) => `codecommit:${name} on arn:aws:codecommit:*:${account}:shop`,
      ),
    ],
    [
      'a connection, by the prefix of its own ARN',
      action('Source', 'CodeStarSourceConnection', {
        ConnectionArn: `arn:aws:codestar-connections:eu-west-1:${account}:connection/a`,
      }),
      [
        `codestar-connections:UseConnection on arn:aws:codestar-connections:eu-west-1:${account}:connection/a`,
      ],
    ],
    [
      'an S3 source',
      action('Source', 'S3', { S3Bucket: 'in', S3ObjectKey: 'a/b.zip' }),
      [
        's3:GetBucketVersioning on arn:aws:s3:::in',
        's3:GetObject on arn:aws:s3:::in/a/b.zip',
        's3:GetObjectVersion on arn:aws:s3:::in/a/b.zip',
      ],
    ],
    [
      'an ECR source in its own Region',
      action('Source', 'ECR', { RepositoryName: 'api' }, { region: 'eu-west-1' }),
      [`ecr:DescribeImages on arn:aws:ecr:eu-west-1:${account}:repository/api`],
    ],
    [
      'a build',
      action('Build', 'CodeBuild', { ProjectName: 'api' }),
      ['BatchGetBuilds', 'StartBuild'].map(
        (name) => `codebuild:${name} on arn:aws:codebuild:*:${account}:project/api`,
      ),
    ],
    [
      'a batch',
      action('Test', 'CodeBuild', { ProjectName: 'api', BatchEnabled: 'true' }),
      ['BatchGetBuildBatches', 'StartBuildBatch'].map(
        (name) => `codebuild:${name} on arn:aws:codebuild:*:${account}:project/api`,
      ),
    ],
    [
      'commands with a secret',
      action(
        'Compute',
        'Commands',
        {},
        {
          commands: ['aws s3 cp out s3://site/a --recursive', 'echo done'],
          environmentVariables: [{ name: 'T', value: 'tokens:key', type: 'SECRETS_MANAGER' }],
        },
      ),
      [
        `logs:CreateLogGroup on arn:aws:logs:*:${account}:log-group:/aws/codepipeline/app`,
        `logs:CreateLogGroup on arn:aws:logs:*:${account}:log-group:/aws/codepipeline/app:*`,
        `logs:CreateLogStream on arn:aws:logs:*:${account}:log-group:/aws/codepipeline/app`,
        `logs:CreateLogStream on arn:aws:logs:*:${account}:log-group:/aws/codepipeline/app:*`,
        `logs:PutLogEvents on arn:aws:logs:*:${account}:log-group:/aws/codepipeline/app:log-stream:*`,
        's3:PutObject on arn:aws:s3:::site/*',
        `secretsmanager:GetSecretValue on arn:aws:secretsmanager:*:${account}:secret:tokens-??????`,
      ],
    ],
    ['an approval', action('Approval', 'Manual', {}), []],
    [
      'an approval that notifies a topic',
      action('Approval', 'Manual', { NotificationArn: `arn:aws:sns:eu-west-1:${account}:ask` }),
      [`sns:Publish on arn:aws:sns:eu-west-1:${account}:ask`],
    ],
    [
      'a function',
      action('Invoke', 'Lambda', { FunctionName: 'check' }),
      [`lambda:InvokeFunction on arn:aws:lambda:*:${account}:function:check`],
    ],
    [
      'a deployment to a bucket',
      action('Deploy', 'S3', { BucketName: 'site', Extract: 'true' }),
      ['s3:PutObject on arn:aws:s3:::site/*'],
    ],
    [
      'a deployment to a bucket with an ACL and a key',
      action('Deploy', 'S3', {
        BucketName: 'site',
        Extract: 'true',
        CannedACL: 'public-read',
        KMSEncryptionKeyARN: `arn:aws:kms:eu-west-1:${account}:key/k`,
      }),
      [
        `kms:Decrypt on arn:aws:kms:eu-west-1:${account}:key/k`,
        `kms:GenerateDataKey on arn:aws:kms:eu-west-1:${account}:key/k`,
        's3:PutObject on arn:aws:s3:::site/*',
        's3:PutObjectAcl on arn:aws:s3:::site/*',
      ],
    ],
    [
      'CodeDeploy',
      action('Deploy', 'CodeDeploy', { ApplicationName: 'shop', DeploymentGroupName: 'web' }),
      [
        `codedeploy:CreateDeployment on arn:aws:codedeploy:*:${account}:deploymentgroup:shop/web`,
        `codedeploy:GetApplication on arn:aws:codedeploy:*:${account}:application:shop`,
        `codedeploy:GetApplicationRevision on arn:aws:codedeploy:*:${account}:application:shop`,
        `codedeploy:GetDeployment on arn:aws:codedeploy:*:${account}:deploymentgroup:shop/web`,
        `codedeploy:GetDeploymentConfig on arn:aws:codedeploy:*:${account}:deploymentconfig:*`,
        `codedeploy:RegisterApplicationRevision on arn:aws:codedeploy:*:${account}:application:shop`,
      ],
    ],
    [
      'ECS, with the roles of its task definition',
      action('Deploy', 'ECS', { ClusterName: 'c', ServiceName: 's' }),
      [
        'ecs:DescribeTaskDefinition on *',
        'ecs:ListTasks on *',
        'ecs:RegisterTaskDefinition on *',
        `ecs:DescribeServices on arn:aws:ecs:*:${account}:service/c/s`,
        `ecs:DescribeTasks on arn:aws:ecs:*:${account}:task/c/*`,
        `ecs:TagResource on arn:aws:ecs:*:${account}:task-definition/*:* [RegisterTaskDefinition]`,
        `ecs:UpdateService on arn:aws:ecs:*:${account}:service/c/s`,
        `iam:PassRole on arn:aws:iam::${account}:role/run [ecs-tasks.amazonaws.com]`,
      ].toSorted(),
      { taskRoles: [`arn:aws:iam::${account}:role/run`] },
    ],
    [
      'CloudFormation',
      action('Deploy', 'CloudFormation', {
        ActionMode: 'CHANGE_SET_REPLACE',
        StackName: 'shop',
        RoleArn: `arn:aws:iam::${account}:role/stack`,
      }),
      [
        ...['CreateChangeSet', 'DeleteChangeSet', 'DescribeChangeSet', 'DescribeStacks'].map(
          (name) => `cloudformation:${name} on arn:aws:cloudformation:*:${account}:stack/shop/*`,
        ),
        `iam:PassRole on arn:aws:iam::${account}:role/stack [cloudformation.amazonaws.com]`,
      ],
    ],
    [
      'CloudFormation that executes a change set, which passes no role',
      action('Deploy', 'CloudFormation', {
        ActionMode: 'CHANGE_SET_EXECUTE',
        StackName: 'shop',
        RoleArn: `arn:aws:iam::${account}:role/stack`,
      }),
      ['DescribeChangeSet', 'DescribeStackEvents', 'DescribeStacks', 'ExecuteChangeSet'].map(
        (name) => `cloudformation:${name} on arn:aws:cloudformation:*:${account}:stack/shop/*`,
      ),
    ],
  ];

const asked = actions.map(
  ([what, declared, needed, sources = {}]) => [what, { declared, needed, sources }] as const,
);

test.each(asked)('the pipeline needs for %s exactly what its reference names', (_, each) => {
  const [role] = rolesOf({ pipeline: withActions(each.declared) }, each.sources);
  expect(lines(role)).toEqual(each.needed);
});

test('CodeDeployToECS needs the rights of CodeDeploy, and to register a task definition and pass its roles', () => {
  const declared = action('Deploy', 'CodeDeployToECS', {
    ApplicationName: 'shop',
    DeploymentGroupName: 'web',
  });
  const text = lines(rolesOf({ pipeline: withActions(declared) })[0]).join('\n');
  for (const said of [
    'codedeploy:CreateDeployment',
    'ecs:RegisterTaskDefinition on *',
    'iam:PassRole on arn:aws:iam::111122223333:role/* [ecs-tasks',
  ])
    expect(text).toContain(said);
});

describe('a service of ECS whose task definition is next to the pipeline', () => {
  const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
  const container = {
    name: 'api',
    image: `${account}.dkr.ecr.eu-west-1.amazonaws.com/api:1`,
    secrets: [
      { name: 'A', valueFrom: `arn:aws:secretsmanager:eu-west-1:${account}:secret:db-AbCdEf:password::` },
      { name: 'B', valueFrom: '/api/key' },
    ],
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': '/ecs/api',
        'awslogs-region': 'eu-west-1',
        'awslogs-stream-prefix': 'api',
        'awslogs-create-group': 'true',
      },
    },
  };
  const { value: service } = readService(
    json({ serviceName: 's', cluster: 'c', taskDefinition: 'api', desiredCount: 1 }),
  );
  const { value: task } = readTaskDefinition(
    json({
      family: 'api',
      executionRoleArn: role('pull'),
      taskRoleArn: role('run'),
      containerDefinitions: [container],
    }),
  );
  if (service === undefined || task === undefined) throw new Error('not read');
  const roles = rolesOf({
    pipeline: withActions(action('Deploy', 'ECS', { ClusterName: 'c', ServiceName: 's' })),
    services: [service],
    taskDefinitions: [task],
  });

  test('passes exactly its roles, and tags only its revisions', () => {
    const text = lines(roles[0]);
    expect(text.filter((line) => line.startsWith('iam:'))).toEqual(
      ['pull', 'run'].map((name) => `iam:PassRole on ${role(name)} [ecs-tasks.amazonaws.com]`),
    );
    expect(text.join('\n')).toContain(`task-definition/api:* [RegisterTaskDefinition]`);
  });

  test('starts with a role that pulls its images, reads its secrets and writes its logs', () => {
    expect(roles[1]).toMatchObject({ name: 'pull', services: ['ecs-tasks'] });
    expect(lines(roles[1])).toEqual([
      'ecr:BatchCheckLayerAvailability on arn:aws:ecr:eu-west-1:111122223333:repository/api',
      'ecr:BatchGetImage on arn:aws:ecr:eu-west-1:111122223333:repository/api',
      'ecr:GetAuthorizationToken on *',
      'ecr:GetDownloadUrlForLayer on arn:aws:ecr:eu-west-1:111122223333:repository/api',
      'logs:CreateLogGroup on arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/api',
      'logs:CreateLogGroup on arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/api:*',
      'logs:CreateLogStream on arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/api:log-stream:*',
      'logs:PutLogEvents on arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/api:log-stream:*',
      'secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf',
      'ssm:GetParameters on arn:aws:ssm:*:111122223333:parameter/api/key',
    ]);
  });

  test('runs its code with another, whose calls are not known', () => {
    expect(roles[2]).toMatchObject({ name: 'run', needs: [{ isPartial: true, rights: [] }] });
  });
});

test('a function writes its log with its own role', () => {
  const role = `arn:aws:iam::${account}:role/check`;
  const { value } = readFunction(
    json({ FunctionName: 'check', Role: role, Runtime: 'nodejs22.x', Handler: 'a.b', Code: {} }),
  );
  const [, found] = rolesOf({
    pipeline: { ...withActions(), artifactStore: { type: 'S3', location: 's' } },
    functions: value === undefined ? [] : [value],
  });
  expect(found).toMatchObject({ arn: role, services: ['lambda'] });
  expect(lines(found).join('\n')).toContain('log-group:/aws/lambda/check:log-stream:*');
});

function json(value: object): Node {
  const { root } = parseJson({ path: 'part.json', text: JSON.stringify(value) });
  if (root === undefined) throw new Error('no JSON');
  return root;
}

test('an environment that adds instances needs more rights than one that updates them in place', () => {
  const declared = action('Deploy', 'ElasticBeanstalk', { ApplicationName: 'a', EnvironmentName: 'prod' });
  const withPolicy = (Value: string) =>
    lines(
      rolesOf({
        pipeline: withActions(declared),
        environments: [
          {
            applicationName: 'a',
            environmentName: 'prod',
            platform: '',
            optionSettings: [
              { Namespace: 'aws:elasticbeanstalk:command', OptionName: 'DeploymentPolicy', Value },
              {
                Namespace: 'aws:autoscaling:launchconfiguration',
                OptionName: 'IamInstanceProfile',
                Value: 'web',
              },
            ],
          },
        ],
      })[0],
    );
  const passes = `iam:PassRole on arn:aws:iam::${account}:role/web [ec2.amazonaws.com]`;
  expect(withPolicy('Rolling')).not.toContain(passes);
  expect(withPolicy('Immutable')).toEqual(expect.arrayContaining([...withPolicy('Rolling'), passes]));
  expect(withPolicy('Rolling')).toContain(
    `elasticbeanstalk:UpdateEnvironment on arn:aws:elasticbeanstalk:*:${account}:environment/a/prod`,
  );
});

test('an action with a role of its own runs as that one, and the pipeline must be able to assume it', () => {
  const own = 'arn:aws:iam::444455556666:role/other';
  const declared = action('Deploy', 'S3', { BucketName: 'site', Extract: 'true' }, { roleArn: own });
  const store = { type: 'S3', location: 'store' } as const;
  const [first, second] = rolesOf({ pipeline: { ...withActions(declared), artifactStore: store } });
  expect(lines(first)).toContain(`sts:AssumeRole on ${own}`);
  expect(lines(first)).not.toContain('s3:PutObject on arn:aws:s3:::site/*');
  expect(second?.services).toEqual([]);
  expect(lines(second)).toEqual([
    's3:GetObject on arn:aws:s3:::store/*',
    's3:GetObjectVersion on arn:aws:s3:::store/*',
    's3:PutObject on arn:aws:s3:::site/*',
    's3:PutObject on arn:aws:s3:::store/*',
  ]);
});

test('every artifact store is read and written, in its own Region, with its key', () => {
  const encryptionKey = { id: 'k', type: 'KMS' } as const;
  const pipeline = {
    ...withActions(),
    artifactStores: {
      'eu-west-1': { type: 'S3', location: 'one', encryptionKey },
      'us-east-1': { type: 'S3', location: 'two' },
    } as const,
  };
  expect(lines(rolesOf({ pipeline })[0])).toEqual([
    `kms:Decrypt on arn:aws:kms:eu-west-1:${account}:key/k`,
    `kms:GenerateDataKey on arn:aws:kms:eu-west-1:${account}:key/k`,
    's3:GetBucketVersioning on arn:aws:s3:::one',
    's3:GetBucketVersioning on arn:aws:s3:::two',
    's3:GetObject on arn:aws:s3:::one/*',
    's3:GetObject on arn:aws:s3:::two/*',
    's3:GetObjectVersion on arn:aws:s3:::one/*',
    's3:GetObjectVersion on arn:aws:s3:::two/*',
    's3:PutObject on arn:aws:s3:::one/*',
    's3:PutObject on arn:aws:s3:::two/*',
  ]);
});

test('what is not known is said, not made up', () => {
  const declared = action('Deploy', 'AppConfig', { Application: 'a' });
  const [role] = rolesOf({ pipeline: withActions(declared) });
  expect(role?.needs[0]).toMatchObject({
    isPartial: true,
    rights: [],
    note: expect.stringContaining('AppConfig'),
  });
});

// shows: S4-039, S4-059
test('a deployment group needs what its instances, groups and balancer require', () => {
  const group = deploymentGroup({
    autoScalingGroups: ['web'],
    deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    loadBalancerInfo: { targetGroupInfoList: [{ name: 'front' }] },
    alarmConfiguration: { enabled: true, alarms: [{ name: 'errors' }] },
  });
  const role = rolesOf({ deploymentGroups: [group] }).find(({ services }) => services.includes('codedeploy'));
  const text = lines(role).join('\n');
  for (const said of [
    'ec2:DescribeInstances on *',
    'tag:GetResources on *',
    `autoscaling:PutLifecycleHook on arn:aws:autoscaling:*:${account}:autoScalingGroup:*:autoScalingGroupName/web`,
    `elasticloadbalancing:RegisterTargets on arn:aws:elasticloadbalancing:*:${account}:targetgroup/front/*`,
    'cloudwatch:DescribeAlarms on *',
  ])
    expect(text).toContain(said);
});

test('a deployment group that copies its Auto Scaling group may make the copy and delete the original', () => {
  const group = deploymentGroup({
    deploymentGroupName: 'Production',
    autoScalingGroups: ['web'],
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    loadBalancerInfo: { targetGroupInfoList: [{ name: 'front' }] },
    blueGreenDeploymentConfiguration: {
      greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' },
    },
  });
  const neededBy = (change: Partial<DeploymentGroup>) => {
    const roles = rolesOf({ deploymentGroups: [{ ...group, ...change }] });
    return lines(roles.find(({ services }) => services.includes('codedeploy'))).join('\n');
  };
  const named = (name: string) =>
    `on arn:aws:autoscaling:*:${account}:autoScalingGroup:*:autoScalingGroupName/${name}`;
  const text = neededBy({});
  for (const said of [
    `autoscaling:CreateAutoScalingGroup ${named('CodeDeploy_Production_*')}`,
    `autoscaling:DeleteAutoScalingGroup ${named('web')}`,
    `ec2:TerminateInstances on arn:aws:ec2:*:${account}:instance/*`,
    'ec2:RunInstances on *',
    `iam:PassRole on arn:aws:iam::${account}:role/*`,
    `elasticloadbalancing:RegisterTargets on arn:aws:elasticloadbalancing:*:${account}:targetgroup/front/*`,
  ])
    expect(text).toContain(said);
  const inPlace = neededBy({ deploymentStyle: { deploymentType: 'IN_PLACE' } });
  for (const unneeded of ['CreateAutoScalingGroup', 'TerminateInstances', 'PassRole'])
    expect(inPlace).not.toContain(unneeded);
});

describe('the least policy', () => {
  const everything: Partial<Definition> = {
    pipeline: {
      ...withActions(...actions.map(([, declared], index) => ({ ...declared, name: `A${index}` }))),
      artifactStore: { type: 'S3', location: 'store' },
    },
    projects: [project({ vpcConfig: { vpcId: 'v', subnets: ['s'], securityGroupIds: ['g'] } })],
    deploymentGroups: [deploymentGroup()],
  };

  test('has no action by wildcard, and every resource only where AWS has no narrower one', () => {
    for (const { needs } of rolesOf(everything)) {
      const policy = leastPolicy(needs.flatMap(({ rights }) => rights));
      for (const { Action = [], Resource = [] } of policy.Statement) {
        expect([Action].flat().filter((name) => /[*?]/.test(name))).toEqual([]);
        expect([Resource].flat().filter((arn) => arn === '*').length).toBeLessThanOrEqual(
          [Resource].flat().length === 1 ? 1 : 0,
        );
      }
      for (const name of unboundActions(policy))
        expect(name).toMatch(/:(Describe|List|GetAuthorizationToken|GetResources|RegisterTaskDefinition)/);
    }
  });

  test('gives everything that the role needs, and nothing when one statement is taken out', () => {
    for (const { needs } of rolesOf(everything)) {
      const rights = needs.flatMap((need) => need.rights).filter(({ isOpen }) => isOpen !== true);
      const policy = leastPolicy(rights);
      const isGiven = (Statement: typeof policy.Statement) =>
        rights.every(({ actions: names, resources, context = {} }) =>
          names.every((name) =>
            resources.every(
              (resource) =>
                decides({ Statement }, { action: name, resource, context }).decision === 'Allowed',
            ),
          ),
        );
      expect(isGiven(policy.Statement)).toBe(true);
      // Of the role of a stack nothing is known.
      if (policy.Statement.length === 0) continue;
      const without = fc.integer({ min: 0, max: policy.Statement.length - 1 });
      fc.assert(
        fc.property(without, (index) => {
          expect(isGiven(policy.Statement.filter((_, at) => at !== index))).toBe(false);
        }),
      );
    }
  });
});
