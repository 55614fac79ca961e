// Load balancers, their listeners and rules, and target groups in a stack.
import type { Values } from '../../../aws/wire/message.ts';
import {
  createOnce,
  listIn,
  tagList,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { templateInput } from '../template-input.ts';

const service = 'elbv2';

function withTags({ properties, tags }: ResourceWork): Values {
  return {
    ...without(properties, 'Tags'),
    ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
  };
}

/** What ends the ARN, which is what metrics name it by. */
function fullName(arn: string, from: string): string {
  return arn.slice(arn.indexOf(`:${from}`) + 1 + (from === 'loadbalancer/' ? from.length : 0));
}

async function setAttributes(
  work: ResourceWork,
  arn: string,
  of: 'LoadBalancer' | 'TargetGroup',
): Promise<void> {
  const Attributes = listIn(work.properties, `${of}Attributes`);
  if (Attributes.length > 0)
    await work.call(service, `Modify${of}Attributes`, { [`${of}Arn`]: arn, Attributes });
}

async function balancerMade({ call }: ResourceWork, arn: string): Promise<Made> {
  const answer = await call(service, 'DescribeLoadBalancers', { LoadBalancerArns: [arn] });
  const [found = {}] = listIn(answer, 'LoadBalancers') as readonly Values[];
  return {
    physicalId: arn,
    attributes: {
      LoadBalancerArn: arn,
      LoadBalancerName: textIn(found, 'LoadBalancerName'),
      LoadBalancerFullName: fullName(arn, 'loadbalancer/'),
      DNSName: textIn(found, 'DNSName'),
      CanonicalHostedZoneID: textIn(found, 'CanonicalHostedZoneId'),
    },
  };
}

const balancer: ResourceHandler = {
  here: 'executed',
  name: { property: 'Name', longest: 32 },
  create: async (work) => {
    const given = { ...without(withTags(work), 'LoadBalancerAttributes'), Name: work.name };
    const answer = await work.call(
      service,
      'CreateLoadBalancer',
      templateInput(service, 'CreateLoadBalancer', given),
    );
    const arn = textIn((listIn(answer, 'LoadBalancers') as readonly Values[])[0] ?? {}, 'LoadBalancerArn');
    work.onMade(arn);
    await setAttributes(work, arn, 'LoadBalancer');
    return await balancerMade(work, arn);
  },
  update: async (work, { physicalId: LoadBalancerArn }) => {
    const { call, properties } = work;
    const { Subnets, SecurityGroups } = properties;
    if (Subnets !== undefined) await call(service, 'SetSubnets', { LoadBalancerArn, Subnets });
    if (SecurityGroups !== undefined)
      await call(service, 'SetSecurityGroups', { LoadBalancerArn, SecurityGroups });
    await setAttributes(work, LoadBalancerArn, 'LoadBalancer');
    return await balancerMade(work, LoadBalancerArn);
  },
  remove: async ({ call }, { physicalId: LoadBalancerArn }) => {
    await unless(['LoadBalancerNotFound'], call(service, 'DeleteLoadBalancer', { LoadBalancerArn }));
  },
};

async function groupMade({ call }: ResourceWork, arn: string): Promise<Made> {
  const answer = await call(service, 'DescribeTargetGroups', { TargetGroupArns: [arn] });
  const [found = {}] = listIn(answer, 'TargetGroups') as readonly Values[];
  return {
    physicalId: arn,
    attributes: {
      TargetGroupArn: arn,
      TargetGroupName: textIn(found, 'TargetGroupName'),
      TargetGroupFullName: fullName(arn, 'targetgroup/'),
    },
  };
}

async function setTargets(
  { call, properties }: ResourceWork,
  TargetGroupArn: string,
  before: Values,
): Promise<void> {
  const Targets = listIn(properties, 'Targets') as readonly Values[];
  const kept = new Set(Targets.map((each) => JSON.stringify(each)));
  const removed = (listIn(before, 'Targets') as readonly Values[]).filter(
    (each) => !kept.has(JSON.stringify(each)),
  );
  if (removed.length > 0) await call(service, 'DeregisterTargets', { TargetGroupArn, Targets: removed });
  if (Targets.length > 0) await call(service, 'RegisterTargets', { TargetGroupArn, Targets });
}

const group: ResourceHandler = {
  here: 'executed',
  name: { property: 'Name', longest: 32 },
  create: async (work) => {
    const given = { ...without(withTags(work), 'TargetGroupAttributes', 'Targets'), Name: work.name };
    const answer = await work.call(
      service,
      'CreateTargetGroup',
      templateInput(service, 'CreateTargetGroup', given),
    );
    const arn = textIn((listIn(answer, 'TargetGroups') as readonly Values[])[0] ?? {}, 'TargetGroupArn');
    work.onMade(arn);
    await setAttributes(work, arn, 'TargetGroup');
    await setTargets(work, arn, {});
    return await groupMade(work, arn);
  },
  update: async (work, { physicalId: TargetGroupArn, properties: before }) => {
    const checks = Object.entries(work.properties).filter(([name]) =>
      /^HealthCheck|ThresholdCount$|^Matcher$/.test(name),
    );
    const input = templateInput(service, 'ModifyTargetGroup', {
      ...Object.fromEntries(checks),
      TargetGroupArn,
    });
    await work.call(service, 'ModifyTargetGroup', input);
    await setAttributes(work, TargetGroupArn, 'TargetGroup');
    await setTargets(work, TargetGroupArn, before);
    return await groupMade(work, TargetGroupArn);
  },
  remove: async ({ call }, { physicalId: TargetGroupArn }) => {
    await unless(['TargetGroupNotFound'], call(service, 'DeleteTargetGroup', { TargetGroupArn }));
  },
};

const listener: ResourceHandler = {
  here: 'executed',
  create: async (work) => {
    const creating = work.call(
      service,
      'CreateListener',
      templateInput(service, 'CreateListener', withTags(work)),
    );
    const answer =
      (await createOnce(work, ['DuplicateListener'], creating)) ??
      (await work.call(service, 'DescribeListeners', {
        LoadBalancerArn: textIn(work.properties, 'LoadBalancerArn'),
      }));
    const port = textIn(work.properties, 'Port');
    const all = listIn(answer, 'Listeners') as readonly Values[];
    const arn = textIn(all.find((each) => textIn(each, 'Port') === port) ?? all[0] ?? {}, 'ListenerArn');
    return { physicalId: arn, attributes: { ListenerArn: arn } };
  },
  update: async ({ call, properties }, { physicalId: ListenerArn }) => {
    const given = { ...without(properties, 'LoadBalancerArn', 'Tags'), ListenerArn };
    await call(service, 'ModifyListener', templateInput(service, 'ModifyListener', given));
    return { physicalId: ListenerArn, attributes: { ListenerArn } };
  },
  remove: async ({ call }, { physicalId: ListenerArn }) => {
    await unless(['ListenerNotFound'], call(service, 'DeleteListener', { ListenerArn }));
  },
};

const rule: ResourceHandler = {
  here: 'executed',
  create: async (work) => {
    const answer = await work.call(
      service,
      'CreateRule',
      templateInput(service, 'CreateRule', withTags(work)),
    );
    const arn = textIn((listIn(answer, 'Rules') as readonly Values[])[0] ?? {}, 'RuleArn');
    work.onMade(arn);
    return { physicalId: arn, attributes: { RuleArn: arn, IsDefault: 'false' } };
  },
  update: async ({ call, properties }, { physicalId: RuleArn, properties: before }) => {
    const given = { ...without(properties, 'ListenerArn', 'Priority', 'Tags'), RuleArn };
    await call(service, 'ModifyRule', templateInput(service, 'ModifyRule', given));
    const Priority = properties['Priority'];
    if (Priority !== before['Priority'])
      await call(service, 'SetRulePriorities', { RulePriorities: [{ RuleArn, Priority }] });
    return { physicalId: RuleArn, attributes: { RuleArn, IsDefault: 'false' } };
  },
  remove: async ({ call }, { physicalId: RuleArn }) => {
    await unless(['RuleNotFound'], call(service, 'DeleteRule', { RuleArn }));
  },
};

export const balancerTypes: ResourceHandlers = {
  'AWS::ElasticLoadBalancingV2::Listener': listener,
  'AWS::ElasticLoadBalancingV2::ListenerRule': rule,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': balancer,
  'AWS::ElasticLoadBalancingV2::TargetGroup': group,
};
