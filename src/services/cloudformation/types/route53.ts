// Hosted zones of Route 53 and their records in a stack: they are kept, and no server of names answers them.
import type { Values } from '../../../aws/wire/message.ts';
import { calledType } from '../recorded-type.ts';
import { listIn, textIn, without, type ResourceHandlers, type ResourceWork } from '../resource-type.ts';

const common = { here: 'recorded', service: 'route53' } as const;

/** `Z1…` of `/hostedzone/Z1…`. */
function zoneId(answer: Values): string {
  return textIn(answer, 'HostedZone', 'Id').replace('/hostedzone/', '');
}

function commentOf(properties: Values): string {
  return textIn((properties['HostedZoneConfig'] ?? {}) as Values, 'Comment');
}

const zoneProperties = ['HostedZoneConfig', 'HostedZoneTags', 'Name', 'VPCs'];

/** The first network is part of the creation (Route 53 API reference, CreateHostedZone). */
function networkOf({ properties, logicalId }: ResourceWork): Values {
  const networks = listIn(properties, 'VPCs') as readonly Values[];
  if (networks.length > 1)
    throw new Error(
      `Slipway does not execute a hosted zone of more than one VPC on this machine (${logicalId})`,
    );
  const [network] = networks;
  return network === undefined ? {} : { VPC: network };
}

/** A record, as the API has it: lists have a level of their own there. */
function recordOf(properties: Values): Values {
  const values = listIn(properties, 'ResourceRecords');
  const records = values.length === 0 ? {} : { ResourceRecords: values.map((Value) => ({ Value })) };
  const alias = properties['AliasTarget'] as Values | undefined;
  const aliased = alias === undefined ? {} : { AliasTarget: { EvaluateTargetHealth: false, ...alias } };
  return {
    ...without(properties, 'AliasTarget', 'Comment', 'HostedZoneId', 'HostedZoneName', 'ResourceRecords'),
    ...records,
    ...aliased,
  };
}

function change(Action: 'CREATE' | 'UPSERT' | 'DELETE', properties: Values): readonly [string, Values] {
  const ChangeBatch = {
    ...(properties['Comment'] === undefined ? {} : { Comment: properties['Comment'] }),
    Changes: [{ Action, ResourceRecordSet: recordOf(properties) }],
  };
  return ['ChangeResourceRecordSets', { HostedZoneId: properties['HostedZoneId'], ChangeBatch }];
}

export const route53Types: ResourceHandlers = {
  'AWS::Route53::HostedZone': calledType({
    ...common,
    properties: zoneProperties,
    gone: ['NoSuchHostedZone'],
    create: (work) => [
      'CreateHostedZone',
      {
        Name: work.properties['Name'],
        // The same call again makes no second one.
        CallerReference: work.id,
        ...(commentOf(work.properties) === ''
          ? {}
          : { HostedZoneConfig: { Comment: commentOf(work.properties) } }),
        ...networkOf(work),
      },
    ],
    made: (answer = {}) => {
      const id = zoneId(answer);
      const servers = listIn((answer['DelegationSet'] ?? {}) as Values, 'NameServers').map(String);
      return { physicalId: id, attributes: { Id: id, NameServers: servers } };
    },
    update: ({ properties }, { physicalId: Id }) => [
      'UpdateHostedZoneComment',
      { Id, Comment: commentOf(properties) },
    ],
    remove: ({ physicalId: Id }) => ['DeleteHostedZone', { Id }],
  }),
  'AWS::Route53::RecordSet': calledType({
    ...common,
    properties: [
      'AliasTarget',
      'Comment',
      'Failover',
      'GeoLocation',
      'HealthCheckId',
      'HostedZoneId',
      'MultiValueAnswer',
      'Name',
      'Region',
      'ResourceRecords',
      'SetIdentifier',
      'TTL',
      'Type',
      'Weight',
    ],
    gone: ['NoSuchHostedZone', 'InvalidChangeBatch'],
    create: ({ properties, isResumed }) => change(isResumed ? 'UPSERT' : 'CREATE', properties),
    made: (_answer, { properties }) => ({ physicalId: textIn(properties, 'Name'), attributes: {} }),
    update: ({ properties }) => change('UPSERT', properties),
    remove: ({ properties }) => change('DELETE', properties),
  }),
};
