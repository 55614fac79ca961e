// Which events a trail keeps. Source: CloudTrail API reference, EventSelector, AdvancedEventSelector. Pure.
import type { CloudTrailApi } from '../../aws/operations/cloudtrail.ts';
import type { TrailRecord } from './call-event.ts';

type Shapes = CloudTrailApi['shapes'];

export interface Selecting {
  readonly eventSelectors?: readonly Shapes['EventSelector'][];
  readonly advancedEventSelectors?: readonly Shapes['AdvancedEventSelector'][];
}

/** Of a trail of which nothing was said: all management events. */
export const defaultSelectors: readonly Shapes['EventSelector'][] = [
  {
    ReadWriteType: 'All',
    IncludeManagementEvents: true,
    DataResources: [],
    ExcludeManagementEventSources: [],
  },
];

export function selects({ eventSelectors, advancedEventSelectors }: Selecting, record: TrailRecord): boolean {
  if (advancedEventSelectors !== undefined)
    return advancedEventSelectors.some(({ FieldSelectors }) =>
      FieldSelectors.every((each) => fieldFits(each, record)),
    );
  return (eventSelectors ?? defaultSelectors).some((each) => basicFits(each, record));
}

/** Whether calls that are about data can be among those that it keeps. */
export function keepsData({ eventSelectors = [], advancedEventSelectors }: Selecting): boolean {
  if (advancedEventSelectors === undefined)
    return eventSelectors.some(({ DataResources = [] }) => DataResources.length > 0);
  return advancedEventSelectors.some(({ FieldSelectors }) =>
    FieldSelectors.some(({ Field, Equals = [] }) => Field === 'eventCategory' && Equals.includes('Data')),
  );
}

function basicFits(selector: Shapes['EventSelector'], record: TrailRecord): boolean {
  const { ReadWriteType = 'All', IncludeManagementEvents = true, DataResources = [] } = selector;
  if (ReadWriteType !== 'All' && (ReadWriteType === 'ReadOnly') !== record.readOnly) return false;
  if (record.managementEvent)
    return (
      IncludeManagementEvents && !(selector.ExcludeManagementEventSources ?? []).includes(record.eventSource)
    );
  return DataResources.some(({ Type, Values = [] }) =>
    (record.resources ?? []).some(
      ({ type, ARN }) => type === Type && Values.some((value) => isOf(value, ARN)),
    ),
  );
}

/** `arn:aws:s3` is every bucket, `arn:aws:s3:::BUCKET/` every object of one; of other resources the ARN is the whole one. */
function isOf(value: string, arn: string): boolean {
  const isPrefix = /^arn:[\w-]+:(s3|lambda|dynamodb)$/.test(value) || value.startsWith('arn:aws:s3:::');
  return isPrefix ? arn.startsWith(value) : arn === value;
}

type Operator = (value: string, wanted: string) => boolean;

const operators: readonly (readonly [keyof Shapes['AdvancedFieldSelector'], Operator, 'any' | 'none'])[] = [
  ['Equals', (value, wanted) => value === wanted, 'any'],
  ['StartsWith', (value, wanted) => value.startsWith(wanted), 'any'],
  ['EndsWith', (value, wanted) => value.endsWith(wanted), 'any'],
  ['NotEquals', (value, wanted) => value === wanted, 'none'],
  ['NotStartsWith', (value, wanted) => value.startsWith(wanted), 'none'],
  ['NotEndsWith', (value, wanted) => value.endsWith(wanted), 'none'],
];

function fieldFits(selector: Shapes['AdvancedFieldSelector'], record: TrailRecord): boolean {
  const values = valuesOf(selector.Field, record);
  const given = operators.filter(([name]) => selector[name] !== undefined);
  const wanted = ([name]: (typeof operators)[number]) => selector[name] as readonly string[];
  const fits = ([name, test, how]: (typeof operators)[number]) =>
    wanted([name, test, how]).some((each) => values.some((value) => test(value, each)));
  const positive = given.filter(([, , how]) => how === 'any');
  const negative = given.filter(([, , how]) => how === 'none');
  return (positive.length === 0 || positive.some(fits)) && !negative.some(fits);
}

function valuesOf(field: string, record: TrailRecord): readonly string[] {
  const resources = record.resources ?? [];
  switch (field) {
    case 'resources.type':
      return resources.flatMap(({ type }) => type ?? []);
    case 'resources.ARN':
      return resources.map(({ ARN }) => ARN);
    case 'userIdentity.arn': {
      const { arn } = record['userIdentity'] as { readonly arn?: string };
      return arn === undefined ? [] : [arn];
    }
    default: {
      const value = record[field];
      return typeof value === 'string' || typeof value === 'boolean' ? [String(value)] : [];
    }
  }
}

/** The fields that are executed here. */
export const knownFields: ReadonlySet<string> = new Set([
  'eventCategory',
  'eventName',
  'eventSource',
  'eventType',
  'readOnly',
  'resources.ARN',
  'resources.type',
  'userIdentity.arn',
]);
