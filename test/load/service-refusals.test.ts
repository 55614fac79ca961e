// What CreateService refuses although each key is right by itself, and what stands just next to it.
import { describe, expect, test } from 'vitest';
import { readService } from '../../src/load/kinds/service.ts';
import { findings } from '../rig/reader-findings.ts';

const role = 'arn:aws:iam::111122223333:role/ecs';
const plain = { serviceName: 'web', taskDefinition: 'web', desiredCount: 2 };
const group = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1';
const balancer = { targetGroupArn: group, containerName: 'web', containerPort: 80 };
const service = (more: object = {}) => ({ ...plain, ...more });
const deployed = (deploymentConfiguration: object, more: object = {}) =>
  service({ deploymentConfiguration, ...more });
const strategy = (...capacityProviderStrategy: readonly object[]) => service({ capacityProviderStrategy });
const codeDeploy = { deploymentController: { type: 'CODE_DEPLOY' }, loadBalancers: [balancer] };
const hook = { hookTargetArn: 'arn:aws:lambda:x:1:function:f', lifecycleStages: ['PRE_SCALE_UP'] };

describe('CreateService refuses', () => {
  test.each<[string, object, RegExp]>([
    [
      'a launch type together with capacity providers',
      service({ launchType: 'FARGATE', capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] }),
      /a launchType and a capacityProviderStrategy/,
    ],
    ['Managed Instances as a launch type', service({ launchType: 'MANAGED_INSTANCES' }), /Managed Instances/],
    [
      'two bases',
      strategy({ capacityProvider: 'a', base: 1, weight: 1 }, { capacityProvider: 'b', base: 1 }),
      /more than one/i,
    ],
    ['no weight', strategy({ capacityProvider: 'a' }, { capacityProvider: 'b' }), /weight above 0/],
    [
      'Fargate mixed with others',
      strategy({ capacityProvider: 'FARGATE', weight: 1 }, { capacityProvider: 'b' }),
      /mixes Fargate/,
    ],
    [
      'a platform version on EC2',
      service({ launchType: 'EC2', platformVersion: 'LATEST' }),
      /platformVersion/,
    ],
    [
      'a circuit breaker with CodeDeploy',
      deployed({ deploymentCircuitBreaker: { enable: true, rollback: true } }, codeDeploy),
      /"deploymentCircuitBreaker" is for the deployment controller ECS/,
    ],
    [
      'alarms with CodeDeploy',
      deployed({ alarms: { alarmNames: ['a'], enable: true, rollback: true } }, codeDeploy),
      /"alarms" is for/,
    ],
    [
      'CodeDeploy without a load balancer',
      service({ deploymentController: { type: 'CODE_DEPLOY' } }),
      /needs a load balancer/,
    ],
    [
      'CodeDeploy with two load balancers',
      service({ ...codeDeploy, loadBalancers: [balancer, balancer] }),
      /may have 1/,
    ],
    [
      'a daemon with CodeDeploy',
      service({ ...codeDeploy, schedulingStrategy: 'DAEMON', desiredCount: undefined }),
      /REPLICA alone/,
    ],
    ['no desired count', service({ desiredCount: undefined }), /needs a desiredCount/],
    ['a desired count of a daemon', service({ schedulingStrategy: 'DAEMON' }), /no desiredCount/],
    [
      'a daemon on Fargate',
      service({ schedulingStrategy: 'DAEMON', desiredCount: undefined, launchType: 'FARGATE' }),
      /Fargate does not run DAEMON/,
    ],
    [
      'a daemon with 200 %',
      deployed({ maximumPercent: 200 }, { schedulingStrategy: 'DAEMON', desiredCount: undefined }),
      /maximumPercent of 100/,
    ],
    ['percentages that never move', deployed({ maximumPercent: 100 }), /no task could ever be replaced/],
    [
      'a maximum below what is wanted',
      deployed({ maximumPercent: 50, minimumHealthyPercent: 0 }),
      /no task could ever be replaced/,
    ],
    [
      'a load balancer without a target group',
      service({ loadBalancers: [{ containerName: 'web', containerPort: 80 }] }),
      /neither targetGroupArn nor/,
    ],
    [
      'a target group that is no ARN',
      service({ loadBalancers: [{ ...balancer, targetGroupArn: 'web' }] }),
      /no ARN of a target group/,
    ],
    [
      'six target groups',
      service({ loadBalancers: Array.from({ length: 6 }, () => balancer) }),
      /may have 5/,
    ],
    ['a role without a load balancer', service({ role }), /no load balancer that it would be for/],
    [
      'a canary of a rolling deployment',
      deployed({ canaryConfiguration: { canaryPercent: 5 } }),
      /for the strategy CANARY, and the service has ROLLING/,
    ],
    ['a bake time of a rolling deployment', deployed({ bakeTimeInMinutes: 5 }), /"bakeTimeInMinutes" is for/],
    [
      'a share in hundredths',
      deployed({ strategy: 'CANARY', canaryConfiguration: { canaryPercent: 5.25 } }),
      /steps of 0.1/,
    ],
    [
      'blue/green without the other target group',
      deployed({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0 }, { loadBalancers: [balancer] }),
      /alternate target group/,
    ],
    ['a hook without a role', deployed({ strategy: 'BLUE_GREEN', lifecycleHooks: [hook] }), /no roleArn/],
    [
      'placement on Fargate',
      service({ launchType: 'FARGATE', placementStrategy: [{ type: 'random' }] }),
      /Fargate places tasks by itself/,
    ],
    [
      'a constraint without an expression',
      service({ placementConstraints: [{ type: 'memberOf' }] }),
      /no expression/,
    ],
    [
      'seventeen subnets',
      service({
        networkConfiguration: {
          awsvpcConfiguration: { subnets: Array.from({ length: 17 }, (_, index) => `subnet-${index}`) },
        },
      }),
      /16/,
    ],
    ['no subnets', service({ networkConfiguration: { awsvpcConfiguration: { subnets: [] } } }), /subnets/],
  ])('%s', (_, json, message) => {
    const found = findings(readService, json);
    expect(found.map((each) => each.message).join('\n')).toMatch(message);
    expect(found.every(({ at }) => at !== '')).toBe(true);
  });

  test.each<[string, object]>([
    ['a service with no more than it needs', service()],
    [
      'Fargate and its Spot',
      strategy(
        { capacityProvider: 'FARGATE', base: 1, weight: 1 },
        { capacityProvider: 'FARGATE_SPOT', weight: 3 },
      ),
    ],
    ['100 % when half may go', deployed({ maximumPercent: 100, minimumHealthyPercent: 50 })],
    ['a daemon', service({ schedulingStrategy: 'DAEMON', desiredCount: undefined })],
    ['CodeDeploy', service(codeDeploy)],
    ['a share in tenths', deployed({ strategy: 'CANARY', canaryConfiguration: { canaryPercent: 33.3 } })],
    [
      'a hook with a role',
      deployed({ strategy: 'BLUE_GREEN', lifecycleHooks: [{ ...hook, roleArn: role }] }),
    ],
  ])('not %s', (_, json) => expect(findings(readService, json)).toEqual([]));

  test('under a code of its own, with the place', () => {
    expect(findings(readService, service({ role }))).toEqual([
      { code: 'ServiceInvalid', message: expect.any(String) as string, at: JSON.stringify(role) },
    ]);
  });
});
