// What a service, its target group and its tasks set and a deployment here does not honour: each is reported, by its
// key.
import { expect, test } from 'vitest';
import type { Node } from '../../src/lib/node.ts';
import { parseJson } from '../../src/lib/parse-json.ts';
import type { ReadResource } from '../../src/load/resource.ts';
import { readService } from '../../src/load/kinds/service.ts';
import { readTargetGroup } from '../../src/load/kinds/target-group.ts';
import { readTaskDefinition } from '../../src/load/kinds/task-definition.ts';

interface Noted {
  readonly notExecuted: readonly string[];
}

function reportedBy(read: (root: Node) => ReadResource<Noted>, value: object): readonly string[] {
  const { root } = parseJson({ path: 'resource.json', text: JSON.stringify(value) });
  if (root === undefined) throw new Error('no JSON');
  const { value: resource, problems } = read(root);
  expect(problems).toEqual([]);
  return resource?.notExecuted ?? ['not read'];
}

const service = { serviceName: 'web', taskDefinition: 'web', desiredCount: 1 };
const hook = {
  hookTargetArn: 'arn:aws:lambda:eu-west-1:111122223333:function:check',
  roleArn: 'arn:aws:iam::111122223333:role/ecs',
};

test.each([
  ['nothing more', {}, []],
  ['a sound breaker', { deploymentCircuitBreaker: { enable: true, rollback: true } }, []],
  [
    'a breaker with a threshold of its own',
    {
      deploymentCircuitBreaker: {
        enable: true,
        rollback: true,
        resetOnHealthyTask: false,
        thresholdConfiguration: { type: 'COUNT', value: 5 },
      },
    },
    ['deploymentCircuitBreaker.resetOnHealthyTask', 'deploymentCircuitBreaker.thresholdConfiguration'],
  ],
  [
    'a hook that is run',
    { strategy: 'BLUE_GREEN', lifecycleHooks: [{ ...hook, lifecycleStages: ['POST_SCALE_UP'] }] },
    [],
  ],
  [
    'a hook of a stage that is never here',
    { strategy: 'BLUE_GREEN', lifecycleHooks: [{ ...hook, lifecycleStages: ['RECONCILE_SERVICE'] }] },
    ['lifecycleHooks of the stage RECONCILE_SERVICE'],
  ],
  [
    'hooks of a rolling deployment',
    { lifecycleHooks: [{ ...hook, lifecycleStages: ['POST_SCALE_UP'] }] },
    ['lifecycleHooks of a ROLLING deployment'],
  ],
])('a service with %s', (_, deploymentConfiguration, expected) => {
  expect(reportedBy(readService, { ...service, deploymentConfiguration })).toEqual(expected);
});

test.each([
  ['nothing more', {}, []],
  [
    'what the load balancer does anyway',
    {
      Protocol: 'HTTP',
      ProtocolVersion: 'HTTP1',
      HealthCheckEnabled: true,
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: '8080',
      TargetGroupAttributes: [
        { Key: 'stickiness.enabled', Value: 'false' },
        { Key: 'slow_start.duration_seconds', Value: '0' },
        { Key: 'deregistration_delay.timeout_seconds', Value: '5' },
      ],
    },
    [],
  ],
  [
    'what it does not',
    {
      Protocol: 'HTTPS',
      HealthCheckEnabled: false,
      HealthCheckPort: '9000',
      Matcher: { GrpcCode: '12' },
      TargetGroupAttributes: [{ Key: 'stickiness.enabled', Value: 'true' }],
    },
    ['Protocol', 'HealthCheckEnabled', 'Matcher.GrpcCode', 'HealthCheckPort', 'stickiness.enabled true'],
  ],
])('a target group with %s', (_, more, expected) => {
  const group = { Name: 'web', Port: 8080, VpcId: 'vpc-1', ...more };
  const { root } = parseJson({ path: 'target-group.json', text: JSON.stringify(group) });
  if (root === undefined) throw new Error('no JSON');
  const { value, problems } = readTargetGroup(root);
  expect(value?.notExecuted.map(({ what }) => what)).toEqual(expected);
  expect(problems.map(({ code }) => code)).toEqual(expected.map(() => 'NotExecutedHere'));
});

test('a container with what no container here gets', () => {
  const container = {
    name: 'app',
    image: 'web:1',
    memory: 64,
    pseudoTerminal: true,
    interactive: true,
  };
  const credentials = {
    repositoryCredentials: {
      credentialsParameter: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:hub',
    },
  };
  const containerDefinitions = [{ ...container, ...credentials }];
  expect(reportedBy(readTaskDefinition, { family: 'web', containerDefinitions })).toEqual(
    ['interactive', 'pseudoTerminal', 'repositoryCredentials'].map((key) => `${key} of the container app`),
  );
});
