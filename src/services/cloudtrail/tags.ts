// Tags of trails. Source: CloudTrail API reference, AddTags, RemoveTags, ListTags.
import { saveTrail, trailNamed, ownTrail, type Trail } from './trail-record.ts';
import type { Op } from './trails.ts';
import type { ServiceCall } from '../service.ts';

export const addTags: Op<'AddTags'> = ({ ResourceId, TagsList }, call) => {
  const trail = ownTrail(call, ResourceId);
  const added = Object.fromEntries(TagsList.map(({ Key, Value = '' }) => [Key, Value]));
  return saved(call, trail, { ...trail.tags, ...added });
};

export const removeTags: Op<'RemoveTags'> = ({ ResourceId, TagsList }, call) => {
  const trail = ownTrail(call, ResourceId);
  const removed = new Set(TagsList.map(({ Key }) => Key));
  return saved(
    call,
    trail,
    Object.fromEntries(Object.entries(trail.tags).filter(([key]) => !removed.has(key))),
  );
};

function saved(call: ServiceCall, trail: Trail, tags: Trail['tags']) {
  saveTrail(call, { ...trail, tags });
  return {};
}

export const listTags: Op<'ListTags'> = ({ ResourceIdList }, call) => ({
  ResourceTagList: ResourceIdList.map((ResourceId) => ({
    ResourceId,
    TagsList: Object.entries(trailNamed(call, ResourceId).tags).map(([Key, Value]) => ({ Key, Value })),
  })),
});
