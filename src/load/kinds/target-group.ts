// Reads a target group: the input of `aws elbv2 create-target-group`, with the attributes that
// `modify-target-group-attributes` takes in addition.
import { entryOf, type Node } from '../../lib/node.ts';
import { targetGroupDefaults } from '../../model/fleet.ts';
import type { ServiceTargetGroup } from '../../model/service.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { any, boolean, list, number, object, optional, required, string, type ValueOf } from '../shape.ts';
import { type Kind } from './kind.ts';

export const serviceTargetGroupKind: Kind<ServiceTargetGroup> = {
  title: 'a target group',
  file: 'target-group.json',
  holds: 'what `aws elbv2 create-target-group` takes',
  words: ['HealthCheckPath', 'TargetType', 'VpcId'],
  isOne: isTargetGroup,
  read: readTargetGroup,
};

type RawTargetGroup = ValueOf<typeof targetGroupShape>;

function isTargetGroup(root: Node): boolean {
  const has = (key: string): boolean => entryOf(root, key) !== undefined;
  return has('Name') && has('Port') && (has('TargetType') || has('HealthCheckPath') || has('VpcId'));
}

export function readTargetGroup(root: Node): ReadResource<ServiceTargetGroup> {
  const { value, problems } = readShape(root, targetGroupShape);
  return { node: root, problems, ...(value === undefined ? {} : { value: targetGroupFrom(value) }) };
}

function targetGroupFrom(raw: RawTargetGroup): ServiceTargetGroup {
  const delay = raw.TargetGroupAttributes?.find(({ Key }) => Key === 'deregistration_delay.timeout_seconds');
  return {
    name: raw.Name,
    port: raw.Port,
    healthCheckPath: raw.HealthCheckPath ?? targetGroupDefaults.healthCheckPath,
    healthCheckIntervalSeconds:
      raw.HealthCheckIntervalSeconds ?? targetGroupDefaults.healthCheckIntervalSeconds,
    healthCheckTimeoutSeconds: raw.HealthCheckTimeoutSeconds ?? targetGroupDefaults.healthCheckTimeoutSeconds,
    healthyThresholdCount: raw.HealthyThresholdCount ?? targetGroupDefaults.healthyThresholdCount,
    unhealthyThresholdCount: raw.UnhealthyThresholdCount ?? targetGroupDefaults.unhealthyThresholdCount,
    matcher: raw.Matcher?.HttpCode ?? targetGroupDefaults.matcher,
    deregistrationDelaySeconds: Number(delay?.Value ?? targetGroupDefaults.deregistrationDelaySeconds),
    notExecuted: notExecutedOf(raw),
  };
}

/** What the load balancer here does whatever is written, with the values that say the same. */
const fixed: readonly (readonly [
  key: 'Protocol' | 'ProtocolVersion' | 'HealthCheckEnabled' | 'HealthCheckProtocol',
  done: boolean | string,
])[] = [
  ['Protocol', 'HTTP'],
  ['ProtocolVersion', 'HTTP1'],
  ['HealthCheckEnabled', true],
  ['HealthCheckProtocol', 'HTTP'],
];

const fixedAttributes = new Map([
  ['slow_start.duration_seconds', '0'],
  ['stickiness.enabled', 'false'],
  ['load_balancing.algorithm.type', 'round_robin'],
]);

function notExecutedOf(raw: RawTargetGroup): readonly string[] {
  const { HealthCheckPort: port = 'traffic-port', Matcher, TargetGroupAttributes: attributes = [] } = raw;
  const asked = [
    ...fixed.flatMap(([key, done]) => ((raw[key] ?? done) === done ? [] : [`${key} ${raw[key]}`])),
    ...(port === 'traffic-port' || port === String(raw.Port) ? [] : [`HealthCheckPort ${port}`]),
    ...(Matcher?.GrpcCode === undefined ? [] : ['Matcher.GrpcCode']),
    ...attributes
      .filter(({ Key, Value }) => (fixedAttributes.get(Key) ?? Value) !== Value)
      .map(({ Key, Value }) => `${Key} ${Value}`),
  ];
  return asked.map((each) => `${each} of the target group ${raw.Name}`);
}

const integer = (min: number, max: number) => number({ integer: true, min, max });

const targetGroupShape = object('target group', {
  Name: required(
    string({ min: 1, max: 32, pattern: /[A-Za-z0-9-]+/, patternText: 'letters, digits and hyphens' }),
  ),
  Port: required(integer(1, 65_535)),
  Protocol: optional(string({ oneOf: ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE'] })),
  ProtocolVersion: optional(string()),
  VpcId: optional(string()),
  TargetType: optional(string({ oneOf: ['instance', 'ip', 'lambda', 'alb'] })),
  HealthCheckEnabled: optional(boolean()),
  HealthCheckProtocol: optional(string()),
  HealthCheckPort: optional(string({ coerce: 'silent' })),
  HealthCheckPath: optional(
    string({ min: 1, max: 1024, pattern: /\/.*/, patternText: 'a path that begins with "/"' }),
  ),
  HealthCheckIntervalSeconds: optional(integer(5, 300)),
  HealthCheckTimeoutSeconds: optional(integer(2, 120)),
  HealthyThresholdCount: optional(integer(2, 10)),
  UnhealthyThresholdCount: optional(integer(2, 10)),
  Matcher: optional(
    object('matcher', {
      HttpCode: optional(
        string({
          pattern: /\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*/,
          patternText: 'HTTP codes such as "200", "200-299" or "200,202"',
          coerce: 'silent',
        }),
      ),
      GrpcCode: optional(string({ coerce: 'silent' })),
    }),
  ),
  IpAddressType: optional(string()),
  Tags: optional(any()),
  TargetGroupAttributes: optional(
    list(object('attribute', { Key: required(string()), Value: required(string({ coerce: 'silent' })) })),
  ),
});
