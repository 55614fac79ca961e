// Trails of CloudTrail in a stack. Source: CloudFormation template reference, AWS::CloudTrail::Trail.
import type { Values } from '../../../aws/wire/message.ts';
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
import { templateInput } from '../template-input.ts';

/** What CreateTrail and UpdateTrail do not take by this name. */
const apart = ['TrailName', 'IsLogging', 'EventSelectors', 'AdvancedEventSelectors', 'Tags', 'KMSKeyId'];

const taken = [
  'CloudWatchLogsLogGroupArn',
  'CloudWatchLogsRoleArn',
  'EnableLogFileValidation',
  'IncludeGlobalServiceEvents',
  'IsMultiRegionTrail',
  'IsOrganizationTrail',
  'S3BucketName',
  'S3KeyPrefix',
  'SnsTopicName',
];

export const cloudTrailTypes: ResourceHandlers = {
  'AWS::CloudTrail::Trail': {
    here: 'executed',
    properties: [...apart, ...taken],
    name: { property: 'TrailName', longest: 128 },
    replaces: (property) => property === 'TrailName',
    create: async (work) => {
      const TagsList = Object.entries(work.tags).map(([Key, Value]) => ({ Key, Value }));
      const input = inputOf('CreateTrail', work, { TagsList, Name: work.name });
      await createOnce(work, ['TrailAlreadyExistsException'], work.call('cloudtrail', 'CreateTrail', input));
      work.onMade(work.name);
      await select(work, work.name);
      return made(work, work.name);
    },
    update: async (work, { physicalId, properties: before }) => {
      // What the template no longer says is as in a new one.
      const input = inputOf('UpdateTrail', work, {
        Name: physicalId,
        IncludeGlobalServiceEvents: work.properties['IncludeGlobalServiceEvents'] ?? true,
        IsMultiRegionTrail: work.properties['IsMultiRegionTrail'] ?? false,
        S3KeyPrefix: work.properties['S3KeyPrefix'] ?? '',
        CloudWatchLogsLogGroupArn: work.properties['CloudWatchLogsLogGroupArn'] ?? '',
        CloudWatchLogsRoleArn: work.properties['CloudWatchLogsRoleArn'] ?? '',
        KmsKeyId: work.properties['KMSKeyId'] ?? '',
      });
      await work.call('cloudtrail', 'UpdateTrail', input);
      await select(work, physicalId, before);
      await settleTags(work, physicalId);
      return made(work, physicalId);
    },
    remove: async (work, { physicalId: Name }) => {
      await unless(['TrailNotFoundException'], work.call('cloudtrail', 'DeleteTrail', { Name }));
    },
  },
};

function inputOf(
  operation: 'CreateTrail' | 'UpdateTrail',
  { properties }: ResourceWork,
  more: Values,
): Values {
  const KmsKeyId = textIn(properties, 'KMSKeyId');
  const key = KmsKeyId === '' ? {} : { KmsKeyId };
  return templateInput('cloudtrail', operation, { ...without(properties, ...apart), ...key, ...more });
}

/** What it keeps, and whether it does. @param before its earlier properties */
async function select({ call, properties }: ResourceWork, name: string, before: Values = {}): Promise<void> {
  const selectors = selectorsIn(properties) ?? (selectorsIn(before) && { EventSelectors: [keepsManagement] });
  if (selectors !== undefined)
    await call(
      'cloudtrail',
      'PutEventSelectors',
      templateInput('cloudtrail', 'PutEventSelectors', { TrailName: name, ...selectors }),
    );
  const isLogging = String(properties['IsLogging']) === 'true';
  await call('cloudtrail', isLogging ? 'StartLogging' : 'StopLogging', { Name: name });
}

/** As of a trail of which nothing is said. */
const keepsManagement = { ReadWriteType: 'All', IncludeManagementEvents: true };

function selectorsIn(properties: Values): Values | undefined {
  const [EventSelectors, AdvancedEventSelectors] = ['EventSelectors', 'AdvancedEventSelectors'].map((each) =>
    listIn(properties, each),
  );
  const isGiven = (EventSelectors?.length ?? 0) + (AdvancedEventSelectors?.length ?? 0) > 0;
  return isGiven ? { EventSelectors, AdvancedEventSelectors } : undefined;
}

async function settleTags(work: ResourceWork, name: string): Promise<void> {
  const { call, tags } = work;
  const ResourceId = textIn(made(work, name).attributes, 'Arn');
  const { ResourceTagList } = await call('cloudtrail', 'ListTags', { ResourceIdList: [ResourceId] });
  const before = (ResourceTagList as readonly Values[]).flatMap(
    ({ TagsList }) => (TagsList ?? []) as readonly Values[],
  );
  const removed = before.filter((tag) => tags[textIn(tag, 'Key')] === undefined);
  if (removed.length > 0) await call('cloudtrail', 'RemoveTags', { ResourceId, TagsList: removed });
  if (Object.keys(tags).length > 0)
    await call('cloudtrail', 'AddTags', { ResourceId, TagsList: tagList(tags) });
}

function made({ place }: ResourceWork, name: string): Made {
  const { partition, region, account } = place;
  const Arn = `arn:${partition}:cloudtrail:${region}:${account}:trail/${name}`;
  return { physicalId: name, attributes: { Arn } };
}
