// Load balancers: they are in the register, and answer at a name below localhost, on the port of the endpoint.
import { createHash } from 'node:crypto';
import type { Resource } from '../../account/resource.ts';
import { defined } from '../../lib/defined.ts';
import { documentsOf } from '../documents.ts';
import { isMadeByCall } from '../made-by-call.ts';
import type { ServiceCall } from '../service.ts';
import { pageOf } from '../page.ts';
import {
  attributesOutput,
  changedAttributes,
  madeBy,
  partsOf,
  refused,
  tagsFrom,
  type Attributes,
  type Op,
  type Shapes,
  type Tags,
} from './elb-call.ts';
import { balancerAttributes } from './known-attributes.ts';
import { removeListenersOf } from './listener-record.ts';

type Balancer = Resource<'AWS::ElasticLoadBalancingV2::LoadBalancer'>;

interface BalancerDocument {
  readonly input: Omit<Shapes['CreateLoadBalancerInput'], 'Tags'>;
  readonly attributes: Attributes;
}

const documents = documentsOf<BalancerDocument>('elbv2/load-balancer');
const type = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const known = { called: 'Load balancer', known: balancerAttributes };

export const createLoadBalancer: Op<'CreateLoadBalancer'> = ({ Tags: tags, ...input }, call) => {
  const { Name: name } = input;
  const found = findBalancer(call, name);
  if (found !== undefined && isMadeByCall(found)) {
    const same = JSON.stringify(documents.get(call, name)?.input) === JSON.stringify(input);
    if (same) return { LoadBalancers: [balancerOutput(call, found)] };
    throw refused(
      'DuplicateLoadBalancerNameException',
      `A load balancer with the same name '${name}' exists, but with different settings`,
    );
  }
  const document = { input, attributes: {} };
  return {
    LoadBalancers: [
      balancerOutput(call, save(call, document, { operation: 'CreateLoadBalancer', tags: tagsFrom(tags) })),
    ],
  };
};

function save(
  call: ServiceCall,
  document: BalancerDocument,
  { operation, tags }: { readonly operation: string; readonly tags?: Tags },
): Balancer {
  const { Name: name, Type = 'application' } = document.input;
  documents.put(call, name, document);
  return call.ground.account.put({
    ...call.place,
    type,
    name,
    values: { Name: name, Type, DNSName: dnsName(call, document) },
    ...defined({ tags }),
    madeBy: madeBy(call, operation),
    at: call.now,
  });
}

/** Names below localhost are of this machine. With the endpoint's port, so that it is an address as it stands. */
function dnsName({ ground, place }: ServiceCall, { input }: BalancerDocument): string {
  const digest = createHash('sha256').update(`${place.account} ${place.region} ${input.Name}`).digest();
  const internal = input.Scheme === 'internal' ? 'internal-' : '';
  const id = String(digest.readUInt32BE()).padStart(10, '0');
  return `${internal}${input.Name}-${id}.elb.localhost:${new URL(ground.url).port}`.toLowerCase();
}

function findBalancer({ ground, place }: ServiceCall, name: string): Balancer | undefined {
  return ground.account.at(place).find(type, name);
}

/** @throws AwsError */
export function balancerOfArn(call: ServiceCall, arn: string): Balancer {
  const found = findBalancer(call, partsOf(arn)[2] ?? '');
  if (found?.arn !== arn)
    throw refused('LoadBalancerNotFoundException', 'One or more load balancers not found');
  return found;
}

function documentOf(call: ServiceCall, { name }: Balancer): BalancerDocument {
  return documents.get(call, name) ?? { input: { Name: name }, attributes: {} };
}

const pageSize = 400;
export const onWrongMarker = () => refused('ValidationError', 'Invalid marker');

export const describeLoadBalancers: Op<'DescribeLoadBalancers'> = (input, call) => {
  const { Names, LoadBalancerArns, Marker, PageSize } = input;
  if (Names !== undefined) {
    const missing = Names.filter((name) => findBalancer(call, name) === undefined);
    if (missing.length > 0)
      throw refused('LoadBalancerNotFoundException', `Load balancers '[${missing.join(', ')}]' not found`);
  }
  const all = call.ground.account.at(call.place).list(type);
  const wanted =
    LoadBalancerArns?.map((arn) => balancerOfArn(call, arn)) ??
    all.filter(({ name }) => Names?.includes(name) ?? true);
  const { items, next } = pageOf(wanted, {
    keyOf: ({ name }) => name,
    size: PageSize ?? pageSize,
    token: Marker,
    onWrongToken: onWrongMarker,
  });
  return defined({ LoadBalancers: items.map((each) => balancerOutput(call, each)), NextMarker: next });
};

/** With what the service fills in (Elastic Load Balancing API reference, LoadBalancer). */
function balancerOutput(call: ServiceCall, found: Balancer): Shapes['LoadBalancer'] {
  const { input } = documentOf(call, found);
  const { Subnets = [], SubnetMappings = [], SecurityGroups = [], Scheme, Type, IpAddressType } = input;
  const subnets = [...Subnets, ...SubnetMappings.flatMap(({ SubnetId }) => SubnetId ?? [])];
  return {
    ...defined({ LoadBalancerArn: found.arn }),
    DNSName: found.values['DNSName'] ?? dnsName(call, { input, attributes: {} }),
    CanonicalHostedZoneId: 'Z215JYRZR1TBD5',
    CreatedTime: new Date(found.madeAt),
    LoadBalancerName: found.name,
    Scheme: Scheme ?? 'internet-facing',
    VpcId: 'vpc-slipway',
    State: { Code: 'active' },
    Type: Type ?? 'application',
    AvailabilityZones: subnets.map((SubnetId, index) => ({
      ZoneName: `${call.place.region}${'abcdef'[index % 6] ?? 'a'}`,
      SubnetId,
      LoadBalancerAddresses: [],
    })),
    SecurityGroups,
    IpAddressType: IpAddressType ?? 'ipv4',
  };
}

export const deleteLoadBalancer: Op<'DeleteLoadBalancer'> = ({ LoadBalancerArn }, call) => {
  const found = findBalancer(call, partsOf(LoadBalancerArn)[2] ?? '');
  // Without an error when there is none.
  if (found?.arn !== LoadBalancerArn) return {};
  if (documentOf(call, found).attributes['deletion_protection.enabled'] === 'true')
    throw refused(
      'OperationNotPermittedException',
      `Load balancer '${LoadBalancerArn}' cannot be deleted because deletion protection is enabled`,
    );
  removeListenersOf(call, found.name);
  call.ground.account.remove(found);
  documents.remove(call, found.name);
  return {};
};

export const modifyLoadBalancerAttributes: Op<'ModifyLoadBalancerAttributes'> = (input, call) => {
  const found = balancerOfArn(call, input.LoadBalancerArn);
  const document = documentOf(call, found);
  const attributes = changedAttributes(document.attributes, input.Attributes, known);
  save(call, { ...document, attributes }, { operation: 'ModifyLoadBalancerAttributes' });
  return { Attributes: attributesOutput(balancerAttributes, attributes) };
};

export const describeLoadBalancerAttributes: Op<'DescribeLoadBalancerAttributes'> = (
  { LoadBalancerArn },
  call,
) => {
  const { attributes } = documentOf(call, balancerOfArn(call, LoadBalancerArn));
  return { Attributes: attributesOutput(balancerAttributes, attributes) };
};

/** None can be reserved here. */
export const describeCapacityReservation: Op<'DescribeCapacityReservation'> = ({ LoadBalancerArn }, call) => {
  balancerOfArn(call, LoadBalancerArn);
  return { CapacityReservationState: [] };
};

interface Change {
  readonly operation: string;
  readonly input: Partial<BalancerDocument['input']>;
}

function changed(call: ServiceCall, arn: string, { operation, input }: Change): Balancer {
  const document = documentOf(call, balancerOfArn(call, arn));
  return save(call, { ...document, input: { ...document.input, ...input } }, { operation });
}

export const setSecurityGroups: Op<'SetSecurityGroups'> = ({ LoadBalancerArn, SecurityGroups }, call) => {
  changed(call, LoadBalancerArn, { operation: 'SetSecurityGroups', input: { SecurityGroups } });
  return { SecurityGroupIds: SecurityGroups };
};

export const setSubnets: Op<'SetSubnets'> = (
  { LoadBalancerArn, Subnets = [], SubnetMappings = [] },
  call,
) => {
  const input = { Subnets, SubnetMappings };
  const balancer = changed(call, LoadBalancerArn, { operation: 'SetSubnets', input });
  const { AvailabilityZones = [] } = balancerOutput(call, balancer);
  return { AvailabilityZones };
};

export const setIpAddressType: Op<'SetIpAddressType'> = ({ LoadBalancerArn, IpAddressType }, call) => {
  changed(call, LoadBalancerArn, { operation: 'SetIpAddressType', input: { IpAddressType } });
  return { IpAddressType };
};
