// Which events a trail keeps, as calls say and ask it. Source: CloudTrail API reference, PutEventSelectors.
import type { CloudTrailApi } from '../../aws/operations/cloudtrail.ts';
import { refuse } from '../service.ts';
import { defaultSelectors, knownFields, type Selecting } from './event-selectors.ts';
import { recorderOf } from './recorder.ts';
import { arnOfTrail, ownTrail, saveTrail, trailNamed } from './trail-record.ts';
import type { Op } from './trails.ts';

type Shapes = CloudTrailApi['shapes'];

export const putEventSelectors: Op<'PutEventSelectors'> = (input, call) => {
  const { EventSelectors = [], AdvancedEventSelectors = [] } = input;
  if (EventSelectors.length > 0 === AdvancedEventSelectors.length > 0)
    throw invalid('Give either EventSelectors or AdvancedEventSelectors.');
  if (EventSelectors.length > 5) throw invalid('A trail has at most five event selectors.');
  for (const each of AdvancedEventSelectors) checkFields(each);
  for (const { DataResources = [] } of EventSelectors)
    for (const { Type = '' } of DataResources)
      if (!basicTypes.has(Type)) throw invalid(`The resource type "${Type}" needs advanced event selectors.`);
  const {
    eventSelectors: _basic,
    advancedEventSelectors: _advanced,
    ...trail
  } = ownTrail(call, input.TrailName);
  const selecting =
    AdvancedEventSelectors.length > 0
      ? { advancedEventSelectors: AdvancedEventSelectors }
      : { eventSelectors: EventSelectors.map((each) => ({ ...defaultSelectors[0], ...each })) };
  saveTrail(call, { ...trail, ...selecting });
  recorderOf(call.ground).trailsChanged();
  return { TrailARN: arnOfTrail(trail), ...shown(selecting) };
};

/** Other types have advanced selectors alone. */
const basicTypes: ReadonlySet<string> = new Set([
  'AWS::S3::Object',
  'AWS::Lambda::Function',
  'AWS::DynamoDB::Table',
]);

function checkFields({ FieldSelectors }: Shapes['AdvancedEventSelector']): void {
  const category = FieldSelectors.find(({ Field }) => Field === 'eventCategory')?.Equals ?? [];
  if (category.length !== 1 || !['Management', 'Data'].includes(category[0] ?? ''))
    throw invalid('An advanced event selector needs eventCategory, which equals Management or Data here.');
  const isData = category[0] === 'Data';
  if (
    isData &&
    !FieldSelectors.some(({ Field, Equals }) => Field === 'resources.type' && Equals !== undefined)
  )
    throw invalid('An advanced event selector of data events needs resources.type.');
  const unknown = FieldSelectors.find(({ Field }) => !knownFields.has(Field));
  if (unknown !== undefined) throw invalid(`Slipway does not execute the field "${unknown.Field}".`);
}

export const getEventSelectors: Op<'GetEventSelectors'> = ({ TrailName }, call) => {
  const trail = trailNamed(call, TrailName);
  return { TrailARN: arnOfTrail(trail), ...shown(trail) };
};

function shown({
  eventSelectors,
  advancedEventSelectors,
}: Selecting): Pick<Shapes['GetEventSelectorsResponse'], 'EventSelectors' | 'AdvancedEventSelectors'> {
  if (advancedEventSelectors !== undefined) return { AdvancedEventSelectors: advancedEventSelectors };
  return { EventSelectors: eventSelectors ?? defaultSelectors };
}

function invalid(message: string) {
  return refuse<CloudTrailApi>('InvalidEventSelectorsException', message);
}
