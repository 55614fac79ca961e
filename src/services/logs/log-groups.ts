// Log groups by CloudWatch Logs' API.
import type { LogsApi } from '../../aws/operations/logs.ts';
import { defined } from '../../lib/defined.ts';
import type { LogGroup } from '../../state/log-groups/rows.ts';
import { pageOf } from '../page.ts';
import { takeLogs } from './take-logs.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { metricFilters, removeFiltersOf } from './filters/filter-record.ts';
import { arnOfGroup, groupKey, groupNamed, keptSince, logsOf, nameOfGroup } from './stored-logs.ts';

type Op<N extends keyof LogsApi['operations']> = Operation<LogsApi, N>;
type Shapes = LogsApi['shapes'];

export const onWrongToken = () =>
  refuse<LogsApi>('InvalidParameterException', 'The specified nextToken is invalid.');

export const createLogGroup: Op<'CreateLogGroup'> = (input, call) => {
  const { logGroupName, ...settings } = input;
  const key = groupKey(call, logGroupName);
  if (logsOf(call).createGroup(key, call.now, settings)) return {};
  const group = logsOf(call).group(key);
  if (group?.settings.isImplied !== true)
    throw refuse<LogsApi>('ResourceAlreadyExistsException', 'The specified log group already exists');
  logsOf(call).setGroup(group, settings);
  return {};
};

export const deleteLogGroup: Op<'DeleteLogGroup'> = ({ logGroupName }, call) => {
  const group = groupNamed(call, logGroupName);
  if (group.settings.deletionProtectionEnabled === true)
    throw refuse<LogsApi>('ValidationException', 'The log group has deletion protection enabled.');
  removeFiltersOf(call, logGroupName);
  logsOf(call).deleteGroup(group);
  return {};
};

const pageSize = 50;

export const describeLogGroups: Op<'DescribeLogGroups'> = async (input, call) => {
  await takeLogs(call, logsOf(call));
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, nextToken, limit = pageSize } = input;
  if (prefix !== undefined && pattern !== undefined)
    throw refuse<LogsApi>(
      'InvalidParameterException',
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    );
  const names = input.logGroupIdentifiers?.map(nameOfGroup);
  const groups = logsOf(call)
    .groups(call.place)
    .filter(
      ({ name, settings }) =>
        name.startsWith(prefix ?? '') &&
        name.toLowerCase().includes((pattern ?? '').toLowerCase()) &&
        (names?.includes(name) ?? true) &&
        (input.logGroupClass ?? classOf(settings)) === classOf(settings),
    );
  const { items, next } = pageOf(groups, {
    keyOf: ({ name }) => name,
    size: limit,
    token: nextToken,
    onWrongToken,
  });
  return defined({ logGroups: items.map((each) => describedGroup(call, each)), nextToken: next });
};

/** Parts of the pattern are joined by `|`; `^` stands at the beginning of a name (API reference, ListLogGroups). */
export const listLogGroups: Op<'ListLogGroups'> = async (input, call) => {
  await takeLogs(call, logsOf(call));
  const { logGroupNamePattern, logGroupClass, logGroupTags = [], nextToken, limit = pageSize } = input;
  // No group here has an index or a source of data.
  const isEmpty = input.fieldIndexNames !== undefined || input.dataSources !== undefined;
  const parts = logGroupNamePattern?.split('|');
  const groups = logsOf(call)
    .groups(call.place)
    .filter(
      ({ name, settings }) =>
        !isEmpty &&
        (parts?.some((part) =>
          part.startsWith('^') ? name.startsWith(part.slice(1)) : name.includes(part),
        ) ??
          true) &&
        (logGroupClass ?? classOf(settings)) === classOf(settings) &&
        logGroupTags.every((asked) => hasTag(settings.tags ?? {}, asked)),
    );
  const { items, next } = pageOf(groups, {
    keyOf: ({ name }) => name,
    size: limit,
    token: nextToken,
    onWrongToken,
  });
  return defined({
    logGroups: items.map(({ name, settings }) => ({
      logGroupName: name,
      logGroupArn: arnOfGroup(call, name),
      logGroupClass: classOf(settings),
    })),
    nextToken: next,
  });
};

/** Without values any has it; `!` stands for all others, `*` at an end for anything. */
function hasTag(tags: Readonly<Record<string, string>>, { key, values = [] }: Shapes['TagFilter']): boolean {
  const tag = Object.hasOwn(tags, key) ? tags[key] : undefined;
  if (values.length === 0) return tag !== undefined;
  return values.some((value) => {
    const [isNegated, text] = value.startsWith('!') ? [true, value.slice(1)] : [false, value];
    return (tag !== undefined && fitsWildcard(tag, text)) !== isNegated;
  });
}

function fitsWildcard(text: string, pattern: string): boolean {
  const part = pattern.replace(/^\*/, '').replace(/\*$/, '');
  const [isOpenBefore, isOpenAfter] = [pattern.startsWith('*'), pattern.endsWith('*')];
  if (isOpenBefore && isOpenAfter) return text.includes(part);
  if (isOpenBefore) return text.endsWith(part);
  return isOpenAfter ? text.startsWith(part) : text === part;
}

function classOf({ logGroupClass }: LogGroup['settings']): NonNullable<Shapes['LogGroup']['logGroupClass']> {
  return (logGroupClass ?? 'STANDARD') as NonNullable<Shapes['LogGroup']['logGroupClass']>;
}

function describedGroup(
  call: ServiceCall,
  { name, createdAt, storedBytes, settings }: LogGroup,
): Shapes['LogGroup'] {
  const arn = arnOfGroup(call, name);
  return defined({
    logGroupName: name,
    creationTime: createdAt,
    retentionInDays: settings.retentionInDays,
    metricFilterCount: metricFilters.here(call).filter(({ logGroupName }) => logGroupName === name).length,
    arn: `${arn}:*`,
    storedBytes,
    kmsKeyId: settings.kmsKeyId,
    logGroupClass: classOf(settings),
    logGroupArn: arn,
    deletionProtectionEnabled: settings.deletionProtectionEnabled,
  });
}

/** API reference, PutRetentionPolicy. */
const retentions: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const putRetentionPolicy: Op<'PutRetentionPolicy'> = ({ logGroupName, retentionInDays }, call) => {
  if (!retentions.includes(retentionInDays))
    throw refuse<LogsApi>(
      'InvalidParameterException',
      `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${retentions.join(', ')}]`,
    );
  const group = groupNamed(call, logGroupName);
  const settings = { ...group.settings, retentionInDays };
  logsOf(call).setGroup(group, settings);
  logsOf(call).expire(group, keptSince({ ...group, settings }, call.now));
  return {};
};

export const deleteRetentionPolicy: Op<'DeleteRetentionPolicy'> = ({ logGroupName }, call) => {
  const group = groupNamed(call, logGroupName);
  const { retentionInDays: _, ...settings } = group.settings;
  logsOf(call).setGroup(group, settings);
  return {};
};

const tagsOf = ({ settings }: LogGroup) => settings.tags ?? {};

export const listTagsForResource: Op<'ListTagsForResource'> = ({ resourceArn }, call) => ({
  tags: tagsOf(groupNamed(call, nameOfGroup(resourceArn))),
});

export const listTagsLogGroup: Op<'ListTagsLogGroup'> = ({ logGroupName }, call) => ({
  tags: tagsOf(groupNamed(call, logGroupName)),
});

export const tagResource: Op<'TagResource'> = ({ resourceArn, tags }, call) =>
  addTags(call, nameOfGroup(resourceArn), tags);

export const tagLogGroup: Op<'TagLogGroup'> = ({ logGroupName, tags }, call) =>
  addTags(call, logGroupName, tags);

export const untagResource: Op<'UntagResource'> = ({ resourceArn, tagKeys }, call) =>
  removeTags(call, nameOfGroup(resourceArn), tagKeys);

export const untagLogGroup: Op<'UntagLogGroup'> = ({ logGroupName, tags }, call) =>
  removeTags(call, logGroupName, tags);

/** API reference, TagResource. */
const mostTags = 50;

function addTags(
  call: ServiceCall,
  name: string,
  added: Readonly<Record<string, string>>,
): Record<string, never> {
  const group = groupNamed(call, name);
  const tags = { ...tagsOf(group), ...added };
  if (Object.keys(tags).length > mostTags)
    throw refuse<LogsApi>('TooManyTagsException', `A resource can have no more than ${mostTags} tags.`);
  logsOf(call).setGroup(group, { ...group.settings, tags });
  return {};
}

function removeTags(call: ServiceCall, name: string, keys: readonly string[]): Record<string, never> {
  const group = groupNamed(call, name);
  const tags = Object.fromEntries(Object.entries(tagsOf(group)).filter(([key]) => !keys.includes(key)));
  logsOf(call).setGroup(group, { ...group.settings, tags });
  return {};
}
