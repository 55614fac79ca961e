// What is known of parameters besides their values: metadata, labels and tags.
import type { SsmApi } from '../../aws/operations/ssm.ts';
import { defined } from '../../lib/defined.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { hasFilter } from './parameter-filters.ts';
import {
  allParameters,
  arnOfParameter,
  findParameter,
  nameIn,
  saveDescription,
  type ParameterRecord,
} from './parameter-record.ts';

type Op<N extends keyof SsmApi['operations']> = Operation<SsmApi, N>;

export const describeParameters: Op<'DescribeParameters'> = (input, call) => {
  const { Filters = [], ParameterFilters = [], MaxResults = 50, NextToken, Shared = false } = input;
  const older = Filters.map(({ Key, Values }) => ({ Key, Option: 'Equals', Values }));
  const records = Shared
    ? []
    : allParameters(call).filter((record) =>
        [...older, ...ParameterFilters].every((each) => hasFilter(record, each)),
      );
  const { items, next } = pageOf(records, {
    keyOf: ({ name }) => name,
    size: MaxResults,
    token: NextToken,
    onWrongToken: () => refuse<SsmApi>('InvalidNextToken', 'The specified token is not valid.'),
  });
  return defined({ Parameters: items.map((record) => metadataOf(call, record)), NextToken: next });
};

function metadataOf(
  call: ServiceCall,
  { name, versions }: ParameterRecord,
): SsmApi['shapes']['ParameterMetadata'] {
  const newest = versions.at(-1);
  return defined({
    Name: name,
    ARN: arnOfParameter(call, name),
    Type: newest?.type,
    KeyId: newest?.keyId,
    LastModifiedDate: newest === undefined ? undefined : new Date(newest.at),
    LastModifiedUser: newest?.by,
    Description: newest?.description,
    AllowedPattern: newest?.allowedPattern,
    Version: newest?.version,
    Tier: newest?.tier,
    Policies: [],
    DataType: newest?.dataType,
  });
}

/** A label is on one version of a parameter: it moves. (Systems Manager API reference, LabelParameterVersion.) */
export const labelParameterVersion: Op<'LabelParameterVersion'> = (
  { Name, ParameterVersion, Labels },
  call,
) => {
  const record = existing(call, nameIn(Name), 'ParameterNotFound');
  const wanted = ParameterVersion ?? record.versions.at(-1)?.version ?? 1;
  const isValid = (label: string) => /^(?!aws|ssm)[A-Za-z_][\w.-]*$/i.test(label);
  const labels = Labels.filter(isValid);
  const version = existingVersion(record, wanted);
  if (new Set([...version.labels, ...labels]).size > 10)
    throw refuse<SsmApi>(
      'ParameterVersionLabelLimitExceeded',
      'A parameter version can have maximum 10 labels.',
    );
  const versions = record.versions.map((each) => {
    const others = each.labels.filter((label) => !labels.includes(label));
    return { ...each, labels: each.version === wanted ? [...others, ...labels] : others };
  });
  saveDescription(call, { ...record, versions });
  return { InvalidLabels: Labels.filter((label) => !isValid(label)), ParameterVersion: wanted };
};

export const unlabelParameterVersion: Op<'UnlabelParameterVersion'> = (
  { Name, ParameterVersion, Labels },
  call,
) => {
  const record = existing(call, nameIn(Name), 'ParameterNotFound');
  const version = existingVersion(record, ParameterVersion);
  const removed = Labels.filter((label) => version.labels.includes(label));
  const versions = record.versions.map((each) =>
    each === version ? { ...each, labels: each.labels.filter((label) => !removed.includes(label)) } : each,
  );
  saveDescription(call, { ...record, versions });
  return { RemovedLabels: removed, InvalidLabels: Labels.filter((label) => !removed.includes(label)) };
};

export const addTagsToResource: Op<'AddTagsToResource'> = ({ ResourceType, ResourceId, Tags }, call) => {
  const record = taggable(call, ResourceType, ResourceId);
  const tags = { ...record.tags, ...Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])) };
  saveDescription(call, { ...record, tags });
  return {};
};

export const removeTagsFromResource: Op<'RemoveTagsFromResource'> = (
  { ResourceType, ResourceId, TagKeys },
  call,
) => {
  const record = taggable(call, ResourceType, ResourceId);
  const tags = Object.fromEntries(Object.entries(record.tags).filter(([key]) => !TagKeys.includes(key)));
  saveDescription(call, { ...record, tags });
  return {};
};

export const listTagsForResource: Op<'ListTagsForResource'> = ({ ResourceType, ResourceId }, call) => ({
  TagList: Object.entries(taggable(call, ResourceType, ResourceId).tags).map(([Key, Value]) => ({
    Key,
    Value,
  })),
});

function taggable(call: ServiceCall, type: string, id: string): ParameterRecord {
  if (type !== 'Parameter')
    throw refuse<SsmApi>(
      'InvalidResourceType',
      `Slipway has no resources of the type ${type} on this machine`,
    );
  return existing(call, nameIn(id), 'InvalidResourceId');
}

function existing(
  call: ServiceCall,
  name: string,
  code: 'ParameterNotFound' | 'InvalidResourceId',
): ParameterRecord {
  const record = findParameter(call, name);
  if (record === undefined) throw refuse<SsmApi>(code, '');
  return record;
}

function existingVersion(record: ParameterRecord, wanted: number): ParameterRecord['versions'][number] {
  const version = record.versions.find((each) => each.version === wanted);
  if (version === undefined)
    throw refuse<SsmApi>(
      'ParameterVersionNotFound',
      `Systems Manager could not find version ${wanted} of ${record.name}. Verify the version and try again.`,
    );
  return version;
}
