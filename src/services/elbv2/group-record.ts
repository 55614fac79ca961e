// Target groups: in the register as the load balancers of this machine read them, and as documents what the API has besides.
import type { Resource } from '../../account/resource.ts';
import { defined } from '../../lib/defined.ts';
import { parseFile } from '../../load/files.ts';
import { readTargetGroup } from '../../load/kinds/target-group.ts';
import { targetGroupDefaults } from '../../model/fleet.ts';
import type { ServiceTargetGroup } from '../../model/service.ts';
import { documentsOf, type Placed } from '../documents.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import type { ServiceCall } from '../service.ts';
import { madeBy, partsOf, refused, type Attributes, type Shapes, type Tags } from './elb-call.ts';

export type Group = Resource<'AWS::ElasticLoadBalancingV2::TargetGroup'>;

export interface GroupDocument {
  readonly input: Omit<Shapes['CreateTargetGroupInput'], 'Tags'>;
  readonly attributes: Attributes;
  /** Registered by RegisterTargets; tasks of services are not among them. */
  readonly targets: readonly Shapes['TargetDescription'][];
}

const documents = documentsOf<GroupDocument>('elbv2/target-group');

export const groupType = 'AWS::ElasticLoadBalancingV2::TargetGroup';

export function findGroup({ ground, place }: Placed, name: string): Group | undefined {
  return ground.account.at(place).find(groupType, name);
}

/** @throws AwsError */
export function groupOfArn(call: ServiceCall, arn: string): Group {
  const found = findGroup(call, partsOf(arn)[1] ?? '');
  if (found?.arn !== arn)
    throw refused('TargetGroupNotFoundException', 'One or more target groups not found');
  return found;
}

/** Of one that a definition's file has made: what it says. */
export function groupDocument(place: Placed, { name, values }: Group): GroupDocument {
  const document = documents.get(place, name);
  if (document !== undefined) return document;
  const { port, healthCheckPath, healthCheckIntervalSeconds, healthCheckTimeoutSeconds } = values;
  const { healthyThresholdCount, unhealthyThresholdCount, matcher } = values;
  return {
    input: {
      Name: name,
      Protocol: 'HTTP',
      Port: port,
      TargetType: 'ip',
      HealthCheckPath: healthCheckPath,
      HealthCheckIntervalSeconds: healthCheckIntervalSeconds,
      HealthCheckTimeoutSeconds: healthCheckTimeoutSeconds,
      HealthyThresholdCount: healthyThresholdCount,
      UnhealthyThresholdCount: unhealthyThresholdCount,
      Matcher: { HttpCode: matcher },
    },
    attributes: { 'deregistration_delay.timeout_seconds': String(values.deregistrationDelaySeconds) },
    targets: [],
  };
}

/** Targets alone: nothing of it is in the register. */
export function saveTargets(place: Placed, name: string, document: GroupDocument): void {
  documents.put(place, name, document);
}

interface Saved {
  readonly operation: string;
  readonly tags?: Tags;
}

export function saveGroup(call: ServiceCall, document: GroupDocument, { operation, tags }: Saved): Group {
  const { Name: name } = document.input;
  const values = valuesOf(document);
  for (const { what } of values.notExecuted)
    noteNotExecuted(call, 'Elastic Load Balancing v2', `${what} of a target group`);
  documents.put(call, name, document);
  return call.ground.account.put({
    ...call.place,
    type: groupType,
    name,
    values,
    ...defined({ tags }),
    madeBy: madeBy(call, operation),
    at: call.now,
  });
}

/** Read as a file of a definition is. @throws AwsError for what is wrong about it */
function valuesOf({ input, attributes }: GroupDocument): ServiceTargetGroup {
  if (input.TargetType === 'lambda')
    return {
      ...targetGroupDefaults,
      name: input.Name,
      port: 0,
      notExecuted: [{ what: 'TargetType lambda', reason: 'targets are hosts and tasks here' }],
    };
  const TargetGroupAttributes = Object.entries(attributes).map(([Key, Value]) => ({ Key, Value }));
  const { root } = parseFile({
    path: 'input.json',
    text: JSON.stringify({ ...input, TargetGroupAttributes }),
  });
  const { value, problems } = root === undefined ? { value: undefined, problems: [] } : readTargetGroup(root);
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong !== undefined || value === undefined)
    throw refused('ValidationError', wrong?.message ?? 'The input cannot be read');
  return value;
}

export function removeGroup(call: ServiceCall, group: Group): void {
  call.ground.account.remove(group);
  documents.remove(call, group.name);
}
