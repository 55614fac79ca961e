// Reads a fleet: hosts for a Server deployment on this machine. The shape is Slipway's own (model/fleet.ts), with
// defaults for what local use needs no choice about.
import { defined } from '../../lib/defined.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import { problem } from '../../lib/problem.ts';
import { instanceIdOf, targetGroupDefaults, type Fleet, type Instance } from '../../model/fleet.ts';
import { imageOf } from '../../model/host-image.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import {
  boolean,
  custom,
  list,
  number,
  object,
  optional,
  record,
  required,
  string,
  type ValueOf,
} from '../shape.ts';
import { autoScalingNotExecuted, autoScalingShape, cloudWatchAgentShape } from './fleet/fleet-on-aws.ts';
import { type Kind } from './kind.ts';

export const fleetKind: Kind<Fleet> = {
  title: 'a fleet',
  file: 'fleet.json',
  holds: 'where a deployment lands here: how many instances, their image, tags, the target group before them',
  words: ['instances'],
  isOne: isFleet,
  shape: () => fleetShape,
  read: readFleet,
};

function isFleet(root: Node): boolean {
  return entryOf(root, 'instances') !== undefined;
}

export function readFleet(root: Node): ReadResource<Fleet> {
  const { value, problems } = readShape(root, fleetShape);
  if (value === undefined) return { node: root, problems };
  const notExecuted = autoScalingNotExecuted(value);
  const notices = notExecuted.map(({ what, reason }) =>
    problem({
      code: 'NotExecutedHere',
      severity: 'notice',
      message: `"${what}" of the fleet is not executed here: ${reason}`,
      at: (entryOf(root, 'autoScaling')?.value ?? root).place,
    }),
  );
  const fleet = { ...completeFleet(value), ...(notExecuted.length === 0 ? {} : { notExecuted }) };
  return { node: root, problems: [...problems, ...notices], value: fleet };
}

function completeFleet({
  name,
  isolation = 'auto',
  instances,
  tags,
  targetGroup,
  ...more
}: ValueOf<typeof fleetShape>): Fleet {
  return {
    name,
    isolation,
    instances: instances.map((instance, index) => ({
      instanceId: instance.instanceId ?? instanceIdOf(name, index + 1),
      tags: { ...tags, ...instance.tags },
      availabilityZone: instance.availabilityZone ?? `local-1${zones[index % zones.length] ?? 'a'}`,
    })),
    ...defined(more),
    ...(targetGroup === undefined ? {} : { targetGroup: { ...targetGroupDefaults, ...targetGroup } }),
  };
}

const zones = ['a', 'b', 'c'];

const maxInstances = 100;
const tagsShape = record(string({ max: 256, coerce: 'notice' }), {
  key: { min: 1, max: 128 },
  max: 50,
});
const instanceShape = object('instance', {
  instanceId: optional(
    string({ min: 3, max: 100, pattern: /i-[A-Za-z0-9]+/, patternText: '"i-" and letters or digits' }),
  ),
  tags: optional(tagsShape),
  availabilityZone: optional(string({ min: 1, max: 50 })),
});
const countShape = number({ integer: true, min: 1, max: maxInstances });
const listShape = list(instanceShape, { min: 1, max: maxInstances });

/** A number of hosts, or a list of them with what each has of its own. */
const instancesShape = custom<readonly Partial<Instance>[]>((node, report) => {
  const isList = node.kind === 'list';
  const context = { what: '"instances"' };
  const { value, problems } = isList
    ? readShape(node, listShape, context)
    : readShape(node, countShape, context);
  for (const found of problems) report(found);
  if (typeof value !== 'number') return value;
  return Array.from({ length: Math.min(Math.max(Math.trunc(value), 0), maxInstances) }, () => ({}));
});

const port = number({ integer: true, min: 1, max: 65_535 });
const seconds = (min: number, max: number) => number({ min, max });
const threshold = number({ integer: true, min: 1, max: 10 });

const targetGroupShape = object('target group', {
  name: required(
    string({ min: 1, max: 32, pattern: /[A-Za-z0-9-]+/, patternText: 'letters, digits and hyphens' }),
  ),
  port: required(port),
  healthCheckPath: optional(
    string({ min: 1, max: 1024, pattern: /\/.*/, patternText: 'a path that begins with "/"' }),
  ),
  healthCheckIntervalSeconds: optional(seconds(0.1, 300)),
  healthCheckTimeoutSeconds: optional(seconds(0.1, 120)),
  healthyThresholdCount: optional(threshold),
  unhealthyThresholdCount: optional(threshold),
  matcher: optional(
    string({
      pattern: /\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*/,
      patternText: 'HTTP codes such as "200", "200-299" or "200,202"',
      coerce: 'silent',
    }),
  ),
  deregistrationDelaySeconds: optional(seconds(0, 3600)),
  listenerPort: optional(port),
  certificateArn: optional(
    string({
      pattern: /arn:[\w-]+:(acm|iam)::?[\w:/-]+/,
      patternText: 'the ARN of a certificate of ACM or IAM',
    }),
  ),
});

const imageShape = custom<string>((node, report) => {
  const { value, problems } = readShape(node, string({ min: 1, max: 2048 }), { what: '"imageId"' });
  for (const found of problems) report(found);
  if (value === undefined || imageOf(value) !== undefined) return value;
  const isId = value.startsWith('ami-');
  report(
    problem({
      code: 'FleetImageUnknown',
      message: isId
        ? `"${value}" is the id of an image, which does not say here what the image is`
        : `"${value}" names no image whose accounts are known here`,
      at: node.place,
      remedy: `Name the image by its public parameter or by a short word: ${knownImages.join(', ')}. For an image of your own name the one that it was made from.`,
    }),
  );
  return value;
});

const knownImages = [
  '"al2023"',
  '"al2"',
  '"ubuntu"',
  '"resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"',
];

const programsShape = list(
  string({ min: 1, max: 100, pattern: /[A-Za-z0-9._+-]+/, patternText: 'the name of a program, not a path' }),
  { min: 1, max: 50 },
);

const fleetShape = object('fleet', {
  name: required(
    string({ min: 1, max: 100, pattern: /[A-Za-z0-9._-]+/, patternText: 'letters, digits and . _ -' }),
  ),
  isolation: optional(string({ oneOf: ['auto', 'process', 'namespace'] })),
  instances: required(instancesShape),
  imageId: optional(imageShape),
  iamInstanceProfile: optional(
    string({
      min: 1,
      max: 2048,
      pattern: /[\w+=,.@-]+|arn:[\w-]+:iam::\d{12}:instance-profile\/[\w+=,.@/-]+/,
      patternText: 'the name or the ARN of an instance profile',
    }),
  ),
  programs: optional(programsShape),
  instanceType: optional(
    string({ pattern: /[a-z0-9-]+\.[a-z0-9-]+/, patternText: 'a type of EC2 such as "t3.micro"' }),
  ),
  instanceMarketOptions: optional(
    object('instanceMarketOptions', { marketType: required(string({ oneOf: ['spot'] })) }),
  ),
  associatePublicIpAddress: optional(boolean()),
  autoScaling: optional(autoScalingShape),
  cloudWatchAgent: optional(cloudWatchAgentShape),
  tags: optional(tagsShape),
  targetGroup: optional(targetGroupShape),
});
