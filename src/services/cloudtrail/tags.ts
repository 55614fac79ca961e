// Tags of trails. Source: CloudTrail API reference, AddTags, RemoveTags, ListTags.
import { ownTrail, trailNamed } from './trail-record.ts';
import { save, type Op } from './trails.ts';

export const addTags: Op<'AddTags'> = ({ ResourceId, TagsList }, call) => {
  const trail = ownTrail(call, ResourceId);
  const added = Object.fromEntries(TagsList.map(({ Key, Value = '' }) => [Key, Value]));
  save(call, { ...trail, tags: { ...trail.tags, ...added } }, 'AddTags');
  return {};
};

export const removeTags: Op<'RemoveTags'> = ({ ResourceId, TagsList }, call) => {
  const trail = ownTrail(call, ResourceId);
  const removed = new Set(TagsList.map(({ Key }) => Key));
  const tags = Object.fromEntries(Object.entries(trail.tags).filter(([key]) => !removed.has(key)));
  save(call, { ...trail, tags }, 'RemoveTags');
  return {};
};

export const listTags: Op<'ListTags'> = ({ ResourceIdList }, call) => ({
  ResourceTagList: ResourceIdList.map((ResourceId) => ({
    ResourceId,
    TagsList: Object.entries(trailNamed(call, ResourceId).tags).map(([Key, Value]) => ({ Key, Value })),
  })),
});
