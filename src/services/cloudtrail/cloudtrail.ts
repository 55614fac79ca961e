// CloudTrail: trails of what is called of AWS's API of this machine, and its newest events.
import type { CloudTrailApi } from '../../aws/operations/cloudtrail.ts';
import type { Operations } from '../service.ts';
import { lookupEvents } from './lookup-events.ts';
import { getEventSelectors, putEventSelectors } from './selectors.ts';
import { addTags, listTags, removeTags } from './tags.ts';
import {
  createTrail,
  deleteTrail,
  describeTrails,
  getTrail,
  getTrailStatus,
  listTrails,
  startLogging,
  stopLogging,
  updateTrail,
} from './trails.ts';

export const cloudTrail: Operations<CloudTrailApi> = {
  AddTags: addTags,
  CreateTrail: createTrail,
  DeleteTrail: deleteTrail,
  DescribeTrails: describeTrails,
  GetEventSelectors: getEventSelectors,
  GetTrail: getTrail,
  GetTrailStatus: getTrailStatus,
  ListTags: listTags,
  ListTrails: listTrails,
  LookupEvents: lookupEvents,
  PutEventSelectors: putEventSelectors,
  RemoveTags: removeTags,
  StartLogging: startLogging,
  StopLogging: stopLogging,
  UpdateTrail: updateTrail,
};
