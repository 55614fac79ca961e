// Names and ARNs of resources that are shipped as well become references, so that each is made after what it needs. Pure.
import {
  attributeOf,
  isList,
  isReference,
  isZone,
  referred,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
} from '../../model/resource-graph.ts';
import { withOnePolicyEach } from './bucket-policies.ts';

/** Each resource after those that it refers to, and one policy for a bucket. */
export function link(resources: readonly GraphResource[]): readonly GraphResource[] {
  const linked = resources.map((resource) => ({
    ...resource,
    properties: linkProperties(resource, resources),
  }));
  return inOrder(withOnePolicyEach(linked));
}

/** Which property of what type names a resource of which type. In a map of configuration the keys are an action's. */
const namesOf: Readonly<Record<string, string>> = {
  ProjectName: 'AWS::CodeBuild::Project',
  ApplicationName: 'AWS::CodeDeploy::Application',
  DeploymentGroupName: 'AWS::CodeDeploy::DeploymentGroup',
  DeploymentConfigName: 'AWS::CodeDeploy::DeploymentConfig',
  Bucket: 'AWS::S3::Bucket',
  BucketName: 'AWS::S3::Bucket',
  Location: 'AWS::S3::Bucket',
  Cluster: 'AWS::ECS::Cluster',
  TaskDefinition: 'AWS::ECS::TaskDefinition',
  AutoScalingGroups: 'AWS::AutoScaling::AutoScalingGroup',
};

const roleKeys = new Set([
  'ExecutionRoleArn',
  'Role',
  'RoleArn',
  'ServiceRole',
  'ServiceRoleArn',
  'TaskRoleArn',
]);

function linkProperties(resource: GraphResource, all: readonly GraphResource[]): PropertyValues {
  // A role refers to nothing: two that may become each other would wait for each other.
  if (resource.type === 'AWS::IAM::Role') return resource.properties;
  const others = all.filter(({ id }) => id !== resource.id);
  const walk = (value: PropertyValue, key: string): PropertyValue => {
    if (typeof value === 'string') return referenceFor(key, value, others) ?? value;
    if (typeof value !== 'object' || isReference(value) || isZone(value)) return value;
    if (isList(value)) return value.map((each) => walk(each, key));
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, name)]));
  };
  return withDimensions(walk(resource.properties, '') as PropertyValues, resource, all);
}

/**
 * An alarm names a target group; CloudWatch measures it by names that the group and its load balancer get when they are made
 * (Application Load Balancer user guide, "CloudWatch metrics for your Application Load Balancer").
 */
function withDimensions(
  properties: PropertyValues,
  { type }: GraphResource,
  all: readonly GraphResource[],
): PropertyValues {
  const dimensions = properties['Dimensions'];
  if (type !== 'AWS::CloudWatch::Alarm' || !isList(dimensions)) return properties;
  const named = new Map(
    (dimensions as readonly PropertyValues[]).map(({ Name, Value }) => [Name, Value] as const),
  );
  const group = all.find(
    (each) =>
      each.type === 'AWS::ElasticLoadBalancingV2::TargetGroup' && each.name === named.get('TargetGroup'),
  );
  const listener = group && all.find((each) => leadsTo(each, group.id));
  const balancer = listener && referredIn(listener.properties['LoadBalancerArn'] ?? '')[0];
  if (group === undefined || balancer === undefined) return properties;
  const more = [...named].filter(([name]) => name !== 'TargetGroup' && name !== 'LoadBalancer');
  return {
    ...properties,
    Dimensions: [
      { Name: 'LoadBalancer', Value: attributeOf(balancer, 'LoadBalancerFullName') },
      { Name: 'TargetGroup', Value: attributeOf(group.id, 'TargetGroupFullName') },
      ...more.map(([Name = '', Value = '']) => ({ Name, Value })),
    ],
  };
}

function leadsTo({ type, properties }: GraphResource, group: string): boolean {
  return (
    type === 'AWS::ElasticLoadBalancingV2::Listener' &&
    referredIn(properties['DefaultActions'] ?? '').includes(group)
  );
}

function referenceFor(
  key: string,
  text: string,
  others: readonly GraphResource[],
): PropertyValue | undefined {
  if (roleKeys.has(key)) {
    const role = others.find(
      ({ type, name = '' }) =>
        type === 'AWS::IAM::Role' && text.endsWith(`/${name}`) && text.includes(':role/'),
    );
    return role && attributeOf(role.id, 'Arn');
  }
  const type = namesOf[key];
  const named = others.find((other) => other.type === type && other.name === text);
  return named && attributeOf(named.id, 'Ref');
}

/** The resources that a value refers to. */
export function referredIn(value: PropertyValue): readonly string[] {
  if (typeof value !== 'object') return [];
  if (isReference(value)) return [value[referred]];
  return Object.values(value as PropertyValues).flatMap(referredIn);
}

function inOrder(resources: readonly GraphResource[]): readonly GraphResource[] {
  const byId = new Map(resources.map((each) => [each.id, each]));
  const done = new Map<string, GraphResource>();
  const visit = (resource: GraphResource): void => {
    if (done.has(resource.id)) return;
    for (const id of [...referredIn(resource.properties), ...(resource.after ?? [])]) {
      const needed = byId.get(id);
      if (needed !== undefined) visit(needed);
    }
    done.set(resource.id, resource);
  };
  for (const resource of resources) visit(resource);
  return [...done.values()];
}
