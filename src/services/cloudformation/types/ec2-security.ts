// Security groups of EC2 and what gives networks their way out, in a stack: they are kept, and nothing runs in them.
import type { Values } from '../../../aws/wire/message.ts';
import {
  listIn,
  tagList,
  textIn,
  unless,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { refuseOthers } from './logs.ts';

type Direction = 'Ingress' | 'Egress';

/** What a rule says of itself; the members of EC2's API stand in lists. */
function permissionOf(rule: Values): Values {
  const Description = textIn(rule, 'Description');
  const described = Description === '' ? {} : { Description };
  const lists: readonly (readonly [string, string, string])[] = [
    ['CidrIp', 'IpRanges', 'CidrIp'],
    ['CidrIpv6', 'Ipv6Ranges', 'CidrIpv6'],
    ['SourceSecurityGroupId', 'Groups', 'GroupId'],
    ['DestinationSecurityGroupId', 'Groups', 'GroupId'],
    ['SourcePrefixListId', 'PrefixListIds', 'PrefixListId'],
    ['DestinationPrefixListId', 'PrefixListIds', 'PrefixListId'],
  ];
  const ranges = lists.flatMap(([property, list, member]) => {
    const value = textIn(rule, property);
    return value === '' ? [] : [[list, [{ [member]: value, ...described }]] as const];
  });
  const ports = ['FromPort', 'ToPort'].flatMap((name) => {
    const value = textIn(rule, name);
    return value === '' ? [] : [[name, value] as const];
  });
  return { IpProtocol: textIn(rule, 'IpProtocol'), ...(Object.fromEntries([...ports, ...ranges]) as Values) };
}

async function changeRules(
  { call }: ResourceWork,
  GroupId: string,
  {
    direction,
    before,
    after,
  }: { readonly direction: Direction; readonly before: Values; readonly after: Values },
): Promise<void> {
  const rulesIn = (properties: Values) =>
    (listIn(properties, `SecurityGroup${direction}`) as readonly Values[]).map((rule) =>
      JSON.stringify(permissionOf(rule)),
    );
  const [old, wanted] = [rulesIn(before), rulesIn(after)];
  const parsed = (texts: readonly string[]) => texts.map((text) => JSON.parse(text) as Values);
  const removed = parsed(old.filter((rule) => !wanted.includes(rule)));
  const added = parsed(wanted.filter((rule) => !old.includes(rule)));
  if (removed.length > 0)
    await call('ec2', `RevokeSecurityGroup${direction}`, { GroupId, IpPermissions: removed });
  if (added.length > 0)
    await call('ec2', `AuthorizeSecurityGroup${direction}`, { GroupId, IpPermissions: added });
}

function groupMade({ properties }: ResourceWork, GroupId: string): Made {
  return { physicalId: GroupId, attributes: { GroupId, Id: GroupId, VpcId: textIn(properties, 'VpcId') } };
}

const groupProperties = [
  'GroupDescription',
  'GroupName',
  'SecurityGroupEgress',
  'SecurityGroupIngress',
  'Tags',
  'VpcId',
];

/** The rule that lets everything out goes when the template gives rules of its own (EC2 user guide, security groups). */
const everything: Values = { SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] };

async function createdGroup({ call, properties, name, tags, isResumed }: ResourceWork): Promise<string> {
  const VpcId = textIn(properties, 'VpcId');
  const Filter = [{ Name: 'group-name', Value: [name] }];
  const found = isResumed
    ? (listIn(
        await call('ec2', 'DescribeSecurityGroups', { Filter }),
        'securityGroupInfo',
      ) as readonly Values[])
    : [];
  const earlier = textIn(found[0] ?? {}, 'groupId');
  if (earlier !== '') return earlier;
  const Tag = tagList(tags);
  const answer = await call('ec2', 'CreateSecurityGroup', {
    GroupName: name,
    GroupDescription: textIn(properties, 'GroupDescription'),
    ...(VpcId === '' ? {} : { VpcId }),
    ...(Tag.length === 0 ? {} : { TagSpecification: [{ ResourceType: 'security-group', Tag }] }),
  });
  return textIn(answer, 'groupId');
}

const securityGroup: ResourceHandler = {
  here: 'recorded',
  properties: groupProperties,
  name: { property: 'GroupName', longest: 255 },
  create: async (work) => {
    const { properties } = work;
    const id = await createdGroup(work);
    work.onMade(id);
    await changeRules(work, id, { direction: 'Ingress', before: {}, after: properties });
    if (properties['SecurityGroupEgress'] !== undefined)
      await changeRules(work, id, { direction: 'Egress', before: everything, after: properties });
    return groupMade(work, id);
  },
  update: async (work, { physicalId, properties: before }) => {
    const { properties: after } = work;
    refuseOthers(after, groupProperties);
    const egress = (values: Values): Values =>
      values['SecurityGroupEgress'] === undefined ? everything : values;
    await changeRules(work, physicalId, { direction: 'Ingress', before, after });
    await changeRules(work, physicalId, {
      direction: 'Egress',
      before: egress(before),
      after: egress(after),
    });
    return groupMade(work, physicalId);
  },
  remove: async ({ call }, { physicalId: GroupId }) => {
    await unless(['InvalidGroup.NotFound'], call('ec2', 'DeleteSecurityGroup', { GroupId }));
  },
};

const ruleProperties = ['CidrIp', 'CidrIpv6', 'Description', 'FromPort', 'GroupId', 'IpProtocol', 'ToPort'];

/** A rule of its own, for groups that refer to each other. */
function ruleOf(direction: Direction): ResourceHandler {
  const other = direction === 'Ingress' ? 'Source' : 'Destination';
  const known = [...ruleProperties, `${other}PrefixListId`, `${other}SecurityGroupId`];
  return {
    here: 'recorded',
    create: async ({ call, properties, name, isResumed }) => {
      refuseOthers(properties, known);
      const GroupId = textIn(properties, 'GroupId');
      const given = { GroupId, IpPermissions: [permissionOf(properties)] };
      const adding = call('ec2', `AuthorizeSecurityGroup${direction}`, given);
      const answer = await (isResumed ? unless(['InvalidPermission.Duplicate'], adding) : adding);
      const [rule = {}] = listIn(answer ?? {}, 'securityGroupRuleSet') as readonly Values[];
      const id = textIn(rule, 'securityGroupRuleId') || name;
      return { physicalId: id, attributes: { Id: id } };
    },
    remove: async ({ call, properties }) => {
      const given = { GroupId: textIn(properties, 'GroupId'), IpPermissions: [permissionOf(properties)] };
      await unless(
        ['InvalidPermission.NotFound', 'InvalidGroup.NotFound'],
        call('ec2', `RevokeSecurityGroup${direction}`, given),
      );
    },
  };
}

export const ec2SecurityTypes: ResourceHandlers = {
  'AWS::EC2::SecurityGroup': securityGroup,
  'AWS::EC2::SecurityGroupEgress': ruleOf('Egress'),
  'AWS::EC2::SecurityGroupIngress': ruleOf('Ingress'),
};
