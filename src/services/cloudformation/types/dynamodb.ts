// Tables of DynamoDB in a stack.
import { setTimeout as delay } from 'node:timers/promises';
import type { Values } from '../../../aws/wire/message.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import {
  createOnce,
  listIn,
  tagList,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

/** What CreateTable takes under the same name. */
const ofCreation = [
  'AttributeDefinitions',
  'BillingMode',
  'DeletionProtectionEnabled',
  'GlobalSecondaryIndexes',
  'KeySchema',
  'LocalSecondaryIndexes',
  'ProvisionedThroughput',
  'TableClass',
];
const taken = [
  ...ofCreation,
  'PointInTimeRecoverySpecification',
  'SSESpecification',
  'StreamSpecification',
  'TableName',
  'Tags',
  'TimeToLiveSpecification',
];

const gone = ['ResourceNotFoundException'];

async function tableMade({ call }: ResourceWork, TableName: string): Promise<Made> {
  for (;;) {
    const answer = await call('dynamodb', 'DescribeTable', { TableName });
    const table = answer['Table'] as Values;
    const indexes = listIn(table, 'GlobalSecondaryIndexes') as readonly Values[];
    const isActive = [table['TableStatus'], ...indexes.map((index) => index['IndexStatus'])].every(
      (status) => status === 'ACTIVE',
    );
    const StreamArn = textIn(table, 'LatestStreamArn');
    const stream = StreamArn === '' ? {} : { StreamArn };
    if (isActive) return { physicalId: TableName, attributes: { Arn: textIn(table, 'TableArn'), ...stream } };
    await delay(200);
  }
}

function streamIn(properties: Values): Values {
  const stream = properties['StreamSpecification'] as Values | undefined;
  return stream === undefined
    ? {}
    : { StreamSpecification: { StreamEnabled: true, ...without(stream, 'ResourcePolicy') } };
}

function encryptionIn(properties: Values): Values {
  const given = properties['SSESpecification'] as Values | undefined;
  if (given === undefined) return {};
  const { SSEEnabled, ...rest } = given;
  return { SSESpecification: { Enabled: SSEEnabled, ...rest } };
}

async function settle({ call, properties }: ResourceWork, TableName: string, before: Values): Promise<void> {
  const differs = (name: string) => !isEqual(properties[name] ?? '', before[name] ?? '');
  const ttl = (properties['TimeToLiveSpecification'] ?? before['TimeToLiveSpecification']) as
    | Values
    | undefined;
  if (differs('TimeToLiveSpecification') && ttl !== undefined)
    await call('dynamodb', 'UpdateTimeToLive', {
      TableName,
      TimeToLiveSpecification:
        properties['TimeToLiveSpecification'] === undefined ? { ...ttl, Enabled: false } : ttl,
    });
  if (differs('PointInTimeRecoverySpecification'))
    await call('dynamodb', 'UpdateContinuousBackups', {
      TableName,
      PointInTimeRecoverySpecification: properties['PointInTimeRecoverySpecification'] ?? {
        PointInTimeRecoveryEnabled: false,
      },
    });
}

/** One index is made or removed by each call (DynamoDB API reference, UpdateTable). */
async function updateIndexes(work: ResourceWork, TableName: string, before: Values): Promise<void> {
  const { call, properties } = work;
  const named = (values: Values) =>
    new Map(
      (listIn(values, 'GlobalSecondaryIndexes') as readonly Values[]).map((index) => [
        textIn(index, 'IndexName'),
        index,
      ]),
    );
  const [now, earlier] = [named(properties), named(before)];
  const update = async (change: Values): Promise<void> => {
    await call('dynamodb', 'UpdateTable', {
      TableName,
      AttributeDefinitions: properties['AttributeDefinitions'],
      GlobalSecondaryIndexUpdates: [change],
    });
    await tableMade(work, TableName);
  };
  for (const [IndexName, index] of earlier)
    if (!now.has(IndexName) || !isEqual(index['KeySchema'], now.get(IndexName)?.['KeySchema']))
      await update({ Delete: { IndexName } });
  for (const [IndexName, index] of now)
    if (!earlier.has(IndexName) || !isEqual(index['KeySchema'], earlier.get(IndexName)?.['KeySchema']))
      await update({ Create: index });
}

export const dynamoDbTypes: ResourceHandlers = {
  'AWS::DynamoDB::Table': {
    here: 'executed',
    properties: taken,
    name: { property: 'TableName', longest: 255 },
    replaces: () => true,
    create: async (work) => {
      const { call, properties, name, tags } = work;
      const given = Object.fromEntries(
        Object.entries(properties).filter(([key]) => ofCreation.includes(key)),
      );
      const creating = call('dynamodb', 'CreateTable', {
        ...given,
        ...streamIn(properties),
        ...encryptionIn(properties),
        TableName: name,
        ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
      });
      await createOnce(work, ['ResourceInUseException'], creating);
      work.onMade(name);
      const made = await tableMade(work, name);
      await settle(work, name, {});
      return made;
    },
    update: async (work, { physicalId: TableName, properties: before }) => {
      const { call, properties } = work;
      const changed = [
        'BillingMode',
        'ProvisionedThroughput',
        'DeletionProtectionEnabled',
        'TableClass',
      ].filter(
        (name) => !isEqual(properties[name] ?? '', before[name] ?? '') && properties[name] !== undefined,
      );
      if (changed.length > 0)
        await call('dynamodb', 'UpdateTable', {
          TableName,
          ...Object.fromEntries(changed.map((name) => [name, properties[name]])),
        });
      if (!isEqual(streamIn(properties), streamIn(before)))
        await call('dynamodb', 'UpdateTable', {
          TableName,
          ...(properties['StreamSpecification'] === undefined
            ? { StreamSpecification: { StreamEnabled: false } }
            : streamIn(properties)),
        });
      await updateIndexes(work, TableName, before);
      await settle(work, TableName, before);
      return await tableMade(work, TableName);
    },
    remove: async ({ call }, { physicalId: TableName }) => {
      await unless(gone, call('dynamodb', 'DeleteTable', { TableName }));
      while ((await unless(gone, call('dynamodb', 'DescribeTable', { TableName }))) !== undefined)
        await delay(200);
    },
  },
};
