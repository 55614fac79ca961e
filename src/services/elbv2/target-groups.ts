// Target groups: created, described, changed, deleted.
import { defined } from '../../lib/defined.ts';
import { isMadeByCall } from '../made-by-call.ts';
import { pageOf } from '../page.ts';
import type { ServiceCall } from '../service.ts';
import { balancerOfArn, onWrongMarker } from './balancers.ts';
import { attributesOutput, changedAttributes, refused, tagsFrom, type Op, type Shapes } from './elb-call.ts';
import {
  findGroup,
  groupDocument,
  groupOfArn,
  groupType,
  removeGroup,
  saveGroup,
  type Group,
} from './group-record.ts';
import { balancersOfGroup } from './group-uses.ts';
import { groupAttributes } from './known-attributes.ts';

export const createTargetGroup: Op<'CreateTargetGroup'> = ({ Tags, ...input }, call) => {
  const { Name: name } = input;
  const found = findGroup(call, name);
  if (found !== undefined && isMadeByCall(found)) {
    if (JSON.stringify(groupDocument(call, found).input) === JSON.stringify(input))
      return { TargetGroups: [groupOutput(call, found)] };
    throw refused(
      'DuplicateTargetGroupNameException',
      `A target group with the same name '${name}' exists, but with different settings`,
    );
  }
  const document = { input, attributes: {}, targets: [] };
  const made = saveGroup(call, document, { operation: 'CreateTargetGroup', tags: tagsFrom(Tags) });
  return { TargetGroups: [groupOutput(call, made)] };
};

/** With what the service fills in (Elastic Load Balancing API reference, CreateTargetGroup). */
function groupOutput(call: ServiceCall, group: Group): Shapes['TargetGroup'] {
  const { input } = groupDocument(call, group);
  const {
    Name,
    Protocol,
    ProtocolVersion,
    Port,
    VpcId,
    Matcher,
    IpAddressType,
    TargetType = 'instance',
  } = input;
  const isLambda = TargetType === 'lambda';
  const isHttp = Protocol === undefined || Protocol === 'HTTP' || Protocol === 'HTTPS';
  return {
    ...defined({ TargetGroupArn: group.arn, Protocol, Port, VpcId }),
    TargetGroupName: Name,
    HealthCheckEnabled: input.HealthCheckEnabled ?? !isLambda,
    HealthCheckIntervalSeconds: input.HealthCheckIntervalSeconds ?? (isLambda ? 35 : 30),
    HealthCheckTimeoutSeconds: input.HealthCheckTimeoutSeconds ?? (isLambda ? 30 : 5),
    HealthyThresholdCount: input.HealthyThresholdCount ?? 5,
    UnhealthyThresholdCount: input.UnhealthyThresholdCount ?? 2,
    ...(isLambda
      ? {}
      : {
          HealthCheckProtocol: input.HealthCheckProtocol ?? 'HTTP',
          HealthCheckPort: input.HealthCheckPort ?? 'traffic-port',
        }),
    ...(isHttp
      ? { HealthCheckPath: input.HealthCheckPath ?? '/', Matcher: Matcher ?? { HttpCode: '200' } }
      : {}),
    LoadBalancerArns: balancersOfGroup(call, group.arn ?? ''),
    TargetType,
    ...(isHttp && !isLambda ? { ProtocolVersion: ProtocolVersion ?? 'HTTP1' } : {}),
    IpAddressType: IpAddressType ?? 'ipv4',
  };
}

const pageSize = 400;

export const describeTargetGroups: Op<'DescribeTargetGroups'> = (input, call) => {
  const { Names, TargetGroupArns, LoadBalancerArn, Marker, PageSize } = input;
  if (Names?.some((name) => findGroup(call, name) === undefined) === true)
    throw refused('TargetGroupNotFoundException', 'One or more target groups not found');
  if (LoadBalancerArn !== undefined) balancerOfArn(call, LoadBalancerArn);
  const all = call.ground.account.at(call.place).list(groupType);
  const wanted = (TargetGroupArns?.map((arn) => groupOfArn(call, arn)) ?? all).filter(
    ({ name, arn = '' }) =>
      (Names?.includes(name) ?? true) &&
      (LoadBalancerArn === undefined || balancersOfGroup(call, arn).includes(LoadBalancerArn)),
  );
  const { items, next } = pageOf(wanted, {
    keyOf: ({ name }) => name,
    size: PageSize ?? pageSize,
    token: Marker,
    onWrongToken: onWrongMarker,
  });
  return defined({ TargetGroups: items.map((each) => groupOutput(call, each)), NextMarker: next });
};

export const modifyTargetGroup: Op<'ModifyTargetGroup'> = ({ TargetGroupArn, ...changed }, call) => {
  const document = groupDocument(call, groupOfArn(call, TargetGroupArn));
  const input = { ...document.input, ...changed };
  const group = saveGroup(call, { ...document, input }, { operation: 'ModifyTargetGroup' });
  return { TargetGroups: [groupOutput(call, group)] };
};

export const deleteTargetGroup: Op<'DeleteTargetGroup'> = ({ TargetGroupArn }, call) => {
  const group = groupOfArn(call, TargetGroupArn);
  if (balancersOfGroup(call, TargetGroupArn).length > 0)
    throw refused(
      'ResourceInUseException',
      `Target group '${TargetGroupArn}' is currently in use by a listener or a rule`,
    );
  removeGroup(call, group);
  return {};
};

const known = { called: 'Target group', known: groupAttributes };

export const modifyTargetGroupAttributes: Op<'ModifyTargetGroupAttributes'> = (
  { TargetGroupArn, Attributes },
  call,
) => {
  const document = groupDocument(call, groupOfArn(call, TargetGroupArn));
  const attributes = changedAttributes(document.attributes, Attributes, known);
  saveGroup(call, { ...document, attributes }, { operation: 'ModifyTargetGroupAttributes' });
  return { Attributes: attributesOutput(groupAttributes, attributes) };
};

export const describeTargetGroupAttributes: Op<'DescribeTargetGroupAttributes'> = (
  { TargetGroupArn },
  call,
) => ({
  Attributes: attributesOutput(
    groupAttributes,
    groupDocument(call, groupOfArn(call, TargetGroupArn)).attributes,
  ),
});
