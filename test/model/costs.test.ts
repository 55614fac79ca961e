// What a month at AWS would cost, by the table of prices, from what was measured and what is assumed.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { providers } from '../../src/actions/registry.ts';
import type { CostAssumptions } from '../../src/model/cost-assumptions.ts';
import type { MeasuredUse } from '../../src/model/cost-line.ts';
import type { CostInput } from '../../src/model/cost-line.ts';
import { estimateCosts } from '../../src/model/costs.ts';
import { behaviorDefaults } from '../../src/model/distribution.ts';
import type { Definition } from '../../src/model/definition.ts';
import type { Environment } from '../../src/model/environment.ts';
import type { ActionDeclaration } from '../../src/model/pipeline.ts';
import type { Service } from '../../src/model/service.ts';
import { freeTier, prices } from '../../src/model/prices.ts';
import { definition, project } from '../rig/empty-definition.ts';

const costsOf = (input: CostInput) => estimateCosts(input, providers);

function action(provider: string, configuration: Record<string, string> = {}): ActionDeclaration {
  const type = providers.all.findLast((each) => each.provider === provider && each.category !== 'Test');
  return {
    name: provider,
    actionTypeId: { category: type?.category ?? 'Deploy', owner: 'AWS', provider, version: '1' },
    configuration,
  };
}

const beanstalk: Environment = {
  applicationName: 'shop',
  environmentName: 'shop-production',
  platform: 'Node.js 22',
  optionSettings: [{ Namespace: 'aws:autoscaling:asg', OptionName: 'MinSize', Value: '2' }],
};

function defined(actions: readonly ActionDeclaration[], more: Partial<Definition> = {}): Definition {
  const { pipeline } = definition();
  return definition({
    pipeline: { ...pipeline, pipelineType: 'V2', stages: [{ name: 'All', actions }] },
    projects: [project()],
    ...more,
  });
}

const builds = defined([
  action('CodeCommit'),
  action('CodeBuild', { ProjectName: 'build' }),
  action('Manual'),
]);
const used: MeasuredUse = { executions: 100, minutes: { 'All/CodeCommit': 1, 'All/CodeBuild': 3 } };

function lineOf(
  service: string,
  of: Definition,
  measured: MeasuredUse = used,
  assumptions: CostAssumptions = {},
) {
  const { lines } = costsOf({ definition: of, assumptions, measured });
  return lines.find((line) => line.service === service);
}

describe('of a pipeline', () => {
  // shows: S3-137
  test('of type V2 each minute of each action costs, but for approvals, behind the free ones', () => {
    expect(lineOf('CodePipeline', builds)).toMatchObject({
      quantity: 400,
      free: 100,
      usd: 300 * 0.002,
      from: '100 executions (measured), 4 minutes each (measured here)',
    });
  });

  // shows: S3-137, S4-090
  test('of type V1 the first is free', () => {
    const old = { ...builds, pipeline: { ...builds.pipeline, pipelineType: 'V1' as const } };
    expect(lineOf('CodePipeline', old)).toMatchObject({ usd: 0, free: 1 });
    expect(lineOf('CodePipeline', old, used, { isFreeTierUsed: true })).toMatchObject({ usd: 1, free: 0 });
  });

  // shows: S3-135
  test('five active users of its repository are free', () => {
    expect(lineOf('CodeCommit', builds)).toMatchObject({ from: 'not known: say activeUsers in costs.json' });
    expect(lineOf('CodeCommit', builds, used, { activeUsers: 5 })).toMatchObject({ usd: 0 });
    expect(lineOf('CodeCommit', builds, used, { activeUsers: 7 })).toMatchObject({ usd: 2 });
  });

  test('an action that never ran here leaves the sum open', () => {
    const estimate = costsOf({
      definition: builds,
      assumptions: { activeUsers: 1, storageGb: 1 },
      measured: { executions: 1, minutes: { 'All/CodeCommit': 1 } },
    });
    expect(estimate.isComplete).toBe(false);
    expect(lineOf('CodeBuild', builds, { executions: 1, minutes: {} })).toEqual({
      service: 'CodeBuild',
      what: 'BUILD_GENERAL1_SMALL',
      unit: 'minutes',
      free: 100,
      price: 0.005,
      from: 'not known: All/CodeBuild did not run here of late',
    });
  });
});

describe('of builds', () => {
  const withCompute = (type: string, computeType: string): Definition => ({
    ...builds,
    projects: [project({ environment: { type, image: 'aws/codebuild/standard:7.0', computeType } })],
  });

  // shows: S1-138, S3-136, S3-146, S4-089, S4-093
  test.each([
    ['LINUX_CONTAINER', 'BUILD_GENERAL1_SMALL', (300 - 100) * 0.005],
    ['LINUX_CONTAINER', 'BUILD_GENERAL1_MEDIUM', 300 * 0.01],
    ['LINUX_CONTAINER', 'BUILD_GENERAL1_LARGE', 300 * 0.02],
    ['ARM_CONTAINER', 'BUILD_GENERAL1_SMALL', (300 - 100) * 0.0034],
  ])('three minutes on %s %s, a hundred times: %d', (type, computeType, usd) => {
    expect(lineOf('CodeBuild', withCompute(type, computeType))?.usd).toBeCloseTo(usd);
  });

  test('compute that is not in the table is listed, and in no sum', () => {
    const line = lineOf('CodeBuild', withCompute('WINDOWS_SERVER_2022_CONTAINER', 'BUILD_GENERAL1_MEDIUM'));
    expect(line).not.toHaveProperty('usd');
    expect(line?.from).toContain('there is no price of WINDOWS_SERVER_2022_CONTAINER BUILD_GENERAL1_MEDIUM');
  });

  test('what is assumed goes before what was measured', () => {
    expect(lineOf('CodeBuild', builds, used, { executionsPerMonth: 10 })).toMatchObject({
      quantity: 30,
      usd: 0,
      from: '10 executions (assumed in costs.json), 3 minutes each (measured here)',
    });
  });

  test('a batch is not measured build by build', () => {
    const batch = defined([action('CodeBuild', { ProjectName: 'build', BatchEnabled: 'true' })]);
    expect(lineOf('CodeBuild', batch)?.from).toBe('not known: All/CodeBuild is a batch of builds');
  });
});

describe('of what is delivered to', () => {
  const hosted = defined([action('ElasticBeanstalk', { EnvironmentName: 'shop-production' })], {
    environments: [beanstalk, { ...beanstalk, environmentName: 'shop-staging' }],
  });
  const linesOf = (of: Definition, assumptions: CostAssumptions = {}) =>
    costsOf({ definition: of, assumptions, measured: used })
      .lines.filter(({ service }) => service === 'Elastic Beanstalk' || service === 'EC2')
      .map(({ what, quantity, usd }) => [
        what,
        quantity,
        usd === undefined ? undefined : Number(usd.toFixed(2)),
      ]);

  // shows: S3-140
  test('an environment that the pipeline names has its instances, their addresses and a load balancer all month', () => {
    expect(linesOf(hosted, { instanceType: 't3.small' })).toEqual([
      ['instances t3.small', 1460, 30.37],
      ['public addresses', 1460, 7.3],
      ['load balancer, without its traffic', 730, 16.43],
    ]);
    expect(linesOf(hosted)[0]).toEqual(['instances', 1460, undefined]);
  });

  // shows: S3-141, S4-040, S4-091, S4-094
  test('a fleet of CodeDeploy has its instances all month, and what leaves the Region costs behind 100 GB', () => {
    const instances = [{ instanceId: 'i-1', tags: {}, availabilityZone: 'us-east-1a' }];
    const of = defined([action('CodeDeploy')], {
      fleets: [{ name: 'web', isolation: 'process', instances }],
    });
    expect(linesOf(of, { instanceType: 't2.micro' })).toContainEqual(['instances t2.micro', 730, 8.47]);
    expect(lineOf('Data transfer', of)?.from).toContain('not known');
    expect(lineOf('Data transfer', of, used, { egressGb: 100 })?.usd).toBe(0);
    expect(lineOf('Data transfer', of, used, { egressGb: 150 })?.usd).toBeCloseTo(4.5);
  });

  // shows: S3-138, S4-092
  test('artifacts and sites cost by the GB, from the first', () => {
    expect(lineOf('S3', hosted)?.from).toContain('not known');
    expect(lineOf('S3', hosted, used, { storageGb: 1 })?.usd).toBeCloseTo(0.023);
    expect(lineOf('S3', hosted, used, { storageGb: 300 })?.usd).toBeCloseTo(6.9);
  });

  test('its own options go first, and one without a load balancer has one instance', () => {
    const optionSettings = [
      ...beanstalk.optionSettings,
      {
        Namespace: 'aws:elasticbeanstalk:environment',
        OptionName: 'EnvironmentType',
        Value: 'SingleInstance',
      },
      { Namespace: 'aws:ec2:instances', OptionName: 'InstanceTypes', Value: 't4g.small, t3.small' },
    ];
    const single = { ...hosted, environments: [{ ...beanstalk, optionSettings }] };
    expect(linesOf(single, { instanceType: 't3.large' })).toEqual([
      ['instances t4g.small', 730, 12.26],
      ['public addresses', 730, 3.65],
    ]);
  });

  test('an instance type that is not in the table is listed', () => {
    const { lines } = costsOf({
      definition: hosted,
      assumptions: { instanceType: 'x9.mega' },
      measured: used,
    });
    expect(lines.find(({ what }) => what.startsWith('instances'))?.from).toBe(
      'not known: there is no price of x9.mega here',
    );
  });
});

describe('of services of ECS', () => {
  const taskDefinition = {
    family: 'shop',
    containers: [],
    volumes: [],
    notExecuted: [],
    cpu: 512,
    memory: 1024,
  };
  const service = {
    serviceName: 'web',
    cluster: 'shop',
    taskDefinition: 'shop:3',
    desiredCount: 2,
    loadBalancer: { targetGroupName: 'web', containerName: 'web', containerPort: 80, hasTestListener: false },
  } as Service;
  const deploys = (provider: string, serviceName = 'web') =>
    defined([action(provider, { ClusterName: 'shop', ServiceName: serviceName })], {
      services: [service],
      taskDefinitions: [taskDefinition],
    });
  const linesOf = (of: Definition) =>
    costsOf({ definition: of, assumptions: {}, measured: used })
      .lines.filter(({ service: name }) => name === 'ECS')
      .map(({ what, usd, from }) => [what, usd === undefined ? from : Number(usd.toFixed(2))]);

  // shows: S3-140
  test('the tasks that it keeps have their processors and memory all month, and a load balancer', () => {
    expect(linesOf(deploys('ECS'))).toEqual([
      ['processors of Fargate', 29.55],
      ['memory of Fargate', 6.49],
      ['load balancer, without its traffic', 16.43],
    ]);
  });

  test('a task without a size of its own, or a service that no file describes, is listed', () => {
    const { cpu: _cpu, memory: _memory, ...noSize } = taskDefinition;
    expect(linesOf({ ...deploys('ECS'), taskDefinitions: [noSize] })[0]).toEqual([
      'processors of Fargate',
      'not known: the task definition shop has no cpu and memory',
    ]);
    expect(linesOf(deploys('ECS', 'other'))).toEqual([
      ['service other', 'not known: the definition does not describe it'],
    ]);
  });
});

test('what an action deploys to and the table has no price of is listed', () => {
  const { lines } = costsOf({
    definition: defined([
      {
        ...action('CloudFormationStackSet'),
        actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'CloudFormationStackSet', version: '1' },
      },
    ]),
    assumptions: {},
    measured: used,
  });
  expect(lines.find(({ service: name }) => name === 'CloudFormationStackSet')?.from).toBe(
    'not known: what All/CloudFormationStackSet makes has no price here',
  );
});

test.each([
  ['AWS::Lambda::Version', undefined],
  ['AWS::DynamoDB::Table', 'not known: there is no price of AWS::DynamoDB::Table here'],
  ['AWS::RDS::DBInstance', 'not known: there is no price of AWS::RDS::DBInstance here'],
])('a stack with %s beyond what is priced has as its further line: %s', (type, expected) => {
  const of = defined([{ ...action('CloudFormation') }]);
  const resources = [{ logicalId: 'One', type, values: {} }];
  const { lines } = costsOf({ definition: of, assumptions: {}, measured: used, resources });
  expect(lines.find(({ service: name }) => name === 'CloudFormation')?.from).toBe(expected);
  const unread = costsOf({ definition: of, assumptions: {}, measured: used });
  expect(unread.lines.find(({ service: name }) => name === 'CloudFormation')?.from).toContain('no template');
  expect(unread.isComplete).toBe(false);
});

// shows: S3-139
test('a distribution costs what viewers receive and request, beyond a TB and ten million requests', () => {
  const distribution = {
    name: 'shop',
    origins: [],
    defaultBehavior: { ...behaviorDefaults, targetOriginId: 'site' },
    behaviors: [],
    errorResponses: [],
    notExecuted: [],
  };
  const site = defined([action('S3')], { distributions: [distribution] });
  const edge = (assumptions: CostAssumptions) =>
    costsOf({ definition: site, assumptions, measured: used })
      .lines.filter(({ service }) => service === 'CloudFront')
      .map(({ usd }) => (usd === undefined ? undefined : Number(usd.toFixed(2))));
  expect(edge({})).toEqual([undefined, undefined]);
  expect(edge({ edgeGb: 1000, edgeRequests: 10_000_000 })).toEqual([0, 0]);
  expect(edge({ edgeGb: 1100, edgeRequests: 12_000_000 })).toEqual([8.5, 2]);
});

test('a build by itself costs its minutes and nothing of a pipeline', () => {
  const alone = { ...builds, standalone: true } as const;
  const services = costsOf({ definition: alone, assumptions: {}, measured: used }).lines.map(
    ({ service }) => service,
  );
  expect(services).toEqual(['CodeBuild']);
});

// shows: S3-142
test('the sum is that of its lines, never below nothing, and more work never costs less', () => {
  const assumptions = fc.record({
    executionsPerMonth: fc.nat(100_000),
    activeUsers: fc.nat(100),
    storageGb: fc.nat(10_000),
    egressGb: fc.nat(10_000),
    isFreeTierUsed: fc.boolean(),
  });
  fc.assert(
    fc.property(assumptions, fc.nat(1000), (given, more) => {
      const estimate = (of: CostAssumptions) =>
        costsOf({ definition: builds, assumptions: of, measured: used });
      const { lines, totalUsd, isComplete } = estimate(given);
      expect(isComplete).toBe(true);
      expect(totalUsd).toBeCloseTo(lines.reduce((sum, { usd = 0 }) => sum + usd, 0));
      for (const { usd = 0 } of lines) expect(usd).toBeGreaterThanOrEqual(0);
      const busier = { ...given, executionsPerMonth: given.executionsPerMonth + more };
      expect(estimate(busier).totalUsd).toBeGreaterThanOrEqual(totalUsd);
    }),
  );
});

test('the table of prices says from when it is', () => {
  expect(prices.asOf).toMatch(/^20\d\d-\d\d$/);
  expect(Object.values(freeTier).every((amount) => amount > 0)).toBe(true);
});
