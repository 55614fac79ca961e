// Where the result goes: the stage that delivers it, and the files that describe what it is delivered to. Pure.
import { defined } from '../lib/defined.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { Delivery, Detected, StarterBuild } from './detected.ts';
import { fleetFiles } from './fleet-files.ts';
import { accountId, actionType, json, region, roleArn, type StarterFile } from './shapes.ts';

interface Named {
  readonly name: string;
  readonly hasBuild: boolean;
}

interface Delivered {
  readonly stages: readonly object[];
  readonly files: readonly StarterFile[];
  /** Variables of the build project. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What the delivery changes about the build. */
  readonly build?: Partial<StarterBuild>;
}

export function deliveryOf({ delivery, build }: Detected, named: Named): Delivered {
  switch (delivery.type) {
    case 'none':
      // A pipeline has two stages at least.
      return named.hasBuild
        ? { stages: [], files: [], variables: build?.isPrivileged === true ? repositoryOf(named.name) : {} }
        : { stages: [], files: [] };
    case 'website':
      return site(delivery, named);
    case 'beanstalk':
      return environment(delivery, named);
    case 'codedeploy':
      return fleet(delivery, named, build);
    case 'ecs':
      return service(delivery, named, build);
    case 'stack':
      return stack(delivery, named);
    default:
      return unreachable(delivery);
  }
}

function deployStage(action: object, { hasBuild }: Named): object {
  return {
    name: 'Deploy',
    actions: [
      { name: 'Deploy', ...action, inputArtifacts: [{ name: hasBuild ? 'BuildOutput' : 'SourceOutput' }] },
    ],
  };
}

function site({ isSinglePage }: Delivery & { readonly type: 'website' }, named: Named): Delivered {
  const bucket = `${named.name}-site-${accountId}`;
  return {
    stages: [
      deployStage(
        { actionTypeId: actionType('Deploy', 'S3'), configuration: { BucketName: bucket, Extract: 'true' } },
        named,
      ),
    ],
    files: [
      {
        path: 'bucket.json',
        text: json({
          Bucket: bucket,
          WebsiteConfiguration: {
            IndexDocument: 'index.html',
            ...(isSinglePage ? { ErrorDocument: 'index.html' } : {}),
          },
        }),
      },
    ],
  };
}

/** Solution stacks have names with a version; those of the documentation's list of platforms. */
const solutionStacks = {
  node: '64bit Amazon Linux 2023 v6.6.0 running Node.js 22',
  python: '64bit Amazon Linux 2023 v4.7.0 running Python 3.12',
} as const;

function environment(
  { platform, procfile, healthPath }: Delivery & { readonly type: 'beanstalk' },
  named: Named,
): Delivered {
  const names = { ApplicationName: named.name, EnvironmentName: `${named.name}-env` };
  return {
    stages: [
      deployStage({ actionTypeId: actionType('Deploy', 'ElasticBeanstalk'), configuration: names }, named),
    ],
    files: [
      {
        path: 'environment.json',
        text: json({
          ...names,
          SolutionStackName: solutionStacks[platform],
          OptionSettings: [
            { Namespace: 'aws:elasticbeanstalk:command', OptionName: 'DeploymentPolicy', Value: 'AllAtOnce' },
            ...(healthPath === undefined
              ? []
              : [
                  {
                    Namespace: 'aws:elasticbeanstalk:environment:process:default',
                    OptionName: 'HealthCheckPath',
                    Value: healthPath,
                  },
                ]),
          ],
        }),
      },
      ...(procfile === undefined ? [] : [{ path: 'Procfile', text: procfile }]),
    ],
  };
}

function fleet(
  { start, programs, healthPath, healthCodes }: Delivery & { readonly type: 'codedeploy' },
  named: Named,
  build: StarterBuild | undefined,
): Delivered {
  const { name } = named;
  const artifacts = { files: [...(build?.artifacts?.files ?? []), 'appspec.yml', 'deploy/*'] };
  return {
    stages: [
      deployStage(
        {
          actionTypeId: actionType('Deploy', 'CodeDeploy'),
          configuration: { ApplicationName: name, DeploymentGroupName: `${name}-fleet` },
        },
        named,
      ),
    ],
    files: fleetFiles(name, { programs, ...defined({ start, healthPath, healthCodes }) }),
    ...(start === undefined ? {} : { build: { artifacts } }),
  };
}

function repositoryOf(name: string): Readonly<Record<string, string>> {
  return { REPOSITORY_URI: `${accountId}.dkr.ecr.${region}.amazonaws.com/${name}` };
}

function service(
  { port, healthPath = '/', healthCodes }: Delivery & { readonly type: 'ecs' },
  named: Named,
  build: StarterBuild | undefined,
): Delivered {
  const { name } = named;
  const { REPOSITORY_URI: uri = '' } = repositoryOf(name);
  return {
    variables: repositoryOf(name),
    build: {
      build: [
        ...(build?.build ?? []),
        `printf '[{"name":"${name}","imageUri":"%s"}]' "$IMAGE" > imagedefinitions.json`,
      ],
      artifacts: { files: ['imagedefinitions.json'] },
    },
    stages: [
      deployStage(
        {
          actionTypeId: actionType('Deploy', 'ECS'),
          configuration: { ClusterName: name, ServiceName: name, FileName: 'imagedefinitions.json' },
        },
        named,
      ),
    ],
    files: [
      {
        path: 'task-definition.json',
        text: json({
          family: name,
          networkMode: 'awsvpc',
          requiresCompatibilities: ['FARGATE'],
          cpu: '256',
          memory: '512',
          executionRoleArn: roleArn(`${name}-execution`),
          containerDefinitions: [
            {
              name,
              image: `${uri}:latest`,
              essential: true,
              portMappings: [{ containerPort: port, protocol: 'tcp' }],
              environment: [{ name: 'PORT', value: String(port) }],
            },
          ],
        }),
      },
      { path: 'service.json', text: json(serviceOf(name, port)) },
      {
        path: 'target-group.json',
        text: json({
          Name: name,
          Protocol: 'HTTP',
          Port: port,
          TargetType: 'ip',
          VpcId: 'vpc-00000000000000000',
          HealthCheckPath: healthPath,
          ...(healthCodes === undefined ? {} : { Matcher: { HttpCode: healthCodes } }),
          HealthCheckIntervalSeconds: 5,
          HealthCheckTimeoutSeconds: 3,
          HealthyThresholdCount: 2,
          UnhealthyThresholdCount: 2,
        }),
      },
    ],
  };
}

function serviceOf(name: string, port: number): object {
  return {
    cluster: name,
    serviceName: name,
    taskDefinition: name,
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ['subnet-00000000000000000'], assignPublicIp: 'ENABLED' },
    },
    loadBalancers: [
      {
        targetGroupArn: `arn:aws:elasticloadbalancing:${region}:${accountId}:targetgroup/${name}/0000000000000000`,
        containerName: name,
        containerPort: port,
      },
    ],
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
  };
}

function stack(
  { template, isTransformed, stackName }: Delivery & { readonly type: 'stack' },
  named: Named,
): Delivered {
  const input = named.hasBuild ? 'BuildOutput' : 'SourceOutput';
  return {
    stages: [
      deployStage(
        {
          actionTypeId: actionType('Deploy', 'CloudFormation'),
          configuration: {
            // A stack whose first creation has failed can only be deleted and made again. One that has a name of its own may be there
            // already, with data: a failed update of it must not delete it.
            ActionMode: stackName === undefined ? 'REPLACE_ON_FAILURE' : 'CREATE_UPDATE',
            StackName: stackName ?? named.name,
            TemplatePath: `${input}::${template}`,
            RoleArn: roleArn(`${named.name}-stack`),
            Capabilities: `CAPABILITY_IAM,CAPABILITY_NAMED_IAM${isTransformed ? ',CAPABILITY_AUTO_EXPAND' : ''}`,
          },
        },
        named,
      ),
    ],
    files: [],
  };
}
