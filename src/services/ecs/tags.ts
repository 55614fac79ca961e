// Tags of clusters, services, tasks and task definitions, by their ARNs.
import type { EcsApi } from '../../aws/operations/ecs.ts';
import { parseArn } from '../../model/arn.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { saveClusterTags } from './clusters.ts';
import { invalid, tagsFrom, tagsOutput, type Op } from './ecs-call.ts';
import { findService, saveServiceTags } from './services.ts';
import { findRevision, revisionDocuments, revisionName } from './task-definition-record.ts';
import { putTask, taskDocuments } from './task-document.ts';

type Tags = Readonly<Record<string, string>>;

interface Tagged {
  readonly tags: Tags;
  readonly save: (operation: string, tags: Tags) => void;
}

export const listTagsForResource: Op<'ListTagsForResource'> = ({ resourceArn }, call) => ({
  tags: tagsOutput(taggedBy(call, resourceArn).tags),
});

export const tagResource: Op<'TagResource'> = ({ resourceArn, tags }, call) => {
  const found = taggedBy(call, resourceArn);
  found.save('TagResource', { ...found.tags, ...tagsFrom(tags) });
  return {};
};

export const untagResource: Op<'UntagResource'> = ({ resourceArn, tagKeys }, call) => {
  const found = taggedBy(call, resourceArn);
  const left = Object.entries(found.tags).filter(([key]) => !tagKeys.includes(key));
  found.save('UntagResource', Object.fromEntries(left));
  return {};
};

function taggedBy(call: ServiceCall, arn: string): Tagged {
  const [kind = '', first = '', second = ''] = (parseArn(arn)?.resource ?? '').split('/');
  const found = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (found === undefined) throw invalid('Invalid ARN.');
  return found(call, first, second);
}

type FindTagged = (call: ServiceCall, first: string, second: string) => Tagged;

/** By the beginning of the resource in its ARN; given what follows it. */
const kinds: Readonly<Record<string, FindTagged>> = {
  cluster: (call, name) => ({
    tags: call.ground.account.at(call.place).find('AWS::ECS::Cluster', name)?.tags ?? {},
    save: (operation, tags) => saveClusterTags(call, name, { operation, tags }),
  }),
  service: (call, cluster, serviceName) => {
    const name = { cluster, serviceName };
    if (findService(call, name) === undefined)
      throw refuse<EcsApi>('ServiceNotFoundException', 'Service not found.');
    const resources = call.ground.account.at(call.place);
    return {
      tags: resources.find('AWS::ECS::Service', `${cluster}/${serviceName}`)?.tags ?? {},
      save: (operation, tags) => saveServiceTags(call, name, { operation, tags }),
    };
  },
  'task-definition': (call, name) => {
    const found = findRevision(call, name);
    if (found === undefined) throw invalid('The specified task definition does not exist.');
    const { document } = found;
    return {
      tags: document.tags ?? {},
      save: (_, tags) => revisionDocuments.put(call, revisionName(found), { ...document, tags }),
    };
  },
  task: (call, cluster, taskId) => {
    const task = taskDocuments.get(call, `${cluster}/${taskId}`);
    if (task === undefined) throw invalid('The referenced task was not found.');
    return { tags: task.tags ?? {}, save: (_, tags) => putTask(call, { ...task, tags }) };
  },
};
