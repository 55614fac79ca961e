// Reads a target group: the input of `aws elbv2 create-target-group`, with the attributes that
// `modify-target-group-attributes` takes in addition.
import type { Elbv2 } from '../../aws/types/elbv2.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { targetGroupDefaults } from '../../model/fleet.ts';
import type { NotExecuted } from '../../model/not-executed.ts';
import type { ServiceTargetGroup } from '../../model/service.ts';
import { notExecuted, type AwsRules, type KeyRules } from '../aws-rules.ts';
import { readAws, awsShape } from '../aws-shape.ts';
import { readShape } from '../read-shape.ts';
import { refusedByCli, type ReadResource } from '../resource.ts';
import { list, object, required, string, type ValueOf } from '../shape.ts';
import { type Kind } from './kind.ts';
import { jsonSchemaOf, type JsonSchema } from '../json-schema.ts';

export const serviceTargetGroupKind: Kind<ServiceTargetGroup> = {
  title: 'a target group',
  file: 'target-group.json',
  holds: 'what `aws elbv2 create-target-group` takes',
  words: ['HealthCheckPath', 'TargetType', 'VpcId'],
  isOne: isTargetGroup,
  schemas: () => {
    const input = jsonSchemaOf(awsShape('CreateTargetGroupInput', targetGroupRules));
    const properties = {
      ...(input['properties'] as JsonSchema),
      [attributesKey]: jsonSchemaOf(attributesShape),
    };
    return [{ ...input, properties }];
  },
  read: readTargetGroup,
};

function isTargetGroup(root: Node): boolean {
  const has = (key: string): boolean => entryOf(root, key) !== undefined;
  return has('Name') && has('Port') && (has('TargetType') || has('HealthCheckPath') || has('VpcId'));
}

export function readTargetGroup(root: Node): ReadResource<ServiceTargetGroup> {
  const written = readAws(withoutAttributes(root), 'CreateTargetGroupInput', targetGroupRules);
  const attributes = readAttributes(root);
  const failed = { node: root, problems: [...written.problems, ...attributes.problems] };
  if (written.value === undefined) return failed;
  const { Port, HealthCheckPort } = written.value;
  const isOtherPort = ![undefined, 'traffic-port', String(Port)].includes(HealthCheckPort);
  const beyond = [
    ...(isOtherPort
      ? [{ what: 'HealthCheckPort', reason: 'targets are checked on the port that they serve' }]
      : []),
    ...attributesNotExecuted(attributes.value),
  ];
  const problems = [...failed.problems, ...beyond.map((each) => noticeOf(each, root))];
  const unmet = [...written.notExecuted, ...beyond];
  return {
    node: root,
    problems,
    value: { ...targetGroupFrom(written.value, attributes.value), notExecuted: unmet },
  };
}

function targetGroupFrom(
  raw: Elbv2['CreateTargetGroupInput'],
  attributes: readonly Attribute[],
): Omit<ServiceTargetGroup, 'notExecuted'> {
  const delay = attributes.find(({ Key }) => Key === 'deregistration_delay.timeout_seconds');
  const defaults = targetGroupDefaults;
  return {
    name: raw.Name,
    port: raw.Port ?? 0,
    healthCheckPath: raw.HealthCheckPath ?? defaults.healthCheckPath,
    healthCheckIntervalSeconds: raw.HealthCheckIntervalSeconds ?? defaults.healthCheckIntervalSeconds,
    healthCheckTimeoutSeconds: raw.HealthCheckTimeoutSeconds ?? defaults.healthCheckTimeoutSeconds,
    healthyThresholdCount: raw.HealthyThresholdCount ?? defaults.healthyThresholdCount,
    unhealthyThresholdCount: raw.UnhealthyThresholdCount ?? defaults.unhealthyThresholdCount,
    matcher: raw.Matcher?.HttpCode ?? defaults.matcher,
    deregistrationDelaySeconds: Number(delay?.Value ?? defaults.deregistrationDelaySeconds),
  };
}

/** ModifyTargetGroupAttributes takes them, and CreateTargetGroup does not. */
const attributesKey = 'TargetGroupAttributes';

function withoutAttributes(node: Node): Node {
  if (node.kind !== 'map') return node;
  return { ...node, entries: node.entries.filter(({ key }) => key !== attributesKey) };
}

function readAttributes(root: Node): {
  readonly value: readonly Attribute[];
  readonly problems: readonly Problem[];
} {
  const node = entryOf(root, attributesKey)?.value;
  if (node === undefined) return { value: [], problems: [] };
  const { value = [], problems } = readShape(node, attributesShape);
  return { value, problems };
}

type Attribute = ValueOf<typeof attributesShape>[number];

const attributesShape = list(
  object('attribute', { Key: required(string()), Value: required(string({ coerce: 'silent' })) }),
);

/** What the load balancer here does whatever is written. */
const fixedAttributes = new Map([
  ['slow_start.duration_seconds', '0'],
  ['stickiness.enabled', 'false'],
  ['load_balancing.algorithm.type', 'round_robin'],
]);

function attributesNotExecuted(attributes: readonly Attribute[]): readonly NotExecuted[] {
  return attributes
    .filter(({ Key, Value }) => (fixedAttributes.get(Key) ?? Value) !== Value)
    .map(({ Key, Value }) => ({ what: `${Key} ${Value}`, reason: 'the load balancer here does without it' }));
}

function noticeOf({ what, reason }: NotExecuted, { place: at }: Node): Problem {
  const message = `"${what}" of the target group is not executed here: ${reason}`;
  return problem({ code: 'NotExecutedHere', severity: 'notice', message, at });
}

const least = (min: number, max: number): KeyRules => ({ is: 'honoured', limits: { min, max } });

export const targetGroupRules: AwsRules<Elbv2> = {
  service: 'elbv2',
  unknownKey: refusedByCli.aws,
  structures: {
    CreateTargetGroupInput: {
      called: 'target group',
      keys: {
        Name: {
          is: 'honoured',
          text: { min: 1, max: 32, pattern: /[A-Za-z0-9-]+/, patternText: 'letters, digits and hyphens' },
        },
        Port: { ...least(1, 65_535), need: 'required' },
        Protocol: notExecuted('the load balancer here speaks HTTP', 'HTTP'),
        ProtocolVersion: notExecuted('the load balancer here speaks HTTP/1.1', 'HTTP1'),
        VpcId: 'inert',
        HealthCheckProtocol: notExecuted('health checks are HTTP here', 'HTTP'),
        HealthCheckPort: { is: 'honoured', text: { coerce: 'silent' } },
        HealthCheckEnabled: notExecuted('targets are always checked here', true),
        HealthCheckPath: {
          is: 'honoured',
          text: { min: 1, max: 1024, pattern: /\/.*/, patternText: 'a path that begins with "/"' },
        },
        HealthCheckIntervalSeconds: least(5, 300),
        HealthCheckTimeoutSeconds: least(2, 120),
        HealthyThresholdCount: least(2, 10),
        UnhealthyThresholdCount: least(2, 10),
        Matcher: 'honoured',
        TargetType: notExecuted('targets are hosts and tasks here', 'instance', 'ip'),
        Tags: 'inert',
        IpAddressType: notExecuted('targets have addresses of IPv4 here', 'ipv4'),
        TargetControlPort: notExecuted('targets do not control what they receive here'),
      },
    },
    Matcher: {
      called: 'matcher',
      keys: {
        HttpCode: {
          is: 'honoured',
          text: {
            pattern: /\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*/,
            patternText: 'HTTP codes such as "200", "200-299" or "200,202"',
            coerce: 'silent',
          },
        },
        GrpcCode: { is: notExecuted('health checks are HTTP here'), text: { coerce: 'silent' } },
      },
    },
  },
};
