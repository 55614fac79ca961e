// Management events of the last 90 days, the newest first. Source: CloudTrail API reference, LookupEvents.
import type { CloudTrailApi } from '../../aws/operations/cloudtrail.ts';
import { defined } from '../../lib/defined.ts';
import { pageInOrder } from '../page.ts';
import { refuse } from '../service.ts';
import type { TrailRecord } from './call-event.ts';
import { recorderOf } from './recorder.ts';
import type { Op } from './trails.ts';

type Shapes = CloudTrailApi['shapes'];

export const lookupEvents: Op<'LookupEvents'> = (input, call) => {
  const { LookupAttributes = [], StartTime, EndTime, EventCategory, MaxResults = 50, NextToken } = input;
  if (EventCategory !== undefined)
    throw refuse<CloudTrailApi>('InvalidEventCategoryException', 'Slipway keeps no Insights events.');
  if (LookupAttributes.length > 1)
    throw refuse<CloudTrailApi>('InvalidLookupAttributesException', 'Only one lookup attribute is taken.');
  const [from, to] = [StartTime?.getTime() ?? 0, EndTime?.getTime() ?? Number.MAX_SAFE_INTEGER];
  if (from > to)
    throw refuse<CloudTrailApi>('InvalidTimeRangeException', 'The start time is after the end time.');
  const { account, region } = call.place;
  const found = recorderOf(call.ground)
    .history({ account, region, from, to })
    .filter((record) => LookupAttributes.every((each) => fits(each, record)))
    .toReversed();
  const onWrongToken = () => refuse<CloudTrailApi>('InvalidNextTokenException', 'Invalid NextToken.');
  const { items, next } = pageInOrder(found, { size: MaxResults, token: NextToken, onWrongToken });
  return { Events: items.map(shown), ...defined({ NextToken: next }) };
};

interface Identity {
  readonly userName?: string;
  readonly accessKeyId?: string;
  readonly principalId?: string;
}

/** A session is known by its name. */
function userOf({ userIdentity }: TrailRecord): string | undefined {
  const { userName, principalId } = userIdentity as Identity;
  return userName ?? principalId?.split(':')[1];
}

function fits({ AttributeKey, AttributeValue }: Shapes['LookupAttribute'], record: TrailRecord): boolean {
  const { userIdentity, resources = [] } = record;
  switch (AttributeKey) {
    case 'EventId':
      return record.eventID === AttributeValue;
    case 'EventName':
      return record.eventName === AttributeValue;
    case 'EventSource':
      return record.eventSource === AttributeValue;
    case 'ReadOnly':
      return String(record.readOnly) === AttributeValue;
    case 'Username':
      return userOf(record) === AttributeValue;
    case 'AccessKeyId':
      return (userIdentity as Identity).accessKeyId === AttributeValue;
    case 'ResourceName':
      return resources.some(({ ARN }) => ARN === AttributeValue || nameIn(ARN) === AttributeValue);
    case 'ResourceType':
      return resources.some(({ type }) => type === AttributeValue);
    default:
      return false;
  }
}

function nameIn(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
}

function shown(record: TrailRecord): Shapes['Event'] {
  const { accessKeyId } = record.userIdentity as Identity;
  return {
    EventId: record.eventID,
    EventName: record.eventName,
    ReadOnly: String(record.readOnly),
    EventTime: new Date(record.eventTime),
    EventSource: record.eventSource,
    Resources: (record.resources ?? []).map(({ type, ARN }) => ({
      ResourceName: ARN,
      ...defined({ ResourceType: type }),
    })),
    CloudTrailEvent: JSON.stringify(record),
    ...defined({ AccessKeyId: accessKeyId, Username: userOf(record) }),
  };
}
