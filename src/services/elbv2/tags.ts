// Tags of load balancers, target groups, listeners and rules, by their ARNs.
import type { Resource } from '../../account/resource.ts';
import type { ServiceCall } from '../service.ts';
import { balancerOfArn } from './balancers.ts';
import { madeBy, refused, tagsFrom, partsOf, type Op, type Tags } from './elb-call.ts';
import { groupOfArn } from './group-record.ts';
import { listenerName, listenerOfArn, ruleName, ruleOfArn } from './listener-record.ts';

export const describeTags: Op<'DescribeTags'> = ({ ResourceArns }, call) => ({
  TagDescriptions: ResourceArns.map((arn) => ({
    ResourceArn: arn,
    Tags: Object.entries(resourceOf(call, arn).tags).map(([Key, Value]) => ({ Key, Value })),
  })),
});

export const addTags: Op<'AddTags'> = ({ ResourceArns, Tags }, call) => {
  for (const arn of ResourceArns) change(call, arn, (before) => ({ ...before, ...tagsFrom(Tags) }));
  return {};
};

export const removeTags: Op<'RemoveTags'> = ({ ResourceArns, TagKeys }, call) => {
  const left = (before: Tags) =>
    Object.fromEntries(Object.entries(before).filter(([key]) => !TagKeys.includes(key)));
  for (const arn of ResourceArns) change(call, arn, left);
  return {};
};

function change(call: ServiceCall, arn: string, tagged: (before: Tags) => Tags): void {
  const { account, region, type, name, values, tags } = resourceOf(call, arn);
  const { partition } = call.place;
  const key = { account, region, partition, type, name };
  call.ground.account.put({
    ...key,
    values,
    tags: tagged(tags),
    madeBy: madeBy(call, 'AddTags'),
    at: call.now,
  });
}

function resourceOf(call: ServiceCall, arn: string): Resource {
  const [kind = ''] = partsOf(arn);
  const resources = call.ground.account.at(call.place);
  const finders: Readonly<Record<string, () => Resource | undefined>> = {
    loadbalancer: () => balancerOfArn(call, arn),
    targetgroup: () => groupOfArn(call, arn),
    listener: () =>
      resources.find('AWS::ElasticLoadBalancingV2::Listener', listenerName(listenerOfArn(call, arn))),
    'listener-rule': () =>
      resources.find('AWS::ElasticLoadBalancingV2::ListenerRule', ruleName(ruleOfArn(call, arn))),
  };
  const found = Object.hasOwn(finders, kind) ? finders[kind]?.() : undefined;
  if (found === undefined) throw refused('ValidationError', `'${arn}' is not a valid ARN`);
  return found;
}
