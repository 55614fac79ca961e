// Classic load balancers in a stack: they are kept, and nothing answers at their addresses. Source: CloudFormation template reference,
// AWS::ElasticLoadBalancing::LoadBalancer.
import { defined } from '../../../lib/defined.ts';
import { isRecord } from '../../../lib/is-record.ts';
import type { Values } from '../../../aws/wire/message.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import {
  createOnce,
  isFound,
  listIn,
  PropertyRefused,
  tagList,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const service = 'elb';
const gone = ['LoadBalancerNotFound'];
const list = (values: Values, name: string): readonly Values[] => listIn(values, name) as readonly Values[];

async function described({ call }: ResourceWork, name: string): Promise<Values> {
  const answer = await call(service, 'DescribeLoadBalancers', { LoadBalancerNames: [name] });
  return list(answer, 'LoadBalancerDescriptions')[0] ?? {};
}

async function made(work: ResourceWork, name: string): Promise<Made> {
  const balancer = await described(work, name);
  return {
    physicalId: name,
    attributes: {
      CanonicalHostedZoneName: textIn(balancer, 'CanonicalHostedZoneName') || textIn(balancer, 'DNSName'),
      CanonicalHostedZoneNameID: textIn(balancer, 'CanonicalHostedZoneNameID'),
      DNSName: textIn(balancer, 'DNSName'),
      'SourceSecurityGroup.GroupName': textIn(balancer, 'SourceSecurityGroup', 'GroupName'),
      'SourceSecurityGroup.OwnerAlias': textIn(balancer, 'SourceSecurityGroup', 'OwnerAlias'),
    },
  };
}

/** Without what is set by a call of its own. What would not be kept is refused. */
function listenersOf(properties: Values): readonly Values[] {
  return list(properties, 'Listeners').map((listener) => {
    const [front, behind] = [textIn(listener, 'Protocol'), textIn(listener, 'InstanceProtocol')];
    if (behind !== '' && behind.toUpperCase() !== front.toUpperCase())
      throw new PropertyRefused(
        'InstanceProtocol',
        'Slipway does not record an InstanceProtocol other than the Protocol of the listener on this machine',
      );
    return without(listener, 'PolicyNames');
  });
}

/** API reference, HealthCheck: the port of the first listener. */
function healthCheckOf(properties: Values): Values {
  const given = properties['HealthCheck'] as Values | undefined;
  const Target = `TCP:${textIn(list(properties, 'Listeners')[0] ?? {}, 'InstancePort')}`;
  return given ?? { Target, Interval: 30, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 10 };
}

/** API reference, LoadBalancerAttributes: what a load balancer has when nothing is said. */
const usualAttributes: Values = {
  CrossZoneLoadBalancing: { Enabled: false },
  ConnectionDraining: { Enabled: false },
  ConnectionSettings: { IdleTimeout: 60 },
  AccessLog: { Enabled: false },
};

function attributesOf(properties: Values): Values {
  const { CrossZone, ConnectionDrainingPolicy, ConnectionSettings, AccessLoggingPolicy } = properties;
  return {
    ...usualAttributes,
    ...defined({
      CrossZoneLoadBalancing: CrossZone === undefined ? undefined : { Enabled: CrossZone },
      ConnectionDraining: ConnectionDrainingPolicy,
      ConnectionSettings,
      AccessLog: AccessLoggingPolicy,
    }),
  };
}

async function settleAttributes(
  { call, properties }: ResourceWork,
  name: string,
  before: Values,
): Promise<void> {
  const HealthCheck = healthCheckOf(properties);
  if (!isEqual(HealthCheck, before['Listeners'] === undefined ? null : healthCheckOf(before)))
    await call(service, 'ConfigureHealthCheck', { LoadBalancerName: name, HealthCheck });
  const LoadBalancerAttributes = attributesOf(properties);
  if (!isEqual(LoadBalancerAttributes, attributesOf(before)))
    await call(service, 'ModifyLoadBalancerAttributes', { LoadBalancerName: name, LoadBalancerAttributes });
}

const policyParts = ['AppCookieStickinessPolicy', 'LBCookieStickinessPolicy', 'Policies'];

/** All that listeners have: they are made anew where any of it changes, since a policy in use is not taken away. */
async function settleListeners(
  { call, properties }: ResourceWork,
  name: string,
  before: Values,
): Promise<void> {
  const parts = ['Listeners', ...policyParts];
  if (parts.every((part) => isEqual(properties[part] ?? null, before[part] ?? null))) return;
  const LoadBalancerPorts = list(before, 'Listeners').map((each) => Number(each['LoadBalancerPort']));
  if (LoadBalancerPorts.length > 0) {
    await call(service, 'DeleteLoadBalancerListeners', { LoadBalancerName: name, LoadBalancerPorts });
    for (const PolicyName of policyParts.flatMap((part) =>
      list(before, part).map((each) => textIn(each, 'PolicyName')),
    ))
      await unless(
        ['PolicyNotFound'],
        call(service, 'DeleteLoadBalancerPolicy', { LoadBalancerName: name, PolicyName }),
      );
    const Listeners = listenersOf(properties);
    await call(service, 'CreateLoadBalancerListeners', { LoadBalancerName: name, Listeners });
  }
  await makePolicies(call, properties, name);
  for (const { LoadBalancerPort, PolicyNames } of list(properties, 'Listeners'))
    if (PolicyNames !== undefined)
      await call(service, 'SetLoadBalancerPoliciesOfListener', {
        LoadBalancerName: name,
        LoadBalancerPort,
        PolicyNames,
      });
}

async function makePolicies(
  call: ResourceWork['call'],
  properties: Values,
  LoadBalancerName: string,
): Promise<void> {
  for (const policy of list(properties, 'LBCookieStickinessPolicy'))
    await call(service, 'CreateLBCookieStickinessPolicy', { LoadBalancerName, ...policy });
  for (const policy of list(properties, 'AppCookieStickinessPolicy'))
    await call(service, 'CreateAppCookieStickinessPolicy', { LoadBalancerName, ...policy });
  for (const policy of list(properties, 'Policies')) {
    const { PolicyName, PolicyType: PolicyTypeName } = policy;
    const PolicyAttributes = list(policy, 'Attributes').map((each) => ({
      AttributeName: textIn(each, 'Name'),
      AttributeValue: textIn(each, 'Value'),
    }));
    const given = { LoadBalancerName, PolicyName, PolicyTypeName, PolicyAttributes };
    await call(service, 'CreateLoadBalancerPolicy', given);
    const InstancePorts = listIn(policy, 'InstancePorts');
    for (const InstancePort of InstancePorts)
      await call(service, 'SetLoadBalancerPoliciesForBackendServer', {
        LoadBalancerName,
        InstancePort,
        PolicyNames: [PolicyName],
      });
  }
}

async function settleInstances(
  { call, properties }: ResourceWork,
  name: string,
  before: Values,
): Promise<void> {
  const instances = (values: Values) => listIn(values, 'Instances').map(String);
  const [wanted, earlier] = [instances(properties), instances(before)];
  const change = async (operation: string, ids: readonly string[]): Promise<void> => {
    const Instances = ids.map((InstanceId) => ({ InstanceId }));
    if (ids.length > 0) await call(service, operation, { LoadBalancerName: name, Instances });
  };
  await change(
    'RegisterInstancesWithLoadBalancer',
    wanted.filter((id) => !earlier.includes(id)),
  );
  await change(
    'DeregisterInstancesFromLoadBalancer',
    earlier.filter((id) => !wanted.includes(id)),
  );
}

/** Where it stands, for an update. */
async function settlePlaces({ call, properties }: ResourceWork, name: string, before: Values): Promise<void> {
  const pairs = [
    ['Subnets', 'AttachLoadBalancerToSubnets', 'DetachLoadBalancerFromSubnets'],
    [
      'AvailabilityZones',
      'EnableAvailabilityZonesForLoadBalancer',
      'DisableAvailabilityZonesForLoadBalancer',
    ],
  ] as const;
  for (const [property, attach, detach] of pairs) {
    const [wanted, earlier] = [listIn(properties, property), listIn(before, property)];
    const added = wanted.filter((each) => !earlier.includes(each));
    const removed = earlier.filter((each) => !wanted.includes(each));
    if (added.length > 0) await call(service, attach, { LoadBalancerName: name, [property]: added });
    if (removed.length > 0) await call(service, detach, { LoadBalancerName: name, [property]: removed });
  }
  const { SecurityGroups } = properties;
  if (SecurityGroups !== undefined && !isEqual(SecurityGroups, before['SecurityGroups'] ?? null))
    await call(service, 'ApplySecurityGroupsToLoadBalancer', { LoadBalancerName: name, SecurityGroups });
}

async function settleTags({ call, tags }: ResourceWork, name: string): Promise<void> {
  const answer = await call(service, 'DescribeTags', { LoadBalancerNames: [name] });
  const [{ Tags = [] } = {}] = list(answer, 'TagDescriptions');
  const keys = (Tags as readonly Values[]).filter(isRecord).map((tag) => textIn(tag, 'Key'));
  const removed = keys.filter((key) => tags[key] === undefined).map((Key) => ({ Key }));
  if (removed.length > 0) await call(service, 'RemoveTags', { LoadBalancerNames: [name], Tags: removed });
  if (Object.keys(tags).length > 0)
    await call(service, 'AddTags', { LoadBalancerNames: [name], Tags: tagList(tags) });
}

export const classicBalancerTypes: ResourceHandlers = {
  'AWS::ElasticLoadBalancing::LoadBalancer': {
    here: 'recorded',
    properties: [
      'AccessLoggingPolicy',
      'AppCookieStickinessPolicy',
      'AvailabilityZones',
      'ConnectionDrainingPolicy',
      'ConnectionSettings',
      'CrossZone',
      'HealthCheck',
      'Instances',
      'LBCookieStickinessPolicy',
      'Listeners',
      'LoadBalancerName',
      'Policies',
      'Scheme',
      'SecurityGroups',
      'Subnets',
      'Tags',
    ],
    name: { property: 'LoadBalancerName', longest: 32 },
    isThere: async ({ call, name }) =>
      isFound(gone, call(service, 'DescribeLoadBalancers', { LoadBalancerNames: [name] })),
    create: async (work) => {
      const { call, properties, name } = work;
      const { AvailabilityZones, Subnets, SecurityGroups, Scheme } = properties;
      const Listeners = listenersOf(properties);
      const given = defined({ AvailabilityZones, Subnets, SecurityGroups, Scheme });
      await createOnce(
        work,
        ['DuplicateLoadBalancerName'],
        call(service, 'CreateLoadBalancer', { LoadBalancerName: name, Listeners, ...given }),
      );
      work.onMade(name);
      await settleAttributes(work, name, {});
      await settleListeners(work, name, {});
      await settleInstances(work, name, {});
      await settleTags(work, name);
      return await made(work, name);
    },
    update: async (work, { physicalId: name, properties: before }) => {
      await settlePlaces(work, name, before);
      await settleAttributes(work, name, before);
      await settleListeners(work, name, before);
      await settleInstances(work, name, before);
      await settleTags(work, name);
      return await made(work, name);
    },
    remove: async ({ call }, { physicalId: LoadBalancerName }) => {
      await unless(gone, call(service, 'DeleteLoadBalancer', { LoadBalancerName }));
    },
  },
};
