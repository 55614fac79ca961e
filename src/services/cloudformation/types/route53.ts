// Hosted zones of Route 53 and their records in a stack: they are kept, and no server of names answers them.
import type { Values } from '../../../aws/wire/message.ts';
import { calledType } from '../recorded-type.ts';
import {
  listIn,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { refuseOthers } from './logs.ts';

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

/** By its id, or by its name: `example.org.` with or without the dot. */
async function zoneOf({ call, properties }: ResourceWork): Promise<string> {
  const [id, name] = [textIn(properties, 'HostedZoneId'), textIn(properties, 'HostedZoneName')];
  if (id !== '') return id;
  const DNSName = name.endsWith('.') ? name : `${name}.`;
  const answer = await call('route53', 'ListHostedZonesByName', { DNSName });
  const zones = listIn(answer, 'HostedZones') as readonly Values[];
  const found = zones.find((zone) => textIn(zone, 'Name') === DNSName);
  if (found === undefined) throw new Error(`No hosted zones named ${DNSName} found`);
  return zoneId({ HostedZone: found });
}

async function recorded(work: ResourceWork, Action: 'CREATE' | 'UPSERT' | 'DELETE'): Promise<Made> {
  const { call, properties } = work;
  refuseOthers(properties, recordProperties);
  const ChangeBatch = {
    ...(properties['Comment'] === undefined ? {} : { Comment: properties['Comment'] }),
    Changes: [{ Action, ResourceRecordSet: recordOf(properties) }],
  };
  await call('route53', 'ChangeResourceRecordSets', { HostedZoneId: await zoneOf(work), ChangeBatch });
  return { physicalId: textIn(properties, 'Name'), attributes: {} };
}

const recordProperties = [
  'AliasTarget',
  'Comment',
  'Failover',
  'GeoLocation',
  'HealthCheckId',
  'HostedZoneId',
  'HostedZoneName',
  'MultiValueAnswer',
  'Name',
  'Region',
  'ResourceRecords',
  'SetIdentifier',
  'TTL',
  'Type',
  'Weight',
];

const groupProperties = ['Comment', 'HostedZoneId', 'HostedZoneName', 'RecordSets'];

/** In one batch, as the API takes them: what is no longer in the group goes. */
async function recordGroup(work: ResourceWork, before: Values | undefined, isFirst: boolean): Promise<Made> {
  const { call, properties, name } = work;
  const records = listIn(properties, 'RecordSets') as readonly Values[];
  for (const record of records) refuseOthers(record, recordProperties);
  const earlier = (listIn(before ?? {}, 'RecordSets') as readonly Values[]).filter(
    (record) => !records.some((each) => keyOf(each) === keyOf(record)),
  );
  const Changes = [
    ...earlier.map((record) => ({ Action: 'DELETE', ResourceRecordSet: recordOf(record) })),
    ...records.map((record) => ({
      Action: isFirst ? 'CREATE' : 'UPSERT',
      ResourceRecordSet: recordOf(record),
    })),
  ];
  if (Changes.length > 0)
    await call('route53', 'ChangeResourceRecordSets', {
      HostedZoneId: await zoneOf(work),
      ChangeBatch: {
        ...(properties['Comment'] === undefined ? {} : { Comment: properties['Comment'] }),
        Changes,
      },
    });
  return { physicalId: name, attributes: { Id: name } };
}

const keyOf = (record: Values) =>
  ['Name', 'Type', 'SetIdentifier'].map((member) => textIn(record, member).toLowerCase()).join(' ');

const goneRecords = ['NoSuchHostedZone', 'InvalidChangeBatch'];

const recordSetGroup: ResourceHandler = {
  here: 'recorded',
  properties: groupProperties,
  create: async (work) => await recordGroup(work, undefined, !work.isResumed),
  update: async (work, { properties, physicalId }) => ({
    ...(await recordGroup(work, properties, false)),
    physicalId,
  }),
  remove: async (work, { properties }) => {
    const none = { ...work, properties: { ...properties, RecordSets: [] } };
    await unless(goneRecords, recordGroup(none, properties, false));
  },
};

const checkProperties = ['HealthCheckConfig', 'HealthCheckTags'];

/** Nothing asks whether what it names is healthy. */
const healthCheck = calledType({
  ...common,
  properties: checkProperties,
  gone: ['NoSuchHealthCheck'],
  create: ({ properties, id }) => [
    'CreateHealthCheck',
    { CallerReference: id, HealthCheckConfig: properties['HealthCheckConfig'] },
  ],
  made: (answer = {}) => {
    const HealthCheckId = textIn(answer, 'HealthCheck', 'Id');
    return { physicalId: HealthCheckId, attributes: { HealthCheckId } };
  },
  update: ({ properties }, { physicalId: HealthCheckId }) => [
    'UpdateHealthCheck',
    { HealthCheckId, ...without((properties['HealthCheckConfig'] ?? {}) as Values, 'Type') },
  ],
  remove: ({ physicalId: HealthCheckId }) => ['DeleteHealthCheck', { HealthCheckId }],
});

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
  'AWS::Route53::RecordSet': {
    here: 'recorded',
    properties: recordProperties,
    create: async (work) => await recorded(work, work.isResumed ? 'UPSERT' : 'CREATE'),
    update: async (work) => await recorded(work, 'UPSERT'),
    remove: async (work, { properties }) => {
      const removing = recorded({ ...work, properties }, 'DELETE');
      await unless(goneRecords, removing);
    },
  },
  'AWS::Route53::RecordSetGroup': recordSetGroup,
  'AWS::Route53::HealthCheck': healthCheck,
};
